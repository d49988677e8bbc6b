/** A period cut into whole months, whose sums are kept, and edges, whose rows are read. Months are Vietnam's. */
import { instantOf, type Instant, type LocalMoment } from '#libs/calendar';
import { monthOf } from './rows.ts';

/** Within one month; `to` exclusive. */
export interface Edge {
  readonly month: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface CutPeriod {
  /** Months before this one lie before the period, whole. */
  readonly firstMonth: string;
  /** Whole months of the period: from the first to before the last. There may be none. */
  readonly wholeFrom: string;
  readonly wholeTo: string;
  /** What lies before the period in its first month, and the period's parts of months. */
  readonly edges: readonly Edge[];
}

/** `from` must not be later than `to`. */
export function cutPeriod(from: Instant, to: Instant): CutPeriod {
  const [firstMonth, lastMonth] = [monthOf(from), monthOf(to)];
  const wholeFrom = startOf(firstMonth) === from ? firstMonth : monthAfter(firstMonth);
  const edges: Edge[] = [{ month: firstMonth, from: startOf(firstMonth), to: from }];
  if (wholeFrom > lastMonth) edges.push({ month: firstMonth, from, to });
  else {
    edges.push({ month: firstMonth, from, to: startOf(wholeFrom) });
    edges.push({ month: lastMonth, from: startOf(lastMonth), to });
  }
  return { firstMonth, wholeFrom, wholeTo: lastMonth, edges: edges.filter((edge) => edge.from < edge.to) };
}

/** In the form in which instants are compared as strings. */
export const startOf = (month: string): Instant =>
  new Date(instantOf(`${month}T00:00` as LocalMoment)).toISOString() as Instant;

/** Of what has happened by now, the month that a moment lies in is whole: nothing of it comes later. */
export const monthsEnd = (now: Instant): Instant => startOf(monthAfter(monthOf(now)));

export function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
}

/** The first and the last month that a period has part of; `to` exclusive. */
export const monthsTouched = (
  from: Instant,
  to: Instant,
): { readonly first: string; readonly last: string } => ({
  first: monthOf(from),
  last: monthOf(new Date(Math.max(Date.parse(from), Date.parse(to) - 1)).toISOString() as Instant),
});
