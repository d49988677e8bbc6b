/** In which state of the dossier a command makes sense at all. */
import { allow, deny, type Outcome } from '../outcome.ts';
import { hasSteps, openStep, type Situation, type Target } from '../situation.ts';
import type { Active, Closed, OpenStep } from '../state.ts';

export function isOpen(situation: Situation): Outcome<Situation<Active>> {
  const known = isHandled(situation);
  if (!known.ok) return known;
  const { state } = known.value;
  if (state.status !== 'open') return deny('not-open', `the dossier is ${state.status}`);
  return allow({ ...known.value, state });
}

/** A dossier that was received, open or closed, looked at with the edition it is pinned to. */
export function isHandled(situation: Situation): Outcome<Situation<Active | Closed>> {
  const { state, edition } = situation;
  if (state.status === 'none') return deny('not-found', 'there is no such dossier');
  if (!hasSteps(state)) return deny('not-open', `the dossier is ${state.status}`);
  if (state.pinned.procedure !== edition.code || state.pinned.edition !== edition.edition) {
    return deny('edition-mismatch', `the dossier is pinned to edition ${state.pinned.edition}`);
  }
  return allow({ ...situation, state });
}

export function stepIsOpen({ state }: Situation<Active>, { step, run }: Target): Outcome<OpenStep> {
  const open = openStep(state, step, run);
  if (open) return allow(open);
  return deny('step-not-open', `step ${step} is not open`, step === undefined ? {} : { step });
}

/** What is done once a result stands would contradict it. */
export function noResultYet({ state }: Situation<Active>): Outcome<null> {
  return state.result ? deny('result-already-issued', 'the result has been issued') : allow(null);
}
