/** What falls due in the week to come, day by day. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LateBoard } from '../../api-client/types.gen.ts';
import { groupBy, sortedBy } from '../../common/arrays.ts';
import { dayKey, longDay, shortMoment, startOfDay, time } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';
import { HeadedTable } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { Likeliest } from '../figures/likeliest.tsx';
import { Bars } from './bars.tsx';
import { useBoard } from './data.ts';

type Row = LateBoard['rows'][number];
const WEEK_HOURS = 168;
const MOST_ROWS = 200;

export function ForecastPage() {
  const { t } = useTranslation();
  const query = useBoard({ by: 'unit', withinHours: WEEK_HOURS, limit: MOST_ROWS });
  return (
    <div className="stack">
      <PageHead title={t('forecast.title')} />
      <p className="second">{t('forecast.intro')}</p>
      <Read query={query}>{(board) => <Week board={board} />}</Read>
      <Likeliest />
    </div>
  );
}

/** The step's or the dossier's due moment, whichever comes first. */
const dueOf = ({ clock, dossierClock }: Row): string =>
  [clock.dueAt, dossierClock.dueAt].filter((due) => due !== null).sort()[0] ?? '';

const name = (day: string): string => longDay(startOfDay(day));

function Week({ board }: { readonly board: LateBoard }) {
  const { t } = useTranslation();
  const ahead = board.rows.filter((row) => dueOf(row) >= board.asOf);
  if (ahead.length === 0) return <Empty>{t('forecast.empty')}</Empty>;
  const days = sortedBy(
    groupBy(ahead, (row) => dayKey(dueOf(row))),
    ([a], [b]) => a.localeCompare(b),
  );
  return (
    <div className="stack">
      <Bars
        sentence={days.map(([day, rows]) => `${name(day)}: ${rows.length}`).join('; ')}
        rows={days.map(([day, rows]) => ({
          key: day,
          name: name(day),
          parts: [{ token: 'own', label: t('forecast.count'), count: rows.length }],
        }))}
      />
      {days.map(([day, rows]) => (
        <section key={day} className="stack" style={{ gap: 8 }} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>
            {name(day)} ({rows.length})
          </h2>
          <Day rows={rows} label={`day-${day}`} />
        </section>
      ))}
    </div>
  );
}

function Day({ rows, label }: { readonly rows: readonly Row[]; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      labelledBy={label}
      heads={[
        t('replay.time'),
        t('column.left'),
        t('column.dossier'),
        t('column.step'),
        t('column.officer'),
        t('column.due'),
      ]}
    >
      {rows.map((row) => (
        <tr key={`${row.dossier} ${row.step.no} ${row.step.run}`}>
          <td>{time(dueOf(row))}</td>
          <td>
            <Han clock={row.clock} />
          </td>
          <td>
            <Link to="/ho-so/$id" params={{ id: row.dossier }} className="code" data-row-link>
              {row.code ?? t('dossier.noCode')}
            </Link>
          </td>
          <td>
            {row.step.no} {row.step.content}
          </td>
          <td>{row.officer?.name ?? t('board.unassigned')}</td>
          <td className="nowrap">{shortMoment(row.dossierClock.dueAt)}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
