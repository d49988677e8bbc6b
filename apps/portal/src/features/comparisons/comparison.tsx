/** One comparison: where the log differs from the procedure, by step and by unit, down to each case. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { comparisonsShow } from '../../api-client/sdk.gen.ts';
import type { Comparison } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { moment, number } from '../../common/formats.ts';
import { Facts } from '../../common/facts.tsx';
import { PageHead } from '../../common/page.tsx';
import { Read } from '../../common/states.tsx';
import { Tabs } from '../../common/tabs.tsx';
import { BadRows } from './bad-rows.tsx';
import { Cases } from './cases.tsx';
import { ForeignTable } from './foreign.tsx';
import { Matching } from './matching.tsx';
import { Matrix } from './matrix.tsx';
import { Units } from './units.tsx';
import { shareOf } from './words.ts';

export type Part = Comparison['parts'][number];
const route = getRouteApi('/inside/doi-chieu/$id');

export function ComparisonPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery({
    queryKey: ['comparison', id],
    queryFn: () => call(comparisonsShow({ path: { id } })),
  });
  return (
    <div className="stack">
      <PageHead title={query.data?.title ?? t('comparisons.title')}>
        <Link to="/doi-chieu">{t('comparisons.title')}</Link>
        <a className="btn" href={`/api/comparisons/${id}/differences.csv`} download>
          {t('comparisons.export')}
        </a>
      </PageHead>
      <Read query={query}>{(found) => <Result found={found} />}</Read>
    </div>
  );
}

function Result({ found }: { readonly found: Comparison }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { part: wanted = 0 } = route.useSearch();
  const part = found.parts.find((one) => one.part === wanted) ?? found.parts[0]!;
  return (
    <>
      <Summary found={found} />
      <BadRows rows={found.summary.badRows} />
      {found.parts.length > 1 ? (
        <Tabs
          label={t('comparisons.procedures')}
          chosen={String(part.part)}
          onChoose={(key) => void navigate({ search: { part: Number(key) } })}
          items={found.parts.map((one) => ({
            key: String(one.part),
            label: `${one.procedure} ${number(one.cases)}`,
          }))}
        >
          <OfPart found={found} part={part} />
        </Tabs>
      ) : (
        <OfPart found={found} part={part} />
      )}
    </>
  );
}

function Summary({ found: { agency, by, at, file, summary } }: { readonly found: Comparison }) {
  const { t } = useTranslation();
  const { rows, badRows, cases, inOrder, same, open, elsewhere } = summary;
  const counted = (count: number): string => `${number(count)} (${shareOf(count, cases)})`;
  return (
    <Facts
      facts={[
        [t('comparisons.log'), `${file.name}, ${agency.name}`],
        [t('comparisons.column.made'), `${by.name}, ${moment(at)}`],
        [
          t('comparisons.rows'),
          badRows.count === 0
            ? number(rows)
            : t('comparisons.rowsOf', { rows: number(rows), bad: number(badRows.count) }),
        ],
        [t('comparisons.column.cases'), number(cases)],
        [t('comparisons.column.inOrder'), counted(inOrder)],
        [t('comparisons.column.same'), counted(same)],
        ...(open > 0 ? [[t('comparisons.open'), number(open)] as const] : []),
        ...(elsewhere > 0 ? [[t('comparisons.elsewhere'), number(elsewhere)] as const] : []),
      ]}
    />
  );
}

function OfPart({ found, part }: { readonly found: Comparison; readonly part: Part }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const { kind, at, unit, by } = route.useSearch();
  const place = { ...(part.part > 0 && { part: part.part }), ...(by && { by }) };
  return (
    <div className="stack">
      <p>
        <Link to="/quy-trinh/$code" params={{ code: part.procedure }}>
          {t('comparisons.edition', { code: part.procedure, edition: part.edition, title: part.title })}
        </Link>
      </p>
      <Matching part={part} place={place} />
      <Matrix part={part} chosen={kind && at !== undefined ? { kind, at } : undefined} place={place} />
      <ForeignTable part={part} place={place} />
      {part.units.length > 1 && (
        <Units
          part={part}
          place={place}
          by={by}
          onBy={(next) => void navigate({ search: (before) => ({ ...before, by: next }) })}
        />
      )}
      <Cases
        key={`${part.part} ${kind} ${at} ${unit}`}
        found={found}
        part={part}
        filter={{ kind, at, unit }}
        place={place}
        onRaised={() => void queries.invalidateQueries({ queryKey: ['comparison', found.id] })}
      />
    </div>
  );
}
