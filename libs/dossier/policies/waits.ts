/** What waits for somebody outside is not gone on with. */
import type { CountingProfile, PauseCause } from '#libs/calendar';
import { isAsked } from '../evolve/waiting.ts';
import { allow, deny, denyStep, type Outcome } from '../outcome.ts';
import { sameRun, type Situation } from '../situation.ts';
import type { Active, OpenStep, Waiting } from '../state.ts';

/** The step that asked waits for its answer; other branches go on. */
export function stepWaitsForNothing({ state }: Situation<Active>, open: OpenStep): Outcome<null> {
  const waiting = state.waiting.filter(isAsked).find(sameRun(open));
  return waiting ? denyStep('waiting', `the step waits for ${waiting.cause}`, open) : allow(null);
}

/** A result is neither issued nor handed over while anything is outstanding (a fee unpaid, an opinion not in). */
export function dossierWaitsForNothing({ state }: Situation<Active>, open?: OpenStep): Outcome<null> {
  const waiting = state.waiting.find(isAsked);
  if (!waiting) return allow(null);
  const words = `the dossier waits for ${waiting.cause}`;
  return open ? denyStep('waiting', words, open) : deny('waiting', words);
}

export function waitingFor(state: Active, cause: PauseCause, agency?: string): Waiting | undefined {
  return state.waiting.find(
    (waiting) =>
      isAsked(waiting) && waiting.cause === cause && (agency === undefined || waiting.agency === agency),
  );
}

export function isPaused(state: Active): boolean {
  return state.waiting.some((waiting) => waiting.pauses);
}

/** Whether a wait stops the clock is the procedure's profile's to say (rules.md CNT-06, CNT-07, CNT-09). */
export function stopsTheClock(profile: CountingProfile, cause: PauseCause): boolean {
  return profile.pausesFor.includes(cause) || (cause === 'supplement' && profile.supplement === 'restart');
}
