/** Which dossiers an officer sees, as data: the core checks one dossier with it, the read models make it SQL. */
import type { Instant } from '#libs/calendar';
import { inForce, RECEPTION, rolesAt } from './steps.ts';
import type { Authorities } from './types.ts';

/**
 * A dossier is in reach when one of its agencies or one of its units is named here, or the agency at whose counter
 * it waits. All empty: none. In SQL: `agencies && $1 or units && $2 or (code is null and agency = any($3))`.
 */
export interface DossierScope {
  readonly agencies: readonly string[];
  readonly units: readonly string[];
  /** Agencies for which they receive: their dossiers before any receipt. Absent: none. */
  readonly counters?: readonly string[];
}

/** Where a dossier is or has been. */
export interface DossierPlaces {
  /** The agencies that received it, do a part of it or were consulted. */
  readonly agencies: readonly string[];
  /** The unit that received it, and those that have or had a step of it. */
  readonly units: readonly string[];
  /** Before any receipt it is in no unit's hands: the agency at whose counter it waits, or ended. */
  readonly counter?: string;
}

/**
 * An officer sees the dossiers of the units they hold or stand in for a role in, a supervisor those of the agency,
 * an auditor those of every agency in scope; whoever receives for an agency, what was never received there. An ISO secretary, a committee member and an administrator see none by it.
 */
export function visibilityOf(authorities: Authorities, at: Instant): DossierScope {
  const agencies = new Set<string>();
  if (authorities.systemRoles.includes('supervisor')) agencies.add(authorities.agency);
  for (const lent of authorities.substitutions) {
    if (!lent.systemRoles?.includes('supervisor') || !inForce(lent, at)) continue;
    for (const seat of lent.roles) agencies.add(seat.agency);
  }
  if (authorities.systemRoles.includes('auditor')) {
    for (const agency of authorities.auditedAgencies ?? []) agencies.add(agency);
  }
  const held = rolesAt(authorities, at);
  const units = new Set(held.map((role) => role.unit));
  const counters = new Set(held.flatMap(({ role, agency }) => (role === RECEPTION ? [agency] : [])));
  return { agencies: [...agencies], units: [...units], counters: [...counters] };
}

export function reaches(scope: DossierScope, dossier: DossierPlaces): boolean {
  return (
    dossier.agencies.some((agency) => scope.agencies.includes(agency)) ||
    dossier.units.some((unit) => scope.units.includes(unit)) ||
    (dossier.counter !== undefined && (scope.counters?.includes(dossier.counter) ?? false))
  );
}
