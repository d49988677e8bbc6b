/** The session has ended: the password again, over the page as it stands. */
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionLogin } from '../api-client/sdk.gen.ts';
import { SubmitFault } from '../common/states.tsx';
import { AntShell } from './ant-shell.tsx';
import { call } from './api.ts';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';

export function SessionEnded({ onBack }: { readonly onBack: () => void }) {
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
    <AntShell>
      <Modal open title={t('session.ended')} footer={null} closable={false} mask={{ closable: false }}>
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
    </AntShell>
  );
}
