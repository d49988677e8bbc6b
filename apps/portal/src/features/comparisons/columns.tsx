/** Which column holds what: told from the columns' names, shown with the file's first rows, changed by a person. */
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LogFields, LogPreview } from '../../api-client/types.gen.ts';
import { date, number, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import type { Chosen } from './chosen.ts';

const FIELDS = ['case', 'activity', 'time', 'role', 'unit', 'procedure', 'ended'] as const;
const NEEDED: readonly (typeof FIELDS)[number][] = ['case', 'activity'];
type Delimiter = NonNullable<Chosen['delimiter']>;
const DELIMITERS: readonly (readonly [Delimiter, 'comma' | 'semicolon' | 'tab' | 'bar'])[] = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
];
const NONE = '';
const FIELD_STYLE = { marginBottom: 0, minWidth: 200, flex: '1 1 200px', maxWidth: 320 };

export function Columns(props: {
  readonly log: LogPreview;
  readonly onDelimiter: (delimiter: Delimiter) => void;
  readonly onFields: (fields: LogFields) => void;
}) {
  const { t } = useTranslation();
  const { log, onDelimiter, onFields } = props;
  const { delimiter, columns, fields, found } = log;
  const choose = (field: (typeof FIELDS)[number], column: string) => {
    const { [field]: _before, ...rest } = fields;
    onFields(column === NONE ? rest : { ...rest, [field]: column });
  };
  return (
    <section className="panel stack" aria-labelledby="log-columns">
      <h2 id="log-columns">{t('comparisons.columns')}</h2>
      <Form layout="vertical" className="row" style={{ alignItems: 'flex-start', gap: 16 }}>
        {delimiter !== null && (
          <Form.Item label={t('comparisons.delimiter')} htmlFor="delimiter" style={FIELD_STYLE}>
            <Select
              id="delimiter"
              value={delimiter as Delimiter}
              onChange={onDelimiter}
              options={DELIMITERS.map(([value, name]) => ({
                value,
                label: t(`comparisons.delimiters.${name}`),
              }))}
            />
          </Form.Item>
        )}
        {FIELDS.map((field) => (
          <Form.Item
            key={field}
            style={FIELD_STYLE}
            htmlFor={`field-${field}`}
            label={`${t(`comparisons.fields.${field}`)}${NEEDED.includes(field) ? ` (${t('comparisons.needed')})` : ''}`}
          >
            <Select
              id={`field-${field}`}
              showSearch={{ optionFilterProp: 'label' }}
              value={fields[field] ?? NONE}
              onChange={(column) => choose(field, column)}
              options={[
                { value: NONE, label: t('comparisons.noColumn') },
                ...columns.map((name) => ({ value: name, label: name })),
              ]}
            />
          </Form.Item>
        ))}
      </Form>
      {log.rows.length > 0 && <FirstRows log={log} />}
      <p role="status">{found ? <FoundWords found={found} /> : t('comparisons.nothingFound')}</p>
      {found?.tooMany && <p role="alert">{t('comparisons.tooMany')}</p>}
    </section>
  );
}

function FoundWords({ found }: { readonly found: NonNullable<LogPreview['found']> }) {
  const { t } = useTranslation();
  const { cases, events, timed, from, to, units } = found;
  return t('comparisons.found', {
    cases: number(cases),
    events: number(events),
    timed: number(timed),
    from: from === null ? UNKNOWN : date(from),
    to: to === null ? UNKNOWN : date(to),
    units: number(units),
  });
}

function FirstRows({ log: { columns, rows } }: { readonly log: LogPreview }) {
  const { t } = useTranslation();
  const cells = (row: readonly string[]) => columns.map((_, place) => ({ place, text: row[place] ?? '' }));
  return (
    <HeadedTable caption={t('comparisons.firstRows')} heads={columns}>
      {rows.map((row, index) => (
        // Rows of a file have no names.
        // oxlint-disable-next-line react/no-array-index-key
        <tr key={index}>
          {cells(row).map(({ place, text }) => (
            <td key={place}>{text}</td>
          ))}
        </tr>
      ))}
    </HeadedTable>
  );
}
