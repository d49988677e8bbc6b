/** Receive at the counter, by the keyboard alone: complete? back when? */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Radio, Select } from 'antd';
import type { FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersReceive, dossiersRefuse, proceduresReceivable } from '../../api-client/sdk.gen.ts';
import type { EditionContent, Receipt } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { plain } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read, SubmitFault } from '../../common/states.tsx';
import { DocumentChecklist, missingOf, toBody } from './documents.tsx';
import type { Checklist } from './documents.tsx';
import { TimeLimit } from './time-limit.tsx';
import { Received } from './received.tsx';

interface Choice {
  readonly agency: string;
  readonly edition: EditionContent;
}

interface Fields {
  readonly procedure: string;
  readonly idNumber: string;
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly proxy?: string;
  readonly channel: 'counter' | 'postal';
}

export function ReceivePage() {
  const { t } = useTranslation();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [round, setRound] = useState(0);
  const query = useQuery({ queryKey: ['receivable'], queryFn: () => call(proceduresReceivable()) });
  const next = () => {
    setReceipt(null);
    setRound(round + 1);
  };
  return (
    <>
      <PageHead title={t('receive.title')} />
      <Read query={query}>
        {({ procedures }) => {
          if (procedures.length === 0) return <Empty>{t('receive.none')}</Empty>;
          return receipt ? (
            <Received receipt={receipt} onNext={next} />
          ) : (
            <ReceiveForm key={round} choices={procedures} onReceived={setReceipt} />
          );
        }}
      </Read>
    </>
  );
}

const keyOf = ({ agency, edition }: Choice): string => `${agency} ${edition.code}`;

function ReceiveForm(props: {
  readonly choices: readonly Choice[];
  readonly onReceived: (receipt: Receipt) => void;
}) {
  const { t } = useTranslation();
  const { choices, onReceived } = props;
  const [form] = Form.useForm<Fields>();
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [refusing, setRefusing] = useState(false);
  // Closed in the same moment as the choice: left to itself the list closes later, and takes the Tab of a quick hand.
  const [listOpen, setListOpen] = useState(false);
  const [documents, setDocuments] = useState<Checklist>({});
  const chosenKey = Form.useWatch('procedure', form);
  const chosen = choices.find((choice) => keyOf(choice) === chosenKey);
  const edition = chosen?.edition;
  useEffect(() => setDocuments({}), [chosenKey]);
  const required = (what: string) => [
    { required: true, message: t('error.required', { what: what.toLowerCase() }) },
  ];
  const missing = edition ? missingOf(edition.documents, documents) : [];
  const receive = async (fields: Fields) => {
    if (!chosen) return;
    setBusy(true);
    try {
      const body = { ...openingOf(chosen, fields), documents: toBody(documents) };
      const receipt = await call(dossiersReceive({ body, headers: { 'Idempotency-Key': key } }));
      wrote(receipt);
      onReceived(receipt);
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const markAll = () =>
    setDocuments(Object.fromEntries((edition?.documents ?? []).map(({ code, copies }) => [code, copies])));
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ channel: 'counter' }}
      onFinish={(fields) => void receive(fields)}
      scrollToFirstError={{ focus: true }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey && event.shiftKey && event.code === 'KeyA')) return;
        event.preventDefault();
        markAll();
      }}
    >
      <div className="two-columns">
        <div className="stack">
          <SubmitFault error={fault} />
          <section className="panel">
            <Form.Item
              name="procedure"
              label={`1. ${t('receive.procedure')}`}
              extra={t('receive.procedureHint')}
              rules={required(t('receive.procedure'))}
              style={{ marginBottom: 0 }}
            >
              <Select
                autoFocus
                defaultActiveFirstOption
                open={listOpen}
                onOpenChange={setListOpen}
                onSelect={() => setListOpen(false)}
                showSearch={{
                  filterOption: (words, option) => plain(option?.label ?? '').includes(plain(words)),
                }}
                options={choices.map((choice) => ({
                  value: keyOf(choice),
                  label: `${choice.edition.title} (${choice.edition.code})`,
                }))}
              />
            </Form.Item>
          </section>
          <ApplicantFields required={required} />
          <section className="panel stack">
            <div className="page-head">
              <h2>3. {t('receive.documents')}</h2>
              <Button onClick={markAll} disabled={!edition}>
                {t('receive.allHere')}
              </Button>
            </div>
            <DocumentChecklist
              documents={edition?.documents ?? []}
              value={documents}
              onChange={setDocuments}
            />
            {edition && (
              <p role="status" className="second">
                {missing.length > 0
                  ? t('receive.missing', { what: missing.join(', ') })
                  : t('receive.complete')}
              </p>
            )}
          </section>
          <section className="panel stack">
            <Form.Item name="channel" label={`4. ${t('receive.channel')}`} style={{ marginBottom: 0 }}>
              <Radio.Group
                options={[
                  { value: 'counter', label: t('channel.counter') },
                  { value: 'postal', label: t('channel.postal') },
                ]}
              />
            </Form.Item>
            <div className="row">
              <Button type="primary" htmlType="submit" loading={busy} data-primary>
                {t('receive.submit')} (Ctrl+Enter)
              </Button>
              <Button onClick={() => setRefusing(true)} disabled={!edition}>
                {t('receive.refuse')}
              </Button>
            </div>
          </section>
        </div>
        <TimeLimit edition={edition} />
      </div>
      {refusing && chosen && <Refusal chosen={chosen} form={form} onClose={() => setRefusing(false)} />}
    </Form>
  );
}

