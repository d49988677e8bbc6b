/** The vectors of the rules: receipt, term, due date at the close of business. */
import { describe, expect, it } from '@jest/globals';
import { workingMinutesBetween } from './index.ts';
import {
  at,
  CALENDAR_DAYS,
  dueOf,
  NATIONAL,
  valueOf,
  WORKING_DAYS,
  WORKING_HOURS,
} from '../../test/support/counting.ts';

describe('day counting, receipt at any hour of the date, due at 17:00', () => {
  it.each([
    ['2025-04-24', '4 ngày làm việc', '2025-04-29'],
    ['2025-04-24', '5 ngày làm việc', '2025-05-05'],
    ['2024-04-26', '3 ngày làm việc', '2024-05-04'],
    ['2025-12-30', '3 ngày làm việc', '2026-01-06'],
    ['2026-01-08', '2 ngày làm việc', '2026-01-10'],
    ['2026-08-20', '2 ngày làm việc', '2026-08-22'],
    ['2026-08-28', '3 ngày làm việc', '2026-09-07'],
    ['2018-12-28', '5 ngày làm việc', '2019-01-07'],
    ['2023-04-28', '1 ngày làm việc', '2023-05-04'],
    ['2026-02-12', '5 ngày làm việc', '2026-02-26'],
    ['2025-01-24', '10 ngày làm việc', '2025-02-14'],
    ['2026-11-23', '1 ngày làm việc', '2026-11-25'],
    ['2026-02-01', '15 ngày', '2026-02-23'],
    ['2025-04-15', '15 ngày', '2025-05-05'],
  ])('%s, %s: %s', (received, term, expected) => {
    const profile = term.endsWith('làm việc') ? WORKING_DAYS : CALENDAR_DAYS;
    for (const time of ['00:00', '06:10', '09:00', '12:15', '17:00', '23:59']) {
      expect(dueOf({ received: `${received}T${time}`, term, profile })).toBe(`${expected}T17:00`);
    }
  });
});

describe('hour counting', () => {
  it.each([
    ['2026-08-21T16:00', '4 giờ làm việc', '2026-08-22T10:30'],
    ['2024-04-26T11:30', '0,5 ngày', '2024-04-26T17:00'],
    ['2024-04-26T13:00', '1 ngày', '2024-05-02T11:30'],
  ])('%s, %s: %s', (received, term, expected) => {
    expect(dueOf({ received, term, profile: WORKING_HOURS })).toBe(expected);
  });

  it('takes half a working day in hour counting', () => {
    const half = { received: '2024-04-26T11:30', term: '0,5 ngày làm việc', profile: WORKING_DAYS };
    expect(dueOf(half)).toBe('2024-04-26T17:00');
  });
});

describe('working days in a year', () => {
  it.each([
    [2015, 250],
    [2016, 251],
    [2017, 250],
    [2018, 250],
    [2019, 252],
    [2020, 252],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 250],
    [2026, 249],
  ])('%d has %d', (year, expected) => {
    expect(workingDaysOf(year)).toBe(expected);
  });
});

function workingDaysOf(year: number): number {
  return valueOf(workingMinutesBetween(NATIONAL, at(`${year}-01-01T00:00`), at(`${year}-12-31T23:59`))) / 480;
}
