/** One case beside the procedure: each event judged as it comes, and what the end shows. */
import type { Instant } from '#libs/calendar';
import type { StepNo } from '#libs/procedure';
import type { EpochMicroseconds } from '../log/types.ts';
import { advance, beginCheck, endCheck } from '../order/check.ts';
import {
  keyOfDifference,
  type ComparedCase,
  type ComparedEvent,
  type Difference,
  type DifferenceKind,
  type LogCase,
  type LogEvent,
} from './types.ts';
import type { Yardstick } from './yardstick.ts';

const MICROSECONDS_PER_MILLISECOND = 1_000;

export function compareCase(yard: Yardstick, { name, unit, ended, events }: LogCase): ComparedCase {
  const steps = events.map(({ activity }) => stepOf(yard, activity));
  const lastOf = new Map(steps.map((step, index) => [step, index]));
  const doneAt = new Map<StepNo, number>();
  const found = new Map<string, Difference>();
  const note = (kind: DifferenceKind, at: string): void =>
    void found.set(keyOfDifference({ kind, at }), { kind, at });
  let check = beginCheck(yard.automaton);
  const path = events.map((event, index): ComparedEvent => {
    const step = steps[index] ?? null;
    const minutes = step === null ? null : minutesOf(yard, events, index, openerOf(yard, doneAt, step));
    const kinds: DifferenceKind[] = [];
    if (step === null) {
      kinds.push('foreign');
      note('foreign', event.activity);
    } else {
      const next = advance(yard.automaton, check, { step, outcome: null });
      check = next.check;
      if (next.deviation?.kind === 'out-of-order') kinds.push('order');
      const skipped = next.deviation?.kind === 'skipped' ? next.deviation.skipped : [];
      // What is done later was not left out: it is then told as done out of its turn.
      for (const each of skipped) if ((lastOf.get(each) ?? -1) < index) note('missing', each);
      if (isOthersRole(yard, step, event.role)) kinds.push('role');
      if (minutes !== null && minutes > (yard.times.get(step) ?? Infinity)) kinds.push('slow');
      for (const kind of kinds) note(kind, step);
      doneAt.set(step, index);
    }
    return { activity: event.activity, step, at: instantOf(event.at), role: event.role, minutes, kinds };
  });
  const left = ended ? endCheck(yard.automaton, check) : [];
  for (const { step } of left) note('unfinished', step);
  return { name, unit, ended, path, differences: [...found.values()] };
}

function stepOf({ mapping }: Yardstick, activity: string): StepNo | null {
  return Object.hasOwn(mapping.steps, activity) ? (mapping.steps[activity] ?? null) : null;
}

function isOthersRole({ automaton, mapping }: Yardstick, no: StepNo, said: string | null): boolean {
  const role = said !== null && Object.hasOwn(mapping.roles, said) ? mapping.roles[said] : null;
  return typeof role === 'string' && role !== automaton.graph.steps.get(no)?.role;
}

/** Where in the case the last of what leads to the step was done; undefined: nothing was. */
function openerOf(
  { before }: Yardstick,
  doneAt: ReadonlyMap<StepNo, number>,
  step: StepNo,
): number | undefined {
  const done = (before.get(step) ?? []).flatMap((no) => doneAt.get(no) ?? []);
  return done.length > 0 ? Math.max(...done) : undefined;
}

/** From when the work began, or from when what leads to the step was done, or from the event before. */
function minutesOf(
  { minutesBetween }: Yardstick,
  events: readonly LogEvent[],
  index: number,
  opener = index - 1,
): number | null {
  const { at, began } = events[index]!;
  const from = began ?? events[opener]?.at ?? null;
  if (at === null || from === null || at < from) return null;
  return minutesBetween(instantOf(from), instantOf(at));
}

export function instantOf(at: EpochMicroseconds): Instant;
export function instantOf(at: EpochMicroseconds | null): Instant | null;
export function instantOf(at: EpochMicroseconds | null): Instant | null {
  return at === null
    ? null
    : (new Date(Math.floor(at / MICROSECONDS_PER_MILLISECOND)).toISOString() as Instant);
}
