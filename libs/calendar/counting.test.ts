/** The sentences of the counting rules, one by one. October 2025 has no holiday: 2025-10-06 is a Monday. */
import { describe, expect, it } from '@jest/globals';
import { AROUND_THE_CLOCK, firstStepStart, localOf, NATIONAL_CALENDAR, workCalendar } from './index.ts';
import {
  at,
  CALENDAR_DAYS,
  cutOff,
  dueOf,
  hours,
  pause,
  stepDueOf,
  valueOf,
  WORKING_DAYS,
  WORKING_HOURS,
} from '../../test/support/counting.ts';
import type { CountingProfile, Pause } from './index.ts';

const days = (received: string, term: string, pauses: Pause[] = [], profile = WORKING_DAYS) =>
  dueOf({ received, term, profile, pauses });
const minutes = (received: string, term: string, pauses: Pause[] = [], profile = WORKING_HOURS) =>
  dueOf({ received, term, profile, pauses });
const dates = (received: string, term: string, pauses: Pause[] = [], profile = CALENDAR_DAYS) =>
  dueOf({ received, term, profile, pauses });

describe('the profile decides how to count, the printed unit only the amount', () => {
  it('168 giờ under working-days is 21 days', () => {
    expect(days('2025-10-01T09:00', '168 giờ')).toBe(days('2025-10-01T09:00', '21 ngày làm việc'));
  });
  it('hours under calendar-days are refused', () => {
    expect(dates('2025-10-06T09:00', '8 giờ')).toBe('unit-mismatch');
  });
  it('20 giờ under working-days is two days and a half', () => {
    expect(days('2025-10-06T09:00', '20 giờ')).toBe('2025-10-09T11:30');
  });
  it('2 ngày under working-hours is 960 minutes, a bare 2 is two hours', () => {
    expect(minutes('2025-10-06T09:00', '2 ngày')).toBe('2025-10-08T09:00');
    expect(minutes('2025-10-06T09:00', '2')).toBe('2025-10-06T11:00');
  });
  it('words give no due moment', () => {
    for (const term of ['', 'Không quy định', 'Không tính thời gian', 'theo lịch hẹn']) {
      expect(days('2025-10-06T09:00', term)).toBe('unreadable-term');
    }
  });
});

describe('receipt', () => {
  it('outside office hours: in hour counting the clock starts at the next opening', () => {
    for (const received of ['2025-10-03T17:00', '2025-10-04T09:00', '2025-10-06T05:00']) {
      expect(minutes(received, '1 giờ')).toBe('2025-10-06T08:30');
    }
    expect(minutes('2025-10-06T11:30', '1 giờ')).toBe('2025-10-06T14:00');
  });
  it('in day counting its date is the date on the clock', () => {
    expect(days('2025-10-03T23:59', '1 ngày')).toBe('2025-10-06T17:00');
    expect(days('2025-10-04T00:00', '1 ngày')).toBe('2025-10-06T17:00');
    expect(days('2025-10-06T00:00', '1 ngày')).toBe('2025-10-07T17:00');
  });
  it('an empty term is due when the clock starts', () => {
    expect(days('2025-10-06T09:10', '0 ngày')).toBe('2025-10-06T09:10');
    expect(days('2025-10-06T12:00', '0 ngày')).toBe('2025-10-06T13:00');
  });
});

