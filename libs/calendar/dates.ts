/** Day counting: the first date is not counted (BLDS 2015 Đ.147), a last date off rolls forward (Đ.148). */
import { walk } from './days.ts';
import { dayOfMinute } from './moment.ts';
import { counted } from './refusal.ts';
import type { Day, Days } from './days.ts';
import type { Minute } from './moment.ts';
import type { Tape } from './tape.ts';
import type { Counted } from './types.ts';

export type DayUnit = 'working-days' | 'calendar-days';

/** The date on which `count` (positive) days after the date of `from` have passed: a working day in either unit. */
export function nthDay(days: Days, from: Minute, count: number, unit: DayUnit, tape: Tape): Counted<Day> {
  let left = count;
  return walk(days, dayOfMinute(from) + 1, (day) => {
    if (left === 0) return rollsForwardTo(day, tape);
    if (takesADay(day, unit, tape)) left -= 1;
    return left === 0 && day.working;
  });
}

/** How many days lie strictly between the dates of two moments. */
export function daysBetween(
  days: Days,
  from: Minute,
  to: Minute,
  unit: DayUnit,
  tape: Tape,
): Counted<number> {
  const end = dayOfMinute(to);
  const first = dayOfMinute(from) + 1;
  if (first >= end) return counted(0);
  let sum = 0;
  const found = walk(days, first, (day) => {
    if (takesADay(day, unit, tape)) sum += 1;
    return day.number + 1 === end;
  });
  return found.ok ? counted(sum) : found;
}

function takesADay(day: Day, unit: DayUnit, tape: Tape): boolean {
  if (unit === 'calendar-days') tape.count(day, 1, 'days', 'counted');
  else if (day.working) tape.count(day, 1, 'days');
  else tape.skip(day);
  return unit === 'calendar-days' || day.working;
}

function rollsForwardTo(day: Day, tape: Tape): boolean {
  tape.skip(day, day.working ? 'rolled-forward' : day.reason);
  return day.working;
}
