/** What an entry says beside its date and document, field by field. */
import { useTranslation } from 'react-i18next';
import { number, plainDate } from '../../common/formats.ts';
import { FIELDS, OUTCOMES, type Entry, type Field } from './kinds.ts';

type Value = string | number | boolean | null;

export function useEntryWords(): (entry: Entry) => string {
  const { t } = useTranslation();
  const valueOf = ({ takes }: Field, value: Value): string => {
    switch (takes) {
      case 'count':
        return number(Number(value));
      case 'year':
        return String(value);
      case 'text':
        return String(value);
      case 'day':
      case 'open-day':
        return value === null ? t('qms.untilFurther') : plainDate(String(value));
      case 'yes-no':
        return t(value === true ? 'qms.yes' : 'qms.no');
      case 'outcome':
        return t(`qms.outcome.${OUTCOMES.find((one) => one === value) ?? 'kept'}`);
      default:
        return takes satisfies never;
    }
  };
  return (entry) => {
    if (entry.type === 'CatalogueRevised') return t('qms.lines', { count: entry.lines.length });
    const said = entry as unknown as Readonly<Record<string, Value>>;
    return FIELDS[entry.type]
      .filter(({ name }) => said[name] !== '')
      .map((field) => `${t(`qms.field.${field.name}`)}: ${valueOf(field, said[field.name] ?? null)}`)
      .join('; ');
  };
}
