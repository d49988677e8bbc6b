import { describe, expect, it } from '@jest/globals';
import {
  addWorkingMinutes,
  AROUND_THE_CLOCK,
  isOpen,
  localOf,
  NATIONAL_CALENDAR,
  nextOpening,
  timeLeft,
  warnAt,
  workCalendar,
  workingDayBefore,
  workingMinutesBetween,
} from './index.ts';
import {
  at,
  CALENDAR_DAYS,
  countOf,
  NATIONAL,
  pause,
  valueOf,
  WORKING_DAYS,
  WORKING_HOURS,
} from '../../test/support/counting.ts';
import type { CountingProfile, Pause } from './index.ts';

const around = workCalendar(NATIONAL_CALENDAR, [AROUND_THE_CLOCK]);

describe('the office’s clock', () => {
  it('is open from a session’s first minute to its end', () => {
    const open = ['07:30', '11:29', '13:00', '16:59'].map((time) => `2025-10-06T${time}`);
    const closed = ['07:29', '11:30', '12:59', '17:00'].map((time) => `2025-10-06T${time}`);
    for (const local of open) expect(isOpen(NATIONAL, at(local))).toEqual({ ok: true, value: true });
    for (const local of [...closed, '2025-10-05T09:00']) {
      expect(isOpen(NATIONAL, at(local))).toEqual({ ok: true, value: false });
    }
    expect(valueOf(isOpen(around, at('2026-02-17T00:00')))).toBe(true);
    expect(isOpen(NATIONAL, at('2028-01-03T09:00'))).toMatchObject({ refusal: { code: 'no-calendar-data' } });
  });
  it('opens next', () => {
    const next = (local: string) => localOf(valueOf(nextOpening(NATIONAL, at(local))));
    expect(next('2025-10-03T17:00')).toBe('2025-10-06T07:30');
    expect(next('2025-10-06T12:00')).toBe('2025-10-06T13:00');
    expect(next('2025-10-06T09:12')).toBe('2025-10-06T09:12');
    expect(next('2026-08-21T20:00')).toBe('2026-08-22T07:30');
  });
  it('measures working minutes', () => {
    const between = (from: string, to: string) => valueOf(workingMinutesBetween(NATIONAL, at(from), at(to)));
    expect(between('2025-10-03T16:00', '2025-10-06T08:00')).toBe(90);
    expect(between('2025-10-06T08:00', '2025-10-03T16:00')).toBe(0);
    expect(between('2025-10-06T00:00', '2025-10-07T00:00')).toBe(480);
  });
  it('spends working minutes', () => {
    expect(localOf(valueOf(addWorkingMinutes(NATIONAL, at('2025-10-03T16:00'), 90)))).toBe(
      '2025-10-06T08:00',
    );
    expect(addWorkingMinutes(NATIONAL, at('2025-10-03T16:00'), 1e9)).toMatchObject({
      refusal: { code: 'too-long' },
    });
  });
  it('tells the time left, and how late it is', () => {
    const left = (now: string) => valueOf(timeLeft(NATIONAL, at(now), at('2025-10-06T17:00')));
    expect(left('2025-10-06T16:00')).toBe(60);
    expect(left('2025-10-06T17:00')).toBe(0);
    expect(left('2025-10-06T20:00')).toBe(0);
    expect(left('2025-10-07T08:30')).toBe(-60);
  });
});

describe('the apology, one working day before the due moment', () => {
  const before = (due: string, n = 1, calendar = NATIONAL) =>
    localOf(valueOf(workingDayBefore(calendar, at(due), n)));
  it('keeps the time of day', () => {
    expect(before('2025-10-07T17:00')).toBe('2025-10-06T17:00');
    expect(before('2025-10-06T10:20')).toBe('2025-10-03T10:20');
    expect(before('2024-05-02T17:00')).toBe('2024-04-26T17:00');
    expect(before('2025-10-08T17:00', 2)).toBe('2025-10-06T17:00');
  });
  it('a due moment at 24:00 belongs to the day it ends', () => {
    expect(before('2026-02-18T00:00', 1, around)).toBe('2026-02-17T00:00');
  });
});

describe('warning at a share of the time', () => {
  const warn = (term: string, profile: CountingProfile, share: number, pauses: Pause[] = []) => {
    const count = valueOf(countOf({ received: '2025-10-06T07:30', term, profile, pauses }));
    if (count.state === 'paused') throw new Error('paused');
    return localOf(valueOf(warnAt(NATIONAL, count, share)));
  };
  it('is working time', () => {
    expect(warn('8 giờ', WORKING_HOURS, 0.5)).toBe('2025-10-06T11:30');
    expect(warn('4 ngày', WORKING_DAYS, 0.8)).toBe('2025-10-09T17:00');
    expect(warn('4 ngày', WORKING_DAYS, 1)).toBe('2025-10-10T17:00');
  });
  it('is time on the clock in calendar-day counting', () => {
    expect(warn('7 ngày', CALENDAR_DAYS, 0.5)).toBe('2025-10-10T00:15');
  });
  it('leaves pauses out', () => {
    const asked = [pause('2025-10-06T10:30', '2025-10-08T07:30')];
    expect(warn('8 giờ', WORKING_HOURS, 0.25, asked)).toBe('2025-10-06T09:30');
    expect(warn('8 giờ', WORKING_HOURS, 0.5, asked)).toBe('2025-10-08T08:30');
  });
});
