/** Names behind codes, read once a visit. */
import { useQuery } from '@tanstack/react-query';
import { proceduresList, referenceReference } from '../api-client/sdk.gen.ts';
import type { Reference } from '../api-client/types.gen.ts';
import { call } from './api.ts';

const NOTHING: Reference = { roles: [], forms: [], agencies: [] };

export function useReference(): Reference {
  const { data } = useQuery({
    queryKey: ['reference'],
    queryFn: () => call(referenceReference()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? NOTHING;
}

export function useFormNames(): (code: string) => string {
  const { forms } = useReference();
  return (code) => {
    const known = forms.find(({ id }) => id === code);
    return known ? `Mẫu ${known.number}: ${known.name}` : code;
  };
}

/** Titles of procedures, by code. */
export function useProcedureTitles(): ReadonlyMap<string, string> {
  const { data } = useQuery({ queryKey: ['procedures'], queryFn: () => call(proceduresList()) });
  return new Map((data?.editions ?? []).map(({ code, title }) => [code, title]));
}

/** To choose one of. */
export const useProcedureOptions = () =>
  [...useProcedureTitles()].map(([code, title]) => ({ value: code, label: `${code} ${title}` }));
