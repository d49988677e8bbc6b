/** The actions that are allowed to me, and only those; the step's own first, each with its form. */
import { useTranslation } from 'react-i18next';
import type { AllowedAction, Dossier } from '../../api-client/types.gen.ts';
import { Acts } from '../../common/acts.tsx';
import { ActionForm } from './action-form.tsx';
import { sorted } from './action-fields.ts';

const keyOf = ({ action, step }: AllowedAction): string => `${action} ${step ?? ''}`;

export function Actions({ dossier, onDone }: { readonly dossier: Dossier; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { primary, others } = sorted(dossier.allowed);
  const offered = new Map([...(primary ? [primary] : []), ...others].map((one) => [keyOf(one), one]));
  const severalSteps = new Set(dossier.allowed.map(({ step }) => step)).size > 2;
  const nameOf = ({ action }: AllowedAction) => t(`action.${action as 'claim'}`);
  const idle = dossier.closedAt ? t('dossier.closed') : t('inbox.empty');
  return (
    <Acts
      offered={[...offered].map(([key, one]) => ({
        key,
        label: one.step !== undefined && severalSteps ? `${nameOf(one)} (${one.step})` : nameOf(one),
      }))}
      own={primary && keyOf(primary)}
      none={dossier.allowed.length === 0 ? idle : undefined}
      said={(key) => t('dossier.done', { action: nameOf(offered.get(key)!) })}
      form={(key, then) => (
        <ActionForm
          key={key}
          dossier={dossier}
          allowed={offered.get(key)!}
          onCancel={then.onCancel}
          onDone={() => {
            then.onDone();
            onDone();
          }}
        />
      )}
    />
  );
}
