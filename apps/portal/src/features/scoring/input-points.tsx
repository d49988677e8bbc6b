/** Points as a person gives them, to the cent. */
import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';

export function InputPoints() {
  const { t } = useTranslation();
  return (
    <Form.Item name="points" label={t('scoring.sheet.points')}>
      <InputNumber min={0} step={0.25} precision={2} decimalSeparator="," style={{ width: 160 }} />
    </Form.Item>
  );
}
