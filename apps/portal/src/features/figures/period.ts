/** Periods as they stand in an address: 2026, 2026-Q4, 2026-11. All in Vietnam's time. */
import type { TFunction } from 'i18next';
import { dayKey, startOfDay } from '../../common/formats.ts';

const PATTERN = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/;
const MONTHS_A_YEAR = 12;
const MONTHS_A_QUARTER = 3;
const YEARS_SHOWN = 3;

interface Period {
  readonly year: number;
  /** 0 for January. */
  readonly first: number;
  readonly months: number;
}

const read = (key: string): Period | undefined => {
  const [, year, quarter, month] = PATTERN.exec(key) ?? [];
  if (year === undefined) return undefined;
  if (quarter !== undefined)
    return { year: Number(year), first: (Number(quarter) - 1) * MONTHS_A_QUARTER, months: MONTHS_A_QUARTER };
  if (month !== undefined) return { year: Number(year), first: Number(month) - 1, months: 1 };
  return { year: Number(year), first: 0, months: MONTHS_A_YEAR };
};

export const isPeriod = (key: unknown): key is string => typeof key === 'string' && PATTERN.test(key);

const startOfMonth = (year: number, month: number): string => {
  const number = year * MONTHS_A_YEAR + month;
  const [y, m] = [Math.floor(number / MONTHS_A_YEAR), (number % MONTHS_A_YEAR) + 1];
  return startOfDay(`${y}-${String(m).padStart(2, '0')}-01`);
};

/** Its instants; `to` exclusive. */
export function spanOf(key: string): { from: string; to: string } {
  const { year, first, months } = read(key) ?? { year: 0, first: 0, months: 0 };
  return { from: startOfMonth(year, first), to: startOfMonth(year, first + months) };
}

export const thisYear = (): string => dayKey(new Date().toISOString()).slice(0, 4);

/** This year and those before it, each with its quarters and months as far as they have begun. */
export function periodsUntil(now: string): string[] {
  const [year, month] = dayKey(now).split('-').map(Number) as [number, number];
  return Array.from({ length: YEARS_SHOWN }, (_, back) => year - back).flatMap((one) => {
    const last = one === year ? month : MONTHS_A_YEAR;
    const quarters = Array.from({ length: Math.ceil(last / MONTHS_A_QUARTER) }, (_, q) => `${one}-Q${q + 1}`);
    const months = Array.from({ length: last }, (_, m) => `${one}-${String(m + 1).padStart(2, '0')}`);
    return [`${one}`, ...quarters.reverse(), ...months.reverse()];
  });
}

export function nameOfPeriod(key: string, t: TFunction): string {
  const period = read(key);
  if (!period) return key;
  const { year, first, months } = period;
  if (months === 1) return t('figures.month', { month: first + 1, year });
  if (months === MONTHS_A_QUARTER)
    return t('figures.quarter', { quarter: first / MONTHS_A_QUARTER + 1, year });
  return t('figures.year', { year });
}

/** 2026-11-01 as 2026-11. */
export const periodOfMonth = (month: string): string => month.slice(0, '2026-11'.length);
export const shortMonth = (month: string): string => `${month.slice(5, 7)}/${month.slice(0, 4)}`;
