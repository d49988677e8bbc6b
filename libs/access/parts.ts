/** The parts that people and the system play in an agency's quality system (TCVN ISO 9001, 5.3). */
import type { Instant } from '#libs/calendar';
import { can } from './permissions.ts';
import { canSupervise, inForce } from './steps.ts';
import type { Actor, Authorities, UsedAuthority } from './types.ts';

/** `officer`: whoever works in the agency. `owner`: whoever has the matter, or stands in for them. */
export type Part =
  'secretary' | 'leader' | 'auditor' | 'committee' | 'officer' | 'owner' | 'clock' | 'system';

/** Where the part is played. */
export interface Place {
  readonly agency: string;
  /** Null: nobody has the matter. */
  readonly owner: string | null;
}

/** The authority by which the actor plays the part there; undefined: they don't. */
export function playing(part: Part, actor: Actor, place: Place, now: Instant): UsedAuthority | undefined {
  if (part === 'clock') return actor.kind === 'clock' ? { kind: 'clock', id: 'clock' } : undefined;
  if (part === 'system') return actor.kind === 'system' ? { kind: 'system', id: actor.name } : undefined;
  if (actor.kind !== 'officer') return undefined;
  const { agency, owner } = place;
  switch (part) {
    case 'secretary': {
      const answer = can(actor, { action: 'nonconformity.manage', agency }, now);
      return answer.ok ? as(actor, 'iso-secretary') : undefined;
    }
    case 'leader': {
      const answer = canSupervise(actor, { agency }, now);
      return answer.ok ? answer.authority : undefined;
    }
    case 'auditor': {
      const audits = actor.systemRoles.includes('auditor') && actor.auditedAgencies?.includes(agency);
      return audits ? as(actor, 'auditor') : undefined;
    }
    case 'committee':
      return can(actor, { action: 'scoring.official' }, now).ok ? as(actor, 'committee') : undefined;
    case 'officer':
      return actor.agency === agency ? as(actor, 'officer') : undefined;
    case 'owner':
      return asOwner(actor, owner, now);
    default:
      return part satisfies never;
  }
}

function asOwner(who: Authorities, owner: string | null, now: Instant): UsedAuthority | undefined {
  if (owner === null) return undefined;
  if (who.officer === owner) return as(who, 'owner');
  const lent = who.substitutions.find((one) => one.officer === owner && inForce(one, now));
  return lent && { ...as(who, 'owner'), onBehalfOf: owner, substitution: lent.id };
}

const as = ({ officer, unit, agency, organisationVersion }: Authorities, role: string): UsedAuthority => ({
  kind: 'officer',
  id: officer,
  role,
  unit,
  agency,
  organisationVersion,
});
