/** What can happen to the organisation. Each event carries the whole record as it is from then on, keyed by its id. */
import type {
  Agency,
  AgencyOfficeHours,
  Assignment,
  Officer,
  OfficerSubstitution,
  OrganisationSnapshot,
  RoleHolding,
  SystemGrant,
  Unit,
} from './types.ts';

interface Shape<Type extends string, Body> {
  readonly type: Type;
  readonly body: Body;
}

export type OrganisationEvent =
  | Shape<'AgencyRecorded', Agency>
  | Shape<'UnitRecorded', Unit>
  | Shape<'OfficerRecorded', Officer>
  | Shape<'RoleHoldingRecorded', RoleHolding>
  | Shape<'SystemGrantRecorded', SystemGrant>
  | Shape<'SubstitutionRecorded', OfficerSubstitution>
  | Shape<'OfficeHoursRecorded', AgencyOfficeHours>
  | Shape<'ProcedureAssigned', Assignment>;

export const NO_ORGANISATION: OrganisationSnapshot = {
  version: 0,
  agencies: [],
  units: [],
  officers: [],
  holdings: [],
  grants: [],
  substitutions: [],
  officeHours: [],
  assignments: [],
};

type Records = { -readonly [Key in keyof Omit<OrganisationSnapshot, 'version'>]: OrganisationSnapshot[Key] };

/** One change, of one or more events, makes the next version. A record with a known id replaces it; nothing is deleted. */
export function changed(
  before: OrganisationSnapshot,
  events: readonly OrganisationEvent[],
): OrganisationSnapshot {
  const tables = new Map<keyof Records, Map<string, { readonly id: string }>>();
  for (const event of events) {
    const key = tableOf(event.type);
    const rows = tables.get(key) ?? new Map(before[key].map((row) => [row.id, row]));
    rows.set(event.body.id, event.body);
    tables.set(key, rows);
  }
  const after = Object.fromEntries([...tables].map(([key, rows]) => [key, [...rows.values()]]));
  return { ...before, ...(after as Partial<Records>), version: before.version + 1 };
}

/** The events that record a whole snapshot, e.g. a province loaded at once. Parents come before what refers to them. */
export function eventsOf(snapshot: OrganisationSnapshot): OrganisationEvent[] {
  return [
    ...snapshot.agencies.map((body) => ({ type: 'AgencyRecorded', body }) as const),
    ...snapshot.units.map((body) => ({ type: 'UnitRecorded', body }) as const),
    ...snapshot.officers.map((body) => ({ type: 'OfficerRecorded', body }) as const),
    ...snapshot.holdings.map((body) => ({ type: 'RoleHoldingRecorded', body }) as const),
    ...snapshot.grants.map((body) => ({ type: 'SystemGrantRecorded', body }) as const),
    ...snapshot.substitutions.map((body) => ({ type: 'SubstitutionRecorded', body }) as const),
    ...snapshot.officeHours.map((body) => ({ type: 'OfficeHoursRecorded', body }) as const),
    ...snapshot.assignments.map((body) => ({ type: 'ProcedureAssigned', body }) as const),
  ];
}

export function tableOf(type: OrganisationEvent['type']): keyof Records {
  switch (type) {
    case 'AgencyRecorded':
      return 'agencies';
    case 'UnitRecorded':
      return 'units';
    case 'OfficerRecorded':
      return 'officers';
    case 'RoleHoldingRecorded':
      return 'holdings';
    case 'SystemGrantRecorded':
      return 'grants';
    case 'SubstitutionRecorded':
      return 'substitutions';
    case 'OfficeHoursRecorded':
      return 'officeHours';
    case 'ProcedureAssigned':
      return 'assignments';
    default:
      return type satisfies never;
  }
}
