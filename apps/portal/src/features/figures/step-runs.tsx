/** Exactly the runs of a step that a cell of the heat map counts. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { figuresStepList } from '../../api-client/sdk.gen.ts';
import type { StepList } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { moment, number, UNKNOWN } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Failed, Loading } from '../../common/states.tsx';
import { stepsAsked } from './data.ts';
import { nameOfPeriod, thisYear } from './period.ts';
import { hours } from './words.ts';

const route = getRouteApi('/inside/so-lieu/buoc');
const PAGE = 50;

export function StepRunsPage() {
  const { t } = useTranslation();
  const { step, edition, late, ...search } = route.useSearch();
  const procedure = search.procedure ?? '';
  const asked = {
    ...stepsAsked(search),
    procedure,
    step,
    edition,
    lateOnly: late ? 'true' : 'false',
    limit: PAGE,
  };
  const list = useInfiniteQuery({
    queryKey: ['figures', 'step-runs', asked],
    queryFn: ({ pageParam }) => call(figuresStepList({ query: { ...asked, offset: pageParam } })),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  const title = t(late ? 'figures.lateRuns' : 'figures.runs', { step: `${procedure} ${step}` });
  return (
    <div className="stack">
      <PageHead title={title}>
        <Link to="/so-lieu" search={search}>
          {t('figures.back')}
        </Link>
      </PageHead>
      <p className="second" role="status">
        {nameOfPeriod(search.ky ?? thisYear(), t)}
        {list.data && ` · ${t('figures.runCount', { count: total, total: number(total) })}`}
      </p>
      {list.error !== null && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && list.error === null && <Loading />}
      {list.data && rows.length === 0 && <Empty>{t('figures.noRun')}</Empty>}
      {rows.length > 0 && <Rows rows={rows} label={title} />}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('figures.more', { shown: number(rows.length), total: number(total) })}
        </Button>
      )}
    </div>
  );
}

const HEADS = [
  'dossier',
  'unit',
  'officer',
  'startsAt',
  'doneAt',
  'due',
  'spent',
  'allowed',
  'class',
] as const;
const CLASSES = { early: 'early', 'on-time': 'onTime', late: 'late' } as const;

function Rows({ rows, label }: { readonly rows: StepList['rows']; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            {HEADS.map((name) => (
              <th key={name} scope="col">
                {t(`figures.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.dossier} ${row.run}`}>
              <td>
                <Link to="/ho-so/$id" params={{ id: row.dossier }} className="code" data-row-link>
                  {row.code}
                </Link>
              </td>
              <td>{row.unit.name}</td>
              <td>{row.officer?.name ?? UNKNOWN}</td>
              <td className="nowrap">{moment(row.startsAt)}</td>
              <td className="nowrap">{moment(row.doneAt)}</td>
              <td className="nowrap">{moment(row.dueAt)}</td>
              <td className="num">{number(hours(row.ownMinutes), 1)}</td>
              <td className="num">
                {row.allowedMinutes === null ? UNKNOWN : number(hours(row.allowedMinutes), 1)}
              </td>
              <td>
                {t(`figures.measure.${CLASSES[row.timeliness as keyof typeof CLASSES] ?? 'noDeadline'}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
