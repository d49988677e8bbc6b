import { dayOf, isLocalDate, isLocalTime, minutesOfTime } from './moment.ts';
import { counted, refused } from './refusal.ts';
import type { DayNumber } from './moment.ts';
import type { Counted, LocalDate, LocalTime, OfficeHours } from './types.ts';

const FROM_THE_BEGINNING = '0001-01-01' as LocalDate;

/** 07:30–11:30 and 13:00–17:00, Monday to Friday: 480 working minutes a day. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = {
  validFrom: FROM_THE_BEGINNING,
  sessions: [
    { from: '07:30' as LocalTime, to: '11:30' as LocalTime },
    { from: '13:00' as LocalTime, to: '17:00' as LocalTime },
  ],
  weekdays: [1, 2, 3, 4, 5],
  ignoresHolidays: false,
};

/** A unit on duty day and night, every day of the year. */
export const AROUND_THE_CLOCK: OfficeHours = {
  validFrom: FROM_THE_BEGINNING,
  sessions: [{ from: '00:00' as LocalTime, to: '24:00' as LocalTime }],
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  ignoresHolidays: true,
};

/** Office hours made ready to count in: minutes since midnight, sessions in order. */
export interface DayHours {
  readonly validFrom: DayNumber;
  readonly sessions: readonly { readonly from: number; readonly to: number }[];
  readonly opens: number;
  readonly closes: number;
  readonly minutes: number;
  readonly weekdays: ReadonlySet<number>;
  readonly ignoresHolidays: boolean;
}

export function dayHours(hours: OfficeHours): DayHours {
  const sessions = hours.sessions.map(({ from, to }) => ({
    from: minutesOfTime(from),
    to: minutesOfTime(to),
  }));
  return {
    validFrom: dayOf(hours.validFrom),
    sessions,
    opens: sessions[0]?.from ?? 0,
    closes: sessions.at(-1)?.to ?? 0,
    minutes: sessions.reduce((sum, { from, to }) => sum + to - from, 0),
    weekdays: new Set(hours.weekdays),
    ignoresHolidays: hours.ignoresHolidays,
  };
}

/** Working minutes of the day from `from` up to `to`, both minutes since midnight. */
export function minutesWithin(hours: DayHours, from: number, to: number): number {
  let minutes = 0;
  for (const session of hours.sessions) {
    minutes += Math.max(0, Math.min(to, session.to) - Math.max(from, session.from));
  }
  return minutes;
}

/** The minute of the day at which `budget` (positive, and no more than the day still has) is spent. */
export function spentAt(hours: DayHours, from: number, budget: number): number {
  let left = budget;
  for (const session of hours.sessions) {
    const start = Math.max(from, session.from);
    const available = session.to - start;
    if (available <= 0) continue;
    if (left <= available) return start + left;
    left -= available;
  }
  throw new RangeError('more minutes than the day has');
}

/** The first minute of the day, at `from` or later, at which the office is open; undefined after the close. */
export function openFrom(hours: DayHours, from: number): number | undefined {
  const session = hours.sessions.find(({ to }) => from < to);
  return session && Math.max(from, session.from);
}

/** Reads an agency's office hours, a list of plain objects; several entries may follow one another in time. */
export function parseOfficeHours(json: unknown): Counted<readonly OfficeHours[]> {
  if (!Array.isArray(json) || json.length === 0) return badHours('phải là một danh sách không rỗng');
  const entries: OfficeHours[] = [];
  for (const entry of json as readonly unknown[]) {
    const fault = faultOfHours(entry);
    if (fault !== undefined) return badHours(fault);
    entries.push(entry as OfficeHours);
  }
  return counted(entries);
}

function faultOfHours(entry: unknown): string | undefined {
  const { validFrom, sessions, weekdays, ignoresHolidays } = (entry ?? {}) as Record<string, unknown>;
  if (typeof validFrom !== 'string' || !isLocalDate(validFrom)) return 'validFrom phải là một ngày có thật';
  if (typeof ignoresHolidays !== 'boolean') return 'ignoresHolidays phải là true hoặc false';
  if (!Array.isArray(weekdays) || weekdays.length === 0 || !weekdays.every(isWeekday)) {
    return 'weekdays phải là các thứ từ 1 (thứ Hai) đến 7';
  }
  if (!Array.isArray(sessions) || sessions.length === 0) return 'sessions phải có ít nhất một buổi';
  let end = 0;
  for (const session of sessions as readonly unknown[]) {
    const { from, to } = (session ?? {}) as Record<string, unknown>;
    if (!isTime(from) || !isTime(to)) return 'from và to của mỗi buổi phải là giờ dạng 07:30';
    if (minutesOfTime(from) < end || minutesOfTime(to) <= minutesOfTime(from)) {
      return 'các buổi phải theo thứ tự, không rỗng và không chồng nhau';
    }
    end = minutesOfTime(to);
  }
  return undefined;
}

function isTime(value: unknown): value is LocalTime {
  return typeof value === 'string' && isLocalTime(value);
}

function isWeekday(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 7;
}

function badHours(fault: string): Counted<never> {
  return refused('bad-office-hours', `Giờ làm việc không hợp lệ: ${fault}`);
}
