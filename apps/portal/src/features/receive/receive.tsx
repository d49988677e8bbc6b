/** Receive at the counter, by the keyboard alone: complete? back when? */
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Radio, Select } from 'antd';
import type { FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersReceive, proceduresReceivable } from '../../api-client/sdk.gen.ts';
import type { Receipt } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { filterOption } from '../../common/find.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read, SubmitFault } from '../../common/states.tsx';
import { useRequired } from '../dossier/action-inputs.tsx';
import { formUrl } from '../dossier/print-menu.tsx';
import { Applicant } from './applicant.tsx';
import { BeforeReceipt } from './before-receipt.tsx';
import type { Turned } from './before-receipt.tsx';
import { DocumentChecklist, missingOf, toBody } from './documents.tsx';
import type { Checklist } from './documents.tsx';
import { openingOf } from './opening.ts';
import type { Fields } from './opening.ts';
import { Received } from './received.tsx';
import type { Slip } from './received.tsx';
import { TimeLimit } from './time-limit.tsx';
import type { Choice } from './time-limit.tsx';

interface Done {
  readonly receipt: Receipt;
  readonly slip: Slip;
}

export function ReceivePage() {
  const { t } = useTranslation();
  const [done, setDone] = useState<Done | null>(null);
  const [round, setRound] = useState(0);
  const query = useQuery({ queryKey: ['receivable'], queryFn: () => call(proceduresReceivable()) });
  const next = () => {
    setDone(null);
    setRound(round + 1);
  };
  return (
    <>
      <PageHead title={t('receive.title')} />
      <Read query={query}>
        {({ procedures }) => {
          if (procedures.length === 0) return <Empty>{t('receive.none')}</Empty>;
          return done ? (
            <Received {...done} onNext={next} />
          ) : (
            <ReceiveForm
              key={round}
              choices={procedures}
              onReceived={(receipt) => setDone({ receipt, slip: openSlip(receipt) })}
              onNext={next}
            />
          );
        }}
      </Read>
    </>
  );
}

/** In a tab of its own, where the browser prints; it may block one that nobody pressed for. */
function openSlip({ dossier }: Receipt): Slip {
  const tab = window.open(formUrl(dossier, 'receipt'), '_blank');
  return tab === null ? 'blocked' : 'opened';
}

const keyOf = ({ agency, edition }: Choice): string => `${agency} ${edition.code}`;

interface FormProps {
  readonly choices: readonly Choice[];
  readonly onReceived: (receipt: Receipt) => void;
  readonly onNext: () => void;
}

function ReceiveForm({ choices, onReceived, onNext }: FormProps) {
  const [form] = Form.useForm<Fields>();
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [turned, setTurned] = useState<Turned | null>(null);
  const [documents, setDocuments] = useState<Checklist>({});
  const [chosen, setChosen] = useState<Choice>();
  const receive = async (fields: Fields) => {
    const asked = choices.find((choice) => keyOf(choice) === fields.procedure);
    if (!asked || busy) return;
    setBusy(true);
    try {
      const body = { ...openingOf(asked, fields), documents: toBody(documents) };
      const receipt = await call(dossiersReceive({ body, headers: { 'Idempotency-Key': key } }));
      wrote(receipt);
      onReceived(receipt);
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  const markAll = () =>
    setDocuments(
      Object.fromEntries((chosen?.edition.documents ?? []).map(({ code, copies }) => [code, copies])),
    );
  useMarkAllKey(markAll);
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ channel: 'counter' }}
      onFinish={(fields) => void receive(fields)}
      scrollToFirstError={{ focus: true }}
    >
      <div className="two-columns">
        <div className="stack">
          <SubmitFault error={fault} />
          <ProcedureChoice
            choices={choices}
            onChoose={(choice) => {
              setChosen(choice);
              setDocuments({});
            }}
          />
          <Applicant form={form as FormInstance} />
          <HandedIn chosen={chosen} documents={documents} onChange={setDocuments} onAll={markAll} />
          <Ending busy={busy} chosen={chosen} documents={documents} onTurn={setTurned} />
        </div>
        <TimeLimit chosen={chosen} />
      </div>
      {turned && chosen && (
        <BeforeReceipt {...{ turned, chosen, documents, form, onNext }} onClose={() => setTurned(null)} />
      )}
    </Form>
  );
}

/** Wherever the focus is: there is one checklist on the page. */
function useMarkAllKey(markAll: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey && event.shiftKey && event.code === 'KeyA')) return;
      event.preventDefault();
      markAll();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}

function ProcedureChoice(props: {
  readonly choices: readonly Choice[];
  readonly onChoose: (choice: Choice | undefined) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  // Closed in the same moment as the choice: left to itself the list closes later, and takes the Tab of a quick hand.
  const [listOpen, setListOpen] = useState(false);
  const { choices, onChoose } = props;
  return (
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
          onChange={(value: string) => onChoose(choices.find((choice) => keyOf(choice) === value))}
          showSearch={{ filterOption }}
          options={choices.map((choice) => ({
            value: keyOf(choice),
            label: `${choice.edition.title} (${choice.edition.code})`,
          }))}
        />
      </Form.Item>
    </section>
  );
}

function HandedIn(props: {
  readonly chosen: Choice | undefined;
  readonly documents: Checklist;
  readonly onChange: (documents: Checklist) => void;
  readonly onAll: () => void;
}) {
  const { t } = useTranslation();
  const { chosen, documents, onChange, onAll } = props;
  const asked = chosen?.edition.documents ?? [];
  const missing = missingOf(asked, documents);
  return (
    <section className="panel stack">
      <div className="page-head">
        <h2>3. {t('receive.documents')}</h2>
        <Button onClick={onAll} disabled={!chosen}>
          {t('receive.allHere')}
        </Button>
      </div>
      <DocumentChecklist documents={asked} value={documents} onChange={onChange} />
      {chosen && (
        <p role="status" className="second">
          {missing.length > 0 ? t('receive.missing', { what: missing.join(', ') }) : t('receive.complete')}
        </p>
      )}
    </section>
  );
}

function Ending(props: {
  readonly busy: boolean;
  readonly chosen: Choice | undefined;
  readonly documents: Checklist;
  readonly onTurn: (turned: Turned) => void;
}) {
  const { t } = useTranslation();
  const { busy, chosen, onTurn } = props;
  return (
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
          {t('counter.submit')}
        </Button>
        <Button onClick={() => onTurn('completion')} disabled={!chosen}>
          {t('counter.completion')}
        </Button>
        <Button onClick={() => onTurn('refusal')} disabled={!chosen}>
          {t('receive.refuse')}
        </Button>
      </div>
    </section>
  );
}
