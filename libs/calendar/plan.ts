import { roundRational, scaleRational, splitRational, toNumber } from './rational.ts';
import { counted, refused } from './refusal.ts';
import { HOURS_PER_WORKING_DAY, MINUTES_PER_WORKING_DAY, printTerm, termFor } from './term.ts';
import type { DayUnit } from './dates.ts';
import type { Counted, Rational, Remaining, Term, Unit } from './types.ts';

/** A century. A longer term is a slip of the pen. */
export const MAX_TERM_DAYS = 36_525;

/** A term as it will be counted, or what a pause has left of it. */
export type Plan =
  | { readonly kind: 'minutes'; readonly minutes: number }
  /** `whole` is at least 1; the fraction follows it in hour counting. */
  | {
      readonly kind: 'days';
      readonly unit: DayUnit;
      readonly whole: number;
      readonly fractionMinutes: number;
    }
  | { readonly kind: 'office-hours' };

/** The profile's unit decides how to count, the printed unit only the amount. Less than a day runs in hour counting. */
export function planOf(term: Term, unit: Unit): Counted<Plan> {
  const amount = daysOf(term, unit);
  if (!amount.ok || amount.value === 'office-hours')
    return amount.ok ? counted({ kind: 'office-hours' }) : amount;
  const minutes = scaleRational(amount.value, MINUTES_PER_WORKING_DAY);
  if (unit === 'working-hours') return counted({ kind: 'minutes', minutes: roundRational(minutes) });
  const { whole, fraction } = splitRational(amount.value);
  const fractionMinutes = roundRational(scaleRational(fraction, MINUTES_PER_WORKING_DAY));
  if (whole === 0) return counted({ kind: 'minutes', minutes: fractionMinutes });
  return counted({ kind: 'days', unit, whole, fractionMinutes });
}

/** A step's time: a budget in working minutes, or, where the procedure counts calendar days, by the rule of dates. */
export function stepPlanOf(time: Term, unit: Unit): Counted<Plan> {
  return planOf(termFor(time, unit), unit === 'calendar-days' ? unit : 'working-hours');
}

/**
 * What is left after `usedDays`. While the due moment has not passed, that is at least one day; the fraction stays.
 */
export function restOf(plan: Plan & { kind: 'days' }, usedDays: number): Plan {
  return { ...plan, whole: Math.max(1, plan.whole - usedDays) };
}

export function remainingOf(plan: Plan): Remaining {
  switch (plan.kind) {
    case 'minutes':
      return { unit: 'working-minutes', amount: plan.minutes };
    case 'days':
      return { unit: plan.unit, amount: plan.whole + plan.fractionMinutes / MINUTES_PER_WORKING_DAY };
    case 'office-hours':
      return { unit: 'office-hours', amount: 1 };
    default:
      return plan satisfies never;
  }
}

/** The amount in days of 480 working minutes, or of the calendar. */
function daysOf(printed: Term, unit: Unit): Counted<Rational | 'office-hours'> {
  const term = termFor(printed, unit);
  if (term.kind === 'office-hours') return counted('office-hours');
  if (term.kind !== 'amount')
    return refused('unreadable-term', `Không phải một thời hạn: "${printTerm(term)}"`);
  const hours = term.unit === 'working-hours';
  if (hours && unit === 'calendar-days') {
    return refused(
      'unit-mismatch',
      `Thời hạn tính theo giờ ("${term.printed}") không dùng được với ngày lịch`,
    );
  }
  const days = hours ? scaleRational(term.amount, 1, HOURS_PER_WORKING_DAY) : term.amount;
  if (toNumber(days) > MAX_TERM_DAYS) {
    return refused('too-long', `Thời hạn "${term.printed}" dài quá ${MAX_TERM_DAYS} ngày`);
  }
  return counted(days);
}
