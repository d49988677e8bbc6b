/** The sentences on pauses and `restart`, one by one. October 2025 has no holiday: 2025-10-06 is a Monday. */
import { describe, expect, it } from '@jest/globals';
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

const days = (received: string, term: string, pauses: Pause[] = [], profile = WORKING_DAYS) =>
  dueOf({ received, term, profile, pauses });
const minutes = (received: string, term: string, pauses: Pause[] = [], profile = WORKING_HOURS) =>
  dueOf({ received, term, profile, pauses });
const dates = (received: string, term: string, pauses: Pause[] = [], profile = CALENDAR_DAYS) =>
  dueOf({ received, term, profile, pauses });

describe('pause', () => {
  it('hour counting: the remaining working minutes run on from the resumption', () => {
    expect(minutes('2025-10-06T09:00', '4 giờ', [pause('2025-10-06T10:00', '2025-10-08T15:30')])).toBe(
      '2025-10-09T09:00',
    );
    expect(minutes('2025-10-06T09:00', '4 giờ', [pause('2025-10-06T10:00', '2025-10-11T15:30')])).toBe(
      '2025-10-13T10:30',
    );
  });
  it('working days strictly between the receipt’s date and the pause’s date have been used', () => {
    expect(days('2025-10-06T09:00', '3 ngày', [pause('2025-10-08T09:00', '2025-10-15T10:00')])).toBe(
      '2025-10-17T17:00',
    );
    expect(days('2025-10-06T09:00', '3 ngày', [pause('2025-10-06T09:00', '2025-10-06T10:00')])).toBe(
      '2025-10-09T17:00',
    );
  });
  it('the resumption’s date is not counted itself', () => {
    expect(days('2025-10-06T09:00', '3 ngày', [pause('2025-10-07T09:00', '2025-10-11T10:00')])).toBe(
      '2025-10-15T17:00',
    );
  });
  it('pausing and resuming on one date costs that date: Thursday becomes Friday', () => {
    expect(days('2025-10-06T09:00', '3 ngày')).toBe('2025-10-09T17:00');
    expect(days('2025-10-06T09:00', '3 ngày', [pause('2025-10-08T09:00', '2025-10-08T09:30')])).toBe(
      '2025-10-10T17:00',
    );
  });
  it('in calendar-day counting the used days are dates', () => {
    expect(dates('2025-10-06T09:00', '10 ngày', [pause('2025-10-13T09:00', '2025-10-20T10:00')])).toBe(
      '2025-10-24T17:00',
    );
  });
  it('as long as the due moment has not passed, at least one day is left', () => {
    const rolled = pause('2025-10-13T09:00', '2025-10-15T10:00');
    expect(dates('2025-10-10T09:00', '1 ngày', [rolled])).toBe('2025-10-16T17:00');
    expect(days('2025-10-06T09:00', '1 ngày', [pause('2025-10-07T17:00', '2025-10-09T10:00')])).toBe(
      '2025-10-10T17:00',
    );
  });
  it('a fraction stays in the rest', () => {
    expect(days('2025-10-06T09:00', '2,5 ngày', [pause('2025-10-08T09:00', '2025-10-15T10:00')])).toBe(
      '2025-10-17T11:30',
    );
    expect(days('2025-10-06T09:00', '2,5 ngày', [pause('2025-10-09T09:00', '2025-10-15T10:00')])).toBe(
      '2025-10-17T11:30',
    );
    expect(dates('2025-10-10T09:00', '1,5 ngày', [pause('2025-10-13T09:00', '2025-10-15T10:00')])).toBe(
      '2025-10-17T11:30',
    );
  });
  it('a term of less than a day pauses in hour counting', () => {
    expect(days('2025-10-06T09:00', '0,5 ngày', [pause('2025-10-06T10:00', '2025-10-08T07:30')])).toBe(
      '2025-10-08T10:30',
    );
  });
  it('for a later pause the last resumption stands for the receipt and the rest for N', () => {
    const pauses = [
      pause('2025-10-08T09:00', '2025-10-13T10:00'),
      pause('2025-10-15T09:00', '2025-10-20T10:00'),
    ];
    expect(days('2025-10-06T09:00', '5 ngày', pauses)).toBe('2025-10-23T17:00');
    const hourly = [
      pause('2025-10-06T10:00', '2025-10-06T14:00'),
      pause('2025-10-06T15:00', '2025-10-07T08:00'),
    ];
    expect(minutes('2025-10-06T09:00', '4 giờ', hourly)).toBe('2025-10-07T10:00');
  });
  it('one that begins after the due moment changes nothing', () => {
    expect(days('2025-10-06T09:00', '1 ngày', [pause('2025-10-07T17:01', '2025-10-09T10:00')])).toBe(
      '2025-10-07T17:00',
    );
    expect(minutes('2025-10-06T09:00', '1 giờ', [pause('2025-10-06T10:01', '2025-10-09T10:00')])).toBe(
      '2025-10-06T10:00',
    );
    const late = [pause('2025-10-08T09:00', '2025-10-09T10:00')];
    expect(days('2025-10-06T09:00', '1 ngày', late, restarting(WORKING_DAYS))).toBe('2025-10-07T17:00');
    expect(days('2025-10-06T09:00', '1 ngày', [pause('2025-10-08T09:00')])).toBe('2025-10-07T17:00');
  });
  it('heeds no cut-off at the resumption', () => {
    const profile = cutOff(WORKING_DAYS, '15:00');
    expect(days('2025-10-06T09:00', '2 ngày', [pause('2025-10-07T09:00', '2025-10-08T16:00')], profile)).toBe(
      '2025-10-10T17:00',
    );
  });
  it('before a receipt that the cut-off put off takes nothing', () => {
    const profile = cutOff(WORKING_DAYS, '15:00');
    expect(days('2025-10-03T15:10', '1 ngày', [pause('2025-10-03T15:30', '2025-10-03T16:00')], profile)).toBe(
      '2025-10-07T17:00',
    );
  });
  it('stops the clock only for what the profile names', () => {
    const profile: CountingProfile = { ...WORKING_DAYS, pausesFor: ['supplement'] };
    const [from, to] = ['2025-10-07T09:00', '2025-10-08T09:00'] as const;
    expect(days('2025-10-06T09:00', '2 ngày', [pause(from, to, 'payment')], profile)).toBe(
      '2025-10-08T17:00',
    );
    expect(days('2025-10-06T09:00', '2 ngày', [pause(from, to, 'supplement')], profile)).toBe(
      '2025-10-10T17:00',
    );
  });
  it('while it lasts there is no due moment, but what is left', () => {
    const asked = { received: '2025-10-06T09:00', term: '2,5 ngày', profile: WORKING_DAYS };
    const open = valueOf(countOf({ ...asked, pauses: [pause('2025-10-08T09:00')] }));
    expect(open).toMatchObject({ state: 'paused', remaining: { unit: 'working-days', amount: 1.5 } });
    const hourly = valueOf(
      countOf({ ...asked, profile: WORKING_HOURS, pauses: [pause('2025-10-06T10:00')] }),
    );
    expect(hourly).toMatchObject({ remaining: { unit: 'working-minutes', amount: 1140 } });
    const again = valueOf(
      countOf({ ...asked, profile: restarting(WORKING_DAYS), pauses: [pause('2025-10-08T09:00')] }),
    );
    expect(again).toMatchObject({ remaining: { unit: 'working-days', amount: 2.5 } });
  });
  it.each([
    ['before the receipt', [pause('2025-10-05T09:00', '2025-10-08T09:00')]],
    ['ending before it begins', [pause('2025-10-08T09:00', '2025-10-07T09:00')]],
    [
      'overlapping',
      [pause('2025-10-07T09:00', '2025-10-08T09:00'), pause('2025-10-08T08:00', '2025-10-09T09:00')],
    ],
    [
      'out of order',
      [pause('2025-10-08T09:00', '2025-10-09T09:00'), pause('2025-10-07T08:00', '2025-10-07T09:00')],
    ],
    [
      'after one that still lasts',
      [pause('2025-10-07T09:00'), pause('2025-10-08T08:00', '2025-10-09T09:00')],
    ],
  ])('%s is refused', (_, pauses) => {
    expect(days('2025-10-06T09:00', '9 ngày', pauses)).toBe('bad-pauses');
  });
});