describe('cut-off', () => {
  const three = cutOff(WORKING_DAYS, '15:00');
  it('a receipt at or after it counts as received at the next working day’s opening', () => {
    expect(days('2025-10-03T14:59', '1 ngày', [], three)).toBe('2025-10-06T17:00');
    expect(days('2025-10-03T15:00', '1 ngày', [], three)).toBe('2025-10-07T17:00');
    expect(minutes('2025-10-03T15:00', '1 giờ', [], cutOff(WORKING_HOURS, '15:00'))).toBe('2025-10-06T08:30');
  });
  it('works on working days only', () => {
    expect(days('2025-10-03T16:00', '1 ngày', [], three)).toBe('2025-10-07T17:00');
    expect(days('2025-10-04T09:00', '1 ngày', [], three)).toBe('2025-10-06T17:00');
    expect(days('2025-10-04T16:00', '1 ngày', [], three)).toBe('2025-10-06T17:00');
  });
  it('holds after the close too, and on a working Saturday', () => {
    expect(days('2025-10-03T21:00', '1 ngày', [], three)).toBe('2025-10-07T17:00');
    expect(days('2025-04-26T15:00', '1 ngày', [], three)).toBe('2025-04-29T17:00');
  });
  it('last-hour is the last 60 clock minutes before the day’s final close', () => {
    const lastHour = cutOff(WORKING_DAYS, 'last-hour');
    expect(days('2025-10-06T15:59', '1 ngày', [], lastHour)).toBe('2025-10-07T17:00');
    expect(days('2025-10-06T16:00', '1 ngày', [], lastHour)).toBe('2025-10-08T17:00');
    expect(days('2025-10-06T10:45', '1 ngày', [], lastHour)).toBe('2025-10-07T17:00');
    const shortEvening = workCalendar(NATIONAL_CALENDAR, [
      hours([
        ['07:30', '16:00'],
        ['16:30', '17:00'],
      ]),
    ]);
    const late = { received: '2025-10-06T16:00', term: '1 ngày', profile: lastHour, calendar: shortEvening };
    expect(dueOf(late)).toBe('2025-10-08T17:00');
  });
  it('moves a first step as it moves the receipt', () => {
    const start = (received: string, profile: CountingProfile) =>
      localOf(valueOf(firstStepStart(workCalendar(NATIONAL_CALENDAR), profile, at(received))));
    expect(start('2025-10-03T16:00', three)).toBe('2025-10-06T07:30');
    expect(start('2025-10-03T14:00', three)).toBe('2025-10-03T14:00');
    expect(start('2025-10-04T16:00', three)).toBe('2025-10-04T16:00');
  });
  it('is refused where it is no time of day', () => {
    expect(days('2025-10-03T16:00', '1 ngày', [], cutOff(WORKING_DAYS, '25:00'))).toBe('bad-profile');
  });
});

describe('working-days', () => {
  it('the receipt’s date is not counted; due at the close of the Nth working day after it', () => {
    expect(days('2025-10-06T07:30', '1 ngày')).toBe('2025-10-07T17:00');
    expect(days('2025-10-06T07:30', '5 ngày')).toBe('2025-10-13T17:00');
  });
  it('a fraction of a day is taken in hour counting', () => {
    expect(days('2025-10-06T09:00', '0,5 ngày')).toBe('2025-10-06T14:30');
    expect(days('2025-10-06T16:00', '1/2 ngày')).toBe('2025-10-07T10:30');
    expect(days('2025-10-06T07:30', '4 giờ')).toBe('2025-10-06T11:30');
  });
  it('the whole days first, then the fraction from the next working day’s opening', () => {
    expect(days('2025-10-06T09:00', '2,5 ngày')).toBe('2025-10-09T11:30');
    expect(days('2025-10-08T09:00', '2,75 ngày')).toBe('2025-10-13T15:00');
  });
  it('to the nearest whole minute: 0,33 ngày is 158,4 minutes', () => {
    expect(days('2025-10-06T07:30', '0,33 ngày')).toBe('2025-10-06T10:08');
    expect(days('2025-10-06T07:30', '1/3 ngày')).toBe('2025-10-06T10:10');
  });
});

describe('working-hours', () => {
  it('runs through office hours only', () => {
    expect(minutes('2025-10-03T16:30', '1 giờ')).toBe('2025-10-06T08:00');
    expect(minutes('2025-10-06T11:00', '1 giờ')).toBe('2025-10-06T13:30');
  });
  it('a budget that ends exactly at the end of a session is due at that moment', () => {
    expect(minutes('2025-10-06T07:30', '4 giờ')).toBe('2025-10-06T11:30');
    expect(minutes('2025-10-06T13:00', '4 giờ')).toBe('2025-10-06T17:00');
    expect(minutes('2025-10-06T07:30', '8 giờ')).toBe('2025-10-06T17:00');
  });
});

describe('calendar-days', () => {
  it('the receipt’s date is not counted; a date off rolls to the next working day', () => {
    expect(dates('2025-10-06T09:00', '3 ngày')).toBe('2025-10-09T17:00');
    expect(dates('2025-10-06T09:00', '5 ngày')).toBe('2025-10-13T17:00');
    expect(dates('2025-10-06T09:00', '6 ngày')).toBe('2025-10-13T17:00');
  });
  it('a working Saturday is no date off', () => {
    expect(dates('2025-04-21T09:00', '5 ngày')).toBe('2025-04-26T17:00');
  });
  it('a fraction runs in hour counting from the next working day’s opening', () => {
    expect(dates('2025-10-06T09:00', '3,5 ngày')).toBe('2025-10-10T11:30');
    expect(dates('2025-10-06T09:00', '5,5 ngày')).toBe('2025-10-14T11:30');
  });
  it('less than one day runs in hour counting from the start', () => {
    expect(dates('2025-10-06T09:00', '0,5 ngày')).toBe('2025-10-06T14:30');
  });
});

