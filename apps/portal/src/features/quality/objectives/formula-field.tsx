/** What an objective is measured by: one of the common formulas, or one's own over the names below it. */
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { objectiveFormulasRead } from '../../../api-client/sdk.gen.ts';
import { call } from '../../../app/api.ts';
import { useRequired } from '../../../common/edit-dialog.tsx';
import { plain } from '../../../common/formats.ts';
import { QUALITY, type Words } from '../shell/index.ts';

export function FormulaField({ words }: { readonly words: Words }) {
  const { t } = useTranslation();
  const required = useRequired();
  const form = Form.useFormInstance();
  const { data } = useQuery({
    queryKey: [QUALITY, 'formulas'],
    queryFn: () => call(objectiveFormulasRead()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const common = data?.common ?? [];
  const choose = (formula: string) => {
    const chosen = common.find((one) => one.formula === formula);
    if (chosen) form.setFieldsValue({ unit: chosen.unit, direction: chosen.direction });
  };
  return (
    <>
      <Form.Item
        name="formula"
        label={words('field.formula')}
        rules={[required(words('field.formula'))]}
        extra={words('field.formulaHint')}
      >
        <AutoComplete
          onSelect={choose}
          showSearch={{
            filterOption: (typed, option) =>
              plain(`${option?.label as string} ${option?.value}`).includes(plain(typed)),
          }}
          options={common.map(({ title, formula }) => ({ value: formula, label: title }))}
        />
      </Form.Item>
      <details style={{ margin: '-8px 0 16px' }}>
        <summary>{words('metrics')}</summary>
        <dl
          className="facts"
          style={{ maxHeight: 240, overflow: 'auto' }}
          tabIndex={0}
          role="group"
          aria-label={words('metrics')}
        >
          {(data?.metrics ?? []).map(({ name, title }) => (
            <div key={name}>
              <dt>{title}</dt>
              <dd className="hash">{name}</dd>
            </div>
          ))}
        </dl>
        {!data && t('state.loading')}
      </details>
    </>
  );
}
