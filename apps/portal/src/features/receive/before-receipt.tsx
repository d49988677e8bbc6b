/** Not received: what lacks is asked for, or it is refused; the sheet is printed from here. */
import { Alert, Checkbox, Form, Input, Modal } from 'antd';
import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersRefuse, dossiersRequestCompletion } from '../../api-client/sdk.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { SubmitFault } from '../../common/states.tsx';
import { useRequired } from '../dossier/action-inputs.tsx';
import { formUrl } from '../dossier/print-menu.tsx';
import { missingOf, toBody } from './documents.tsx';
import type { Checklist } from './documents.tsx';
import { openingOf } from './opening.ts';
import type { Fields } from './opening.ts';
import type { Choice } from './time-limit.tsx';

export type Turned = 'completion' | 'refusal';

interface Values {
  readonly items?: readonly string[];
  readonly otherItems?: string;
  readonly reason: string;
}

interface Props {
  readonly turned: Turned;
  readonly chosen: Choice;
  readonly documents: Checklist;
  /** The page's form, which says who and by which way. */
  readonly form: FormInstance<Fields>;
  readonly onClose: () => void;
  /** It is on record: the next applicant's form is empty. */
  readonly onNext: () => void;
}

export function BeforeReceipt({ turned, chosen, documents, form, onClose, onNext }: Props) {
  const { t } = useTranslation();
  const [own] = Form.useForm<Values>();
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [dossier, setDossier] = useState<string | null>(null);
  const asks = turned === 'completion';
  const name = asks ? t('counter.completion') : t('receive.refuse');
  const send = async (values: Values) => {
    try {
      const opening = openingOf(chosen, await form.validateFields());
      const headers = { 'Idempotency-Key': key };
      const { reason } = values;
      const items = itemsOf(values);
      const reply = await call(
        asks
          ? dossiersRequestCompletion({
              body: { ...opening, documents: toBody(documents), items, reason },
              headers,
            })
          : dossiersRefuse({ body: { ...opening, reason }, headers }),
      );
      wrote(reply);
      setFault(null);
      setDossier(reply.dossier);
    } catch (error) {
      // The page's own form lacks something: that is where to write it.
      if (error instanceof Error) setFault(error);
      else onClose();
    }
  };
  return (
    <Modal
      open
      title={name}
      onCancel={dossier === null ? onClose : onNext}
      closable={{ 'aria-label': t('do.close') }}
      okText={dossier === null ? `${name} (F2)` : t('receive.next')}
      cancelText={t('do.cancel')}
      okButtonProps={{ 'data-primary': 'true' }}
      cancelButtonProps={{ hidden: dossier !== null }}
      onOk={() => (dossier === null ? own.submit() : onNext())}
    >
      <SubmitFault error={fault} />
      {dossier === null ? (
        <Asked asks={asks} own={own} chosen={chosen} documents={documents} onFinish={(v) => void send(v)} />
      ) : (
        <div className="stack">
          <Alert
            type="success"
            showIcon
            role="status"
            title={asks ? t('counter.completed') : t('receive.refused')}
          />
          <a
            href={formUrl(dossier, asks ? 'supplement-request' : 'refusal')}
            target="_blank"
            rel="noreferrer"
          >
            {asks ? t('counter.printCompletion') : t('counter.printRefusal')}
          </a>
        </div>
      )}
    </Modal>
  );
}

function Asked(props: {
  readonly asks: boolean;
  readonly own: FormInstance<Values>;
  readonly chosen: Choice;
  readonly documents: Checklist;
  readonly onFinish: (values: Values) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { asks, own, chosen, documents, onFinish } = props;
  const missing = missingOf(chosen.edition.documents, documents);
  const label = asks ? t('counter.completionReason') : t('receive.reason');
  return (
    <Form
      form={own}
      layout="vertical"
      requiredMark={false}
      initialValues={{ items: missing, reason: asks ? t('counter.completionText') : '' }}
      onFinish={onFinish}
    >
      {asks && (
        <>
          <p className="second">{t('counter.completionHelp')}</p>
          <Form.Item
            name="items"
            label={t('field.items')}
            dependencies={['otherItems']}
            rules={[
              ({ getFieldsValue }) => ({
                validator: () =>
                  itemsOf(getFieldsValue() as Values).length > 0
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('counter.noItems'))),
              }),
            ]}
          >
            <Checkbox.Group
              className="stack"
              style={{ gap: 4 }}
              options={chosen.edition.documents.map((document) => ({
                value: document.name,
                label: document.name,
              }))}
            />
          </Form.Item>
          <Form.Item name="otherItems" label={t('field.otherItems')}>
            <Input.TextArea rows={2} />
          </Form.Item>
        </>
      )}
      <Form.Item name="reason" label={label} rules={required(label)}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
    </Form>
  );
}

const itemsOf = ({ items = [], otherItems = '' }: Partial<Values>): string[] => [
  ...items,
  ...otherItems
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
];
