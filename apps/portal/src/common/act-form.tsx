/** The form of an act on its page. Sent again after a cut line it has its effect once: the key stays as long as the form. */
import { Button, Form } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../app/api.ts';
import { SubmitFault } from './states.tsx';

export function ActForm<Values extends object>(props: {
  /** The heading's. */
  readonly id: string;
  /** Of the act; the button says it. */
  readonly name: string;
  /** What the heading says besides. */
  readonly more?: ReactNode;
  readonly above?: ReactNode;
  readonly initial: Partial<Values>;
  readonly send: (values: Values, key: string) => Promise<unknown>;
  /** The form stays when it is sent: what is done next in it is another act. */
  readonly again?: boolean;
  readonly onDone: () => void;
  readonly onCancel: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { id, name, more, above, initial, send, again = false, onDone, onCancel, children } = props;
  const [form] = Form.useForm<Values>();
  const [key, setKey] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const finish = async (values: Values) => {
    setBusy(true);
    setFault(null);
    try {
      await send(values, key);
      if (again) {
        setBusy(false);
        setKey(newKey());
        form.resetFields();
      }
      onDone();
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>
        {name}
        {more}
      </h2>
      {above}
      <SubmitFault error={fault} />
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        scrollToFirstError={{ focus: true }}
        style={{ maxWidth: 720 }}
        onFinish={(values) => void finish(values)}
      >
        {children}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={busy} data-primary>
            {name} (F2)
          </Button>
          {onCancel && <Button onClick={onCancel}>{t('do.cancel')}</Button>}
        </div>
      </Form>
    </section>
  );
}