function openingOf({ agency, edition }: Choice, { channel, procedure: _procedure, ...applicant }: Fields) {
  const filled = Object.fromEntries(
    Object.entries(applicant).filter(([, value]) => value !== undefined && value !== ''),
  );
  return {
    procedure: edition.code,
    agency,
    channel,
    applicant: filled as { name: string; idNumber: string },
  };
}

function ApplicantFields({
  required,
}: {
  readonly required: (what: string) => { required: boolean; message: string }[];
}) {
  const { t } = useTranslation();
  return (
    <section className="panel">
      <h2>2. {t('dossier.applicant')}</h2>
      <div className="facts">
        <Form.Item name="idNumber" label={t('receive.idNumber')} rules={required(t('receive.idNumber'))}>
          <Input autoComplete="off" inputMode="numeric" maxLength={20} />
        </Form.Item>
        <Form.Item name="name" label={t('receive.name')} rules={required(t('receive.name'))}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={t('receive.phone')}>
          <Input autoComplete="off" inputMode="tel" maxLength={16} />
        </Form.Item>
      </div>
      <details>
        <summary>{t('receive.other')}</summary>
        <div className="facts">
          <Form.Item name="address" label={t('receive.address')}>
            <Input autoComplete="off" maxLength={300} />
          </Form.Item>
          <Form.Item name="email" label={t('receive.email')}>
            <Input autoComplete="off" inputMode="email" maxLength={200} />
          </Form.Item>
          <Form.Item name="proxy" label={t('receive.proxy')}>
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
        </div>
      </details>
    </section>
  );
}

function Refusal(props: {
  readonly chosen: Choice;
  readonly form: FormInstance<Fields>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { chosen, form, onClose } = props;
  const [key] = useState(newKey);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  const refuse = async () => {
    try {
      const fields = await form.validateFields();
      const body = { ...openingOf(chosen, fields), reason };
      wrote(await call(dossiersRefuse({ body, headers: { 'Idempotency-Key': key } })));
      setDone(true);
    } catch (error) {
      setFault(error instanceof Error ? error : null);
      if (!(error instanceof Error)) onClose();
    }
  };
  return (
    <Modal
      open
      title={t('receive.refuse')}
      onCancel={onClose}
      okText={t('receive.refuse')}
      cancelText={done ? t('do.close') : t('do.cancel')}
      okButtonProps={{ disabled: done || reason.trim().length < 3 }}
      onOk={() => void refuse()}
    >
      <SubmitFault error={fault} />
      {done ? (
        <Alert type="success" showIcon role="status" title={t('receive.refused')} />
      ) : (
        <label>
          {t('receive.reason')}
          <Input.TextArea
            rows={4}
            value={reason}
            maxLength={2000}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      )}
    </Modal>
  );
}
