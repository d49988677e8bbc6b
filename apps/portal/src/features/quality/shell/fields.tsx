/** The fields that forms are made of. */
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { Rule } from 'antd/es/form';
import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityOpening } from '../../../api-client/types.gen.ts';
import { useProcedureOptions } from '../../../app/reference.ts';
import { DayField, useRequired } from '../../../common/edit-dialog.tsx';
import { FilesInput } from '../../dossier/file-choice.tsx';
import type { Field, Values, Words } from './kind.ts';

const MAX_LINE = 200;
const MAX_TEXT = 4_000;
/** More are a list to choose from. */
const MOST_RADIOS = 5;
const LONG_ROWS = 3;

export type People = QualityOpening['people'];
export const FormPeople = createContext<People>([]);

type Place = readonly (string | number)[];
/** Those that are one input of a form. */
type InputField = Exclude<Field, { type: 'own' | 'rows' | 'date' }>;
type Of<Type extends Field['type']> = Extract<Field, { type: Type }>;

export function Fields(props: {
  readonly fields: readonly Field[];
  readonly words: Words;
  /** Within a row of others. */
  readonly at?: Place;
}) {
  const { fields, words, at = [] } = props;
  return fields.map((field) => <OneField key={field.name} field={field} words={words} at={at} />);
}

function OneField({
  field,
  words,
  at,
}: {
  readonly field: Field;
  readonly words: Words;
  readonly at: Place;
}) {
  const required = useRequired();
  if (field.type === 'own') return field.draw();
  const label = words(`field.${field.words ?? field.name}`);
  if (field.type === 'rows') return <RowsField field={field} label={label} words={words} at={at} />;
  const name = [...at, field.name];
  if (field.type === 'date') {
    return <DayField name={name as never} label={label} required={field.required ?? false} />;
  }
  const several = field.type === 'files' || field.type === 'officers' || field.type === 'choices';
  const rules: Rule[] = field.required ? [{ ...required(label), ...(several && { type: 'array' }) }] : [];
  return (
    <Form.Item
      name={name}
      label={label}
      rules={rules}
      {...(field.hint && { extra: words(`field.${field.words ?? field.name}Hint`) })}
    >
      {inputOf(field)}
    </Form.Item>
  );
}

function inputOf(field: InputField): ReactNode {
  switch (field.type) {
    case 'text':
      return <Input maxLength={MAX_LINE} autoComplete="off" />;
    case 'long':
      return <Input.TextArea rows={LONG_ROWS} maxLength={MAX_TEXT} />;
    case 'number': {
      const { min, max, digits } = field;
      return (
        <InputNumber
          {...(min !== undefined && { min })}
          {...(max !== undefined && { max })}
          {...(digits !== undefined && { precision: digits })}
          decimalSeparator=","
          style={{ width: 160 }}
        />
      );
    }
    case 'officer':
      return <OfficerInput />;
    case 'officers':
      return <OfficerInput several />;
    case 'procedure':
      return <ProcedureInput />;
    case 'files':
      return <FilesInput />;
    case 'choice':
      return field.options.length > MOST_RADIOS ? (
        <Select showSearch={{ optionFilterProp: 'label' }} options={[...field.options] as never} />
      ) : (
        <Radio.Group options={[...field.options] as never} />
      );
    case 'choices':
      return field.options.length > MOST_RADIOS ? (
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={[...field.options] as never}
        />
      ) : (
        <Checkbox.Group options={[...field.options] as never} />
      );
    default:
      return field satisfies never;
  }
}

/** A form gives it value and onChange. */
function OfficerInput({ several = false, ...given }: { readonly several?: boolean }) {
  const people = useContext(FormPeople);
  const options = people.map(({ id, name, unit }) => ({ value: id, label: `${name} (${unit})` }));
  return (
    <Select
      {...given}
      {...(several && { mode: 'multiple' })}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
    />
  );
}

function ProcedureInput(given: object) {
  const procedures = useProcedureOptions();
  return <Select {...given} allowClear showSearch={{ optionFilterProp: 'label' }} options={procedures} />;
}

function RowsField(props: {
  readonly field: Of<'rows'>;
  readonly label: string;
  readonly words: Words;
  readonly at: Place;
}) {
  const { t } = useTranslation();
  const { field, label, words, at } = props;
  const { least = 0 } = field;
  return (
    <Form.List name={[...at, field.name]}>
      {(rows, { add, remove }) => (
        <fieldset className="stack" style={{ gap: 8, border: 0, padding: 0, margin: '0 0 16px' }}>
          <legend style={{ fontWeight: 600, marginBottom: 8 }}>{label}</legend>
          {rows.map(({ key, name }) => (
            <div
              key={key}
              className="panel"
              role="group"
              aria-label={t('quality.row', { what: label, n: name + 1 })}
            >
              <Fields fields={field.fields} words={words} at={[name]} />
              {rows.length > least && (
                <Button onClick={() => remove(name)}>{t('quality.removeRow', { n: name + 1 })}</Button>
              )}
            </div>
          ))}
          <div>
            <Button onClick={() => add({})}>{t('quality.addRow', { what: label.toLowerCase() })}</Button>
          </div>
        </fieldset>
      )}
    </Form.List>
  );
}

/** A form opens with as many rows as it must have, and with no file. */
export const startOf = (fields: readonly Field[]): Values =>
  Object.fromEntries(
    fields.flatMap((field) => {
      if (field.type === 'rows') return [[field.name, Array.from({ length: field.least ?? 0 }, () => ({}))]];
      return field.type === 'files' || field.type === 'officers' || field.type === 'choices'
        ? [[field.name, []]]
        : [];
    }),
  );

/** What was typed, without what was left empty. */
export function typedIn(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (value === undefined || value === null || value === '') return [];
      return [[name, Array.isArray(value) ? value.map(inRow) : value]];
    }),
  );
}

const inRow = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? typedIn(value as Values) : value;
