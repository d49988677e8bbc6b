/** What the pages of causes ask for, from what stands in their address. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  nonconformityCausesCause,
  nonconformityCausesCauses,
  nonconformityCausesHabit,
} from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';
import type { CauseSearch, CausesSearch } from '../../app/routes/nonconformities.ts';
import { spanOf, thisYear } from '../figures/period.ts';

export const CAUSES = 'nonconformity-causes';

/** No longer than until now. */
export function periodAsked({ ky = thisYear() }: { readonly ky?: string }) {
  return spanOf(ky);
}

export function useCauses(search: CausesSearch, unrecorded: boolean) {
  const { agency } = search;
  const query = {
    ...periodAsked(search),
    ...(agency !== undefined && { agency }),
    unrecorded: unrecorded ? 'true' : 'false',
  };
  return useQuery({
    queryKey: [CAUSES, query],
    queryFn: () => call(nonconformityCausesCauses({ query: { ...query, ...afterOwnWrite() } })),
    placeholderData: keepPreviousData,
  });
}

export function useCause(search: CauseSearch) {
  const { agency, policy, procedure, step, all } = search;
  const query = {
    ...periodAsked(search),
    agency,
    policy,
    procedure,
    step,
    unrecorded: all ? 'false' : 'true',
  };
  return useQuery({
    queryKey: [CAUSES, 'one', query],
    queryFn: () => call(nonconformityCausesCause({ query: { ...query, ...afterOwnWrite() } })),
  });
}

export function useHabit(search: CauseSearch, officer: string) {
  const { agency, procedure, step } = search;
  const query = { ...periodAsked(search), agency, officer, procedure, step };
  return useQuery({
    queryKey: [CAUSES, 'habit', query],
    queryFn: () => call(nonconformityCausesHabit({ query: { ...query, ...afterOwnWrite() } })),
  });
}
