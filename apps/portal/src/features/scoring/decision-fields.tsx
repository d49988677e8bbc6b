/** The decision on paper that makes a result stand: its number and its day. */
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayField, useRequired } from '../../common/edit-dialog.tsx';

const MAX_NUMBER = 200;

export function DecisionFields() {
  const { t } = useTranslation();
  const required = useRequired();
  const number = t('scoring.decisionNumber');
  return (
    <>
      <Form.Item name="number" label={number} rules={[required(number)]}>
        <Input autoComplete="off" maxLength={MAX_NUMBER} />
      </Form.Item>
      <DayField name="date" label={t('scoring.decisionDate')} required />
    </>
  );
}
