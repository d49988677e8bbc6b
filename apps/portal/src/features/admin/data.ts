/** What the administrator's pages read. */
import { queryOptions } from '@tanstack/react-query';
import { calendarCalendar, peoplePerson, placesAgencies, placesAgency } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';

export const ADMIN = ['admin'];
const WHILE_RUNNING_MS = 1_000;

export const agenciesQuery = queryOptions({
  queryKey: [...ADMIN, 'agencies'],
  queryFn: () => call(placesAgencies()),
});
export const agencyQuery = (id: string) =>
  queryOptions({
    queryKey: [...ADMIN, 'agency', id],
    queryFn: () => call(placesAgency({ query: { id } })),
    enabled: id !== '',
  });
export const personQuery = (id: string) =>
  queryOptions({ queryKey: [...ADMIN, 'person', id], queryFn: () => call(peoplePerson({ query: { id } })) });
export const calendarQuery = queryOptions({
  queryKey: [...ADMIN, 'calendar'],
  queryFn: () => call(calendarCalendar()),
  refetchInterval: ({ state }) =>
    state.data?.rePlannings[0]?.state === 'running' ? WHILE_RUNNING_MS : false,
});
