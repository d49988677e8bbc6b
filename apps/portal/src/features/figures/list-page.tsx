/** The list behind a figure: how many there are, page after page, and the way back to the figures. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { number } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Failed, Loading } from '../../common/states.tsx';
import { nameOfPeriod, thisYear } from './period.ts';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

export function ListPage<Row>(props: {
  readonly title: string;
  readonly search: FiguresSearch;
  readonly list: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  readonly counted: (total: number) => string;
  readonly none: string;
  readonly children: (rows: readonly Row[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const { title, search, list, counted, none, children } = props;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <div className="stack">
      <PageHead title={title}>
        <Link to="/so-lieu" search={search}>
          {t('figures.back')}
        </Link>
      </PageHead>
      <p className="second" role="status">
        {nameOfPeriod(search.ky ?? thisYear(), t)}
        {list.data && ` · ${counted(total)}`}
      </p>
      {list.error !== null && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && list.error === null && <Loading />}
      {list.data && rows.length === 0 && <Empty>{none}</Empty>}
      {rows.length > 0 && children(rows)}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('figures.more', { shown: number(rows.length), total: number(total) })}
        </Button>
      )}
    </div>
  );
}
