/** Exactly the dossiers that a figure counts. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { figuresDossiers } from '../../api-client/sdk.gen.ts';
import type { FigureList } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { moment, number, UNKNOWN } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Failed, Loading } from '../../common/states.tsx';
import { askedOf } from './data.ts';
import { nameOfPeriod, thisYear } from './period.ts';

const route = getRouteApi('/inside/so-lieu/ho-so');
const PAGE = 50;

export function FigureDossiersPage() {
  const { t } = useTranslation();
  const { measure, ...search } = route.useSearch();
  const asked = { ...askedOf(search), measure, limit: PAGE };
  const list = useInfiniteQuery({
    queryKey: ['figures', 'dossiers', asked],
    queryFn: ({ pageParam }) =>
      call(figuresDossiers({ query: { ...asked, ...(pageParam !== '' && { cursor: pageParam }) } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  const title = t(`figures.measure.${measure}`);
  return (
    <div className="stack">
      <PageHead title={title}>
        <Link to="/so-lieu" search={search}>
          {t('figures.back')}
        </Link>
      </PageHead>
      <p className="second" role="status">
        {nameOfPeriod(search.ky ?? thisYear(), t)}
        {list.data && ` · ${t('figures.dossiers', { count: total, total: number(total) })}`}
      </p>
      {list.error !== null && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && list.error === null && <Loading />}
      {list.data && rows.length === 0 && <Empty>{t('figures.noDossier')}</Empty>}
      {rows.length > 0 && <Rows rows={rows} label={title} />}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('figures.more', { shown: number(rows.length), total: number(total) })}
        </Button>
      )}
    </div>
  );
}

const HEADS = ['dossier', 'procedure', 'agency', 'officer', 'receivedAt', 'due', 'endedAt', 'class'] as const;

function Rows({ rows, label }: { readonly rows: FigureList['rows']; readonly label: string }) {
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
            <tr key={row.dossier}>
              <td>
                <Link to="/ho-so/$id" params={{ id: row.dossier }} className="code" data-row-link>
                  {row.code}
                </Link>
              </td>
              <td>{row.procedure}</td>
              <td>{row.agency.name}</td>
              <td>{row.officer?.name ?? UNKNOWN}</td>
              <td className="nowrap">{moment(row.receivedAt)}</td>
              <td className="nowrap">{moment(row.dueAt)}</td>
              <td className="nowrap">{moment(row.endedAt)}</td>
              <td>{classWords(row, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CLASSES = { early: 'early', 'on-time': 'onTime', late: 'late' } as const;
const ENDINGS = new Set(['refused', 'withdrawn', 'stopped', 'expired']);

function classWords({ ending, timeliness }: FigureList['rows'][number], t: TFunction): string {
  if (ending === null) return t('figures.measure.openAtEnd');
  if (ENDINGS.has(ending)) return t(`figures.measure.${ending as 'refused'}`);
  const known = CLASSES[timeliness as keyof typeof CLASSES];
  return t(`figures.measure.${known ?? 'noDeadline'}`);
}
