/** Who is logged in, what they may see, and where they begin. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { sessionSession } from '../api-client/sdk.gen.ts';
import type { Session } from '../api-client/types.gen.ts';
import { call } from './api.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(sessionSession()),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Inside the layout there always is one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('a page of the layout without a session');
  return data;
}

const LEADING = new Set(['division-head', 'agency-head', 'committee-chair']);

export const isReception = ({ roles }: Session): boolean => roles.some(({ role }) => role === 'reception');
export const isOfficer = ({ systemRoles }: Session): boolean => systemRoles.includes('officer');
export const isAuditor = ({ systemRoles }: Session): boolean => systemRoles.includes('auditor');
export const isAdmin = ({ systemRoles }: Session): boolean => systemRoles.includes('admin');
export const isCommittee = ({ systemRoles }: Session): boolean => systemRoles.includes('committee');
export const isSecretary = ({ systemRoles }: Session): boolean => systemRoles.includes('iso-secretary');
export const leads = ({ systemRoles, roles }: Session): boolean =>
  systemRoles.includes('supervisor') || roles.some(({ role }) => LEADING.has(role));
