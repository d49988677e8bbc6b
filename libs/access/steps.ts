/** Who may do a step, and who may rule over its clock: by role, unit, agency and substitution at that moment. */
import type { Instant } from '#libs/calendar';
import type {
  AccessRefusal,
  AccessRefusalCode,
  Authorised,
  Authorities,
  HeldRole,
  StepPlacement,
  Substitution,
  UsedAuthority,
} from './types.ts';

/** The role that receives dossiers and hands results over (Bộ phận Một cửa). */
export const RECEPTION = 'reception';
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

export function refuse(code: AccessRefusalCode, allowed: Partial<StepPlacement> = {}): AccessRefusal {
  return { code, message: MESSAGES[code], allowed };
}

/** In force from its first moment until just before its last: from ≤ at < to. */
export function inForce(substitution: Pick<Substitution, 'from' | 'to'>, at: Instant): boolean {
  return substitution.from <= at && at < substitution.to;
}

/** The unit tells the agency: its id is unique. */
const matches =
  (step: Pick<StepPlacement, 'role' | 'unit'>) =>
  (held: HeldRole): boolean =>
    held.role === step.role && held.unit === step.unit;

/**
 * May this officer do a step placed in `placement` at `at`?
 * The officer's own role is used before a lent one. The refusal names the nearest miss and who is allowed.
 */
export function canActOnStep(authorities: Authorities, placement: StepPlacement, at: Instant): Authorised {
  const own = authorities.roles.find(matches(placement));
  if (own) return { ok: true, authority: used(authorities, own) };
  const lent = authorities.substitutions.filter((s) => s.roles.some(matches(placement)));
  const standing = lent.find((s) => inForce(s, at));
  const seat = standing?.roles.find(matches(placement));
  if (seat) return { ok: true, authority: used(authorities, seat, standing) };
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

function used(authorities: Authorities, seat: HeldRole, lent?: Substitution): UsedAuthority {
  return {
    kind: 'officer',
    id: authorities.officer,
    role: seat.role,
    unit: seat.unit,
    agency: seat.agency,
    organisationVersion: authorities.organisationVersion,
    ...(lent && { onBehalfOf: lent.officer, substitution: lent.id }),
  };
}

function nearestMiss(
  authorities: Authorities,
  placement: StepPlacement,
  lentAtAnotherTime: boolean,
  at: Instant,
): AccessRefusal {
  if (lentAtAnotherTime) return refuse('substitution-not-in-force', placement);
  const held = rolesAt(authorities, at);
  if (held.some((role) => role.unit === placement.unit)) return refuse('wrong-role', placement);
  if (held.some((role) => role.agency === placement.agency)) return refuse('wrong-unit', placement);
  return refuse('wrong-agency', placement);
}
