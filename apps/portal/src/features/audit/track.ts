/** Where the moments of a dossier's life stand on the slider: in order, with idle time folded. */
import { dayKey } from '../../common/formats.ts';

const DAY_MS = 86_400_000;
/** A fold takes as much room as this many moments. */
const FOLD_WIDTH = 2;

export interface Fold {
  /** Between the moment of this index and the next. */
  readonly after: number;
  readonly position: number;
  readonly days: number;
}

export interface Track {
  /** Each moment once, in order. */
  readonly moments: readonly string[];
  readonly positions: readonly number[];
  readonly folds: readonly Fold[];
  readonly length: number;
}

/** Whole days without any event between two moments; fewer than one is no idle time. */
export const idleDays = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);

export function trackOf(given: readonly string[]): Track {
  const moments = [...new Set(given)].sort();
  const positions: number[] = [];
  const folds: Fold[] = [];
  let position = 0;
  moments.forEach((moment, index) => {
    const before = moments[index - 1];
    const days = before === undefined ? 0 : idleDays(before, moment);
    if (index > 0) position += days > 0 ? FOLD_WIDTH : 1;
    if (days > 0) folds.push({ after: index - 1, position: position - FOLD_WIDTH / 2, days });
    positions.push(position);
  });
  return { moments, positions, folds, length: position };
}

/** The index of the last moment that has come by then; -1: none has. */
export const reachedBy = ({ moments }: Track, at: string): number =>
  moments.filter((moment) => moment <= at).length - 1;

/** The first moment of the next day that has any, or the last of the day before; undefined: there is none. */
export function dayFrom({ moments }: Track, at: string, way: 'later' | 'earlier'): string | undefined {
  const day = dayKey(at);
  return way === 'later'
    ? moments.find((moment) => dayKey(moment) > day)
    : moments.filter((moment) => dayKey(moment) < day).at(-1);
}
