/** What the ledger's page reads. */
import { queryOptions } from '@tanstack/react-query';
import { ledgerFind, ledgerLedger, ledgerVerifications } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';

const LOOK_AGAIN_MS = 5_000;
const WHILE_RUNNING_MS = 1_000;

export const ledgerQuery = queryOptions({
  queryKey: ['ledger'],
  queryFn: () => call(ledgerLedger()),
  refetchInterval: LOOK_AGAIN_MS,
});

export const verificationsQuery = queryOptions({
  queryKey: ['ledger', 'verifications'],
  queryFn: () => call(ledgerVerifications()),
  refetchInterval: ({ state }) =>
    state.data?.verifications[0]?.state === 'running' ? WHILE_RUNNING_MS : false,
});

export interface Asked {
  readonly q: string;
  readonly since?: string;
}

export const eventsQuery = (asked: Asked | null, after: string | undefined) =>
  queryOptions({
    queryKey: ['ledger', 'events', asked, after],
    queryFn: () => call(ledgerFind({ query: { ...asked!, ...(after !== undefined && { after }) } })),
    enabled: asked !== null,
  });
