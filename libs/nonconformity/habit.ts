/** Work done for show is no single event: it is a habit, seen in how long somebody took every time (ISO 9001 9.1.1). */

/** One officer at one step of one procedure: the shares of the time allowed that they took. */
export interface Habit {
  readonly times: number;
  readonly leastShare: number;
  readonly mostShare: number;
}

/** Of the time allowed: nobody reads, weighs and writes in so little of it every time. */
const A_FRACTION = 0.05;
/** Of the time allowed, either way: to the minute, every time. */
const EXACTLY = 0.01;

export type HabitKind = 'always-at-once' | 'always-exact';

/** @param atLeast how many times make a habit, by the agency's settings. */
export function habitOf({ times, leastShare, mostShare }: Habit, atLeast: number): HabitKind | null {
  if (times < atLeast) return null;
  if (mostShare <= A_FRACTION) return 'always-at-once';
  return leastShare >= 1 - EXACTLY && mostShare <= 1 + EXACTLY ? 'always-exact' : null;
}
