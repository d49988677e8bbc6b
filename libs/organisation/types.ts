/** The organisation as data with validity dates: a past year keeps the agencies, units and officers it had. */
import type { HeldRole, SystemRole } from '#libs/access';
import type { Instant, LocalDate, OfficeHours } from '#libs/calendar';

/** From `validFrom` to `validTo`, both days included; null while it lasts. */
export interface Validity {
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** `district` and the communes under one ended on 2025-06-30: two tiers only since 1 July 2025 (rules.md OS-02). */
export type AgencyLevel =
  'province' | 'department' | 'sub-department' | 'district' | 'commune' | 'public-service-unit';

export interface Agency extends Validity {
  readonly id: string;
  /** Electronic identifier (mã định danh điện tử), the prefix of dossier codes, e.g. `H99.12`. */
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: AgencyLevel;
  /** Null for a province only. */
  readonly parent: string | null;
  /** Obliged to run TCVN ISO 9001 by decision 19/2014/QĐ-TTg (rules.md ISO-01). */
  readonly isoMandatory: boolean;
}

/** What a unit is for; a procedure's step names one of these (or another key) and its assignment finds the unit. */
export type UnitFunction =
  'one-stop' | 'professional' | 'leadership' | 'clerical' | 'council' | 'province-office';

export interface Unit extends Validity {
  /** Unique in the whole organisation, e.g. `skhcn/tdc`. */
  readonly id: string;
  readonly agency: string;
  readonly function: UnitFunction;
  readonly name: string;
}

export interface Officer extends Validity {
  readonly id: string;
  readonly name: string;
  /** Home unit; its agency is the officer's agency. */
  readonly unit: string;
  /** Position as printed under a name, Vietnamese. */
  readonly title: string;
  readonly email: string | null;
}

/** An officer holds a role (`reception`, `specialist`, `division-head`, `agency-head`, `clerk`, `council`, `committee-chair`) in a unit. */
export interface RoleHolding extends Validity {
  readonly id: string;
  readonly officer: string;
  readonly role: string;
  readonly unit: string;
}

/** A role in the system itself. An auditor's scope is an agency with all below it; the others' is their own agency or the whole. */
export interface SystemGrant extends Validity {
  readonly id: string;
  readonly officer: string;
  readonly role: Exclude<SystemRole, 'officer'>;
  readonly scope: string | null;
}

/** `substitute` acts on behalf of `officer` from a moment until just before another; `from` = `to`: called off. */
export interface OfficerSubstitution {
  readonly id: string;
  readonly officer: string;
  readonly substitute: string;
  /** Null: all the officer's own roles. A lent role is never lent on. */
  readonly roles: readonly Pick<HeldRole, 'role' | 'unit'>[] | null;
  readonly from: Instant;
  readonly to: Instant;
  /** The decision or the reason it rests on. */
  readonly basis: string;
}

/** One dated entry of an agency's office hours, valid until its next entry. */
export interface AgencyOfficeHours extends OfficeHours {
  readonly id: string;
  readonly agency: string;
}

/** The agency that does one part, and which of the units stands behind each of the steps' unit keys. */
export interface PartPlacement {
  readonly agency: string;
  readonly units: Readonly<Record<string, string>>;
}

/** `agency` handles `procedure`; parts are keyed as in the edition, `main` is the receiving agency's. */
export interface Assignment extends Validity {
  readonly id: string;
  readonly procedure: string;
  readonly agency: string;
  readonly parts: Readonly<Record<string, PartPlacement>>;
}

/** Everything, past and present, at one version. Plain JSON. */
export interface OrganisationSnapshot {
  readonly version: number;
  readonly agencies: readonly Agency[];
  readonly units: readonly Unit[];
  readonly officers: readonly Officer[];
  readonly holdings: readonly RoleHolding[];
  readonly grants: readonly SystemGrant[];
  readonly substitutions: readonly OfficerSubstitution[];
  readonly officeHours: readonly AgencyOfficeHours[];
  readonly assignments: readonly Assignment[];
}

export type OrganisationFindingCode =
  | 'duplicate-id'
  | 'bad-validity'
  | 'overlapping-validity'
  | 'unknown-agency'
  | 'unknown-unit'
  | 'unknown-officer'
  | 'outside-validity'
  | 'agency-cycle'
  | 'missing-parent'
  | 'level-ended'
  | 'scope-missing'
  | 'self-substitution'
  | 'role-not-held'
  | 'main-part-missing'
  | 'bad-office-hours';

export interface OrganisationFinding {
  readonly code: OrganisationFindingCode;
  /** The id of the record at fault. */
  readonly record: string;
  readonly message: string;
}
