/** One count from its start to its due moment, through the pauses on the way. */
import { daysBetween, nthDay } from './dates.ts';
import { daysOf } from './days.ts';
import { closeOf, closeOnOrAfter, minutesBetween, openingAt, spend } from './minutes.ts';
import { dayOfMinute, instantOfMinute, minuteOf, MINUTES_PER_DAY } from './moment.ts';
import { interruptions } from './pauses.ts';
import { remainingOf, restOf } from './plan.ts';
import { receiptCountsAt } from './receipt.ts';
import { counted } from './refusal.ts';
import { Tape } from './tape.ts';
import type { Days } from './days.ts';
import type { DayNumber, Minute } from './moment.ts';
import type { Interruption } from './pauses.ts';
import type { Plan } from './plan.ts';
import type {
  Counted,
  CountingProfile,
  Deadline,
  Instant,
  Pause,
  PausedDeadline,
  Run,
  WorkCalendar,
} from './types.ts';

/** What is counted, and how it begins: a receipt heeds the cut-off, a step starts when it starts. */
export interface Course {
  readonly begins: 'receipt' | 'start';
  readonly at: Instant;
  readonly plan: Plan;
  readonly profile: CountingProfile;
  readonly pauses: readonly Pause[];
}

/** The clock as it last began to run: from `start`, with `plan` to go. */
interface Clock {
  readonly start: Minute;
  readonly plan: Plan;
  readonly countsFrom: Minute;
  readonly runs: readonly Run[];
}

export function count(calendar: WorkCalendar, course: Course): Counted<Deadline | PausedDeadline> {
  const days = daysOf(calendar);
  const stops = interruptions(course.at, course.pauses, course.profile);
  if (!stops.ok) return stops;
  const tape = new Tape(course.plan.kind === 'days' ? 'days' : 'working-minutes');
  const begun = begin(days, course, tape);
  if (!begun.ok) return begun;
  let clock = begun.value;
  for (const stop of stops.value) {
    const due = dueOf(days, clock, tape.copy());
    if (!due.ok) return due;
    // Late stays late: a pause that begins after the due moment changes nothing, nor does any after it.
    if (Date.parse(stop.began) > Date.parse(instantOfMinute(due.value))) break;
    const stopped = stopAt(days, clock, stop, tape);
    if (!stopped.ok) return stopped;
    if (stop.to === undefined) return counted(paused(calendar, course, stopped.value, stop, tape));
    const resumed = stop.restarts
      ? restart(days, course, stop.to, tape)
      : resume(stopped.value, stop, stop.to, tape);
    if (!resumed.ok) return resumed;
    clock = resumed.value;
  }
  const due = dueOf(days, clock, tape);
  return due.ok ? counted(running(calendar, course, clock, due.value, tape)) : due;
}

function begin(days: Days, course: Course, tape: Tape): Counted<Clock> {
  const at = minuteOf(course.at);
  const cutOff = course.begins === 'receipt' ? course.profile.cutOff : 'none';
  const start = receiptCountsAt(days, cutOff, at, tape);
  if (!start.ok) return start;
  if (course.plan.kind === 'days') passDay(dayOfMinute(start.value), 'receipt-day', tape);
  return clockFrom(days, course.plan, start.value);
}

/** The whole term begins again at the resumption, which is received as the dossier was: the cut-off holds for it. */
function restart(days: Days, course: Course, at: Minute, tape: Tape): Counted<Clock> {
  tape.clear();
  tape.pass(dayOfMinute(minuteOf(course.at)), dayOfMinute(at), 'restarted');
  const start = receiptCountsAt(days, course.profile.cutOff, at, tape);
  if (!start.ok) return start;
  const moved = dayOfMinute(start.value) !== dayOfMinute(at);
  if (course.plan.kind === 'days' && moved) passDay(dayOfMinute(start.value), 'receipt-day', tape);
  return clockFrom(days, course.plan, start.value);
}

function clockFrom(days: Days, plan: Plan, start: Minute): Counted<Clock> {
  const opening = plan.kind === 'days' ? counted(start) : openingAt(days, start);
  return opening.ok ? counted({ start, plan, countsFrom: opening.value, runs: [] }) : opening;
}

/** The rest runs on from the resumption; not before the receipt counts, where the cut-off has put that off. */
function resume(clock: Clock, stop: Interruption, at: Minute, tape: Tape): Counted<Clock> {
  const start = Math.max(at, clock.start);
  if (start > clock.start)
    tape.pass(dayOfMinute(Math.max(stop.from, clock.start)), dayOfMinute(at), 'paused');
  return counted({ ...clock, start });
}

/** Takes what has been used by the pause off the plan, and keeps the run. */
function stopAt(days: Days, clock: Clock, stop: Interruption, tape: Tape): Counted<Clock> {
  const { plan, start } = clock;
  const runs = stop.from > start ? [...clock.runs, run(start, stop.from)] : clock.runs;
  switch (plan.kind) {
    case 'minutes': {
      const used = minutesBetween(days, start, stop.from, tape);
      if (!used.ok) return used;
      return counted({ ...clock, runs, plan: { ...plan, minutes: plan.minutes - used.value } });
    }
    case 'days': {
      const used = daysBetween(days, start, stop.from, plan.unit, tape);
      return used.ok ? counted({ ...clock, runs, plan: restOf(plan, used.value) }) : used;
    }
    case 'office-hours':
      return counted({ ...clock, runs });
    default:
      return plan satisfies never;
  }
}

function dueOf(days: Days, { plan, start }: Clock, tape: Tape): Counted<Minute> {
  switch (plan.kind) {
    case 'minutes':
      return spend(days, start, plan.minutes, tape);
    case 'days': {
      const last = nthDay(days, start, plan.whole, plan.unit, tape);
      if (!last.ok) return last;
      if (plan.fractionMinutes === 0) return counted(closeOf(last.value));
      return spend(days, (last.value.number + 1) * MINUTES_PER_DAY, plan.fractionMinutes, tape);
    }
    case 'office-hours':
      return closeOnOrAfter(days, start, tape);
    default:
      return plan satisfies never;
  }
}

function running(calendar: WorkCalendar, course: Course, clock: Clock, due: Minute, tape: Tape): Deadline {
  const runs = [...clock.runs, run(clock.start, due)];
  return {
    state: 'running',
    dueAt: instantOfMinute(due),
    ...result(calendar, course, { ...clock, runs }, tape),
  };
}

function paused(
  calendar: WorkCalendar,
  course: Course,
  clock: Clock,
  stop: Interruption,
  tape: Tape,
): PausedDeadline {
  passDay(dayOfMinute(stop.from), 'paused', tape);
  const remaining = remainingOf(stop.restarts ? course.plan : clock.plan);
  return { state: 'paused', pausedAt: stop.began, remaining, ...result(calendar, course, clock, tape) };
}

function result(calendar: WorkCalendar, course: Course, clock: Clock, tape: Tape) {
  return {
    unit: course.profile.unit,
    countsFrom: instantOfMinute(clock.countsFrom),
    runs: clock.runs,
    lines: tape.lines(),
    estimate: tape.estimate,
    calendarVersion: calendar.data.version,
  };
}

function run(from: Minute, to: Minute): Run {
  return { from: instantOfMinute(from), to: instantOfMinute(to) };
}

function passDay(day: DayNumber, reason: 'receipt-day' | 'paused', tape: Tape): void {
  tape.pass(day, day, reason);
}
