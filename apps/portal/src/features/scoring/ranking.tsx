/** Who ranks where, once published; ties share a rank, and the classes sum to the agencies. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { scoringYearsResults } from '../../api-client/sdk.gen.ts';
import type { ScoringResults } from '../../api-client/types.gen.ts';
import { call, Problem } from '../../app/api.ts';
import { number, plainDate, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { SCORING } from './data.ts';

const route = getRouteApi('/inside/cham-diem/$nam/xep-hang');

export function RankingPage() {
  const { t } = useTranslation();
  const { nam } = route.useParams();
  const query = useQuery({
    queryKey: [...SCORING, 'results', nam],
    queryFn: () => call(scoringYearsResults({ path: { year: nam } })),
  });
  const unpublished = query.error instanceof Problem && query.error.code === 'not-published';
  return (
    <div className="stack">
      <PageHead title={`${t('scoring.ranking')} ${nam}`}>
        <Link to="/cham-diem/$nam" params={{ nam }}>
          {t('scoring.board')}
        </Link>
      </PageHead>
      {unpublished ? (
        <Empty>{t('scoring.noResults')}</Empty>
      ) : (
        <Read query={query}>{(results) => <Shown results={results} />}</Read>
      )}
    </div>
  );
}

function Shown({ results }: { readonly results: ScoringResults }) {
  const { t } = useTranslation();
  const { decision, distribution, ranking } = results;
  const sets = [...new Set(ranking.map(({ set }) => set))];
  return (
    <>
      {decision && (
        <p>{t('scoring.decisionLine', { number: decision.number, date: plainDate(decision.date) })}</p>
      )}
      {sets.map((set) => (
        <section key={set} className="stack" aria-label={set}>
          <Classes rows={distribution.filter((one) => one.set === set)} />
          <Ranked rows={ranking.filter((one) => one.set === set)} />
        </section>
      ))}
    </>
  );
}

function Classes({ rows }: { readonly rows: ScoringResults['distribution'] }) {
  const { t } = useTranslation();
  return (
    <div className="panel stack">
      <h2>{t('scoring.distribution')}</h2>
      {rows.map(({ set, level, total, classes, unclassified }) => (
        <p key={`${set} ${level}`}>
          {level === null ? t('scoring.all') : t(`admin.agencies.levels.${level as 'commune'}`)}:{' '}
          <strong>
            {t('scoring.reconciles', {
              classes: [
                ...classes.map(({ name, count, percent }) => `${name} ${count} (${number(percent, 2)}%)`),
                ...(unclassified > 0 ? [t('scoring.unclassified', { count: unclassified })] : []),
              ].join(' + '),
              total,
            })}
          </strong>
        </p>
      ))}
    </div>
  );
}

function Ranked({ rows }: { readonly rows: ScoringResults['ranking'] }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      label={t('scoring.ranking')}
      heads={[
        num(t('scoring.column.rank')),
        t('scoring.column.agency'),
        t('scoring.column.level'),
        num(t('scoring.column.final')),
        t('scoring.column.band'),
      ]}
    >
      {rows.map(({ agency, level, total, band, rank }) => (
        <tr key={agency.id}>
          <td className="num">{rank}</td>
          <td>{agency.name}</td>
          <td>{t(`admin.agencies.levels.${level as 'commune'}`)}</td>
          <td className="num">{number(total, 2)}</td>
          <td>{band ?? UNKNOWN}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
