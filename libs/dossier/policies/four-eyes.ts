import type { StepNo } from '#libs/procedure';
import { allow, denyStep, type Outcome } from '../outcome.ts';
import { stepIn, type Situation } from '../situation.ts';
import type { Active, Handled, OpenStep } from '../state.ts';

/**
 * Another pair of eyes: who did the work doesn't release it (ISO 9001 8.6). Only the last run of the earlier step
 * counts, for the work of those before it was replaced.
 */
export function anotherPerson(
  { state, edition }: Situation<Active>,
  open: OpenStep,
  officer: string,
): Outcome<null> {
  const others = stepIn(edition, open.step)?.otherPersonThan ?? [];
  const did = others.find((no) => lastDoerOf(state, no) === officer);
  if (did === undefined) return allow(null);
  return denyStep('same-person', `step ${did} was done by the same person`, open);
}

export function lastDoerOf(state: Handled, no: StepNo): string | null | undefined {
  return state.done.findLast((done) => done.step === no && !done.returned)?.officer;
}
