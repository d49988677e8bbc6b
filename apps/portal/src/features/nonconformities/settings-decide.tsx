/** What the new version changes, from when it is valid, and why. */
import { Button, DatePicker, Form, Input } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nonconformitySettingsChange } from '../../api-client/sdk.gen.ts';
import type { NonconformitySettings } from '../../api-client/types.gen.ts';
import { call, newKey } from '../../app/api.ts';
import { useRequired } from '../../common/edit-dialog.tsx';
import { dayKey, startOfDay } from '../../common/formats.ts';
import { SubmitFault } from '../../common/states.tsx';
import { Changes } from './settings-history.tsx';
import { bodyOf, changesOf, isWhole, type Version } from './settings-values.ts';

const MAX_REASON = 1_000;

interface Values {
  readonly from?: Dayjs | null;
  readonly reason: string;
}

export function SettingsDecide(props: {
  readonly settings: NonconformitySettings;
  readonly draft: Version;
  readonly onClose: () => void;
  readonly onDone: (version: number) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { settings, draft, onClose, onDone } = props;
  const [key] = useState(newKey);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const changes = changesOf(settings, draft);
  const pending = settings.versions.some(({ version }) => version > settings.version);
  const send = async ({ from, reason }: Values) => {
    setBusy(true);
    setFault(null);
    try {
      const { version } = await call(
        nonconformitySettingsChange({
          body: {
            agency: settings.agency.id,
            ...bodyOf(settings.versions.at(-1) ?? settings, draft),
            reason,
            ...(from && { validFrom: startOfDay(from.format('YYYY-MM-DD')) }),
          },
          headers: { 'Idempotency-Key': key },
        }),
      );
      onDone(version);
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const today = dayKey(new Date().toISOString());
  return (
    <section className="panel stack">
      <h2>{t('nonconformities.settings.changes', { count: changes.length })}</h2>
      <Changes changes={changes} />
      {pending && <div className="second">{t('nonconformities.settings.replaces')}</div>}
      <SubmitFault error={fault} />
      <Form<Values> layout="vertical" requiredMark={false} onFinish={(values) => void send(values)}>
        <Form.Item
          name="from"
          label={t('nonconformities.settings.from')}
          extra={t('nonconformities.settings.fromHint')}
        >
          <DatePicker format="DD/MM/YYYY" minDate={dayjs(today).add(1, 'day')} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('nonconformities.field.reason')}
          rules={[required(t('nonconformities.field.reason')), { min: 3 }]}
        >
          <Input.TextArea rows={2} maxLength={MAX_REASON} />
        </Form.Item>
        <div className="row">
          <Button
            type="primary"
            htmlType="submit"
            data-primary="true"
            loading={busy}
            disabled={changes.length === 0 || !isWhole(draft)}
          >
            {t('nonconformities.settings.record')} (F2)
          </Button>
          <Button onClick={onClose}>{t('do.cancel')}</Button>
        </div>
      </Form>
    </section>
  );
}
