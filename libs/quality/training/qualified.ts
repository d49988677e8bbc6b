/** Who may audit or score follows from the qualifications on record (TCVN ISO 9001:2015, 7.2 and 9.2.2 c). */
import type { LocalDate } from '#libs/calendar';
import type { Granted, Held, Qualification, Training } from './types.ts';

type OnRecord = Granted & Partial<Pick<Held, 'withdrawn'>>;

export type Qualified =
  | { readonly ok: true; readonly by: OnRecord }
  /** `never`: none on record. `expired`, `withdrawn`, `not-yet`: there is one, and it does not hold on the day. */
  | { readonly ok: false; readonly why: 'never' | 'not-yet' | 'expired' | 'withdrawn' };

/** Of all the agency's plans, those of closed ones included: a qualification outlives the year that gave it. */
export const qualificationsOf = (plans: readonly Training[]): readonly Held[] =>
  plans.flatMap(({ qualifications }) => qualifications);

export const mayAudit = (held: readonly OnRecord[], officer: string, on: LocalDate): Qualified =>
  qualifiedFor('internal-audit', held, officer, on);

export const mayScore = (held: readonly OnRecord[], officer: string, on: LocalDate): Qualified =>
  qualifiedFor('scoring', held, officer, on);

function qualifiedFor(
  what: Qualification,
  held: readonly OnRecord[],
  officer: string,
  on: LocalDate,
): Qualified {
  const own = held.filter((one) => one.officer === officer && one.what === what);
  const answers = own.map((one) => standing(one, on));
  return answers.find(({ ok }) => ok) ?? answers.at(-1) ?? { ok: false, why: 'never' };
}

function standing(one: OnRecord, on: LocalDate): Qualified {
  const { withdrawn = null } = one;
  if (withdrawn !== null && withdrawn <= on) return { ok: false, why: 'withdrawn' };
  if (on < one.from) return { ok: false, why: 'not-yet' };
  return on <= one.to ? { ok: true, by: one } : { ok: false, why: 'expired' };
}
