/** The late board, as read by its three pages. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { inboxLate } from '../../api-client/sdk.gen.ts';
import type { InboxLateData } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { byTheMinute, useChanges } from '../../app/live.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';

export type Wanted = Omit<NonNullable<InboxLateData['query']>, 'after'>;

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
