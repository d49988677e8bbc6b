/** The list behind a figure: how many there are, page after page, and the way back to the figures. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { number } from '../../common/formats.ts';
import { More } from '../../common/more.tsx';
import type { MoreList } from '../../common/more.tsx';
import { PageHead } from '../../common/page.tsx';
import { nameOfPeriod, thisYear } from './period.ts';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

export function ListPage<Row>(props: {
  readonly title: string;
  readonly search: FiguresSearch;
  readonly list: MoreList<Page<Row>>;
  readonly counted: (total: number) => string;
  readonly none: string;
  readonly children: (rows: readonly Row[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const { title, search, list, counted, none, children } = props;
  const total = list.first?.total ?? 0;
  const shown = list.pages.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <div className="stack">
      <PageHead title={title}>
        <Link to="/so-lieu" search={search}>
          {t('figures.back')}
        </Link>
      </PageHead>
      <p className="second" role="status">
        {nameOfPeriod(search.ky ?? thisYear(), t)}
        {list.first && ` · ${counted(total)}`}
      </p>
      <More
        list={list}
        rowsOf={({ rows }) => rows}
        none={none}
        moreWords={t('figures.more', { shown: number(shown), total: number(total) })}
      >
        {children}
      </More>
    </div>
  );
}
