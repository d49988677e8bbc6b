/** Steps in their order, and how they are named. */
import { sortedBy } from '../../common/arrays.ts';
import { number } from '../../common/formats.ts';
import type { StepRow } from './data.ts';

const NUMBER = /\d+/;
const order = (step: string): number => Number(NUMBER.exec(step)?.[0] ?? 0);

export const byStep = (a: string, b: string): number => order(a) - order(b) || a.localeCompare(b);

/** Each step once, in the order of the procedure. */
export function stepsOf(
  rows: readonly StepRow[],
): readonly { readonly step: string; readonly content: string }[] {
  const known = new Map(rows.map(({ step, content }) => [step, content]));
  return sortedBy(known, ([a], [b]) => byStep(a, b)).map(([step, content]) => ({ step, content }));
}

export const timedOf = ({ early, onTime, late }: StepRow): number => early + onTime + late;
export const shareOf = (row: StepRow): number | null => {
  const timed = timedOf(row);
  return timed === 0 ? null : row.late / timed;
};
export const count = (value: number): string => number(value);
