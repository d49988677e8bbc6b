/** Log in; in the demo its accounts are at hand. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { demoDemo, sessionLogin } from '../../api-client/sdk.gen.ts';
import { AntShell } from '../../app/ant-shell.tsx';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { sessionQuery } from '../../app/session.ts';
import { Problem } from '../../app/api.ts';
import { SubmitFault } from '../../common/states.tsx';
import { chooseLanguage } from '../../i18n/language.ts';

interface Credentials {
  readonly username: string;
  readonly password: string;
}

const route = getRouteApi('/dang-nhap');

export const LogIn = () => (
  <AntShell>
    <LogInPage />
  </AntShell>
);

function LogInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { den } = route.useSearch();
  const [form] = Form.useForm<Credentials>();
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${t('session.title')} · Đúng Hạn`;
  }, [t]);
  const logIn = async (credentials: Credentials) => {
    setBusy(true);
    try {
      const session = await call(sessionLogin({ body: credentials }));
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await chooseLanguage(session.language === 'en' ? 'en' : 'vi');
      await navigate({ to: session.mustChangePassword ? '/toi' : (den ?? '/'), replace: true });
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const required = (what: string) => [
    { required: true, message: t('error.required', { what: what.toLowerCase() }) },
  ];
  return (
    <main className="login stack">
      <div className="brand">
        <img src="/favicon.svg" alt="" />
        {t('app.name')}
      </div>
      <div className="panel stack">
        <h1>{t('session.title')}</h1>
        <SubmitFault error={isWrong(fault) ? new Problem(400, '', fault.detail, '') : fault} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void logIn(values)}>
          <Form.Item name="username" label={t('session.username')} rules={required(t('session.username'))}>
            <Input autoComplete="username" autoFocus autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item name="password" label={t('session.password')} rules={required(t('session.password'))}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy} data-primary>
            {t('session.title')}
          </Button>
        </Form>
      </div>
      <DemoAccounts onChoose={(account) => form.setFieldsValue(account)} />
      <p>
        <a href="/tra-cuu">{t('session.citizen')}</a>
      </p>
    </main>
  );
}

const isWrong = (fault: unknown): fault is Problem => fault instanceof Problem && fault.status === 401;

function DemoAccounts({ onChoose }: { readonly onChoose: (account: Credentials) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['demo'], queryFn: () => call(demoDemo()), retry: false });
  if (!data) return null;
  return (
    <details className="panel">
      <summary>{t('session.demo')}</summary>
      <label className="stack">
        <span className="second">{t('session.demoChoose')}</span>
        <select
          defaultValue=""
          onChange={({ target }) => {
            const chosen = data.accounts.find(({ username }) => username === target.value);
            if (chosen) onChoose({ username: chosen.username, password: chosen.password });
          }}
        >
          <option value="">{t('do.choose')}…</option>
          {data.accounts.map(({ username, role, name }) => (
            <option key={username} value={username}>
              {role}: {name}
            </option>
          ))}
        </select>
      </label>
    </details>
  );
}
