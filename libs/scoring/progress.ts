/** "x of y agencies by date": how far the roll-out of quality management systems has come. */
import { percentOf } from './classify.ts';

/** One agency reached one milestone (xây dựng, mở rộng, nâng cấp, công nhận, công bố, …) on a day, `YYYY-MM-DD`. */
export interface MilestoneReached {
  readonly agency: string;
  readonly milestone: string;
  readonly on: string;
}

/** All of these, and of each inner list any one: `[['mở rộng', 'nâng cấp'], ['công nhận'], ['công bố']]`. */
export type Wanted = readonly (readonly string[])[];

export interface ProgressFigure {
  readonly by: string;
  readonly wanted: Wanted;
  readonly reached: number;
  readonly of: number;
  /** Rounded half up to two decimals. */
  readonly percent: number;
  readonly outstanding: readonly string[];
}

/** Counts the agencies of the population that had come that far by the end of the day. */
export function progressBy(
  by: string,
  wanted: Wanted,
  population: readonly string[],
  records: readonly MilestoneReached[],
): ProgressFigure {
  const reached = new Set(
    records.filter(({ on }) => on <= by).map(({ agency, milestone }) => key(agency, milestone)),
  );
  const outstanding = population.filter(
    (agency) => !wanted.every((any) => any.some((each) => reached.has(key(agency, each)))),
  );
  const count = population.length - outstanding.length;
  return {
    by,
    wanted,
    reached: count,
    of: population.length,
    percent: percentOf(count, population.length),
    outstanding,
  };
}

function key(agency: string, milestone: string): string {
  return JSON.stringify([agency, milestone]);
}
