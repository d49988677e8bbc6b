/** The names behind the ids, as the organisation knows them today or knew them before. */
import type { Organisation, OrganisationSnapshot } from '#libs/organisation';
import type { Named } from '../http/named.ts';

export interface Names {
  agency(id: string): Named;
  unit(id: string): Named;
  officer(id: string): Named;
}

const made = new WeakMap<OrganisationSnapshot, Names>();

/** Past ones included: a step done last year by somebody who has left still has a name. */
export function namesOf({ snapshot }: Organisation): Names {
  const known = made.get(snapshot);
  if (known) return known;
  const agencies = byId(snapshot.agencies);
  const units = byId(snapshot.units);
  const officers = byId(snapshot.officers);
  const names = {
    agency: (id: string) => ({ id, name: agencies.get(id) ?? id }),
    unit: (id: string) => ({ id, name: units.get(id) ?? id }),
    officer: (id: string) => ({ id, name: officers.get(id) ?? id }),
  };
  made.set(snapshot, names);
  return names;
}

const byId = (rows: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> =>
  new Map(rows.map((row) => [row.id, row.name]));

/** Officers of the agency, for whoever names one. */
export function peopleOf({ officers, units }: Organisation, agency: string) {
  return [...officers.values()]
    .filter(({ unit }) => units.get(unit)?.agency === agency)
    .map(({ id, name, unit }) => ({ id, name, unit: units.get(unit)?.name ?? unit }));
}
