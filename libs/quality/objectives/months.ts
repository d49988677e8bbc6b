/** The months that an objective is measured for. */
import { addDays, instantOf, type LocalDate, type LocalMoment } from '#libs/calendar';
import type { Month, MonthEnd, Objective } from './types.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const two = (value: number): string => String(value).padStart(2, '0');

const endOf = (year: number, month: number): MonthEnd => {
  const next = (month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`) as LocalDate;
  return {
    month: `${year}-${two(month)}` as Month,
    last: addDays(next, -1),
    asOf: instantOf(`${next}T00:00` as LocalMoment),
  };
};

/** Those of the objective's year that are over by that day and were not measured. From the month of its approval on. */
export function monthsToMeasure(objective: Objective, today: LocalDate): readonly MonthEnd[] {
  const { status, year, approvedOn, measurements } = objective;
  if (status !== 'active' || approvedOn === null) return [];
  const done = new Set(measurements.map(({ month }) => month));
  return MONTHS.map((month) => endOf(year, month)).filter(
    ({ month, last }) => last < today && last >= approvedOn && !done.has(month),
  );
}
