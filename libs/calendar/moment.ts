/** Wall-clock arithmetic at +07:00. Inside this library a moment is a count of local minutes since 1970-01-01T00:00. */
import { daysSinceEpoch, millisecondsOf } from './instant.ts';
import { counted, refused } from './refusal.ts';
import type { Counted, Instant, LocalDate, LocalMoment, LocalTime } from './types.ts';

export const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;
/** Asia/Ho_Chi_Minh, no daylight saving. */
const OFFSET_MINUTES = 7 * 60;

/** A count of days since 1970-01-01. */
export type DayNumber = number;
/** A count of local minutes since 1970-01-01T00:00 on the wall. */
export type Minute = number;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/;
const TIME = /^(\d{2}):(\d{2})$/;

export function isLocalDate(text: string): text is LocalDate {
  const parts = DATE.exec(text);
  if (!parts || Number(parts[1]) < 1) return false;
  const day = daysSinceEpoch(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return Number(parts[2]) <= 12 && dateOfDay(day) === text;
}

/** Strict: `2025-04-24T16:05`, a date that exists, no offset, no seconds. */
export function parseLocalMoment(text: string): Counted<LocalMoment> {
  const parts = MOMENT.exec(text);
  const real = parts && isLocalDate(parts[1] ?? '') && Number(parts[2]) < 24 && Number(parts[3]) < 60;
  if (real) return counted(text as LocalMoment);
  return refused(
    'bad-moment',
    `not a local time like 2025-04-24T16:05, without offset: ${JSON.stringify(text)}`,
  );
}

/** `07:30`; `24:00` is the end of the day. */
export function isLocalTime(text: string): text is LocalTime {
  const parts = TIME.exec(text);
  if (!parts) return false;
  const minutes = Number(parts[1]) * 60 + Number(parts[2]);
  return Number(parts[2]) < 60 && minutes <= MINUTES_PER_DAY;
}

/** Minutes since midnight. */
export function minutesOfTime(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export function instantOf(local: LocalMoment): Instant {
  const day = dayOf(local.slice(0, 10) as LocalDate);
  return instantOfMinute(day * MINUTES_PER_DAY + minutesOfTime(local.slice(11, 16) as LocalTime));
}

/** The minute on the wall; seconds are dropped. */
export function localOf(instant: Instant): LocalMoment {
  return wall(minuteOf(instant)) as LocalMoment;
}

export function dateOf(instant: Instant): LocalDate {
  return dateOfDay(dayOfMinute(minuteOf(instant)));
}

/** Whether the one lies on a date before the other's. */
export function isOnEarlierDate(one: Instant, other: Instant): boolean {
  return dayOfMinute(minuteOf(one)) < dayOfMinute(minuteOf(other));
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOf(date) + days);
}

/** ISO: 1 is Monday, 7 is Sunday. */
export function weekday(date: LocalDate): number {
  return weekdayOf(dayOf(date));
}

export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function minuteOf(instant: Instant): Minute {
  const milliseconds = millisecondsOf(instant);
  if (Number.isNaN(milliseconds)) throw new RangeError(`not an instant: ${instant}`);
  return Math.floor(milliseconds / MS_PER_MINUTE) + OFFSET_MINUTES;
}

export function instantOfMinute(minute: Minute): Instant {
  return `${wall(minute - OFFSET_MINUTES)}:00.000Z` as Instant;
}

export function dayOfMinute(minute: Minute): DayNumber {
  return Math.floor(minute / MINUTES_PER_DAY);
}

export function minuteOfDay(minute: Minute): number {
  return minute - dayOfMinute(minute) * MINUTES_PER_DAY;
}

export function dayOf(date: LocalDate): DayNumber {
  return daysSinceEpoch(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** Written out by hand: `toISOString` takes four times as long, and every line of a count has two dates. */
export function dateOfDay(day: DayNumber): LocalDate {
  const date = new Date(day * MINUTES_PER_DAY * MS_PER_MINUTE);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}` as LocalDate;
}

export function yearOfDay(day: DayNumber): number {
  return new Date(day * MINUTES_PER_DAY * MS_PER_MINUTE).getUTCFullYear();
}

function wall(minute: Minute): string {
  const ofDay = minuteOfDay(minute);
  return `${dateOfDay(dayOfMinute(minute))}T${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
