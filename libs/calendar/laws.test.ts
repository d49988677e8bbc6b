/** Laws of counting for arbitrary receipts, terms and pauses, and two slow, independent ways to count. */
import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import {
  addWorkingMinutes,
  AROUND_THE_CLOCK,
  instantOf,
  localOf,
  NATIONAL_CALENDAR,
  workCalendar,
  workingMinutesBetween,
} from './index.ts';
import {
  at,
  CALENDAR_DAYS,
  countOf,
  dueOf,
  hours,
  NATIONAL,
  valueOf,
  WORKING_DAYS,
  WORKING_HOURS,
} from '../../test/support/counting.ts';
import type { Deadline, Instant, LocalMoment, OfficeHours, PausedDeadline, WorkCalendar } from './index.ts';

const MS_PER_MINUTE = 60_000;
const FIRST = Date.UTC(2015, 0, 1);
const LAST = Date.UTC(2026, 5, 30);

/** A minute on the wall from 2015 to the middle of 2026; often near a holiday or a swap. */
const received = fc
  .oneof(
    fc.integer({ min: FIRST / MS_PER_MINUTE, max: LAST / MS_PER_MINUTE }),
    fc
      .tuple(
        fc.constantFrom('2015-02-13', '2018-12-27', '2024-04-26', '2025-04-24', '2026-01-08'),
        fc.nat(10 * 1440),
      )
      .map(([date, minutes]) => Date.parse(`${date}T00:00Z`) / MS_PER_MINUTE + minutes),
  )
  .map(wall);
const workingMinutes = fc.integer({ min: 1, max: 6000 });
const wholeDays = fc.integer({ min: 1, max: 60 });

const shifts = workCalendar(NATIONAL_CALENDAR, [
  hours(
    [
      ['06:00', '10:15'],
      ['10:45', '14:00'],
      ['20:00', '24:00'],
    ],
    { weekdays: [2, 3, 4, 5, 6] },
  ),
]);
const calendars = fc.constantFrom(NATIONAL, shifts, workCalendar(NATIONAL_CALENDAR, [AROUND_THE_CLOCK]));

function wall(minute: number): string {
  return new Date(minute * MS_PER_MINUTE).toISOString().slice(0, 16);
}

function plus(local: string, minutes: number): string {
  return wall(Date.parse(`${local}Z`) / MS_PER_MINUTE + minutes);
}

function minutesTerm(minutes: number): string {
  return `${minutes}/60 giờ`;
}

function running(count: Deadline | PausedDeadline): Deadline {
  if (count.state !== 'running') throw new Error('paused');
  return count;
}

/** Tells an open minute from a closed one by the printed rule alone: no index, no sums. */
function minuteIsOpen(calendar: WorkCalendar, local: string): boolean {
  const date = local.slice(0, 10);
  const time = local.slice(11);
  const inForce = calendar.officeHours.filter(({ validFrom }) => validFrom <= date).at(-1) as OfficeHours;
  return isWorkingDay(inForce, date) && inForce.sessions.some(({ from, to }) => from <= time && time < to);
}

function isWorkingDay(inForce: OfficeHours, date: string): boolean {
  const ordinary = inForce.weekdays.includes(new Date(`${date}T00:00Z`).getUTCDay() || 7);
  if (inForce.ignoresHolidays) return ordinary;
  const kinds = NATIONAL_CALENDAR.years.flatMap(({ days }) =>
    days.filter((day) => day.date === date).map(({ kind }) => kind),
  );
  return kinds.includes('swap_work') || (ordinary && kinds.length === 0);
}

describe('hour counting', () => {
  it('agrees with counting minute by minute', () => {
    fc.assert(
      fc.property(calendars, received, fc.integer({ min: 1, max: 1200 }), (calendar, from, budget) => {
        let minute = from;
        for (let left = budget; left > 0; minute = plus(minute, 1))
          left -= minuteIsOpen(calendar, minute) ? 1 : 0;
        expect(localOf(valueOf(addWorkingMinutes(calendar, at(from), budget)))).toBe(minute);
      }),
      { numRuns: 60 },
    );
  });

  it('is monotonic', () => {
    fc.assert(
      fc.property(calendars, received, fc.nat(20_000), workingMinutes, (calendar, from, later, budget) => {
        const asked = { term: minutesTerm(budget), profile: WORKING_HOURS, calendar };
        expect(dueOf({ ...asked, received: plus(from, later) }) >= dueOf({ ...asked, received: from })).toBe(
          true,
        );
      }),
    );
  });

  it('is additive', () => {
    fc.assert(
      fc.property(calendars, received, workingMinutes, workingMinutes, (calendar, from, first, second) => {
        const asked = { profile: WORKING_HOURS, calendar };
        const whole = dueOf({ ...asked, received: from, term: minutesTerm(first + second) });
        const half = dueOf({ ...asked, received: from, term: minutesTerm(first) });
        expect(dueOf({ ...asked, received: half, term: minutesTerm(second) })).toBe(whole);
      }),
    );
  });

  it('a pause neither shortens nor lengthens the working time left', () => {
    fc.assert(
      fc.property(
        calendars,
        received,
        workingMinutes,
        fc.nat(30_000),
        fc.nat(60_000),
        (calendar, from, budget, after, length) => {
          const unpaused = dueOf({
            received: from,
            term: minutesTerm(budget),
            profile: WORKING_HOURS,
            calendar,
          });
          const paused = plus(from, after);
          fc.pre(paused <= unpaused);
          const resumed = plus(paused, length);
          const pauses = [{ from: at(paused), to: at(resumed) }];
          const due = dueOf({
            received: from,
            term: minutesTerm(budget),
            profile: WORKING_HOURS,
            calendar,
            pauses,
          });
          const left = (moment: string, until: string) =>
            valueOf(workingMinutesBetween(calendar, at(moment), at(until)));
          expect(left(resumed, due)).toBe(left(paused, unpaused));
          expect(left(from, paused) + left(resumed, due)).toBe(budget);
        },
      ),
    );
  });

  it('the lines add up to the budget', () => {
    fc.assert(
      fc.property(received, workingMinutes, (from, budget) => {
        const { lines } = valueOf(
          countOf({ received: from, term: minutesTerm(budget), profile: WORKING_HOURS }),
        );
        expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(budget);
      }),
    );
  });
});

