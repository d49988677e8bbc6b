/** The register of a unit over some days, as the circular prints it. */
import { PrinterOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.ts';
import { PageHead } from '../../common/page.tsx';

const DAY = 'YYYY-MM-DD';

export function RegisterPage() {
  const { t } = useTranslation();
  const { unit } = useSession();
  const [from, setFrom] = useState<Dayjs>(() => dayjs().startOf('month'));
  const [to, setTo] = useState<Dayjs>(() => dayjs());
  const href = `/api/register/print?from=${from.format(DAY)}&to=${to.format(DAY)}`;
  const days = [
    { id: 'from', label: t('register.from'), value: from, set: setFrom },
    { id: 'to', label: t('register.to'), value: to, set: setTo },
  ];
  return (
    <div className="stack">
      <PageHead title={t('register.title')} />
      <Form className="panel" layout="vertical">
        <p className="second">{t('register.intro', { unit: unit.name })}</p>
        <div className="row" style={{ alignItems: 'flex-end', gap: 16 }}>
          {days.map(({ id, label, value, set }) => (
            <Form.Item key={id} label={label} htmlFor={id} style={{ marginBottom: 0 }}>
              <DatePicker
                id={id}
                format="DD/MM/YYYY"
                allowClear={false}
                value={value}
                onChange={(day) => day && set(day)}
              />
            </Form.Item>
          ))}
          <Button
            type="primary"
            href={href}
            target="_blank"
            disabled={to.isBefore(from, 'day')}
            icon={<PrinterOutlined aria-hidden />}
            data-primary
          >
            {t('register.print')} (F2)
          </Button>
        </div>
      </Form>
    </div>
  );
}
