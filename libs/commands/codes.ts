/** Dossier codes: unique, printed, never parsed for meaning (rules.md OS-09, OS-10). */
import type { LocalDate } from '#libs/calendar';
import type { Pool } from 'pg';

const MIN_DIGITS = 4;

/** `H99.12-261122-0011`: the agency's code, the date, the day's running number with as many digits as it needs. */
export async function nextCode(pool: Pool, agency: string, prefix: string, day: LocalDate): Promise<string> {
  const { rows } = await pool.query<{ last: number }>({
    name: 'next-code',
    text: `insert into ops.code_counter as c (agency, day, last) values ($1, $2, 1)
           on conflict (agency, day) do update set last = c.last + 1 returning last`,
    values: [agency, day],
  });
  const number = String(rows[0]!.last).padStart(MIN_DIGITS, '0');
  return `${prefix}-${day.slice(2).replaceAll('-', '')}-${number}`;
}
