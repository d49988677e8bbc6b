/** Lists that are short as a rule: page after page at the press of a button. Those of thousands roll (paged.ts). */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Loading } from './states.tsx';

interface NextPage<Cursor> {
  readonly next: Cursor | null;
}

export interface MoreList<Page> {
  readonly first: Page | undefined;
  readonly pages: readonly Page[];
  readonly error: unknown;
  readonly again: () => void;
  /** Undefined: that was all. */
  readonly more: (() => void) | undefined;
  readonly busy: boolean;
}

export function useMore<Cursor, Page extends NextPage<Cursor>>(
  key: QueryKey,
  read: (after: Cursor | undefined) => Promise<Page>,
): MoreList<Page> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam as Cursor | undefined),
    initialPageParam: undefined as Cursor | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const pages = query.data?.pages ?? [];
  return {
    first: pages[0],
    pages,
    error: query.error,
    again: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    busy: query.isFetchingNextPage,
  };
}

/** Its states, its rows, and the button for more. @param none what is said of an empty list; absent: its head stands. */
export function More<Page, Row>(props: {
  readonly list: MoreList<Page>;
  readonly rowsOf: (page: Page) => readonly Row[];
  readonly none?: ReactNode;
  readonly moreWords?: string;
  readonly children: (rows: readonly Row[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const { list, rowsOf, none, moreWords = t('do.more'), children } = props;
  const rows = list.pages.flatMap(rowsOf);
  return (
    <>
      {list.error !== null && <Failed error={list.error} retry={list.again} />}
      {!list.first && list.error === null && <Loading />}
      {list.first && (rows.length === 0 && none !== undefined ? <Empty>{none}</Empty> : children(rows))}
      {list.more && (
        <div>
          <button type="button" className="btn" disabled={list.busy} onClick={list.more}>
            {moreWords}
          </button>
        </div>
      )}
    </>
  );
}
