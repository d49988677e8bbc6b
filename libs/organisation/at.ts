/** The organisation on one day, indexed for questions. */
import type { Instant, LocalDate, OfficeHours } from '#libs/calendar';
import type {
  Agency,
  Assignment,
  Officer,
  OrganisationSnapshot,
  OfficerSubstitution,
  PartPlacement,
  RoleHolding,
  SystemGrant,
  Unit,
  Validity,
} from './types.ts';

/** Everything in it is valid on `date`, except substitutions, which are moments and all kept. */
export interface Organisation {
  readonly version: number;
  readonly date: LocalDate;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly officers: ReadonlyMap<string, Officer>;
  readonly holdingsByOfficer: ReadonlyMap<string, readonly RoleHolding[]>;
  readonly holdingsByUnit: ReadonlyMap<string, readonly RoleHolding[]>;
  readonly grantsByOfficer: ReadonlyMap<string, readonly SystemGrant[]>;
  readonly substitutionsBySubstitute: ReadonlyMap<string, readonly OfficerSubstitution[]>;
  readonly substitutionsByOfficer: ReadonlyMap<string, readonly OfficerSubstitution[]>;
  readonly childrenOf: ReadonlyMap<string, readonly Agency[]>;
  readonly assignments: readonly Assignment[];
  readonly snapshot: OrganisationSnapshot;
}

const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000;

/** The date in Asia/Ho_Chi_Minh, +07:00 all year. */
export function dateOf(at: Instant): LocalDate {
  return new Date(Date.parse(at) + VIETNAM_OFFSET_MS).toISOString().slice(0, 10) as LocalDate;
}

export function isValidOn({ validFrom, validTo }: Validity, date: LocalDate): boolean {
  return validFrom <= date && (validTo === null || date <= validTo);
}

export function organisationAt(snapshot: OrganisationSnapshot, date: LocalDate): Organisation {
  const valid = <T extends Validity>(rows: readonly T[]): T[] => rows.filter((row) => isValidOn(row, date));
  const agencies = byId(valid(snapshot.agencies));
  const units = byId(valid(snapshot.units).filter((unit) => agencies.has(unit.agency)));
  const officers = byId(valid(snapshot.officers).filter((officer) => units.has(officer.unit)));
  const holdings = valid(snapshot.holdings).filter((h) => officers.has(h.officer) && units.has(h.unit));
  return {
    version: snapshot.version,
    date,
    agencies,
    units,
    officers,
    holdingsByOfficer: Map.groupBy(holdings, (h) => h.officer),
    holdingsByUnit: Map.groupBy(holdings, (h) => h.unit),
    grantsByOfficer: Map.groupBy(valid(snapshot.grants), (grant) => grant.officer),
    substitutionsBySubstitute: Map.groupBy(snapshot.substitutions, (s) => s.substitute),
    substitutionsByOfficer: Map.groupBy(snapshot.substitutions, (s) => s.officer),
    childrenOf: Map.groupBy(agencies.values(), (agency) => agency.parent ?? ''),
    assignments: valid(snapshot.assignments),
    snapshot,
  };
}

/** The agency and everything below it on that day, itself first. */
export function subtreeOf(organisation: Organisation, agency: string): readonly string[] {
  const found = organisation.agencies.has(agency) ? [agency] : [];
  for (const id of found) {
    for (const child of organisation.childrenOf.get(id) ?? []) found.push(child.id);
  }
  return found;
}

/** All an agency's entries, oldest first, as the calendar wants them; an agency without any has its parent's. */
export function officeHoursOf(snapshot: OrganisationSnapshot, agency: string): readonly OfficeHours[] {
  const parents = byId(snapshot.agencies);
  const seen = new Set<string>();
  for (let id: string | null = agency; id !== null && !seen.has(id); id = parents.get(id)?.parent ?? null) {
    seen.add(id);
    const own = snapshot.officeHours.filter((hours) => hours.agency === id);
    if (own.length === 0) continue;
    return own
      .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      .map(({ id: _id, agency: _agency, ...hours }) => hours);
  }
  return [];
}

/** Who does which part of a procedure received by an agency, or null when the agency doesn't handle it. */
export function placementsOf(
  organisation: Organisation,
  procedure: string,
  agency: string,
): Readonly<Record<string, PartPlacement>> | null {
  const found = organisation.assignments.find((a) => a.procedure === procedure && a.agency === agency);
  return found ? found.parts : null;
}

/** The procedures that a unit receives or has a step of, sorted by code. */
export function proceduresOf(organisation: Organisation, agency: string): readonly string[] {
  const codes = organisation.assignments.filter((a) => a.agency === agency).map((a) => a.procedure);
  return [...new Set(codes)].toSorted();
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
