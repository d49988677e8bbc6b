import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  AROUND_THE_CLOCK,
  DEFAULT_OFFICE_HOURS,
  isLocalDate,
  isLocalTime,
  NATIONAL_CALENDAR,
  parseCalendarData,
  parseLocalMoment,
  parseOfficeHours,
  weekday,
} from './index.ts';
import { dueOf, WORKING_DAYS } from '../../test/support/counting.ts';
import { workCalendar } from './index.ts';
import type { LocalDate } from './index.ts';

const REFERENCE = new URL('../../../shared/domain/holidays.json', import.meta.url);

interface ReferenceYear {
  verified: unknown;
  days: { date: string; kind: string; verified?: unknown }[];
}

describe('the shipped calendar', () => {
  const sameAsReference = existsSync(REFERENCE) ? it : it.skip;
  sameAsReference('has the days of the reference table (skipped where ../shared is absent)', () => {
    const { _meta, ...years } = JSON.parse(readFileSync(REFERENCE, 'utf8')) as Record<string, ReferenceYear>;
    expect(_meta).toBeDefined();
    const day = ({ date, kind, verified }: ReferenceYear['days'][number]) =>
      `${date} ${kind} ${String(verified)}`;
    const expected = Object.entries(years).map(([year, { verified, days }]) => [
      Number(year),
      verified,
      days.map(day),
    ]);
    const shipped = NATIONAL_CALENDAR.years.map(({ year, verified, days }) => [
      year,
      verified,
      days.map(day),
    ]);
    expect(shipped).toEqual(expected);
  });
  it('names the sources of every year, and one estimate', () => {
    expect(NATIONAL_CALENDAR.years.every(({ sources }) => sources.length > 0)).toBe(true);
    expect(
      NATIONAL_CALENDAR.years.filter(({ verified }) => verified === false).map(({ year }) => year),
    ).toEqual([2027]);
  });
});

describe('calendar data', () => {
  const year = { year: 2028, verified: true, sources: ['Công văn'], days: [] as unknown[] };
  const withDay = (day: object) => ({ version: 'x', years: [{ ...year, days: [day] }] });
  it('are read', () => {
    const days = [{ date: '2028-01-01', kind: 'holiday', name: 'Tết Dương lịch' }];
    expect(parseCalendarData({ version: 'x', years: [{ ...year, days }] }).ok).toBe(true);
    expect(parseCalendarData(NATIONAL_CALENDAR)).toEqual({ ok: true, value: NATIONAL_CALENDAR });
  });
  it.each([
    ['nothing', null],
    ['no version', { years: [year] }],
    ['no year', { version: 'x', years: [] }],
    ['a year twice', { version: 'x', years: [year, year] }],
    ['no source', { version: 'x', years: [{ ...year, sources: [] }] }],
    ['a strange mark', { version: 'x', years: [{ ...year, verified: 'maybe' }] }],
    ['a date that does not exist', withDay({ date: '2028-02-30', kind: 'holiday', name: 'x' })],
    ['a date of another year', withDay({ date: '2031-02-03', kind: 'holiday', name: 'x' })],
    ['an unknown kind', withDay({ date: '2028-02-03', kind: 'feast', name: 'x' })],
    ['no name', withDay({ date: '2028-02-03', kind: 'holiday' })],
  ])('with %s are refused', (_, json) => {
    expect(parseCalendarData(json)).toMatchObject({ ok: false, refusal: { code: 'bad-calendar' } });
  });
  it('swap_work beats every other entry of its date, wherever it stands', () => {
    const entries = [
      { date: '2028-01-04', kind: 'swap_work', name: 'làm bù' },
      { date: '2028-01-04', kind: 'holiday', name: 'nghỉ' },
    ];
    for (const days of [entries, entries.toReversed()]) {
      const data = parseCalendarData({ version: 'x', years: [{ ...year, days }] });
      const calendar = data.ok ? workCalendar(data.value) : undefined;
      const asked = { received: '2028-01-03T09:00', term: '1 ngày', profile: WORKING_DAYS };
      expect(calendar && dueOf({ ...asked, calendar })).toBe('2028-01-04T17:00');
    }
  });
});

describe('office hours', () => {
  it('are read', () => {
    const entries = [DEFAULT_OFFICE_HOURS, AROUND_THE_CLOCK];
    expect(parseOfficeHours(JSON.parse(JSON.stringify(entries)))).toEqual({ ok: true, value: entries });
  });
  it.each([
    ['none', []],
    ['no date', [{ ...DEFAULT_OFFICE_HOURS, validFrom: '2025-13-01' }]],
    ['no session', [{ ...DEFAULT_OFFICE_HOURS, sessions: [] }]],
    ['an empty session', [{ ...DEFAULT_OFFICE_HOURS, sessions: [{ from: '08:00', to: '08:00' }] }]],
    ['a time past midnight', [{ ...DEFAULT_OFFICE_HOURS, sessions: [{ from: '22:00', to: '24:30' }] }]],
    [
      'overlapping sessions',
      [
        {
          ...DEFAULT_OFFICE_HOURS,
          sessions: [
            { from: '08:00', to: '12:00' },
            { from: '11:00', to: '13:00' },
          ],
        },
      ],
    ],
    ['no weekday', [{ ...DEFAULT_OFFICE_HOURS, weekdays: [] }]],
    ['a weekday 8', [{ ...DEFAULT_OFFICE_HOURS, weekdays: [8] }]],
    ['no word on holidays', [{ ...DEFAULT_OFFICE_HOURS, ignoresHolidays: undefined }]],
  ])('with %s are refused', (_, json) => {
    expect(parseOfficeHours(json)).toMatchObject({ ok: false, refusal: { code: 'bad-office-hours' } });
  });
});

describe('moments on the wall', () => {
  it.each(['2025-04-24T16:05', '2024-02-29T00:00', '2025-12-31T23:59'])('%s is read', (text) => {
    expect(parseLocalMoment(text)).toEqual({ ok: true, value: text });
  });
  it.each([
    '2025-02-30T09:00',
    '2025-02-29T09:00',
    '2025-13-01T09:00',
    '2025-00-10T09:00',
    '0000-01-01T09:00',
    '2025-04-24T24:00',
    '2025-04-24T09:60',
    '2025-04-24T09:00Z',
    '2025-04-24T09:00+07:00',
    '2025-04-24T09:00:00',
    '2025-04-24 09:00',
    '2025-04-24',
    '2025-4-24T9:00',
    ' 2025-04-24T09:00',
    '',
  ])('%j is refused', (text) => {
    expect(parseLocalMoment(text)).toMatchObject({ ok: false, refusal: { code: 'bad-moment' } });
  });
  it('dates and times of day', () => {
    expect(isLocalDate('2024-02-29')).toBe(true);
    expect(isLocalDate('2023-02-29')).toBe(false);
    expect(['00:00', '24:00', '07:30'].every(isLocalTime)).toBe(true);
    expect(['24:01', '7:30', '12:60'].some(isLocalTime)).toBe(false);
    expect(addDays('2024-02-28' as LocalDate, 2)).toBe('2024-03-01');
    expect(weekday('2025-10-05' as LocalDate)).toBe(7);
  });
});
