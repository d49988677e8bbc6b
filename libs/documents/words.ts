/** Moments, amounts and blanks as a printed form writes them. */
import { addDays, dateOf, localOf } from '#libs/calendar';
import type { Instant, LocalDate } from '#libs/calendar';

/** Where a person writes by hand. */
export const BLANK = '……………………………';

export const orBlank = (text: string | null | undefined): string =>
  text === undefined || text === null || text === '' ? BLANK : text;

/** Day and, up to February, month with two digits (NĐ 30/2020/NĐ-CP): `ngày 05 tháng 02 năm 2026`, `ngày 24 tháng 4 năm 2025`. */
export function dateInWords(date: LocalDate): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  return `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`;
}

/** `16 giờ 05 phút, ngày 24 tháng 4 năm 2025`. */
export function momentInWords(at: Instant): string {
  const { date, time } = wallOf(at);
  return `${time.slice(0, 2)} giờ ${time.slice(3)} phút, ${dateInWords(date)}`;
}

/** `16:05 24/04/2025`, for tables. */
export function momentInShort(at: Instant): string {
  const { date, time } = wallOf(at);
  return `${time} ${dateInShort(date)}`;
}

export const dateInShort = (date: LocalDate): string => date.split('-').toReversed().join('/');

/** Midnight is 24:00 of the day that it ends: that is how a term ends (BLDS 2015 Đ.148). */
function wallOf(at: Instant): { readonly date: LocalDate; readonly time: string } {
  const time = localOf(at).slice(11);
  const date = dateOf(at);
  return time === '00:00' ? { date: addDays(date, -1), time: '24:00' } : { date, time };
}
