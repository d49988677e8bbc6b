/** The late board, as read by its pages. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { inboxLate } from '../../api-client/sdk.gen.ts';
import type { InboxLateData, LateBoard } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { byTheMinute, useChanges, useEveryMinute } from '../../app/live.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';
import { PAGE, usePaged } from '../../common/paged.ts';
import type { Paged } from '../../common/paged.ts';

export type BoardRow = LateBoard['rows'][number];
export type Wanted = Omit<NonNullable<InboxLateData['query']>, 'after' | 'cursor'>;

export const rowKey = ({ dossier, step }: BoardRow): string => `${dossier} ${step.no} ${step.run}`;

export const readBoard = (wanted: Wanted, limit: number, cursor?: string): Promise<LateBoard> =>
  call(inboxLate({ query: { ...wanted, limit, ...(cursor && { cursor }), ...afterOwnWrite() } }));

/** Told of changes within a second, and read again by the minute, since clocks run without any. */
export function useBoard(wanted: Wanted) {
  const client = useQueryClient();
  useChanges(() => void client.invalidateQueries({ queryKey: ['board'] }));
  return useQuery({
    queryKey: ['board', wanted],
    queryFn: () => call(inboxLate({ query: { ...wanted, ...afterOwnWrite() } })),
    refetchInterval: byTheMinute,
    placeholderData: (before) => before,
  });
}

/** The same with all its rows, page by page; the groups of the last answer stay until the next one is there. */
export function useBoardRows(wanted: Wanted): Paged<BoardRow, LateBoard> & { readonly reload: () => void } {
  const client = useQueryClient();
  const reload = () => void client.invalidateQueries({ queryKey: ['board'] });
  useChanges(reload);
  useEveryMinute(reload);
  const list = usePaged<BoardRow, LateBoard>(['board', 'rows', wanted], (cursor) =>
    readBoard(wanted, PAGE, cursor),
  );
  const last = useRef(list.first);
  useEffect(() => {
    last.current = list.first ?? last.current;
  });
  return { ...list, first: list.first ?? last.current, reload };
}
