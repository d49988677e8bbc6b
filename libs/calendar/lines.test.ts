/** What a count says of itself: its lines, and the years it can and can't count in. */
import { describe, expect, it } from '@jest/globals';
import { NATIONAL_CALENDAR } from './index.ts';
import {
  CALENDAR_DAYS,
  countOf,
  cutOff,
  dueOf,
  pause,
  restarting,
  valueOf,
  WORKING_DAYS,
  WORKING_HOURS,
} from '../../test/support/counting.ts';
import type { CountingProfile, Pause } from './index.ts';

const days = (received: string, term: string) => dueOf({ received, term, profile: WORKING_DAYS });
const dates = (received: string, term: string) => dueOf({ received, term, profile: CALENDAR_DAYS });

describe('years', () => {
  it('without data are refused by name', () => {
    const refusal = (received: string, term: string, profile = WORKING_DAYS) =>
      countOf({ received, term, profile });
    for (const [received, term, year] of [
      ['2027-12-30T09:00', '5 ngày làm việc', '2028'],
      ['2014-12-29T09:00', '1 ngày làm việc', '2014'],
      ['1999-05-05T09:00', '1 giờ', '1999'],
      ['2026-01-05T09:00', '9999 ngày', '2028'],
    ] as const) {
      for (const profile of [WORKING_DAYS, WORKING_HOURS]) {
        const refused = refusal(received, term, profile);
        expect(refused).toMatchObject({ ok: false, refusal: { code: 'no-calendar-data' } });
        expect(!refused.ok && refused.refusal.message).toContain(year);
      }
    }
    expect(dates('2014-12-20T09:00', '30 ngày')).toBe('no-calendar-data');
    expect(dates('2027-12-20T09:00', '30 ngày')).toBe('no-calendar-data');
  });
  it('that are estimates say so, partial ones do not', () => {
    const estimate = (received: string, term = '5 ngày') =>
      valueOf(countOf({ received, term, profile: WORKING_DAYS })).estimate;
    expect(estimate('2027-03-01T09:00')).toBe(true);
    expect(estimate('2027-03-01T09:00', '0 ngày')).toBe(true);
    expect(estimate('2026-12-30T09:00')).toBe(true);
    expect(estimate('2026-12-01T09:00')).toBe(false);
    expect(estimate('2015-03-02T09:00')).toBe(false);
  });
  it('a term beyond a century is too long', () => {
    expect(days('2025-10-06T09:00', '999999 ngày')).toBe('too-long');
  });
});

describe('lines', () => {
  const linesOf = (received: string, term: string, profile: CountingProfile, pauses: Pause[] = []) =>
    valueOf(countOf({ received, term, profile, pauses })).lines.map(
      ({ from, to, counted, amount, reason }) =>
        `${from.slice(5)}..${to.slice(5)} ${counted ? amount : '-'} ${reason}`,
    );
  it('tell each stretch of dates and why', () => {
    expect(linesOf('2024-04-26T09:00', '3 ngày', WORKING_DAYS)).toEqual([
      '04-26..04-26 - receipt-day',
      '04-27..04-28 - weekend',
      '04-29..04-29 - swap-off',
      '04-30..04-30 - holiday',
      '05-01..05-01 - holiday',
      '05-02..05-03 2 counted',
      '05-04..05-04 1 swap-work',
    ]);
  });
  it('of hour counting give working minutes', () => {
    expect(linesOf('2025-10-02T16:00', '2,5 ngày', WORKING_HOURS)).toEqual([
      '10-02..10-02 60 counted',
      '10-03..10-03 480 counted',
      '10-04..10-05 - weekend',
      '10-06..10-06 480 counted',
      '10-07..10-07 180 counted',
    ]);
  });
  it('show a cut-off, a pause and a date rolled forward', () => {
    expect(linesOf('2025-10-03T16:00', '1 ngày', cutOff(WORKING_DAYS, '15:00'))).toEqual([
      '10-03..10-03 - after-cut-off',
      '10-04..10-05 - weekend',
      '10-06..10-06 - receipt-day',
      '10-07..10-07 1 counted',
    ]);
    expect(linesOf('2025-10-06T09:00', '5 ngày', CALENDAR_DAYS)).toEqual([
      '10-06..10-06 - receipt-day',
      '10-07..10-11 5 counted',
      '10-12..10-12 - weekend',
      '10-13..10-13 - rolled-forward',
    ]);
    expect(
      linesOf('2025-10-06T09:00', '3 ngày', WORKING_DAYS, [pause('2025-10-08T09:00', '2025-10-14T09:00')]),
    ).toEqual([
      '10-06..10-06 - receipt-day',
      '10-07..10-07 1 counted',
      '10-08..10-14 - paused',
      '10-15..10-16 2 counted',
    ]);
    const again = linesOf('2025-10-06T09:00', '1 ngày', restarting(cutOff(WORKING_DAYS, '15:00')), [
      pause('2025-10-07T09:00', '2025-10-10T15:00'),
    ]);
    expect(again).toEqual([
      '10-06..10-10 - restarted',
      '10-10..10-10 - after-cut-off',
      '10-11..10-12 - weekend',
      '10-13..10-13 - receipt-day',
      '10-14..10-14 1 counted',
    ]);
  });
  it('name the holiday, and the version of the calendar', () => {
    const count = valueOf(countOf({ received: '2025-08-29T09:00', term: '3 ngày', profile: WORKING_DAYS }));
    expect(count.lines.find(({ reason }) => reason === 'holiday')?.note).toBe('Quốc khánh');
    expect(count.calendarVersion).toBe(NATIONAL_CALENDAR.version);
  });
});
