/** Is it on its way? What should have been reached by a month, and which way that is found. */
import type { Objective, ObjectivePlan } from './types.ts';

const MONTHS = 12;

/**
 * `linear-from-zero`: a number of things grows with the year, so a twelfth of the target a month. `linear`: a rate goes
 * in a straight line from where it stood to the target. `direct`: a rate whose beginning nobody knows is held against
 * the target itself.
 */
export type CourseKind = 'linear-from-zero' | 'linear' | 'direct';

type Measured = Pick<Objective, 'isRate' | 'baseline' | 'target' | 'direction'>;

export const courseOf = ({ isRate, baseline }: Measured): CourseKind => {
  if (!isRate) return 'linear-from-zero';
  return baseline === null ? 'direct' : 'linear';
};

/** @param month 1 to 12 */
export function expectedBy(objective: Measured, month: number): number {
  const { baseline, target } = objective;
  const kind = courseOf(objective);
  switch (kind) {
    case 'linear-from-zero':
      return (target * month) / MONTHS;
    case 'linear':
      return baseline! + ((target - baseline!) * month) / MONTHS;
    case 'direct':
      return target;
    default:
      return kind satisfies never;
  }
}

export const isReached = (
  { direction }: Pick<ObjectivePlan, 'direction'>,
  value: number,
  wanted: number,
): boolean => (direction === 'at-least' ? value >= wanted : value <= wanted);

/** Undefined: nothing was measured yet. */
export const lastMeasured = ({ measurements }: Pick<Objective, 'measurements'>) =>
  measurements.findLast(({ value }) => value !== null);

export const monthOf = (month: string): number => Number(month.slice(5));

/** Of the last month that has a value. */
export function isOffCourse(objective: Objective): boolean {
  const last = lastMeasured(objective);
  if (objective.status !== 'active' || !last) return false;
  return !isReached(objective, last.value!, expectedBy(objective, monthOf(last.month)));
}
