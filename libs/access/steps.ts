/** Who may do a step, and who may rule over its clock: by role, unit, agency and substitution at that moment. */
import type { Instant } from '#libs/calendar';
import type {
  AccessRefusal,
  AccessRefusalCode,
  Authorised,
  Authorities,
  HeldRole,
  Placement,
  Substitution,
  UsedAuthority,
} from './types.ts';

/** The role that leads a unit: it hands out and takes back the unit's work. */
export const DIVISION_HEAD = 'division-head';

const MESSAGES = {
  'wrong-agency': 'Bước này thuộc cơ quan khác.',
  'wrong-unit': 'Bước này thuộc đơn vị khác trong cơ quan.',
  'wrong-role': 'Anh/chị không giữ vai trò thực hiện bước này.',
  'substitution-not-in-force': 'Việc thay thế chưa bắt đầu hoặc đã kết thúc.',
  'not-supervisor': 'Chỉ lãnh đạo phụ trách mới được thực hiện việc này.',
  'not-permitted': 'Anh/chị không có quyền thực hiện việc này.',
} as const satisfies Record<AccessRefusalCode, string>;

export function refuse(code: AccessRefusalCode, allowed: Partial<Placement> = {}): AccessRefusal {
  return { code, message: MESSAGES[code], allowed };
}

/** In force from its first moment until just before its last: from ≤ at < to. */
export function inForce(substitution: Pick<Substitution, 'from' | 'to'>, at: Instant): boolean {
  return substitution.from <= at && at < substitution.to;
}

const same = (held: HeldRole, step: Placement): boolean =>
  held.role === step.role && held.unit === step.unit && held.agency === step.agency;

const isIn = (held: HeldRole, place: { readonly agency: string; readonly unit: string }): boolean =>
  held.unit === place.unit && held.agency === place.agency;

/**
 * May this officer do a step placed in `placement` at `at`?
 * The officer's own role is used before a lent one. The refusal names the nearest miss and who is allowed.
 */
export function canActOnStep(authorities: Authorities, placement: Placement, at: Instant): Authorised {
  if (authorities.roles.some((held) => same(held, placement))) {
    return { ok: true, authority: used(authorities, placement) };
  }
  const lent = authorities.substitutions.filter((s) => s.roles.some((held) => same(held, placement)));
  const standing = lent.find((s) => inForce(s, at));
  if (standing) return { ok: true, authority: used(authorities, placement, standing) };
  return { ok: false, refusal: nearestMiss(authorities, placement, lent.length > 0, at) };
}

/**
 * May this officer rule over dossiers placed there: reassign, extend, stop? A supervisor may in the whole agency,
 * the head of a unit in that unit. `unit` absent: the agency as a whole.
 */
export function canSupervise(
  authorities: Authorities,
  place: { readonly agency: string; readonly unit?: string },
  at: Instant,
): Authorised {
  const { agency, unit } = place;
  if (authorities.systemRoles.includes('supervisor') && authorities.agency === agency) {
    return { ok: true, authority: used(authorities, { role: 'supervisor', unit: authorities.unit, agency }) };
  }
  if (unit !== undefined) {
    const asHead = canActOnStep(authorities, { role: DIVISION_HEAD, unit, agency }, at);
    if (asHead.ok) return asHead;
  }
  for (const lent of authorities.substitutions) {
    const seat = lent.roles.find((held) => held.agency === agency);
    if (!seat || !lent.systemRoles?.includes('supervisor') || !inForce(lent, at)) continue;
    return { ok: true, authority: used(authorities, { role: 'supervisor', unit: seat.unit, agency }, lent) };
  }
  return { ok: false, refusal: refuse('not-supervisor', place) };
}

/** The officer's own roles and those lent at that moment, for lists of what they may take up. */
export function rolesAt(authorities: Authorities, at: Instant): readonly HeldRole[] {
  const lent = authorities.substitutions.filter((s) => inForce(s, at)).flatMap((s) => s.roles);
  return [...authorities.roles, ...lent];
}

function used(authorities: Authorities, placement: Placement, lent?: Substitution): UsedAuthority {
  return {
    kind: 'officer',
    id: authorities.officer,
    role: placement.role,
    unit: placement.unit,
    agency: placement.agency,
    organisationVersion: authorities.organisationVersion,
    ...(lent && { onBehalfOf: lent.officer, substitution: lent.id }),
  };
}

function nearestMiss(
  authorities: Authorities,
  placement: Placement,
  lentAtAnotherTime: boolean,
  at: Instant,
): AccessRefusal {
  if (lentAtAnotherTime) return refuse('substitution-not-in-force', placement);
  const held = rolesAt(authorities, at);
  if (held.some((role) => isIn(role, placement))) return refuse('wrong-role', placement);
  if (held.some((role) => role.agency === placement.agency)) return refuse('wrong-unit', placement);
  return refuse('wrong-agency', placement);
}
