/** A result is released once all before it on the path is done (ISO 9001 8.6). */
import { allow, deny, denyStep, type Outcome } from '../outcome.ts';
import { leadsTo, openStep, stepIn, type Situation, type Target } from '../situation.ts';
import type { Active, OpenStep } from '../state.ts';

/** No open step may still lead to this one. */
export function allBeforeIsDone({ state, edition }: Situation<Active>, open: OpenStep): Outcome<null> {
  const before = state.open.find((other) => other !== open && leadsTo(edition, other.step, open.step));
  return before ? denyStep('not-approved', `step ${before.step} comes first`, before) : allow(null);
}

/** The step at which this result is issued: open, and by the procedure a step that issues one. */
export function issuingStep({ state, edition }: Situation<Active>, { step }: Target): Outcome<OpenStep> {
  if (!stepIn(edition, step)?.issuesResult) return deny('not-approved', `step ${step} issues no result`);
  const open = openStep(state, step);
  if (open) return allow(open);
  const holder = state.open[0];
  const words = `step ${step} has not been reached`;
  return holder ? denyStep('not-approved', words, holder) : deny('not-approved', words);
}

/** Nothing is handed over that was not issued; a procedure without an issuing step hands over what it has. */
export function resultIsThere({ state, edition }: Situation<Active>): Outcome<null> {
  if (state.result || !edition.steps.some((step) => step.issuesResult)) return allow(null);
  return deny('result-not-issued', 'the result has not been issued');
}

/** The open step that hands over. */
export function handingOverStep({ state, edition }: Situation<Active>): Outcome<OpenStep> {
  const open = state.open.find((other) => stepIn(edition, other.step)?.handsOver);
  return open ? allow(open) : deny('step-not-open', 'no step that hands over is open');
}
