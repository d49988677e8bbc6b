/** A form in a dialog: one key a form, faults at their fields, what was typed stays when it is refused. */
import { DatePicker, Form, Modal } from 'antd';
import type { FormInstance } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, Problem } from '../app/api.ts';
import { SubmitFault } from './states.tsx';

export interface EditDialogProps<Values extends object, Reply> {
  readonly title: string;
  readonly submit: string;
  readonly initial: Partial<Values>;
  readonly width?: number;
  /** Sent again after a cut line, it has its effect once: the key is the form's. */
  readonly send: (values: Values, key: string) => Promise<Reply>;
  readonly onClose: () => void;
  readonly onDone: (reply: Reply, values: Values) => void;
  readonly children: ReactNode | ((form: FormInstance<Values>) => ReactNode);
}

export function EditDialog<Values extends object, Reply>(props: EditDialogProps<Values, Reply>) {
  const { t } = useTranslation();
  const { title, submit, initial, width, send, onClose, onDone, children } = props;
  const [form] = Form.useForm<Values>();
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const onFinish = async (values: Values) => {
    setBusy(true);
    setFault(null);
    try {
      onDone(await send(values, key), values);
    } catch (error) {
      setFault(error);
      showAtFields(form, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={width ?? 560}
      title={title}
      okText={submit}
      okButtonProps={{ loading: busy, 'data-primary': 'true' }}
      cancelText={t('do.cancel')}
      closable={{ 'aria-label': t('do.close') }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <SubmitFault error={fault} />
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(values) => void onFinish(values)}
      >
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </Modal>
  );
}

function showAtFields<Values extends object>(form: FormInstance<Values>, error: unknown): void {
  if (!(error instanceof Problem)) return;
  const known = new Set(Object.keys(form.getFieldsValue()));
  const faults = error.errors.filter(({ field }) => known.has(field));
  form.setFields(faults.map(({ field, message }) => ({ name: field as never, errors: [message] })));
}

export function useRequired(): (what: string) => { required: true; message: string } {
  const { t } = useTranslation();
  return (what) => ({ required: true, message: t('error.required', { what: what.toLowerCase() }) });
}

/** A calendar date, kept as `2026-01-01`. */
export function DayField(props: {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
}) {
  const required = useRequired();
  const { name, label } = props;
  return (
    <Form.Item
      name={name}
      label={label}
      rules={props.required ? [required(label)] : []}
      getValueProps={(value?: string | null) => ({ value: value ? dayjs(value) : null })}
      normalize={(picked: Dayjs | null) => picked?.format('YYYY-MM-DD') ?? null}
    >
      <DatePicker format="DD/MM/YYYY" allowClear={!props.required} />
    </Form.Item>
  );
}
