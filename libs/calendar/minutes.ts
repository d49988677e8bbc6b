/** Hour counting: a budget of working minutes runs through office hours only. */
import { walk } from './days.ts';
import { minutesWithin, openFrom, spentAt } from './hours.ts';
import { dayOfMinute, MINUTES_PER_DAY } from './moment.ts';
import { counted } from './refusal.ts';
import type { Day, Days } from './days.ts';
import type { Minute } from './moment.ts';
import type { Tape } from './tape.ts';
import type { Counted } from './types.ts';

/** The first minute, at `from` or later, at which the office is open. */
export function openingAt(days: Days, from: Minute, tape?: Tape): Counted<Minute> {
  let opening = from;
  const found = walk(days, dayOfMinute(from), (day) => {
    const open = day.working ? openFrom(day.hours, minuteOn(day, from)) : undefined;
    if (open === undefined) tally(day, 0, tape);
    else tape?.count(day, 0, 'working-minutes');
    if (open !== undefined) opening = startOf(day) + open;
    return open !== undefined;
  });
  return found.ok ? counted(opening) : found;
}

/** The opening of the first working day after the date of `from`. */
export function nextDaysOpening(days: Days, from: Minute, tape: Tape): Counted<Minute> {
  const found = walk(days, dayOfMinute(from) + 1, (day) => {
    if (!day.working) tape.skip(day);
    return day.working;
  });
  return found.ok ? counted(startOf(found.value) + found.value.hours.opens) : found;
}

/**
 * The moment at which the budget is spent. One that ends with a session is due at that session's end (11:30, not
 * 13:00); an empty one at the next opening.
 */
export function spend(days: Days, from: Minute, budget: number, tape?: Tape): Counted<Minute> {
  if (budget === 0) return openingAt(days, from, tape);
  let left = budget;
  let due = from;
  const found = walk(days, dayOfMinute(from), (day) => {
    const start = minuteOn(day, from);
    const minutes = day.working ? Math.min(left, minutesWithin(day.hours, start, MINUTES_PER_DAY)) : 0;
    tally(day, minutes, tape);
    if (minutes === left) due = startOf(day) + spentAt(day.hours, start, left);
    left -= minutes;
    return left === 0;
  });
  return found.ok ? counted(due) : found;
}

/** Working minutes from `from` up to `to`; none where `to` is not later. */
export function minutesBetween(days: Days, from: Minute, to: Minute, tape?: Tape): Counted<number> {
  if (to <= from) return counted(0);
  let sum = 0;
  const found = walk(days, dayOfMinute(from), (day) => {
    const end = Math.min(to - startOf(day), MINUTES_PER_DAY);
    const minutes = day.working ? minutesWithin(day.hours, minuteOn(day, from), end) : 0;
    const last = startOf(day) + MINUTES_PER_DAY >= to;
    if (minutes > 0 || !last) tally(day, minutes, tape);
    sum += minutes;
    return last;
  });
  return found.ok ? counted(sum) : found;
}

/** The moment's minute on the day, or the day's start where the moment lies before it. */
function minuteOn(day: Day, moment: Minute): number {
  return Math.max(0, moment - startOf(day));
}

function startOf(day: Day): Minute {
  return day.number * MINUTES_PER_DAY;
}

function tally(day: Day, minutes: number, tape: Tape | undefined): void {
  if (minutes > 0) tape?.count(day, minutes, 'working-minutes');
  else tape?.skip(day, day.working ? 'after-hours' : day.reason);
}

/** The close of business of a working day; 24:00 is the next day's 00:00. */
export function closeOf(day: Day): Minute {
  return startOf(day) + day.hours.closes;
}

/** The close of the day in which `from` lies, or of the next working day where it is over. */
export function closeOnOrAfter(days: Days, from: Minute, tape: Tape): Counted<Minute> {
  const found = walk(days, dayOfMinute(from), (day) => {
    const open = day.working && minuteOn(day, from) < day.hours.closes;
    const minutes = open ? minutesWithin(day.hours, minuteOn(day, from), MINUTES_PER_DAY) : 0;
    tally(day, minutes, tape);
    return open;
  });
  return found.ok ? counted(closeOf(found.value)) : found;
}
