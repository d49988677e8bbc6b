/** What a decider gets: the situation, leave to act, and what only it may see (calendars, the command's id). */
import type { DecideContext, DossierCommand } from '../commands.ts';
import { pausesOf, type Counter } from '../counting.ts';
import type { DossierEvent } from '../events.ts';
import type { Opener } from '../opening.ts';
import type { Grant, Outcome } from '../outcome.ts';
import { hasSteps, type Situation } from '../situation.ts';
import type { Active, Closed, DossierState, OpenStep } from '../state.ts';

export type CommandOf<Type extends DossierCommand['type']> = Extract<DossierCommand, { type: Type }>;

export interface Case<State extends DossierState = DossierState> extends Situation<State> {
  readonly context: DecideContext;
  readonly grant: Grant;
}

export type Happened = Outcome<readonly DossierEvent[]>;

/** The guard has seen that the dossier is open. */
export function activeCase(one: Case): Case<Active> {
  const { state } = one;
  if (state.status !== 'open') throw new RangeError(`decided on a dossier that is ${state.status}`);
  return { ...one, state };
}

export function handledCase(one: Case): Case<Active | Closed> {
  const { state } = one;
  if (!hasSteps(state)) throw new RangeError(`decided on a dossier that is ${state.status}`);
  return { ...one, state };
}

/** The open step that the guard granted. */
export function grantedStep({ grant }: Case): OpenStep {
  if (!grant.open) throw new RangeError('decided on a step that no guard granted');
  return grant.open;
}

/** Counts as the dossier is pinned, with the pauses that have ended. */
export function counterOf({ state, edition, context }: Case<Active>): Counter {
  return {
    profile: state.pinned.profile,
    warnAtShare: edition.warnAtShare,
    calendarOf: context.calendarOf,
    pauses: pausesOf(state.pauses),
  };
}

export function openerOf(one: Case<Active>): Opener {
  const { state, edition, now } = one;
  return { edition, placements: state.pinned.placements, counter: counterOf(one), now, before: state };
}

/** An officer who does an unassigned step has claimed it. */
export function claimedFirst({ state, actor, grant }: Case<Active>): readonly DossierEvent[] {
  const { open } = grant;
  if (!open || open.officer !== null || open.kind === 'applicant' || actor.kind !== 'officer') return [];
  if (!state.open.includes(open)) return [];
  const { step, run, unit } = open;
  return [{ type: 'StepAssigned', body: { step, run, unit, officer: actor.officer, manner: 'claimed' } }];
}
