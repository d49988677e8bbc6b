/** Whose figures the one who asks may see. */
import { can, rolesAt, type Authorities } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { officerActor } from '../http/actor.ts';
import { problem } from '../http/problem.ts';

/**
 * The agencies to look at; undefined: all. The committee sees every agency, an auditor those audited, everybody their
 * own. Refused (403) when another agency is asked for.
 */
export function agenciesSeen(
  who: Authorities,
  asked: string | undefined,
  now: Instant,
): readonly string[] | undefined {
  if (asked !== undefined) {
    if (can(officerActor(who), { action: 'figures.read', agency: asked }, now).ok) return undefined;
    throw problem(403, 'not-permitted', 'Anh/chị không được xem số liệu của cơ quan này.');
  }
  if (who.systemRoles.includes('committee')) return undefined;
  const audited = who.systemRoles.includes('auditor') ? (who.auditedAgencies ?? []) : [];
  return [...new Set([who.agency, ...rolesAt(who, now).map(({ agency }) => agency), ...audited])];
}
