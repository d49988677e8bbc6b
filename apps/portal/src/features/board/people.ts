/** Who may take up all of the steps chosen, with what they hold already. */
import { useQueries } from '@tanstack/react-query';
import { dossiersCandidates } from '../../api-client/sdk.gen.ts';
import type { Candidates } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { sortedBy } from '../../common/arrays.ts';
import { byGivenName } from '../../common/formats.ts';

export type Candidate = Candidates['candidates'][number];
/** What is moved: a row of the board, or of the inbox. */
export interface Movable {
  readonly dossier: string;
  readonly code: string | null;
  readonly step: { readonly no: string } | null;
  readonly role: string | null;
  readonly unit: { readonly id: string } | null;
  readonly officer: { readonly id: string } | null;
}

/** Steps of more places than this have hardly anybody in common. */
export const MOST_PLACES = 5;

export function usePeople(rows: readonly Movable[]) {
  const byPlace = new Map(rows.map((row) => [`${row.unit?.id} ${row.role}`, row]));
  const asked = byPlace.size > MOST_PLACES ? [] : [...byPlace.values()];
  const answers = useQueries({
    queries: asked.map(({ dossier, step }) => ({
      queryKey: ['candidates', dossier, step?.no ?? ''],
      queryFn: () => call(dossiersCandidates({ path: { id: dossier }, query: { step: step?.no ?? '' } })),
    })),
  });
  const lists = answers.flatMap(({ data }) => (data ? [data.candidates] : []));
  const read = lists.length === answers.length;
  return {
    tooMany: byPlace.size > MOST_PLACES,
    data: read ? { candidates: common(lists, rows) } : undefined,
    error: answers.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => answers.forEach((answer) => void answer.refetch()),
  };
}

/** By given name; without whoever has all of them already. */
function common(lists: readonly (readonly Candidate[])[], rows: readonly Movable[]): readonly Candidate[] {
  const [first = [], ...others] = lists;
  const able = first.filter(({ officer }) =>
    others.every((list) => list.some((other) => other.officer.id === officer.id)),
  );
  const free = able.filter(({ officer }) => rows.some((row) => row.officer?.id !== officer.id));
  return sortedBy(free, (a, b) => byGivenName(a.officer.name, b.officer.name));
}
