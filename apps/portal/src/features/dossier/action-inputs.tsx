/** The inputs that actions' forms are made of. */
import { useQuery } from '@tanstack/react-query';
import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AllowedAction, Dossier } from '../../api-client/types.gen.ts';
import { useFormNames, useReference } from '../../app/reference.ts';
import { filterOption, optionsOf } from '../../common/find.ts';
import { shortMoment } from '../../common/formats.ts';
import { toPicker } from '../../common/pickers.ts';
import { DocumentChecklist } from '../receive/documents.tsx';
import { Apology } from './apology.tsx';
import { issuesResult } from './action-body.ts';
import { isReasonOptional } from './action-fields.ts';
import type { FieldName } from './action-fields.ts';
import { CandidateChoice } from './candidates.tsx';
import { editionQuery } from './data.ts';
import { FileChoice } from './file-choice.tsx';

export interface FieldProps {
  readonly allowed: AllowedAction;
  readonly dossier: Dossier;
}

export function ActionField({ field, ...props }: FieldProps & { readonly field: FieldName }) {
  switch (field) {
    case 'outcome':
      return <Choice name="outcome" {...props} />;
    case 'to':
      return <Choice name="to" {...props} />;
    case 'consultation':
      return <Choice name="agency" {...props} />;
    case 'forms':
      return <Ticks name="forms" codes={props.allowed.forms ?? []} />;
    case 'results':
      return <Ticks name="results" codes={props.allowed.results ?? []} />;
    case 'result':
      return issuesResult(props.allowed, props.dossier) ? <Result /> : null;
    case 'files':
      return <FileChoice />;
    case 'note':
      return <Text name="note" optional />;
    case 'reason':
      return <Text name="reason" optional={isReasonOptional(props.allowed.action)} />;
    case 'question':
    case 'answer':
      return <Text name={field} />;
    case 'what':
    case 'reference':
      return <Line name={field} />;
    case 'officer':
      return <CandidateChoice {...props} />;
    case 'items':
      return <Items {...props} />;
    case 'documents':
      return <HandedIn {...props} />;
    case 'amountVnd':
      return <Money />;
    case 'consulted':
      return <Agencies {...props} />;
    case 'newDue':
      return <NewDue {...props} />;
    case 'handOver':
      return <HandOver />;
    case 'edition':
      return <EditionNumber />;
    default:
      return field satisfies never;
  }
}

export function useRequired(): (what: string) => { required: true; message: string }[] {
  const { t } = useTranslation();
  return (what) => [{ required: true, message: t('error.required', { what: what.toLowerCase() }) }];
}

/** One way on needs no question. */
function Choice({ name, allowed }: FieldProps & { readonly name: 'outcome' | 'to' | 'agency' }) {
  const { t } = useTranslation();
  const required = useRequired();
  const { agencies } = useReference();
  const label = t(`field.${name}`);
  const options = (allowed.choices ?? []).map(({ value, label: words }) => ({
    value,
    label: name === 'agency' ? (agencies.find(({ id }) => id === value)?.name ?? words) : words,
  }));
  return (
    <Form.Item name={name} label={label} rules={required(label)} hidden={options.length === 1}>
      <Radio.Group options={options} />
    </Form.Item>
  );
}

function Ticks({ name, codes }: { readonly name: 'forms' | 'results'; readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  const nameOf = useFormNames();
  if (codes.length === 0) return null;
  return (
    <Form.Item name={name} label={t(`field.${name}`)}>
      <Checkbox.Group options={codes.map((code) => ({ value: code, label: nameOf(code) }))} />
    </Form.Item>
  );
}

function Result() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <>
      <Form.Item name="number" label={t('field.number')} rules={required(t('field.number'))}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="positive" label={t('field.positive')}>
        <Radio.Group
          options={[
            { value: true, label: t('field.granted') },
            { value: false, label: t('field.notGranted') },
          ]}
        />
      </Form.Item>
    </>
  );
}

