/** What the clock does next, and when. The workflow asks this and waits. */
import { deadline, workingDayBefore } from '#libs/calendar';
import type { Counted, Instant, WorkCalendar } from '#libs/calendar';
import { PROFILES } from '#libs/procedure';
import type { EscalationLevel, StageDue } from './events.ts';
import type { NcState } from './state.ts';

export type NcDue = { readonly at: Instant } & (
  | { readonly kind: 'remind' }
  | { readonly kind: 'escalate'; readonly level: EscalationLevel }
  | { readonly kind: 'check' }
);

/** Null: nothing by the clock until somebody acts. */
export function nextDue(state: NcState): NcDue | null {
  if (state.status !== 'open') return null;
  const { stage, due, reminded, escalated } = state;
  if (stage === 'verification') return { kind: 'check', at: due.dueAt };
  if (escalated === 2) return null;
  if (escalated === 1) return { kind: 'escalate', level: 2, at: due.escalateAt };
  if (!reminded && due.remindAt !== null) return { kind: 'remind', at: due.remindAt };
  return { kind: 'escalate', level: 1, at: due.dueAt };
}

/** Reminded one working day ahead; escalated when overdue, and once more `escalation` working days later. */
export function dueIn(
  calendar: WorkCalendar,
  from: Instant,
  workingDays: number,
  escalation: number,
): Counted<StageDue> {
  const due = endOf(calendar, from, workingDays);
  if (!due.ok) return due;
  return dueOn(calendar, from, due.value, escalation);
}

export function dueOn(
  calendar: WorkCalendar,
  from: Instant,
  dueAt: Instant,
  escalation: number,
): Counted<StageDue> {
  const remind = workingDayBefore(calendar, dueAt, 1);
  if (!remind.ok) return remind;
  const escalate = endOf(calendar, dueAt, escalation);
  if (!escalate.ok) return escalate;
  const remindAt = remind.value > from ? remind.value : null;
  return { ok: true, value: { remindAt, dueAt, escalateAt: escalate.value } };
}

/** The end of the nth working day after that of `from` (counted as a procedure in working days is). */
function endOf(calendar: WorkCalendar, from: Instant, workingDays: number): Counted<Instant> {
  const printed = `${workingDays} ngày làm việc`;
  const term = {
    kind: 'amount',
    unit: 'working-days',
    amount: { numerator: workingDays, denominator: 1 },
    printed,
  } as const;
  const counted = deadline(calendar, {
    receivedAt: from,
    term,
    profile: PROFILES['working-days']!,
    pauses: [],
  });
  if (!counted.ok) return counted;
  if (counted.value.state === 'paused') throw new Error('a deadline without pauses is paused');
  return { ok: true, value: counted.value.dueAt };
}
