/** Office hours from a day on: a morning and an afternoon, on some days of the week. */
import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { placesSaveHours } from '../../api-client/sdk.gen.ts';
import type { AdminAgency } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { DayField, EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { weekdayNames } from '../../common/formats.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

interface Values {
  readonly validFrom: string;
  readonly from1: string;
  readonly to1: string;
  readonly from2?: string;
  readonly to2?: string;
  readonly weekdays: number[];
  readonly ignoresHolidays: boolean;
}

export function HoursDialog(props: {
  readonly agency: string;
  readonly latest: AdminAgency['officeHours'][number] | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { agency, latest, onClose, onDone } = props;
  const [morning = { from: '07:30', to: '11:30' }, afternoon = { from: '13:00', to: '17:00' }] =
    latest?.sessions ?? [];
  const days = weekdayNames();
  const time = (name: 'from1' | 'to1' | 'from2' | 'to2', label: string) => (
    <Form.Item
      name={name}
      label={label}
      extra={t('admin.agencies.timeHint')}
      rules={name.endsWith('1') ? [required(label)] : []}
    >
      <Input autoComplete="off" maxLength={5} style={{ width: 100 }} />
    </Form.Item>
  );
  return (
    <EditDialog<Values, unknown>
      title={t('admin.agencies.addHours')}
      submit={t('admin.save')}
      initial={{
        from1: morning.from,
        to1: morning.to,
        from2: afternoon.from,
        to2: afternoon.to,
        weekdays: latest?.weekdays ?? [1, 2, 3, 4, 5],
        ignoresHolidays: latest?.ignoresHolidays ?? false,
      }}
      send={({ validFrom, from1, to1, from2, to2, weekdays, ignoresHolidays }) => {
        const sessions = [{ from: from1, to: to1 }, ...(from2 && to2 ? [{ from: from2, to: to2 }] : [])];
        return call(placesSaveHours({ body: { agency, validFrom, sessions, weekdays, ignoresHolidays } }));
      }}
      onClose={onClose}
      onDone={onDone}
    >
      <DayField name="validFrom" label={t('admin.validFrom')} required />
      <div className="row" style={{ gap: 16 }}>
        {time('from1', `${t('admin.agencies.morning')}: ${t('admin.agencies.from').toLowerCase()}`)}
        {time('to1', `${t('admin.agencies.morning')}: ${t('admin.agencies.to').toLowerCase()}`)}
        {time('from2', `${t('admin.agencies.afternoon')}: ${t('admin.agencies.from').toLowerCase()}`)}
        {time('to2', `${t('admin.agencies.afternoon')}: ${t('admin.agencies.to').toLowerCase()}`)}
      </div>
      <Form.Item
        name="weekdays"
        label={t('admin.agencies.weekdays')}
        rules={[required(t('admin.agencies.weekdays'))]}
      >
        <Checkbox.Group options={DAYS.map((value) => ({ value, label: days[value % 7]! }))} />
      </Form.Item>
      <Form.Item name="ignoresHolidays" valuePropName="checked">
        <Checkbox>{t('admin.agencies.ignoresHolidays')}</Checkbox>
      </Form.Item>
    </EditDialog>
  );
}
