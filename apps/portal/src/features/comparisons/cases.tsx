/** The cases behind a count, each with its own path beside the procedure's. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { comparisonsCases } from '../../api-client/sdk.gen.ts';
import type { Comparison, ComparedCases } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import type { ComparisonSearch, Kind } from '../../app/routes/comparisons.ts';
import { number } from '../../common/formats.ts';
import { Empty, Failed, Loading } from '../../common/states.tsx';
import type { Part } from './comparison.tsx';
import { Follow } from './follow.tsx';
import { Paths } from './paths.tsx';

type Case = ComparedCases['rows'][number];

interface Props {
  readonly found: Comparison;
  readonly part: Part;
  readonly filter: {
    readonly kind?: Kind | undefined;
    readonly at?: string | undefined;
    readonly unit?: string | undefined;
  };
  readonly place: ComparisonSearch;
  readonly onRaised: () => void;
}

export function Cases({ found, part, filter, place, onRaised }: Props) {
  const { t } = useTranslation();
  const { kind, at, unit } = filter;
  const query = useInfiniteQuery({
    queryKey: ['comparison-cases', found.id, part.part, kind, at, unit],
    queryFn: ({ pageParam }) =>
      call(
        comparisonsCases({
          path: { id: found.id },
          query: {
            part: part.part,
            from: pageParam,
            ...(kind && { kind }),
            ...(at !== undefined && { at }),
            ...(unit !== undefined && { unit }),
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const total = query.data?.pages[0]?.total;
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const content = part.steps.find(({ no }) => no === at)?.content;
  const what = [
    kind && t(`comparisons.kind.${kind}`),
    content === undefined ? at : `${at} ${content}`,
    unit === undefined ? undefined : unit || t('comparisons.noUnit'),
  ].filter((one) => one !== undefined);
  const words = what.join(', ') || t('comparisons.allCases');
  return (
    <section className="panel stack" aria-labelledby="cases">
      <h2 id="cases">{t('comparisons.cases')}</h2>
      <div className="row">
        <span role="status">
          {total !== undefined && t('comparisons.casesOf', { n: number(total), what: words })}
        </span>
        {kind !== undefined && (
          <Link to="." search={place} hash="cases">
            {t('comparisons.showAll')}
          </Link>
        )}
      </div>
      {kind && at !== undefined && (
        <Follow found={found} part={part} difference={{ kind, at }} onRaised={onRaised} />
      )}
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {total === undefined && query.error === null && <Loading />}
      {total === 0 && <Empty>{t('comparisons.noCases')}</Empty>}
      {rows.map((row) => (
        <OneCase key={row.no} row={row} part={part} />
      ))}
      {query.hasNextPage && (
        <div>
          <button type="button" className="btn" onClick={() => void query.fetchNextPage()}>
            {t('do.more')}
          </button>
        </div>
      )}
    </section>
  );
}

function OneCase({ row, part }: { readonly row: Case; readonly part: Part }) {
  const { t } = useTranslation();
  const { name, unit, ended, differences } = row;
  const told = differences.map(({ kind, at }) => `${t(`comparisons.kind.${kind}`)} ${at}`);
  return (
    <details>
      <summary>
        <b>{name}</b> {unit && <span className="second">{unit}</span>}{' '}
        {!ended && <span className="second">({t('comparisons.goesOn')})</span>}{' '}
        <span>{told.join('; ') || t('comparisons.noDifference')}</span>
      </summary>
      <Paths row={row} part={part} />
    </details>
  );
}
