/** What an officer may do at a moment, and who may do a thing. */
import { inForce, type Authorities, type HeldRole, type Substitution, type SystemRole } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { subtreeOf, type Organisation } from './at.ts';
import type { Officer, OfficerSubstitution, RoleHolding } from './types.ts';

/**
 * The authorities that go with a command, or null when the officer holds no post that day.
 * Substitutions that have not ended are kept with their dates: whether one is in force is decided at the moment it is used.
 */
export function authoritiesOf(
  organisation: Organisation,
  who: { readonly officer: string; readonly account: string },
  at: Instant,
): Authorities | null {
  const officer = organisation.officers.get(who.officer);
  const unit = officer && organisation.units.get(officer.unit);
  if (!officer || !unit) return null;
  const audited = auditedBy(organisation, officer.id);
  return {
    officer: officer.id,
    account: who.account,
    agency: unit.agency,
    unit: unit.id,
    systemRoles: systemRolesOf(organisation, officer.id),
    roles: ownRolesOf(organisation, officer.id),
    substitutions: lentTo(organisation, officer.id, at),
    ...(audited.length > 0 && { auditedAgencies: audited }),
    organisationVersion: organisation.version,
  };
}

export interface AbleOfficer {
  readonly officer: Officer;
  /** Set when the role is lent by this officer at that moment. */
  readonly onBehalfOf?: string;
}

/** Who may take up a step placed in a unit, own holders first, then those standing in for one of them. */
export function officersAbleTo(
  organisation: Organisation,
  placement: { readonly role: string; readonly unit: string },
  at: Instant,
): readonly AbleOfficer[] {
  const holders = (organisation.holdingsByUnit.get(placement.unit) ?? [])
    .filter((holding) => holding.role === placement.role)
    .flatMap((holding) => organisation.officers.get(holding.officer) ?? []);
  const own = new Map(holders.map((officer): [string, AbleOfficer] => [officer.id, { officer }]));
  const all = new Map(own);
  for (const holder of own.keys()) {
    for (const lent of organisation.substitutionsByOfficer.get(holder) ?? []) {
      const substitute = organisation.officers.get(lent.substitute);
      if (!substitute || all.has(substitute.id) || !inForce(lent, at) || !covers(lent, placement)) continue;
      all.set(substitute.id, { officer: substitute, onBehalfOf: holder });
    }
  }
  return [...all.values()];
}

export function ownRolesOf(organisation: Organisation, officer: string): readonly HeldRole[] {
  const holdings = organisation.holdingsByOfficer.get(officer) ?? [];
  return holdings.flatMap((holding) => heldRole(organisation, holding));
}

function heldRole(organisation: Organisation, { role, unit }: RoleHolding): HeldRole[] {
  const agency = organisation.units.get(unit)?.agency;
  return agency === undefined ? [] : [{ role, unit, agency }];
}

/** Holding any role makes an officer; the rest is granted. */
function systemRolesOf(organisation: Organisation, officer: string): readonly SystemRole[] {
  const granted = (organisation.grantsByOfficer.get(officer) ?? []).map((grant) => grant.role);
  const works = (organisation.holdingsByOfficer.get(officer) ?? []).length > 0;
  return [...new Set<SystemRole>(works ? ['officer', ...granted] : granted)];
}

function auditedBy(organisation: Organisation, officer: string): readonly string[] {
  const grants = organisation.grantsByOfficer.get(officer) ?? [];
  const scopes = grants.flatMap((grant) => (grant.role === 'auditor' && grant.scope ? [grant.scope] : []));
  return [...new Set(scopes.flatMap((scope) => subtreeOf(organisation, scope)))];
}

/** A substitute gets the officer's own roles, never those lent to them: no chain. */
function lentTo(organisation: Organisation, substitute: string, at: Instant): readonly Substitution[] {
  const lent = organisation.substitutionsBySubstitute.get(substitute) ?? [];
  return lent
    .filter((substitution) => at < substitution.to)
    .map((substitution) => {
      const { id, officer, from, to } = substitution;
      const roles = ownRolesOf(organisation, officer).filter((role) => covers(substitution, role));
      const supervises = systemRolesOf(organisation, officer).includes('supervisor');
      const lends = supervises && substitution.roles === null;
      return { id, officer, roles, from, to, ...(lends && { systemRoles: ['supervisor'] as const }) };
    });
}

function covers(
  substitution: OfficerSubstitution,
  held: { readonly role: string; readonly unit: string },
): boolean {
  return substitution.roles?.some((lent) => lent.role === held.role && lent.unit === held.unit) ?? true;
}
