/** What makes a substitution one that can be arranged. Pure; whether somebody may arrange it is asked of `#libs/access`. */
import type { Instant } from '#libs/calendar';
import type { OfficerSubstitution, Organisation } from '#libs/organisation';

/** Longer is no substitution but a change of post. */
export const LONGEST_SUBSTITUTION_DAYS = 366;
const DAY_MS = 86_400_000;

export interface SubstitutionFault {
  readonly code:
    | 'unknown-officer'
    | 'self-substitution'
    | 'other-agency'
    | 'ends-before-it-begins'
    | 'already-over'
    | 'too-long'
    | 'already-arranged';
  readonly field: 'officer' | 'substitute' | 'from' | 'to';
}

type Wanted = Pick<OfficerSubstitution, 'officer' | 'substitute' | 'from' | 'to'>;

/** The first thing that is wrong, or null. A role is held in a unit of an agency, so only colleagues can take it. */
export function substitutionFault(
  organisation: Organisation,
  { officer, substitute, from, to }: Wanted,
  now: Instant,
): SubstitutionFault | null {
  const agencyOf = (id: string): string | undefined =>
    organisation.units.get(organisation.officers.get(id)?.unit ?? '')?.agency;
  if (agencyOf(officer) === undefined) return { code: 'unknown-officer', field: 'officer' };
  if (agencyOf(substitute) === undefined) return { code: 'unknown-officer', field: 'substitute' };
  if (officer === substitute) return { code: 'self-substitution', field: 'substitute' };
  if (agencyOf(officer) !== agencyOf(substitute)) return { code: 'other-agency', field: 'substitute' };
  if (to <= from) return { code: 'ends-before-it-begins', field: 'to' };
  if (to <= now) return { code: 'already-over', field: 'to' };
  if (Date.parse(to) - Date.parse(from) > LONGEST_SUBSTITUTION_DAYS * DAY_MS) {
    return { code: 'too-long', field: 'to' };
  }
  const same = (organisation.substitutionsByOfficer.get(officer) ?? []).some(
    (other) => other.substitute === substitute && other.from < to && from < other.to,
  );
  return same ? { code: 'already-arranged', field: 'substitute' } : null;
}
