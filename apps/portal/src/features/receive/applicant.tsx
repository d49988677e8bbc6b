/** Who applies. A number that is known fills in the rest, unless something was typed there already. */
import { Form, Input } from 'antd';
import type { FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersKnownApplicant } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { useRequired } from '../dossier/action-inputs.tsx';

export interface ApplicantValues {
  readonly idNumber: string;
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly proxy?: string;
}

const KNOWN_FIELDS = ['name', 'phone', 'email', 'address'] as const;
/** As the API takes it. */
const ID_NUMBER = /^[0-9A-Za-z-]{6,20}$/;

export function Applicant({ form }: { readonly form: FormInstance }) {
  const { t } = useTranslation();
  const required = useRequired();
  const { look, filled } = useKnown(form);
  return (
    <section className="panel">
      <h2>2. {t('dossier.applicant')}</h2>
      <div className="facts">
        <Form.Item name="idNumber" label={t('receive.idNumber')} rules={required(t('receive.idNumber'))}>
          <Input autoComplete="off" inputMode="numeric" maxLength={20} onBlur={look} />
        </Form.Item>
        <Form.Item name="name" label={t('receive.name')} rules={required(t('receive.name'))}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={t('receive.phone')}>
          <Input autoComplete="off" inputMode="tel" maxLength={16} />
        </Form.Item>
      </div>
      <p role="status" className="second">
        {filled && t('counter.known')}
      </p>
      <details>
        <summary>{t('receive.other')}</summary>
        <div className="facts">
          <Form.Item name="address" label={t('receive.address')}>
            <Input autoComplete="off" maxLength={300} />
          </Form.Item>
          <Form.Item name="email" label={t('receive.email')}>
            <Input autoComplete="off" inputMode="email" maxLength={200} />
          </Form.Item>
          <Form.Item name="proxy" label={t('receive.proxy')}>
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
        </div>
      </details>
    </section>
  );
}

/** Asked once a number; that nothing is known, or that it can't be asked now, is no news at the counter. */
function useKnown(form: FormInstance) {
  const [filled, setFilled] = useState(false);
  const asked = useRef('');
  const look = () => {
    const idNumber = String(form.getFieldValue('idNumber') ?? '').trim();
    if (idNumber === asked.current || !ID_NUMBER.test(idNumber)) return;
    asked.current = idNumber;
    setFilled(false);
    const fill = async () => {
      const { applicant } = await call(dossiersKnownApplicant({ body: { idNumber } }));
      const still = String(form.getFieldValue('idNumber') ?? '').trim() === idNumber;
      if (!applicant || !still || form.getFieldValue('name')) return;
      form.setFieldsValue(Object.fromEntries(KNOWN_FIELDS.map((field) => [field, applicant[field]])));
      setFilled(true);
      // Whoever is there already writes over it.
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.select();
    };
    fill().catch(() => (asked.current = ''));
  };
  return { look, filled };
}
