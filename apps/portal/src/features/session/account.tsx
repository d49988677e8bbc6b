/** One's own account: who I am here, my language, my password. */
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionChangePassword, sessionChooseLanguage } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { sessionQuery, useSession } from '../../app/session.ts';
import { Fact } from '../../common/facts.tsx';
import { PageHead } from '../../common/page.tsx';
import { SubmitFault } from '../../common/states.tsx';
import { chooseLanguage } from '../../i18n/language.ts';
import type { Language } from '../../i18n/language.ts';
import { Substitution } from './substitution.tsx';

async function choose(language: Language): Promise<void> {
  await chooseLanguage(language);
  await call(sessionChooseLanguage({ body: { language } }));
}

export function AccountPage() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  return (
    <div className="stack">
      <PageHead title={t('account.title')} />
      {session.mustChangePassword && <Alert type="warning" showIcon title={t('account.mustChange')} />}
      <section className="panel">
        <dl className="facts">
          <Fact label={t('account.who')}>{session.officer.name}</Fact>
          <Fact label={t('session.username')}>{session.username}</Fact>
          <Fact label={t('account.unit')}>{session.unit.name}</Fact>
          <Fact label={t('account.agency')}>{session.agency.name}</Fact>
          <Fact label={t('account.roles')}>
            {[
              ...session.systemRoles.map((role) => t(`systemRole.${role as 'officer'}`)),
              ...session.roles.map(({ role, unit }) => `${t(`role.${role as 'clerk'}`)} (${unit.name})`),
            ].join('; ')}
          </Fact>
        </dl>
      </section>
      <Substitution />
      <section className="panel stack">
        <h2 id="language">{t('account.language')}</h2>
        <Radio.Group
          aria-labelledby="language"
          value={i18n.language}
          onChange={({ target }) => void choose(target.value as Language)}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
        />
      </section>
      <section className="panel stack">
        <h2>{t('account.password')}</h2>
        <PasswordForm />
      </section>
    </div>
  );
}

interface Passwords {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

function PasswordForm() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Passwords>();
  const [fault, setFault] = useState<unknown>(null);
  const [changed, setChanged] = useState(false);
  const change = async ({ current, next }: Passwords) => {
    setChanged(false);
    try {
      await call(sessionChangePassword({ body: { current, next } }));
      setFault(null);
      setChanged(true);
      form.resetFields();
      await queryClient.invalidateQueries(sessionQuery);
    } catch (error) {
      setFault(error);
    }
  };
  const required = (what: string) => ({
    required: true,
    message: t('error.required', { what: what.toLowerCase() }),
  });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 400 }}
      onFinish={(values) => void change(values)}
    >
      {changed && <Alert type="success" showIcon role="status" title={t('account.changed')} />}
      <SubmitFault error={fault} />
      <Form.Item name="current" label={t('account.current')} rules={[required(t('account.current'))]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="next" label={t('account.next')} rules={[required(t('account.next'))]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('account.again')}
        dependencies={['next']}
        rules={[
          required(t('account.next')),
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('account.differ'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" data-primary>
        {t('account.password')}
      </Button>
    </Form>
  );
}
