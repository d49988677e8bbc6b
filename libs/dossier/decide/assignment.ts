/** Who has a step. The one it is given to must be able to do it, at this moment. */
import { canActOnStep, type Authorities, type UsedAuthority } from '#libs/access';
import type { EventOf } from '../events.ts';
import { allow, denyStep, type Outcome } from '../outcome.ts';
import { anotherPerson } from '../policies/four-eyes.ts';
import { textIsGiven } from '../policies/input.ts';
import { byAccess } from '../policies/access.ts';
import { standsInFor } from '../policies/step-work.ts';
import type { Active, OpenStep } from '../state.ts';
import { activeCase, grantedStep, type Case, type CommandOf, type Happened } from './case.ts';

export function assign(one: Case, { assignee, reason }: CommandOf<'assign'>): Happened {
  const open = grantedStep(one);
  const able = isAble(activeCase(one), open, assignee, canTakeUp(one, open, assignee));
  if (!able.ok) return able;
  return given(open, assignee, 'assigned', { ...(reason !== undefined && { reason }) });
}

export function reassign(one: Case, { assignee, reason }: CommandOf<'reassign'>): Happened {
  const open = grantedStep(one);
  const said = textIsGiven('reason', reason);
  if (!said.ok) return said;
  const able = isAble(activeCase(one), open, assignee, canTakeUp(one, open, assignee));
  return able.ok ? given(open, assignee, 'reassigned', { reason }) : able;
}

/** By a superior, or by the substitute who takes it up in the officer's absence. */
export function substitute(one: Case, { assignee, reason }: CommandOf<'substitute'>): Happened {
  const { actor, grant } = one;
  const open = grantedStep(one);
  const said = textIsGiven('reason', reason);
  if (!said.ok) return said;
  const self = actor.kind === 'officer' && actor.officer === assignee.officer;
  if (!self && grant.authority.role === open.role && grant.authority.onBehalfOf === open.officer) {
    return denyStep('role-missing', 'a substitute takes a step up for themself only', open);
  }
  const standing = standsInFor({ kind: 'officer', ...assignee }, open.officer ?? '', open, one);
  const valid = standing.ok
    ? standing
    : denyStep('substitution-invalid', `no substitution for ${open.officer} is in force`, open);
  const able = isAble(activeCase(one), open, assignee, valid);
  return able.ok ? given(open, assignee, 'substituted', { reason }) : able;
}

export function claim(one: Case): Happened {
  const { step, run, unit } = grantedStep(one);
  const { id: officer } = one.grant.authority;
  return allow([{ type: 'StepAssigned', body: { step, run, unit, officer, manner: 'claimed' } }]);
}

export function unclaim(one: Case): Happened {
  const { step, run } = grantedStep(one);
  return allow([{ type: 'StepUnclaimed', body: { step, run, officer: one.grant.authority.id } }]);
}

function canTakeUp({ now }: Case, open: OpenStep, assignee: Authorities): Outcome<UsedAuthority> {
  return byAccess(canActOnStep(assignee, open, now), open);
}

function isAble(
  one: Case<Active>,
  open: OpenStep,
  assignee: Authorities,
  seat: Outcome<UsedAuthority>,
): Outcome<unknown> {
  if (assignee.officer === open.officer) return denyStep('nothing-changed', 'already has the step', open);
  return seat.ok ? anotherPerson(one, open, assignee.officer) : seat;
}

function given(
  { step, run, unit, officer: from }: OpenStep,
  { officer }: Authorities,
  manner: EventOf<'StepAssigned'>['body']['manner'],
  more: { readonly reason?: string },
): Happened {
  const body = { step, run, unit, officer, manner, ...(from !== null && { from }), ...more };
  return allow([{ type: 'StepAssigned', body }]);
}
