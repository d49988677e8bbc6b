/** What the record's kind lets me do now, act by act. */
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../../common/act-form.tsx';
import { Acts as Offered } from '../../../common/acts.tsx';
import { act as send } from './data.ts';
import { Fields, FormPeople, startOf, typedIn } from './fields.tsx';
import { useKindWords, type ActionForm, type AnyRecord, type Values } from './kind.ts';

export function Acts(props: {
  readonly record: AnyRecord;
  readonly forms: Readonly<Record<string, ActionForm<AnyRecord>>>;
  /** What is to be done elsewhere on the page; absent: nothing. */
  readonly idle: string | undefined;
}) {
  const { record, forms, idle } = props;
  const { t } = useTranslation();
  const words = useKindWords(record.kind);
  const offered = record.allowed.filter((type) => forms[type] && (forms[type].offered?.(record) ?? true));
  const nameOf = (type: string) => words(`action.${type}`);
  return (
    <Offered
      offered={offered.map((key) => ({ key, label: nameOf(key) }))}
      own={offered.find((type) => !forms[type]!.aside)}
      none={idle ?? t('quality.noActions')}
      said={(type) => t('quality.done', { what: nameOf(type).toLowerCase() })}
      form={(type, then) => {
        const { fields: fieldsOf, above, initial, command } = forms[type]!;
        const fields = fieldsOf?.(record, words) ?? [];
        return (
          <FormPeople value={record.people}>
            <ActForm<Values>
              key={`${type} ${record.version}`}
              id="quality-act"
              name={nameOf(type)}
              above={above?.(record, words)}
              initial={{ ...startOf(fields), ...initial?.(record) }}
              send={(values, key) => {
                const typed = typedIn(values);
                return send(record.id, { ...(command?.(typed, record) ?? typed), type }, key);
              }}
              {...then}
            >
              <Fields fields={fields} words={words} />
            </ActForm>
          </FormPeople>
        );
      }}
    />
  );
}
