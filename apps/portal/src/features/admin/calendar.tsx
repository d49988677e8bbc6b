/** The country's calendar: each year's days with their documents, the versions, and what a new one moved. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarAgain } from '../../api-client/sdk.gen.ts';
import type { AdminCalendar, RePlanning } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { Fact } from '../../common/facts.tsx';
import { longDay, moment, number, shortMoment, startOfDay } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Read, SubmitFault } from '../../common/states.tsx';
import { CalendarDraft } from './calendar-draft.tsx';
import { ADMIN, calendarQuery } from './data.ts';

export function CalendarPage() {
  const { t } = useTranslation();
  const query = useQuery(calendarQuery);
  if (query.data) return <Shown calendar={query.data} />;
  return (
    <div className="stack">
      <PageHead title={t('admin.calendar.title')} />
      <Read query={query}>{() => null}</Read>
    </div>
  );
}

function Shown({ calendar }: { readonly calendar: AdminCalendar }) {
  const { t } = useTranslation();
  const [year, setYear] = useState(() => latestYear(calendar));
  const [drafting, setDrafting] = useState(false);
  const [published, setPublished] = useState<string | null>(null);
  const shown = calendar.years.find((one) => one.year === year);
  const done = (version: string) => {
    setDrafting(false);
    setPublished(version);
    void queryClient.invalidateQueries({ queryKey: ADMIN });
  };
  if (drafting)
    return <CalendarDraft calendar={calendar} year={year} onClose={() => setDrafting(false)} onDone={done} />;
  return (
    <div className="stack">
      <PageHead title={t('admin.calendar.title')}>
        <Button type="primary" onClick={() => setDrafting(true)} data-primary>
          {t('admin.calendar.edit')} (F2)
        </Button>
      </PageHead>
      <div role="status">
        {published && (
          <Alert type="success" showIcon title={t('admin.calendar.published', { version: published })} />
        )}
      </div>
      <section className="panel stack">
        <div className="row" style={{ gap: 16 }}>
          <span>
            {t('admin.calendar.version')}: <strong>{calendar.version}</strong>
          </span>
          <label className="row">
            {t('admin.calendar.year')}
            <Select
              value={year}
              onChange={setYear}
              style={{ width: 110 }}
              options={calendar.years.map((one) => ({ value: one.year, label: String(one.year) }))}
            />
          </label>
        </div>
        {shown && <Year year={shown} />}
      </section>
      <RePlannings rows={calendar.rePlannings} />
      <Versions rows={calendar.versions} />
    </div>
  );
}

const latestYear = ({ years }: AdminCalendar): number => {
  const now = new Date().getFullYear();
  return years.some(({ year }) => year === now) ? now : (years.at(-1)?.year ?? now);
};

function Year({ year }: { readonly year: AdminCalendar['years'][number] }) {
  const { t } = useTranslation();
  const reliability =
    year.verified === true ? 'isVerified' : year.verified === 'partial' ? 'partly' : 'estimate';
  return (
    <>
      <dl className="facts">
        <Fact label={t('admin.calendar.workingDays')}>{number(year.workingDays)}</Fact>
        <Fact label={t('admin.calendar.verified')}>{t(`admin.calendar.${reliability}`)}</Fact>
        <div>
          <dt>{t('admin.calendar.sources')}</dt>
          {year.sources.map((source) => (
            <dd key={source}>{source}</dd>
          ))}
        </div>
        {year.note && <Fact label={t('admin.calendar.note')}>{year.note}</Fact>}
      </dl>
      <HeadedTable
        label={t('admin.calendar.days')}
        heads={[t('admin.calendar.date'), t('admin.calendar.kind'), t('admin.calendar.name')]}
      >
        {year.days.map((day) => (
          <tr key={day.date}>
            <td className="nowrap">{longDay(startOfDay(day.date))}</td>
            <td>{t(`admin.calendar.kinds.${day.kind as 'holiday'}`)}</td>
            <td>{day.name}</td>
          </tr>
        ))}
      </HeadedTable>
    </>
  );
}

function RePlannings({ rows }: { readonly rows: readonly RePlanning[] }) {
  const { t } = useTranslation();
  const [latest] = rows;
  const again = useMutation({
    mutationFn: () => call(calendarAgain()),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ADMIN }),
  });
  return (
    <section className="panel stack" aria-labelledby="re-planning">
      <h2 id="re-planning">{t('admin.calendar.rePlanning')}</h2>
      {!latest && <p className="second">{t('admin.calendar.noRePlanning')}</p>}
      <div role="status">
        {latest?.state === 'running' && <Alert type="info" showIcon title={t('admin.calendar.running')} />}
      </div>
      {latest && (latest.state === 'failed' || latest.state === 'lost') && (
        <Alert
          type="warning"
          showIcon
          title={t('admin.calendar.lost')}
          action={<Button onClick={() => again.mutate()}>{t('admin.calendar.again')}</Button>}
        />
      )}
      <SubmitFault error={again.error} />
      <ul className="stack" style={{ gap: 8 }}>
        {rows.map((row) => (
          <li key={row.id}>
            {moment(row.begunAt)}, {row.by}:{' '}
            {t('admin.calendar.counts', {
              version: row.asked.version,
              recounted: number(row.reached.recounted),
              unchanged: number(row.reached.unchanged),
              refused: number(row.reached.refused),
              moved: number(row.reached.movedCount),
            })}
          </li>
        ))}
      </ul>
      {latest && latest.reached.moved.length > 0 && <Moved rows={latest.reached.moved} />}
    </section>
  );
}

function Moved({ rows }: { readonly rows: RePlanning['reached']['moved'] }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      caption={t('admin.calendar.moved')}
      heads={[t('column.dossier'), t('admin.calendar.was'), t('admin.calendar.is')]}
    >
      {rows.map(({ dossier, code, before, after }) => (
        <tr key={dossier}>
          <td>{code}</td>
          <td className="nowrap">{shortMoment(before)}</td>
          <td className="nowrap">{shortMoment(after)}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}

function Versions({ rows }: { readonly rows: AdminCalendar['versions'] }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack" aria-labelledby="versions">
      <h2 id="versions">{t('admin.calendar.versions')}</h2>
      <ul>
        {rows.map(({ version, at, by }) => (
          <li key={version}>
            <strong>{version}</strong>: {at === null ? t('admin.calendar.shipped') : `${moment(at)}, ${by}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
