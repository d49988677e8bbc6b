/** An edition made ready to be compared with many cases. */
import { parseTerm, toNumber, workingMinutesOf } from '#libs/calendar';
import { sharedGroup, type Edition, type StepNo } from '#libs/procedure';
import { OrderAutomaton } from '../order/automaton.ts';
import type { Mapping, WorkingMinutes } from './types.ts';

export interface Yardstick {
  readonly edition: Edition;
  readonly automaton: OrderAutomaton;
  readonly mapping: Mapping;
  /** A step's own time in working minutes; a step without one has no entry. */
  readonly times: ReadonlyMap<StepNo, number>;
  /** The steps that lead to a step at once. */
  readonly before: ReadonlyMap<StepNo, readonly StepNo[]>;
  readonly minutesBetween: WorkingMinutes;
}

/** @throws RangeError when the mapping names a step that the edition lacks. */
export function yardstick(edition: Edition, mapping: Mapping, minutesBetween: WorkingMinutes): Yardstick {
  const known = new Set(edition.steps.map(({ no }) => no));
  for (const step of Object.values(mapping.steps)) {
    if (step !== null && !known.has(step)) throw new RangeError(`the edition has no step ${step}`);
  }
  const automaton = new OrderAutomaton(edition);
  const leads = (to: StepNo): StepNo[] =>
    [...known].filter((no) => automaton.graph.successors.get(no)?.includes(to));
  const before = new Map([...known].map((no) => [no, leads(no)]));
  return { edition, automaton, mapping, times: timesOf(edition), before, minutesBetween };
}

/** A time that several steps share, or that is counted in calendar days, measures no single step. */
function timesOf(edition: Edition): ReadonlyMap<StepNo, number> {
  const times = new Map<StepNo, number>();
  for (const step of edition.steps) {
    const minutes = workingMinutesOf(parseTerm(step.time), edition.profile.unit);
    if (minutes && sharedGroup(edition, step).length <= 1) times.set(step.no, toNumber(minutes));
  }
  return times;
}
