import { count } from './count.ts';
import { daysOf } from './days.ts';
import { instantOfMinute, minuteOf } from './moment.ts';
import { planOf, stepPlanOf } from './plan.ts';
import { receiptCountsAt } from './receipt.ts';
import { counted } from './refusal.ts';
import { Tape } from './tape.ts';
import type {
  Counted,
  CountingProfile,
  Deadline,
  Instant,
  Pause,
  PausedDeadline,
  StepDeadline,
  Term,
  WorkCalendar,
} from './types.ts';

export interface DossierTerm {
  readonly receivedAt: Instant;
  readonly term: Term;
  readonly profile: CountingProfile;
  /** In order and apart; only the last may still last. */
  readonly pauses: readonly Pause[];
}

export interface StepTime {
  readonly startsAt: Instant;
  readonly time: Term;
  /** The procedure's: its unit is that of the total. */
  readonly profile: CountingProfile;
  readonly pauses: readonly Pause[];
}

/**
 * A dossier's due moment with the lines that led to it (counting.md); while it is paused, what is left instead.
 * Refuses: `unreadable-term` (words that give no time), `unit-mismatch`, `too-long`, `bad-profile`, `bad-pauses`,
 * `no-calendar-data`.
 */
export function deadline(
  calendar: WorkCalendar,
  { receivedAt, term, profile, pauses }: DossierTerm,
): Counted<Deadline | PausedDeadline> {
  const plan = planOf(term, profile.unit);
  if (!plan.ok) return plan;
  return count(calendar, { begins: 'receipt', at: receivedAt, plan: plan.value, profile, pauses });
}

/**
 * A step's due moment: in hour counting from the moment it starts, or by the rule of dates where the procedure
 * counts calendar days. Undefined where its time is not counted, unspecified or words. Refuses as `deadline` does.
 */
export function stepDeadline(
  calendar: WorkCalendar,
  { startsAt, time, profile, pauses }: StepTime,
): Counted<StepDeadline | undefined> {
  if (time.kind !== 'amount' && time.kind !== 'office-hours') return counted(undefined);
  const plan = stepPlanOf(time, profile.unit);
  if (!plan.ok) return plan;
  return count(calendar, { begins: 'start', at: startsAt, plan: plan.value, profile, pauses });
}

/** When the receipt counts, and so when a first step that it starts, starts: the receipt itself unless the cut-off moves it. */
export function firstStepStart(
  calendar: WorkCalendar,
  profile: CountingProfile,
  receivedAt: Instant,
): Counted<Instant> {
  const at = minuteOf(receivedAt);
  const start = receiptCountsAt(daysOf(calendar), profile.cutOff, at, new Tape('days'));
  if (!start.ok) return start;
  return counted(start.value === at ? receivedAt : instantOfMinute(start.value));
}
