/** The office's clock: what is open when, and how much working time lies between two moments. */
import { daysOf } from './days.ts';
import { minutesBetween, openingAt, spend } from './minutes.ts';
import { dayOfMinute, instantOfMinute, minuteOf, minuteOfDay, MINUTES_PER_DAY, yearOfDay } from './moment.ts';
import { counted, noCalendarData, refused } from './refusal.ts';
import { MAX_TERM_DAYS } from './plan.ts';
import { MINUTES_PER_WORKING_DAY } from './term.ts';
import type { Day, Days } from './days.ts';
import type { DayNumber, Minute } from './moment.ts';
import type { Counted, Deadline, Instant, WorkCalendar } from './types.ts';

const MAX_WORKING_MINUTES = MAX_TERM_DAYS * MINUTES_PER_WORKING_DAY;

/** Working minutes from `from` up to `to`; 0 where `to` is not later. */
export function workingMinutesBetween(calendar: WorkCalendar, from: Instant, to: Instant): Counted<number> {
  return minutesBetween(daysOf(calendar), minuteOf(from), minuteOf(to));
}

/** The moment at which that many working minutes are spent. `minutes`: a whole number, 0 or more. */
export function addWorkingMinutes(calendar: WorkCalendar, from: Instant, minutes: number): Counted<Instant> {
  if (!Number.isInteger(minutes) || minutes < 0) throw new RangeError(`not a number of minutes: ${minutes}`);
  if (minutes > MAX_WORKING_MINUTES) return refused('too-long', `Quá ${MAX_WORKING_MINUTES} phút làm việc`);
  return asInstant(spend(daysOf(calendar), minuteOf(from), minutes));
}

/** The first moment, `at` or later, at which the office is open: `at` itself while it is. */
export function nextOpening(calendar: WorkCalendar, at: Instant): Counted<Instant> {
  return asInstant(openingAt(daysOf(calendar), minuteOf(at)));
}

/** A session's first minute is open, its end no longer is. */
export function isOpen(calendar: WorkCalendar, at: Instant): Counted<boolean> {
  const opening = openingAt(daysOf(calendar), minuteOf(at));
  return opening.ok ? counted(opening.value === minuteOf(at)) : opening;
}

/** Working minutes until the due moment; negative by as many as it is late. */
export function timeLeft(calendar: WorkCalendar, now: Instant, dueAt: Instant): Counted<number> {
  const [from, to] = [minuteOf(now), minuteOf(dueAt)];
  if (from <= to) return minutesBetween(daysOf(calendar), from, to);
  const late = minutesBetween(daysOf(calendar), to, from);
  return late.ok ? counted(-late.value || 0) : late;
}

/**
 * The same time of day `n` working days before a due moment, within that day's hours: with 1, the latest moment for
 * the apology (OS-03). A due moment at 24:00 belongs to the day that it ends.
 */
export function workingDayBefore(calendar: WorkCalendar, dueAt: Instant, n: number): Counted<Instant> {
  const due = minuteOf(dueAt);
  const dueDay = minuteOfDay(due) === 0 ? dayOfMinute(due) - 1 : dayOfMinute(due);
  const before = nthWorkingDayBefore(daysOf(calendar), dueDay, n);
  if (!before.ok) return before;
  const { number, hours } = before.value;
  const timeOfDay = Math.min(Math.max(due - dueDay * MINUTES_PER_DAY, hours.opens), hours.closes);
  return counted(instantOfMinute(number * MINUTES_PER_DAY + timeOfDay));
}

/**
 * The moment at which `share` (0 to 1) of the time has gone, pauses left out: working time, or time on the clock in
 * calendar-day counting. After a resumption it may lie before the pause.
 */
export function warnAt(calendar: WorkCalendar, deadline: Deadline, share: number): Counted<Instant> {
  const days = daysOf(calendar);
  const onTheClock = deadline.unit === 'calendar-days';
  const stretches: { from: Minute; to: Minute; minutes: number }[] = [];
  for (const run of deadline.runs) {
    const [from, to] = [minuteOf(run.from), minuteOf(run.to)];
    const minutes = onTheClock ? counted(to - from) : minutesBetween(days, from, to);
    if (!minutes.ok) return minutes;
    stretches.push({ from, to, minutes: minutes.value });
  }
  let gone = Math.floor(share * stretches.reduce((sum, { minutes }) => sum + minutes, 0));
  for (const { from, minutes } of stretches) {
    if (gone <= minutes)
      return onTheClock ? counted(instantOfMinute(from + gone)) : asInstant(spend(days, from, gone));
    gone -= minutes;
  }
  return counted(deadline.dueAt);
}

function nthWorkingDayBefore(days: Days, from: DayNumber, n: number): Counted<Day> {
  let left = n;
  for (let number = from - 1; ; number -= 1) {
    const day = days.at(number);
    if (!day) return noCalendarData(yearOfDay(number));
    if (day.working) left -= 1;
    if (left <= 0 && day.working) return counted(day);
  }
}

function asInstant(minute: Counted<Minute>): Counted<Instant> {
  return minute.ok ? counted(instantOfMinute(minute.value)) : minute;
}
