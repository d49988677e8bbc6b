/** The documents handed in, ticked off against what the procedure asks. */
import { Checkbox, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EditionContent } from '../../api-client/types.gen.ts';

type Documents = EditionContent['documents'];
/** By code: how many copies; absent: not handed in. */
export type Checklist = Readonly<Record<string, number>>;
const MOST_COPIES = 100;

export const missingOf = (documents: Documents, value: Checklist): string[] =>
  documents.filter(({ code, required }) => required && !value[code]).map(({ name }) => name);

export const toBody = (value: Checklist): { code: string; copies: number }[] =>
  Object.entries(value).map(([code, copies]) => ({ code, copies }));

export function DocumentChecklist(props: {
  readonly documents: Documents;
  readonly value: Checklist;
  readonly onChange: (value: Checklist) => void;
}) {
  const { t } = useTranslation();
  const { documents, value, onChange } = props;
  const without = (code: string): Checklist =>
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== code));
  return (
    <ul className="stack" style={{ gap: 8 }}>
      {documents.map(({ code, name, form, copies, required }) => (
        <li key={code} className="row" style={{ justifyContent: 'space-between', flexWrap: 'nowrap' }}>
          <Checkbox
            checked={code in value}
            onChange={({ target }) => onChange(target.checked ? { ...value, [code]: copies } : without(code))}
          >
            {name}, {t(`documentForm.${form}`)}
            {!required && <span className="second"> ({t('receive.optional')})</span>}
          </Checkbox>
          <InputNumber
            aria-label={`${t('field.copies')}: ${name}`}
            min={1}
            max={MOST_COPIES}
            value={value[code] ?? copies}
            disabled={!(code in value)}
            onChange={(number) => onChange({ ...value, [code]: number ?? 1 })}
            style={{ width: 72, flex: 'none' }}
          />
        </li>
      ))}
    </ul>
  );
}
