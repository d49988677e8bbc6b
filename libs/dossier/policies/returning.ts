import type { StepNo } from '#libs/procedure';
import { stepIn, type Situation } from '../situation.ts';
import type { Active, OpenStep } from '../state.ts';

/** Earlier steps that the procedure lets it be returned to, that were done, and that nobody is doing again. */
export function returnTargets({ state, edition }: Situation<Active>, open: OpenStep): readonly StepNo[] {
  const targets = stepIn(edition, open.step)?.returnsTo ?? [];
  return targets.filter(
    (no) =>
      state.done.some((done) => done.step === no) &&
      !state.open.some((other) => other !== open && other.step === no),
  );
}
