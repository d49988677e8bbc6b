/** One action's form. */
import { useTranslation } from 'react-i18next';
import { dossiersAct } from '../../api-client/sdk.gen.ts';
import type { AllowedAction, Dossier } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { ActForm } from '../../common/act-form.tsx';
import { fieldsOf } from './action-fields.ts';
import { bodyOf, initialOf } from './action-body.ts';
import type { ActionValues } from './action-body.ts';
import { ActionField } from './action-inputs.tsx';

interface Props {
  readonly dossier: Dossier;
  readonly allowed: AllowedAction;
  readonly onDone: () => void;
  readonly onCancel: (() => void) | undefined;
}

export function ActionForm({ dossier, allowed, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const step = dossier.steps.find((each) => each.no === allowed.step && each.state === 'open');
  const action = allowed.action as 'claim';
  return (
    <ActForm<ActionValues>
      id="action"
      name={t(`action.${action}`)}
      more={step && `: ${step.no} ${step.content}`}
      initial={initialOf(allowed, dossier)}
      send={async (values, key) => {
        const headers = { 'Idempotency-Key': key };
        const body = bodyOf(allowed, values, dossier);
        wrote(await call(dossiersAct({ path: { id: dossier.id, action }, headers, body })));
      }}
      again
      onDone={onDone}
      onCancel={onCancel}
    >
      {fieldsOf(allowed.action).map((field) => (
        <ActionField key={field} field={field} allowed={allowed} dossier={dossier} />
      ))}
    </ActForm>
  );
}