describe('day counting', () => {
  it('agrees with walking from day to day', () => {
    fc.assert(
      fc.property(received, wholeDays, fc.boolean(), (from, count, calendarDays) => {
        let date = from.slice(0, 10);
        const [ours] = NATIONAL.officeHours as [OfficeHours];
        for (let left = count; left > 0;) {
          date = plus(`${date}T00:00`, 1440).slice(0, 10);
          if (calendarDays || isWorkingDay(ours, date)) left -= 1;
        }
        while (!isWorkingDay(ours, date)) date = plus(`${date}T00:00`, 1440).slice(0, 10);
        const profile = calendarDays ? CALENDAR_DAYS : WORKING_DAYS;
        expect(dueOf({ received: from, term: `${count} ngày`, profile })).toBe(`${date}T17:00`);
      }),
    );
  });

  it('is monotonic in the receipt', () => {
    const profiles = fc.constantFrom(WORKING_DAYS, CALENDAR_DAYS);
    fc.assert(
      fc.property(received, fc.nat(20_000), fc.nat(160), profiles, (from, later, quarters, profile) => {
        const asked = { term: `${quarters}/4 ngày`, profile };
        expect(dueOf({ ...asked, received: plus(from, later) }) >= dueOf({ ...asked, received: from })).toBe(
          true,
        );
      }),
    );
  });

  it('in working days is monotonic in the term', () => {
    fc.assert(
      fc.property(received, fc.nat(160), (from, quarters) => {
        const asked = { received: from, profile: WORKING_DAYS };
        const next = dueOf({ ...asked, term: `${quarters + 1}/4 ngày` });
        expect(quarters < 4 || next >= dueOf({ ...asked, term: `${quarters}/4 ngày` })).toBe(true);
      }),
    );
  });

  it('a pause in time never makes it due earlier', () => {
    const profiles = fc.constantFrom(WORKING_DAYS, CALENDAR_DAYS);
    fc.assert(
      fc.property(
        received,
        wholeDays,
        fc.nat(60_000),
        fc.nat(40_000),
        profiles,
        (from, count, after, length, profile) => {
          const asked = { received: from, term: `${count} ngày`, profile };
          const pauses = [{ from: at(plus(from, after)), to: at(plus(from, after + length)) }];
          expect(dueOf({ ...asked, pauses }) >= dueOf(asked)).toBe(true);
        },
      ),
    );
  });
});

describe('every due moment', () => {
  it('lies inside office hours', () => {
    const profiles = fc.constantFrom(WORKING_DAYS, WORKING_HOURS, CALENDAR_DAYS);
    fc.assert(
      fc.property(
        calendars,
        received,
        fc.integer({ min: 1, max: 120 }),
        profiles,
        (calendar, from, quarters, profile) => {
          const due = dueOf({ received: from, term: `${quarters}/4 ngày`, profile, calendar });
          expect(minuteIsOpen(calendar, plus(due, -1))).toBe(true);
        },
      ),
    );
  });

  it('ends the last run, and each run lies after the one before', () => {
    fc.assert(
      fc.property(received, wholeDays, fc.nat(5_000), fc.nat(5_000), (from, count, after, length) => {
        const pauses = [{ from: at(plus(from, after)), to: at(plus(from, after + length)) }];
        const { runs, dueAt } = running(
          valueOf(countOf({ received: from, term: `${count} ngày`, profile: WORKING_DAYS, pauses })),
        );
        const moments = runs.flatMap(({ from: start, to }): Instant[] => [start, to]);
        expect(moments).toEqual(moments.toSorted());
        expect(moments.at(-1)).toBe(dueAt);
      }),
    );
  });
});

describe('moments', () => {
  it('go to the wall and back', () => {
    fc.assert(fc.property(received, (local) => expect(localOf(instantOf(local as LocalMoment))).toBe(local)));
  });
});
