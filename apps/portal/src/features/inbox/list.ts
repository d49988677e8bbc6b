/** The inbox's rows: a list that stands still, and what the server says of it meanwhile. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { inboxInbox } from '../../api-client/sdk.gen.ts';
import type { Inbox, InboxRow } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { useChanges, useEveryMinute } from '../../app/live.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';
import { PAGE, usePaged } from '../../common/paged.ts';
import type { Paged } from '../../common/paged.ts';

export type Tab = keyof Inbox['tabs'];
export type ClockFilter = keyof Inbox['clocks'];
export interface Filters {
  readonly tab: Tab;
  readonly clock?: ClockFilter | undefined;
}

/** As many rows as are looked at again when something has changed: those in the window, and what comes after. */
const PEEK = 200;

export const rowKey = (row: InboxRow): string =>
  `${row.dossier} ${row.step?.no ?? ''} ${row.step?.run ?? ''}`;

/** Its address is also written by address.ts, which asks for it early. */
export const readInbox = ({ tab, clock }: Filters, limit: number, cursor?: string): Promise<Inbox> =>
  call(
    inboxInbox({
      query: { tab, limit, ...(clock && { clock }), ...(cursor && { cursor }), ...afterOwnWrite() },
    }),
  );

export interface InboxList extends Omit<Paged<InboxRow, Inbox>, 'window' | 'readAt'> {
  /** Rows that came since the list was read. */
  readonly news: number;
  /** Rows that are no longer of this list: greyed, not taken away. */
  readonly gone: ReadonlySet<string>;
  readonly reload: () => void;
}

export function useInbox(filters: Filters): InboxList {
  const client = useQueryClient();
  const list = usePaged<InboxRow, Inbox>(['inbox', filters], (cursor) => readInbox(filters, PAGE, cursor));
  const { cursor } = list.window;
  const peek = useQuery({
    queryKey: ['inbox-peek', filters, cursor],
    queryFn: () => readInbox(filters, PEEK, cursor),
    enabled: false,
  });
  const look = () => void peek.refetch();
  useChanges(look);
  useEveryMinute(look);
  const newer = peek.dataUpdatedAt > list.readAt ? peek.data : undefined;
  return {
    ...list,
    ...merged(list, newer),
    first: newer ?? list.first,
    reload: () => {
      client.removeQueries({ queryKey: ['inbox-peek'] });
      void client.invalidateQueries({ queryKey: ['inbox'] });
    },
  };
}

/** The rows shown keep their places; their clocks tick by the newer answer. */
function merged(
  list: Paged<InboxRow, Inbox>,
  newer: Inbox | undefined,
): Pick<InboxList, 'rowAt' | 'news' | 'gone'> {
  if (!newer) return { rowAt: list.rowAt, news: 0, gone: new Set() };
  const fresh = new Map(newer.rows.map((row) => [rowKey(row), row]));
  const held = list.window.rows.map(rowKey);
  const known = new Set(held);
  const whole = newer.next === null;
  const arrived = newer.rows
    .slice(0, whole ? undefined : held.length)
    .filter((row) => !known.has(rowKey(row)));
  return {
    rowAt: (index) => {
      const row = list.rowAt(index);
      return row && (fresh.get(rowKey(row)) ?? row);
    },
    // What came outside the window shows in the total alone.
    news: Math.max(arrived.length, newer.total - list.total),
    gone: new Set(whole ? held.filter((key) => !fresh.has(key)) : []),
  };
}
