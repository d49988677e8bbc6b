/** What whoever finds a nonconformity says of it: how grave, in a line, and in full. */
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../../common/edit-dialog.tsx';
import { SEVERITIES } from './words.ts';

export const MAX_TITLE = 200;

export interface FindingValues {
  readonly severity: (typeof SEVERITIES)[number];
  readonly title: string;
  readonly description: string;
}

/** @param props.most How many letters the description may have. */
export function FindingFields({ most }: { readonly most: number }) {
  const { t } = useTranslation();
  const required = useRequired();
  const item = (name: keyof FindingValues) => {
    const label = t(`nonconformities.field.${name}`);
    return { name, label, rules: [required(label)] };
  };
  return (
    <>
      <Form.Item {...item('severity')}>
        <Select
          options={SEVERITIES.map((value) => ({ value, label: t(`nonconformities.severity.${value}`) }))}
        />
      </Form.Item>
      <Form.Item {...item('title')}>
        <Input maxLength={MAX_TITLE} />
      </Form.Item>
      <Form.Item {...item('description')}>
        <Input.TextArea rows={4} maxLength={most} />
      </Form.Item>
    </>
  );
}
