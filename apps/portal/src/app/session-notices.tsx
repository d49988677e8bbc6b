/** The session's end is shown before it comes, and when it has come: typed text stays where it is. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionLogin, sessionSession } from '../api-client/sdk.gen.ts';
import { SubmitFault } from '../common/states.tsx';
import { call, lastCall, onSessionLost } from './api.ts';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';

const MINUTE_MS = 60_000;
const WARN_MINUTES = 5;
const IDLE_MINUTES = 60;
const LOOK_EVERY_MS = 15_000;

export function SessionNotices() {
  const [lost, setLost] = useState(false);
  useEffect(() => onSessionLost(() => setLost(true)), []);
  return (
    <>
      <Ending onAgain={() => setLost(true)} />
      <Ended open={lost} onBack={() => setLost(false)} />
    </>
  );
}

/** An idle session goes on by any call; the day's end of it only by the password. */
function Ending({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (!session) return null;
  const idleEndMs = lastCall() + IDLE_MINUTES * MINUTE_MS;
  const endMs = Date.parse(session.expiresAt);
  const minutes = Math.ceil((Math.min(idleEndMs, endMs) - nowMs) / MINUTE_MS);
  if (minutes > WARN_MINUTES || minutes <= 0) return null;
  const goOn = () =>
    idleEndMs < endMs ? void call(sessionSession()).then(() => setNowMs(Date.now())) : onAgain();
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={t('session.ending', { minutes })}
      action={<Button onClick={goOn}>{t('do.continue')}</Button>}
    />
  );
}

function Ended({ open, onBack }: { readonly open: boolean; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const [fault, setFault] = useState<unknown>(null);
  const logIn = async ({ password }: { password: string }) => {
    try {
      await call(sessionLogin({ body: { username: session?.username ?? '', password } }));
      setFault(null);
      onBack();
      await queryClient.invalidateQueries();
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <Modal
      open={open}
      title={t('session.ended')}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form layout="vertical" onFinish={(values: { password: string }) => void logIn(values)}>
        <p>{t('session.endedText')}</p>
        <SubmitFault error={fault} />
        <p>{session?.username}</p>
        <Form.Item
          name="password"
          label={t('session.password')}
          rules={[
            { required: true, message: t('error.required', { what: t('session.password').toLowerCase() }) },
          ]}
        >
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" data-primary>
          {t('session.title')}
        </Button>
      </Form>
    </Modal>
  );
}
