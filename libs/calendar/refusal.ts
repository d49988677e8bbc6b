import type { CalendarRefusal, Counted } from './types.ts';

export function counted<T>(value: T): Counted<T> {
  return { ok: true, value };
}

export function refused(code: CalendarRefusal['code'], message: string): Counted<never> {
  return { ok: false, refusal: { code, message } };
}

/** A year without calendar data can't be counted in: never a guess. */
export function noCalendarData(year: number): Counted<never> {
  return refused('no-calendar-data', `Chưa có dữ liệu lịch làm việc của năm ${year}`);
}
