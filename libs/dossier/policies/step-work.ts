/**
 * Who may do a step: one responsible role per step, held in its unit, and the officer it is assigned to
 * or who stands in for that officer (facts.md, "duties don't overlap").
 */
import { canActOnStep, type UsedAuthority } from '#libs/access';
import { allow, denyStep, type Grant, type Outcome } from '../outcome.ts';
import type { Officer, Situation } from '../situation.ts';
import type { Active, OpenStep } from '../state.ts';
import { byAccess } from './access.ts';
import { anotherPerson } from './four-eyes.ts';
import { mayReceive } from './reception.ts';

/** May the one who asks do this open step now? An unassigned one is theirs when they could claim it. */
export function mayWorkOn(situation: Situation<Active>, open: OpenStep): Outcome<Grant> {
  const { actor } = situation;
  switch (actor.kind) {
    case 'officer':
      return officerMayWorkOn({ ...situation, actor }, open, actor);
    case 'system':
      if (open.kind !== 'automatic') return denyStep('role-missing', 'not an automatic step', open);
      return allow({ authority: { kind: 'system', id: actor.name }, open });
    case 'applicant':
      if (open.kind !== 'applicant') return denyStep('role-missing', "not the applicant's step", open);
      return allow({ authority: { kind: 'applicant', id: actor.account }, open });
    case 'clock':
      return denyStep('role-missing', 'the clock does no step', open);
    default:
      return actor satisfies never;
  }
}

/** An officer's part in a step: requests, returns and the like are never a system's or the applicant's. */
export function officerOnlyMayWorkOn(situation: Situation<Active>, open: OpenStep): Outcome<Grant> {
  if (situation.actor.kind !== 'officer') return denyStep('role-missing', 'only an officer may', open);
  return mayWorkOn(situation, open);
}

function officerMayWorkOn(situation: Situation<Active>, open: OpenStep, officer: Officer): Outcome<Grant> {
  const permit = worksOn(situation, open, officer);
  if (!permit.ok) return permit;
  const eyes = anotherPerson(situation, open, officer.officer);
  return eyes.ok ? allow({ authority: permit.value, open }) : eyes;
}

function worksOn(situation: Situation<Active>, open: OpenStep, officer: Officer): Outcome<UsedAuthority> {
  if (open.kind === 'applicant') {
    // What the applicant brings to the counter is recorded there.
    const reception = mayReceive(situation);
    return reception.ok ? allow(reception.value.authority) : mayTakeUp(officer, open, situation);
  }
  if (open.officer === null || open.officer === officer.officer) return mayTakeUp(officer, open, situation);
  const standIn = standsInFor(officer, open.officer, open, situation);
  if (standIn.ok || standIn.refusal.code === 'substitution-invalid') return standIn;
  return denyStep('step-not-yours', `the step is ${open.officer}'s`, open);
}

/** The officer holds the step's role in its unit, of their own or lent. */
export function mayTakeUp(
  officer: Officer,
  open: OpenStep,
  { now }: Pick<Situation, 'now'>,
): Outcome<UsedAuthority> {
  return byAccess(canActOnStep(officer, open, now), open);
}

/** The officer stands in for the one who has the step: only what that officer lent them counts. */
export function standsInFor(
  officer: Officer,
  absent: string,
  open: OpenStep,
  { now }: Pick<Situation, 'now'>,
): Outcome<UsedAuthority> {
  const substitutions = officer.substitutions.filter((lent) => lent.officer === absent);
  return byAccess(canActOnStep({ ...officer, roles: [], substitutions }, open, now), open);
}
