/** A new version of one year's days: edited as a list, compared with the one in use, then published. */
import { Alert, Button, DatePicker, Form, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarPreview, calendarPublish } from '../../api-client/sdk.gen.ts';
import type { AdminCalendar, CalendarDifference, CalendarPreviewData } from '../../api-client/types.gen.ts';
import { call, Problem } from '../../app/api.ts';
import { useRequired } from '../../common/edit-dialog.tsx';
import { longDay, number, plainDate, startOfDay } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { SubmitFault } from '../../common/states.tsx';

type Body = CalendarPreviewData['body'];
const KINDS = ['holiday', 'substitute', 'swap_off', 'swap_work'] as const;

interface Day {
  readonly date: Dayjs | null;
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly verified?: false | 'secondary';
}

interface Values {
  readonly version: string;
  readonly verified: boolean | 'partial';
  readonly sources: string;
  readonly note?: string;
  readonly days: Day[];
}

export function CalendarDraft(props: {
  readonly calendar: AdminCalendar;
  readonly year: number;
  readonly onClose: () => void;
  readonly onDone: (version: string) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { calendar, year, onClose, onDone } = props;
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<{ body: Body; difference: CalendarDifference } | null>(null);
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(error);
      if (error instanceof Problem && error.errors.some(({ field }) => field === 'version')) {
        form.setFields([{ name: 'version', errors: [error.detail] }]);
      }
    } finally {
      setBusy(false);
    }
  };
  const preview = (values: Values) =>
    act(async () => {
      const body = bodyOf(values, year);
      setShown({ body, difference: await call(calendarPreview({ body })) });
    });
  const publish = (body: Body) =>
    act(async () => {
      await call(calendarPublish({ body }));
      onDone(body.version);
    });
  return (
    <div className="stack">
      <PageHead title={`${t('admin.calendar.edit')}: ${year}`}>
        <Button onClick={onClose}>{t('do.cancel')}</Button>
      </PageHead>
      <SubmitFault error={fault} />
      <Form<Values>
        form={form}
        layout="vertical"
        className="panel"
        requiredMark={false}
        initialValues={initialOf(calendar, year)}
        onFinish={(values) => void preview(values)}
        onValuesChange={() => setShown(null)}
      >
        <div className="row" style={{ gap: 16, alignItems: 'flex-start' }}>
          <Form.Item
            name="version"
            label={t('admin.calendar.newVersion')}
            rules={[required(t('admin.calendar.newVersion'))]}
          >
            <Input autoComplete="off" maxLength={40} />
          </Form.Item>
          <Form.Item name="verified" label={t('admin.calendar.verified')}>
            <Radio.Group
              options={[
                { value: true, label: t('admin.calendar.isVerified') },
                { value: 'partial', label: t('admin.calendar.partly') },
                { value: false, label: t('admin.calendar.estimate') },
              ]}
            />
          </Form.Item>
        </div>
        <Form.Item
          name="sources"
          label={t('admin.calendar.sources')}
          extra={t('admin.calendar.sourcesHint')}
          rules={[required(t('admin.calendar.sources'))]}
        >
          <Input.TextArea rows={3} />
        </Form.Item>
        <Form.Item name="note" label={t('admin.calendar.note')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <h2>{t('admin.calendar.days')}</h2>
        <DayList />
        <Button
          type={shown ? 'default' : 'primary'}
          htmlType="submit"
          loading={busy && !shown}
          {...(!shown && { 'data-primary': true })}
        >
          {t('admin.calendar.preview')} {!shown && '(F2)'}
        </Button>
      </Form>
      {shown && (
        <Difference difference={shown.difference}>
          <Button
            type="primary"
            loading={busy}
            disabled={shown.difference.changes.length === 0}
            onClick={() => void publish(shown.body)}
            data-primary
          >
            {t('admin.calendar.publish')} (F2)
          </Button>
        </Difference>
      )}
    </div>
  );
}

function initialOf({ years }: AdminCalendar, year: number): Partial<Values> {
  const known = years.find((one) => one.year === year);
  return {
    verified: known?.verified ?? true,
    sources: known?.sources.join('\n') ?? '',
    note: known?.note ?? '',
    days: (known?.days ?? []).map((day) => ({ ...(day as unknown as Day), date: dayjs(day.date) })),
  };
}

function bodyOf({ version, verified, sources, note, days }: Values, year: number): Body {
  return {
    version,
    year,
    verified,
    sources: sources
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    ...(note?.trim() && { note: note.trim() }),
    days: days.map(({ date, kind, name, verified: less }) => ({
      date: date?.format('YYYY-MM-DD') ?? '',
      kind,
      name,
      ...(less !== undefined && { verified: less }),
    })),
  };
}

function DayList() {
  const { t } = useTranslation();
  const required = useRequired();
  const rows: Day[] = Form.useWatch('days') ?? [];
  return (
    <Form.List name="days">
      {(fields, { add, remove }) => (
        <div className="stack" style={{ gap: 4, marginBottom: 16 }}>
          {fields.map(({ key, name }) => (
            <div key={key} className="row" style={{ alignItems: 'flex-start' }}>
              <Form.Item
                name={[name, 'date']}
                rules={[required(t('admin.calendar.date'))]}
                style={{ marginBottom: 0 }}
              >
                <DatePicker aria-label={t('admin.calendar.date')} format="DD/MM/YYYY" allowClear={false} />
              </Form.Item>
              <Form.Item name={[name, 'kind']} style={{ marginBottom: 0 }}>
                <Select
                  aria-label={t('admin.calendar.kind')}
                  style={{ width: 160 }}
                  options={KINDS.map((value) => ({ value, label: t(`admin.calendar.kinds.${value}`) }))}
                />
              </Form.Item>
              <Form.Item
                name={[name, 'name']}
                rules={[required(t('admin.calendar.name'))]}
                style={{ marginBottom: 0, flex: '1 1 220px' }}
              >
                <Input aria-label={t('admin.calendar.name')} autoComplete="off" maxLength={200} />
              </Form.Item>
              <Button
                aria-label={t('admin.calendar.removeDay', {
                  day: rows[name]?.date?.format('DD/MM/YYYY') ?? '',
                })}
                onClick={() => remove(name)}
              >
                ✕
              </Button>
            </div>
          ))}
          <div>
            <Button onClick={() => add({ date: null, kind: 'holiday', name: '' })}>
              {t('admin.calendar.addDay')}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}

function Difference(props: { readonly difference: CalendarDifference; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { changes, openDossiers } = props.difference;
  const words = (day: CalendarDifference['changes'][number]['before']): string =>
    day ? `${t(`admin.calendar.kinds.${day.kind as 'holiday'}`)}: ${day.name}` : t('admin.calendar.ordinary');
  return (
    <section className="panel stack" aria-labelledby="difference">
      <h2 id="difference">{t('admin.calendar.changes')}</h2>
      {changes.length === 0 ? (
        <p role="status">{t('admin.calendar.same')}</p>
      ) : (
        <>
          <HeadedTable
            labelledBy="difference"
            heads={[t('admin.calendar.date'), t('admin.calendar.was'), t('admin.calendar.is')]}
          >
            {changes.map(({ date, before, after }) => (
              <tr key={date}>
                <td title={plainDate(date)}>{longDay(startOfDay(date))}</td>
                <td>{words(before)}</td>
                <td>{words(after)}</td>
              </tr>
            ))}
          </HeadedTable>
          <Alert
            type="info"
            showIcon
            role="status"
            title={t('admin.calendar.follows', { count: number(openDossiers) as never })}
          />
        </>
      )}
      <div>{props.children}</div>
    </section>
  );
}
