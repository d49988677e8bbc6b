/** What the pages of the agencies' systems read. */
import { queryOptions } from '@tanstack/react-query';
import { qmsProgrammeTargets, qmsRecordsList, qmsRecordsRecord } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';

export const SYSTEMS = ['qms'];

export const systemsQuery = queryOptions({
  queryKey: [...SYSTEMS, 'list'],
  queryFn: () => call(qmsRecordsList({ query: afterOwnWrite() })),
});
export const targetsQuery = queryOptions({
  queryKey: [...SYSTEMS, 'targets'],
  queryFn: () => call(qmsProgrammeTargets()),
});
export const systemQuery = (agency: string) =>
  queryOptions({
    queryKey: [...SYSTEMS, 'record', agency],
    queryFn: () => call(qmsRecordsRecord({ path: { agency } })),
  });