describe('restart', () => {
  const asked = [pause('2025-10-08T09:00', '2025-10-10T10:00')];
  it('the whole term begins again at the resumption', () => {
    expect(days('2025-10-06T09:00', '3 ngày', asked, restarting(WORKING_DAYS))).toBe('2025-10-15T17:00');
    expect(minutes('2025-10-06T09:00', '2,5 ngày', asked, restarting(WORKING_HOURS))).toBe(
      '2025-10-14T15:30',
    );
    expect(dates('2025-10-06T09:00', '3 ngày', asked, restarting(CALENDAR_DAYS))).toBe('2025-10-13T17:00');
  });
  it('the cut-off works for the resumption, on working days', () => {
    const profile = restarting(cutOff(WORKING_DAYS, '15:00'));
    const resumed = (to: string) =>
      days('2025-10-06T09:00', '3 ngày', [pause('2025-10-08T09:00', to)], profile);
    expect(resumed('2025-10-10T14:59')).toBe('2025-10-15T17:00');
    expect(resumed('2025-10-10T15:00')).toBe('2025-10-16T17:00');
    expect(resumed('2025-10-11T15:00')).toBe('2025-10-15T17:00');
  });
  it('a payment only pauses', () => {
    const paid = [pause('2025-10-08T09:00', '2025-10-10T10:00', 'payment')];
    expect(days('2025-10-06T09:00', '3 ngày', paid, restarting(WORKING_DAYS))).toBe('2025-10-14T17:00');
  });
});
