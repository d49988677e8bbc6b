/** Quarters of the year in Vietnam, `2026-Q3`. Pure. */
import { instantOf, type Instant, type LocalDate, type LocalMoment } from '#libs/calendar';

export interface Quarter {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

const SHOWN = 4;
const NAME = /^(\d{4})-Q([1-4])$/;

const startOf = (year: number, quarter: number): Instant =>
  instantOf(`${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01T00:00` as LocalMoment);

/** Undefined: no such name. */
export function quarterOf(name: string): Quarter | undefined {
  const [, year, number] = NAME.exec(name) ?? [];
  if (year === undefined) return undefined;
  const [y, q] = [Number(year), Number(number) - 1];
  return { from: startOf(y, q), to: q === 3 ? startOf(y + 1, 0) : startOf(y, q + 1) };
}

/** Those that are over, the latest first. */
export function lastQuarters(today: LocalDate): readonly string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const current = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: SHOWN }, (_, back) => {
    const at = current - 1 - back;
    return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
  });
}