function Text({
  name,
  optional = false,
}: {
  readonly name: 'note' | 'reason' | 'question' | 'answer';
  readonly optional?: boolean;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const label = t(`field.${name}`);
  return (
    <Form.Item name={name} label={label} {...(!optional && { rules: required(label) })}>
      <Input.TextArea rows={3} maxLength={2000} />
    </Form.Item>
  );
}

function Line({ name }: { readonly name: 'what' | 'reference' }) {
  const { t } = useTranslation();
  const required = useRequired();
  const label = t(`field.${name}`);
  return (
    <Form.Item name={name} label={label} rules={required(label)}>
      <Input maxLength={200} />
    </Form.Item>
  );
}

function useDocuments({ procedure }: Dossier) {
  const { data } = useQuery(editionQuery(procedure.code, procedure.edition ?? 1));
  return data?.edition.documents ?? [];
}

function Items({ dossier }: FieldProps) {
  const { t } = useTranslation();
  const documents = useDocuments(dossier);
  return (
    <>
      <Form.Item name="items" label={t('field.items')}>
        <Checkbox.Group options={documents.map(({ name }) => ({ value: name, label: name }))} />
      </Form.Item>
      <Form.Item name="otherItems" label={t('field.otherItems')}>
        <Input.TextArea rows={2} />
      </Form.Item>
    </>
  );
}

function HandedIn({ dossier }: FieldProps) {
  const { t } = useTranslation();
  const documents = useDocuments(dossier);
  return (
    <Form.Item label={t('field.documents')} name="documents" trigger="onChange">
      <Ticked documents={documents} />
    </Form.Item>
  );
}

type Checklist = Parameters<typeof DocumentChecklist>[0];
/** The form gives it value and onChange. */
function Ticked(props: Pick<Checklist, 'documents'> & Partial<Checklist>) {
  return (
    <DocumentChecklist
      documents={props.documents}
      value={props.value ?? {}}
      onChange={(value) => props.onChange?.(value)}
    />
  );
}

function Money() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <Form.Item name="amountVnd" label={t('field.amountVnd')} rules={required(t('field.amountVnd'))}>
      <InputNumber min={1} step={1000} style={{ width: 200 }} />
    </Form.Item>
  );
}

function Agencies({ dossier }: FieldProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const { agencies } = useReference();
  return (
    <Form.Item name="agency" label={t('field.agency')} rules={required(t('field.agency'))}>
      <Select
        showSearch={{ filterOption }}
        options={optionsOf(agencies.filter(({ id }) => id !== dossier.agency.id))}
      />
    </Form.Item>
  );
}

function NewDue({ dossier }: FieldProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const due = dossier.appointment?.deadline.dueAt;
  return (
    <>
      <p className="second">{t('board.from', { at: shortMoment(due) })}</p>
      <Apology dossier={dossier} />
      <Form.Item
        name="newDue"
        label={t('field.newDue')}
        rules={required(t('field.newDue'))}
        extra={t('dossier.apology')}
      >
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="DD/MM/YYYY HH:mm"
          {...(due && { minDate: toPicker(due) })}
          style={{ width: 220 }}
        />
      </Form.Item>
    </>
  );
}

function HandOver() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="channel" label={t('field.channel')}>
        <Radio.Group
          options={(['counter', 'postal', 'online'] as const).map((value) => ({
            value,
            label: t(`channel.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="receivedBy" label={t('field.receivedBy')}>
        <Radio.Group
          options={(['applicant', 'proxy', 'post'] as const).map((value) => ({
            value,
            label: t(`receivedBy.${value}`),
          }))}
        />
      </Form.Item>
    </>
  );
}

function EditionNumber() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <Form.Item name="edition" label={t('field.edition')} rules={required(t('field.edition'))}>
      <InputNumber min={1} />
    </Form.Item>
  );
}
