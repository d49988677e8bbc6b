/** The inbox's rows: a list that stands still, and what the server says of it meanwhile. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { inboxInbox } from '../../api-client/sdk.gen.ts';
import type { Inbox, InboxRow } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { useChanges, useEveryMinute } from '../../app/live.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';

export type Tab = keyof Inbox['tabs'];
export type ClockFilter = keyof Inbox['clocks'];
export interface Filters {
  readonly tab: Tab;
  readonly clock?: ClockFilter | undefined;
}

const PAGE = 50;
const PEEK = 200;

export const rowKey = (row: InboxRow): string =>
  `${row.dossier} ${row.step?.no ?? ''} ${row.step?.run ?? ''}`;

const read = ({ tab, clock }: Filters, limit: number, cursor?: string): Promise<Inbox> =>
  call(
    inboxInbox({
      query: { tab, limit, ...(clock && { clock }), ...(cursor && { cursor }), ...afterOwnWrite() },
    }),
  );

export interface InboxList {
  readonly first: Inbox | undefined;
  readonly rows: readonly InboxRow[];
  readonly total: number;
  /** Rows that came since the list was read. */
  readonly news: number;
  /** Rows that are no longer of this list: greyed, not taken away. */
  readonly gone: ReadonlySet<string>;
  readonly error: unknown;
  readonly more: (() => void) | undefined;
  readonly reload: () => void;
}

export function useInbox(filters: Filters): InboxList {
  const client = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: ['inbox', filters],
    queryFn: ({ pageParam }) => read(filters, PAGE, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const peek = useQuery({
    queryKey: ['inbox-peek', filters],
    queryFn: () => read(filters, PEEK),
    enabled: false,
  });
  const look = () => void peek.refetch();
  useChanges(look);
  useEveryMinute(look);
  const pages = list.data?.pages ?? [];
  const shown = pages.flatMap((page) => page.rows);
  const newer = peek.dataUpdatedAt > list.dataUpdatedAt ? peek.data : undefined;
  return {
    first: newer ?? pages[0],
    total: pages[0]?.total ?? 0,
    ...merged(shown, newer),
    error: list.error,
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    reload: () => {
      client.removeQueries({ queryKey: ['inbox-peek'] });
      void client.invalidateQueries({ queryKey: ['inbox'] });
    },
  };
}

/** The rows shown keep their places; their clocks tick by the newer answer. */
function merged(
  shown: readonly InboxRow[],
  newer: Inbox | undefined,
): Pick<InboxList, 'rows' | 'news' | 'gone'> {
  if (!newer) return { rows: shown, news: 0, gone: new Set() };
  const fresh = new Map(newer.rows.map((row) => [rowKey(row), row]));
  const known = new Set(shown.map(rowKey));
  const whole = newer.next === null;
  const last = shown.length;
  const arrived = newer.rows
    .slice(0, Math.max(last, whole ? newer.rows.length : 0))
    .filter((row) => !known.has(rowKey(row)));
  return {
    rows: shown.map((row) => fresh.get(rowKey(row)) ?? row),
    news: arrived.length,
    gone: new Set(whole ? [...known].filter((key) => !fresh.has(key)) : []),
  };
}