describe('steps', () => {
  const step = (received: string, term: string, profile = WORKING_DAYS, pauses: Pause[] = []) =>
    stepDueOf({ received, term, profile, pauses });
  it('run in hour counting from the moment they start', () => {
    expect(step('2025-10-06T09:00', '1 ngày')).toBe('2025-10-07T09:00');
    expect(step('2025-10-06T09:00', '2,5')).toBe('2025-10-08T14:30');
    expect(step('2025-10-06T09:00', '2', WORKING_HOURS)).toBe('2025-10-06T11:00');
  });
  it('in calendar-day procedures by the date rule', () => {
    expect(step('2025-10-06T09:00', '5 ngày', CALENDAR_DAYS)).toBe('2025-10-13T17:00');
    expect(step('2025-10-06T09:00', '0,5 ngày', CALENDAR_DAYS)).toBe('2025-10-06T14:30');
    expect(step('2025-10-06T09:00', '4 giờ', CALENDAR_DAYS)).toBe('unit-mismatch');
  });
  it('heed no cut-off when they start', () => {
    expect(step('2025-10-06T16:00', '1 ngày', cutOff(WORKING_DAYS, '15:00'))).toBe('2025-10-07T16:00');
  });
  it('not counted, unspecified, words: no deadline', () => {
    for (const time of ['Không tính thời gian', 'Không quy định', '', 'ngay khi đủ hồ sơ']) {
      expect(step('2025-10-06T09:00', time)).toBe('no deadline');
    }
  });
  it('Giờ hành chính: due at the close of the working day it starts, or of the next', () => {
    expect(step('2025-10-06T05:00', 'Giờ hành chính')).toBe('2025-10-06T17:00');
    expect(step('2025-10-06T16:59', 'Giờ hành chính')).toBe('2025-10-06T17:00');
    expect(step('2025-10-06T17:00', 'Giờ hành chính')).toBe('2025-10-07T17:00');
    expect(step('2025-10-04T09:00', 'Giờ hành chính')).toBe('2025-10-06T17:00');
    expect(step('2025-10-03T18:00', 'Giờ hành chính', CALENDAR_DAYS)).toBe('2025-10-06T17:00');
  });
  it('pause in hour counting', () => {
    const asked = [pause('2025-10-06T10:00', '2025-10-08T13:00')];
    expect(step('2025-10-06T09:00', '1 ngày', WORKING_DAYS, asked)).toBe('2025-10-09T10:30');
  });
});

describe('an agency’s own hours', () => {
  const own = workCalendar(NATIONAL_CALENDAR, [
    hours(
      [
        ['07:00', '11:00'],
        ['13:00', '16:00'],
      ],
      { validFrom: at('2025-10-07T00:00').slice(0, 10) as never },
    ),
  ]);
  it('hold from their date', () => {
    const asked = { term: '1 ngày', profile: WORKING_DAYS, calendar: own };
    expect(dueOf({ ...asked, received: '2025-10-01T09:00' })).toBe('2025-10-02T17:00');
    expect(dueOf({ ...asked, received: '2025-10-07T09:00' })).toBe('2025-10-08T16:00');
  });
  it('1 ngày in hour counting is still 480 working minutes', () => {
    const asked = { received: '2025-10-08T07:00', term: '1 ngày', profile: WORKING_HOURS, calendar: own };
    expect(dueOf(asked)).toBe('2025-10-09T08:00');
  });
});

describe('a unit on duty around the clock', () => {
  const calendar = workCalendar(NATIONAL_CALENDAR, [AROUND_THE_CLOCK]);
  it('works on Sundays and holidays, and closes at 24:00', () => {
    expect(dueOf({ received: '2026-02-16T09:00', term: '1 ngày', profile: WORKING_DAYS, calendar })).toBe(
      '2026-02-18T00:00',
    );
    expect(dueOf({ received: '2026-02-15T23:30', term: '1 giờ', profile: WORKING_HOURS, calendar })).toBe(
      '2026-02-16T00:30',
    );
    expect(dueOf({ received: '2026-02-15T23:00', term: '1 giờ', profile: WORKING_HOURS, calendar })).toBe(
      '2026-02-16T00:00',
    );
    expect(dueOf({ received: '2026-02-15T23:00', term: '1 ngày', profile: WORKING_HOURS, calendar })).toBe(
      '2026-02-16T07:00',
    );
  });
  it('a fraction follows at midnight', () => {
    expect(dueOf({ received: '2026-02-16T09:00', term: '1,5 ngày', profile: WORKING_DAYS, calendar })).toBe(
      '2026-02-18T04:00',
    );
  });
  it('its last hour begins at 23:00', () => {
    const profile = cutOff(WORKING_DAYS, 'last-hour');
    expect(dueOf({ received: '2026-02-16T23:00', term: '1 ngày', profile, calendar })).toBe(
      '2026-02-19T00:00',
    );
  });
});
