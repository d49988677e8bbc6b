import type { CalendarRefusal, Counted } from './types.ts';

export function counted<T>(value: T): Counted<T> {
  return { ok: true, value };
}

export function refused(code: CalendarRefusal['code'], message: string): Counted<never> {
  return { ok: false, refusal: { code, message } };
}

export function noCalendarData(year: number): Counted<never> {
  return refused('no-calendar-data', `no calendar data for the year ${year}`);
}
