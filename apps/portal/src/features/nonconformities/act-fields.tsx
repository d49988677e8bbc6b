/** The fields of each action's form. */
import { Button, DatePicker, Form, Input, Radio, Select } from 'antd';
import type { Rule } from 'antd/es/form';
import { useTranslation } from 'react-i18next';
import type { Nonconformity } from '../../api-client/types.gen.ts';
import { useProcedureOptions } from '../../app/reference.ts';
import { DayField, useRequired } from '../../common/edit-dialog.tsx';
import { FileChoice } from '../dossier/file-choice.tsx';
import { SEVERITIES, type Act } from './words.ts';

const MAX_TEXT = 4_000;
const WHYS = [0, 1, 2, 3, 4] as const;
export const LEAST_WHYS = 3;

interface FieldsProps {
  readonly act: Act;
  readonly nc: Nonconformity;
}

export function ActFields({ act, nc }: FieldsProps) {
  switch (act) {
    case 'review':
      return (
        <>
          <Person name="owner" nc={nc} />
          <Severity />
          <Text name="note" />
        </>
      );
    case 'contain':
      return (
        <>
          <Text name="what" label="whatContained" required />
          <FileChoice />
        </>
      );
    case 'analyse':
      return <Whys />;
    case 'propose':
      return <Plan nc={nc} />;
    case 'approve':
      return <Text name="note" />;
    case 'complete':
      return (
        <>
          <Text name="what" label="whatDone" required />
          <FileChoice />
        </>
      );
    case 'judge':
      return (
        <>
          <Verdict />
          <Text name="reason" required />
        </>
      );
    case 'change-owner':
      return (
        <>
          <Person name="owner" nc={nc} />
          <Text name="reason" required />
        </>
      );
    case 'move-due':
      return (
        <>
          <NewDue />
          <Text name="reason" required />
        </>
      );
    case 'dismiss':
    case 'take-up-again':
    case 'send-back':
    case 'open-again':
      return <Text name="reason" required />;
    default:
      return act satisfies never;
  }
}

type TextLabel = 'note' | 'reason' | 'whatContained' | 'whatDone' | 'rootCause';

function Text(props: {
  readonly name: 'note' | 'reason' | 'what' | 'rootCause';
  readonly label?: TextLabel;
  readonly required?: boolean;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { name, label = name as TextLabel } = props;
  const words = t(`nonconformities.field.${label}`);
  return (
    <Form.Item name={name} label={words} rules={props.required ? [required(words)] : []}>
      <Input.TextArea rows={3} maxLength={MAX_TEXT} />
    </Form.Item>
  );
}

function Severity() {
  const { t } = useTranslation();
  return (
    <Form.Item name="severity" label={t('nonconformities.field.severity')}>
      <Select
        options={SEVERITIES.map((value) => ({ value, label: t(`nonconformities.severity.${value}`) }))}
      />
    </Form.Item>
  );
}

const peopleOf = ({ people }: Nonconformity) =>
  people.map(({ id, name, unit }) => ({ value: id, label: `${name} (${unit})` }));

function Person({ name, nc }: { readonly name: 'owner'; readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  const required = useRequired();
  const words = t(`nonconformities.field.${name}`);
  return (
    <Form.Item name={name} label={words} rules={[required(words)]}>
      <Select showSearch={{ optionFilterProp: 'label' }} options={peopleOf(nc)} />
    </Form.Item>
  );
}

function Whys() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <>
      {WHYS.map((index) => {
        const words = t('nonconformities.field.why', { n: index + 1 });
        const rules: Rule[] = index < LEAST_WHYS ? [required(words)] : [];
        return (
          <Form.Item
            key={index}
            name={['whys', index]}
            label={words}
            rules={rules}
            {...(index === 0 && { extra: t('nonconformities.field.whysHint', { least: LEAST_WHYS }) })}
          >
            <Input maxLength={MAX_TEXT} />
          </Form.Item>
        );
      })}
      <Text name="rootCause" required />
    </>
  );
}

function Plan({ nc }: { readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  const procedures = useProcedureOptions();
  return (
    <>
      <Form.List name="measures">
        {(fields, { add, remove }) => (
          <fieldset className="stack" style={{ gap: 0, border: 0, padding: 0, margin: '0 0 16px' }}>
            <legend style={{ fontWeight: 600, marginBottom: 8 }}>
              {t('nonconformities.field.measures')}
            </legend>
            {fields.map(({ key, name }) => (
              <MeasureFields key={key} at={name} nc={nc} onRemove={() => remove(name)} />
            ))}
            <div>
              <Button onClick={() => add({})}>{t('nonconformities.field.addMeasure')}</Button>
            </div>
          </fieldset>
        )}
      </Form.List>
      <Form.Item
        name="amends"
        label={t('nonconformities.field.amends')}
        extra={t('nonconformities.field.amendsHint')}
      >
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={procedures} />
      </Form.Item>
      <Form.Item
        name="risks"
        label={t('nonconformities.field.risks')}
        extra={t('nonconformities.field.risksHint')}
      >
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
    </>
  );
}

function MeasureFields(props: {
  readonly at: number;
  readonly nc: Nonconformity;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { at, nc, onRemove } = props;
  const words = (name: 'measure' | 'measureOfficer' | 'measureBy' | 'removeMeasure') =>
    t(`nonconformities.field.${name}`, { n: at + 1 });
  return (
    <div className="panel" style={{ marginBottom: 8 }}>
      <Form.Item name={[at, 'what']} label={words('measure')} rules={[required(words('measure'))]}>
        <Input.TextArea rows={2} maxLength={MAX_TEXT} />
      </Form.Item>
      <Form.Item
        name={[at, 'officer']}
        label={words('measureOfficer')}
        rules={[required(words('measureOfficer'))]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={peopleOf(nc)} />
      </Form.Item>
      <DayField name={[at, 'by'] as never} label={words('measureBy')} required />
      <Button onClick={onRemove}>{words('removeMeasure')}</Button>
    </div>
  );
}

function Verdict() {
  const { t } = useTranslation();
  const required = useRequired();
  const words = t('nonconformities.field.effective');
  return (
    <Form.Item name="effective" label={words} rules={[required(words)]}>
      <Radio.Group
        options={[
          { value: true, label: t('nonconformities.field.isEffective') },
          { value: false, label: t('nonconformities.field.isNotEffective') },
        ]}
      />
    </Form.Item>
  );
}

function NewDue() {
  const { t } = useTranslation();
  const required = useRequired();
  const words = t('nonconformities.field.dueAt');
  return (
    <Form.Item name="dueAt" label={words} rules={[required(words)]}>
      <DatePicker showTime={{ format: 'HH:mm' }} format="HH:mm DD/MM/YYYY" allowClear={false} />
    </Form.Item>
  );
}
