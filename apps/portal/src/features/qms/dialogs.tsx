/** An entry is written down with its document, or taken back with a reason. */
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { qmsRecordsEnter, qmsRecordsWithdraw } from '../../api-client/sdk.gen.ts';
import type { QmsRecord, QmsReply } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { queryClient } from '../../app/query.ts';
import { isCommittee, useSession } from '../../app/session.ts';
import { DayField, EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { FileChoice } from '../dossier/file-choice.tsx';
import { SYSTEMS } from './data.ts';
import {
  COMMITTEES_KINDS,
  FIELDS,
  KINDS,
  OUTCOMES,
  type Entry,
  type EntryKind,
  type Field,
} from './kinds.ts';

const MAX_COUNT = 100_000;
const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];
const MAX_TEXT = 200;

const done =
  (onClose: () => void) =>
  (reply: QmsReply): void => {
    wrote(reply);
    void queryClient.invalidateQueries({ queryKey: SYSTEMS });
    onClose();
  };

interface Typed extends Readonly<Record<string, unknown>> {
  readonly type: EntryKind;
  readonly on: string;
  readonly number: string;
  readonly date: string;
  readonly title?: string;
  readonly files?: Entry['files'];
}

function entryOf({ number, date, title, files = [], ...rest }: Typed): Entry {
  const lasting = FIELDS[rest.type].filter(({ takes }) => takes === 'open-day').map(({ name }) => name);
  const open = Object.fromEntries(lasting.map((name) => [name, rest[name] ?? null]));
  const flags = FIELDS[rest.type]
    .filter(({ takes }) => takes === 'yes-no')
    .map(({ name }) => [name, rest[name] === true]);
  return {
    ...rest,
    ...open,
    ...Object.fromEntries(flags),
    basis: { number, date, ...(title && { title }) },
    files,
  };
}

export function EnterDialog({
  record,
  onClose,
}: {
  readonly record: QmsRecord;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const committee = isCommittee(useSession());
  const kinds = KINDS.filter((one) => committee || !COMMITTEES_KINDS.includes(one));
  const [kind, setKind] = useState<EntryKind>('InternalAuditHeld');
  return (
    <EditDialog<Typed, QmsReply>
      title={t('qms.enter')}
      submit={t('qms.enter')}
      initial={{ type: kind }}
      send={(typed, key) =>
        call(
          qmsRecordsEnter({
            path: { agency: record.agency.id },
            body: { entry: entryOf(typed) },
            headers: { 'Idempotency-Key': key },
          }),
        )
      }
      onClose={onClose}
      onDone={done(onClose)}
    >
      <Form.Item name="type" label={t('qms.what')}>
        <Select<EntryKind>
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`qms.kind.${value}`) }))}
        />
      </Form.Item>
      <DayField name="on" label={t('qms.on')} required />
      {FIELDS[kind].map((field) => (
        <OneField key={`${kind} ${field.name}`} field={field} />
      ))}
      <div className="row" style={{ gap: 16 }}>
        <Form.Item name="number" label={t('qms.number')} rules={[required(t('qms.number'))]}>
          <Input maxLength={MAX_TEXT} autoComplete="off" />
        </Form.Item>
        <DayField name="date" label={t('qms.date')} required />
      </div>
      <Form.Item name="title" label={t('qms.documentTitle')}>
        <Input maxLength={MAX_TEXT} autoComplete="off" />
      </Form.Item>
      <Form.Item name="files" label={t('field.files')}>
        <FileChoice />
      </Form.Item>
    </EditDialog>
  );
}

function OneField({ field }: { readonly field: Field }) {
  const { t } = useTranslation();
  const required = useRequired();
  const { name, takes } = field;
  const label = t(`qms.field.${name}`);
  if (takes === 'day' || takes === 'open-day')
    return <DayField name={name} label={label} required={takes === 'day'} />;
  if (takes === 'yes-no') {
    return (
      <Form.Item name={name} valuePropName="checked">
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    );
  }
  return (
    <Form.Item name={name} label={label} rules={name === 'scope' ? [] : [required(label)]}>
      {inputOf(field, (outcome) => t(`qms.outcome.${outcome}`))}
    </Form.Item>
  );
}

function inputOf({ takes }: Field, words: (outcome: (typeof OUTCOMES)[number]) => string) {
  if (takes === 'count') return <InputNumber min={0} max={MAX_COUNT} precision={0} />;
  if (takes === 'year') return <InputNumber min={FIRST_YEAR} max={LAST_YEAR} precision={0} />;
  if (takes === 'outcome')
    return <Select options={OUTCOMES.map((value) => ({ value, label: words(value) }))} />;
  return <Input maxLength={MAX_TEXT} autoComplete="off" />;
}

export function WithdrawDialog(props: {
  readonly agency: string;
  readonly no: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { agency, no, onClose } = props;
  return (
    <EditDialog<{ reason: string }, QmsReply>
      title={t('qms.withdraw')}
      submit={t('qms.withdraw')}
      initial={{}}
      send={({ reason }, key) =>
        call(
          qmsRecordsWithdraw({
            path: { agency, no: String(no) as never },
            body: { reason },
            headers: { 'Idempotency-Key': key },
          }),
        )
      }
      onClose={onClose}
      onDone={done(onClose)}
    >
      <p>{t('qms.withdrawText')}</p>
      <Form.Item name="reason" label={t('field.reason')} rules={[required(t('field.reason'))]}>
        <Input.TextArea rows={2} maxLength={1_000} />
      </Form.Item>
    </EditDialog>
  );
}
