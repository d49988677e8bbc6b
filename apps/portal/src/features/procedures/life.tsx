/** The life of an edition: review, approve, publish from a date, withdraw; only what may be done now. */
import { Alert, Button, DatePicker, Form, Input, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { proceduresLive, proceduresOpen } from '../../api-client/sdk.gen.ts';
import type { Edition } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { isSecretary, leads, useSession } from '../../app/session.ts';
import { SubmitFault } from '../../common/states.tsx';
import dayjs from 'dayjs';

const STAGES = ['review', 'approve', 'publish', 'return-to-draft', 'withdraw'] as const;
type Stage = (typeof STAGES)[number];
interface Values {
  readonly reason?: string;
  readonly effectiveFrom?: Dayjs;
}

export function Life({ whole, onDone }: { readonly whole: Edition; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [stage, setStage] = useState<Stage | null>(null);
  const [done, setDone] = useState<Stage | null>(null);
  const errors = whole.findings.some(({ severity }) => severity === 'error');
  const may = (each: Stage) =>
    whole.allowed.includes(each) && (each === 'approve' ? leads(session) : isSecretary(session));
  const open = STAGES.filter(may);
  return (
    <>
      <div role="status">
        {done && (
          <Alert
            type="success"
            showIcon
            title={t('procedures.done', { what: t(`procedures.life.${done}`) })}
          />
        )}
      </div>
      {open.length > 0 && (
        <div className="row">
          {open.map((each, index) => (
            <Button
              key={each}
              type={index === 0 ? 'primary' : 'default'}
              disabled={errors && (each === 'publish' || each === 'approve')}
              onClick={() => setStage(each)}
              {...(index === 0 && { 'data-primary': true })}
            >
              {t(`procedures.life.${each}`)}
            </Button>
          ))}
          {errors && <span className="second">{t('procedures.hasErrors')}</span>}
        </div>
      )}
      {stage && (
        <StageDialog
          stage={stage}
          whole={whole}
          onClose={() => setStage(null)}
          onDone={() => {
            setDone(stage);
            setStage(null);
            onDone();
          }}
        />
      )}
    </>
  );
}

/** Whom it touches: those received from the date on, and nobody who is here already. */
function Touches({ whole }: { readonly whole: Edition }) {
  const { t } = useTranslation();
  const { code } = whole.edition;
  const { data } = useQuery({
    queryKey: ['open-by-edition', code],
    queryFn: () => call(proceduresOpen({ path: { code } })),
  });
  if (!data) return null;
  const kept = data.editions.map((held) =>
    t('drafting.keptOne', { count: held.open, edition: held.edition }),
  );
  return <p>{kept.length > 0 ? kept.join(' ') : t('drafting.keptNone')}</p>;
}

interface DialogProps {
  readonly stage: Stage;
  readonly whole: Edition;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function StageDialog({ stage, whole, onClose, onDone }: DialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const { code, edition } = whole.edition;
  const send = async (values: Values) => {
    const body = {
      ...(values.reason && { reason: values.reason }),
      ...(values.effectiveFrom && { effectiveFrom: values.effectiveFrom.format('YYYY-MM-DD') }),
    };
    try {
      const headers = { 'Idempotency-Key': key };
      wrote(
        (await call(proceduresLive({ path: { code, edition, life: stage }, headers, body } as never))) as {
          position: string;
        },
      );
      onDone();
    } catch (error) {
      setFault(error);
    }
  };
  const name = t(`procedures.life.${stage}`);
  return (
    <Modal
      open
      title={`${name}: ${code}`}
      okText={name}
      cancelText={t('do.cancel')}
      okButtonProps={{ 'data-primary': 'true' }}
      closable={{ 'aria-label': t('do.close') }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <SubmitFault error={fault} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void send(values)}
        initialValues={{ effectiveFrom: dayjs(whole.edition.effectiveFrom) }}
      >
        {stage === 'publish' && (
          <>
            <Touches whole={whole} />
            <Form.Item name="effectiveFrom" label={t('procedures.effectiveFrom')}>
              <DatePicker format="DD/MM/YYYY" allowClear={false} />
            </Form.Item>
          </>
        )}
        {(stage === 'return-to-draft' || stage === 'withdraw') && (
          <Form.Item
            name="reason"
            label={t('field.reason')}
            rules={[
              { required: true, message: t('error.required', { what: t('field.reason').toLowerCase() }) },
            ]}
          >
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        )}
        {(stage === 'review' || stage === 'approve') && <p>{whole.edition.title}</p>}
      </Form>
    </Modal>
  );
}
