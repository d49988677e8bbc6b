/** Who acts, with what authority, as it was read when the command was made (design decision 1). */
import type { Instant } from '#libs/calendar';

/** A role held in a unit of an agency. */
export interface HeldRole {
  readonly role: string;
  readonly unit: string;
  readonly agency: string;
}

/** Acting on behalf of another officer between two moments (thay thế, ủy quyền). */
export interface Substitution {
  readonly id: string;
  readonly officer: string;
  readonly roles: readonly HeldRole[];
  /** Only `supervisor` is ever lent: audit, administration and scoring stay with the person. */
  readonly systemRoles?: readonly SystemRole[];
  readonly from: Instant;
  readonly to: Instant;
}

export type SystemRole = 'officer' | 'supervisor' | 'auditor' | 'iso-secretary' | 'committee' | 'admin';

/** An officer's authorities as read from one version of the organisation. Plain JSON. */
export interface Authorities {
  readonly officer: string;
  readonly account: string;
  readonly agency: string;
  readonly unit: string;
  readonly systemRoles: readonly SystemRole[];
  readonly roles: readonly HeldRole[];
  readonly substitutions: readonly Substitution[];
  /** The agencies an auditor may read, the subtree already spelled out. Absent: none. */
  readonly auditedAgencies?: readonly string[];
  readonly organisationVersion: number;
}

export type Actor =
  | ({ readonly kind: 'officer' } & Authorities)
  | { readonly kind: 'applicant'; readonly account: string }
  | { readonly kind: 'clock' }
  | { readonly kind: 'system'; readonly name: string };

/** The authority an event keeps: the one that was used, not all that were held. */
export interface UsedAuthority {
  readonly kind: Actor['kind'];
  /** Officer, applicant account or system name; `clock` for the clock. */
  readonly id: string;
  readonly role?: string;
  readonly unit?: string;
  readonly agency?: string;
  readonly onBehalfOf?: string;
  readonly substitution?: string;
  readonly organisationVersion?: number;
}

/**
 * Where a step is done: the role in a unit, keys already resolved to ids. A unit's id is unique in the whole
 * organisation; `agency` is the one whose part of the procedure it is, and its unit may belong to another agency
 * (a step that the province's office takes within a department's part).
 */
export interface StepPlacement {
  readonly role: string;
  readonly unit: string;
  readonly agency: string;
}

export type AccessRefusalCode =
  | 'wrong-agency'
  | 'wrong-unit'
  | 'wrong-role'
  | 'substitution-not-in-force'
  | 'not-supervisor'
  | 'not-permitted';

/** A refusal is a value: a stable code, words for the reader, and who is allowed. */
export interface AccessRefusal {
  readonly code: AccessRefusalCode;
  /** Vietnamese. */
  readonly message: string;
  readonly allowed: Partial<StepPlacement>;
}

export type Authorised =
  | { readonly ok: true; readonly authority: UsedAuthority }
  | { readonly ok: false; readonly refusal: AccessRefusal };
