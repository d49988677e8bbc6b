/** One action's form. Sent again after a cut line it has its effect once: the key stays as long as the form. */
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersAct } from '../../api-client/sdk.gen.ts';
import type { AllowedAction, Dossier } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { SubmitFault } from '../../common/states.tsx';
import { fieldsOf } from './action-fields.ts';
import { bodyOf, initialOf } from './action-body.ts';
import type { ActionValues } from './action-body.ts';
import { ActionField } from './action-inputs.tsx';

interface Props {
  readonly dossier: Dossier;
  readonly allowed: AllowedAction;
  readonly onDone: () => void;
  readonly onCancel?: (() => void) | undefined;
}

export function ActionForm({ dossier, allowed, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<ActionValues>();
  const [key, setKey] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const step = dossier.steps.find((each) => each.no === allowed.step && each.state === 'open');
  const send = async (values: ActionValues) => {
    setBusy(true);
    try {
      const body = bodyOf(allowed, values, dossier);
      const headers = { 'Idempotency-Key': key };
      wrote(
        await call(
          dossiersAct({ path: { id: dossier.id, action: allowed.action as 'claim' }, headers, body }),
        ),
      );
      setFault(null);
      setBusy(false);
      // What is done next in the same form is another command.
      setKey(newKey());
      form.resetFields();
      onDone();
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  const name = t(`action.${allowed.action as 'claim'}`);
  return (
    <section className="panel stack" aria-labelledby="action">
      <h2 id="action">
        {name}
        {step && `: ${step.no} ${step.content}`}
      </h2>
      <SubmitFault error={fault} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialOf(allowed, dossier)}
        scrollToFirstError={{ focus: true }}
        style={{ maxWidth: 720 }}
        onFinish={(values) => void send(values)}
      >
        {fieldsOf(allowed.action).map((field) => (
          <ActionField key={field} field={field} allowed={allowed} dossier={dossier} />
        ))}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={busy} data-primary>
            {name} (F2)
          </Button>
          {onCancel && <Button onClick={onCancel}>{t('do.cancel')}</Button>}
        </div>
      </Form>
    </section>
  );
}
