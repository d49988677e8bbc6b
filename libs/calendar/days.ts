/** What each date is for one agency: calendar data and office hours, indexed once. */
import { dayHours, DEFAULT_OFFICE_HOURS } from './hours.ts';
import { dayOf, weekdayOf, yearOfDay } from './moment.ts';
import { counted, noCalendarData } from './refusal.ts';
import type { DayHours } from './hours.ts';
import type { DayNumber } from './moment.ts';
import type {
  CalendarData,
  CalendarDay,
  Counted,
  LineReason,
  LocalDate,
  OfficeHours,
  WorkCalendar,
} from './types.ts';

export interface Day {
  readonly number: DayNumber;
  readonly working: boolean;
  /** Why it is worked or not. */
  readonly reason: LineReason;
  readonly note: string | undefined;
  /** Its year is an estimate. */
  readonly estimate: boolean;
  readonly hours: DayHours;
}

/** Dates as one agency works them; `undefined` in a year without data. */
export interface Days {
  at(day: DayNumber): Day | undefined;
}

interface NationalDay {
  readonly estimate: boolean;
  readonly entry: CalendarDay | undefined;
}

interface NationalDays {
  readonly first: DayNumber;
  readonly days: readonly (NationalDay | undefined)[];
}

const REASONS = {
  holiday: 'holiday',
  substitute: 'substitute',
  swap_off: 'swap-off',
  swap_work: 'swap-work',
} as const;

/** A calendar for an agency; before its own hours begin, and without any, the default hours hold. */
export function workCalendar(data: CalendarData, hours: readonly OfficeHours[] = []): WorkCalendar {
  return { data, officeHours: [DEFAULT_OFFICE_HOURS, ...hours] };
}

const daysOfCalendar = new WeakMap<WorkCalendar, Days>();

export function daysOf(calendar: WorkCalendar): Days {
  let days = daysOfCalendar.get(calendar);
  if (!days) daysOfCalendar.set(calendar, (days = agencyDays(calendar)));
  return days;
}

/** Visits each date from `first` on until `visit` answers true, and gives that date; ends where the data end. */
export function walk(days: Days, first: DayNumber, visit: (day: Day) => boolean): Counted<Day> {
  for (let number = first; ; number += 1) {
    const day = days.at(number);
    if (!day) return noCalendarData(yearOfDay(number));
    if (visit(day)) return counted(day);
  }
}

function agencyDays(calendar: WorkCalendar): Days {
  const national = nationalDays(calendar.data);
  // Of two entries from one date the later in the list holds: an agency's own over the default.
  const newestFirst = calendar.officeHours.map(dayHours).toReversed();
  newestFirst.sort((a, b) => b.validFrom - a.validFrom);
  const before = dayHours(DEFAULT_OFFICE_HOURS);
  const dayAt = (number: DayNumber): Day | undefined => {
    const { estimate, entry } = national.days[number - national.first] ?? {};
    if (estimate === undefined) return undefined;
    const hours = newestFirst.find(({ validFrom }) => validFrom <= number) ?? before;
    const ordinary = hours.weekdays.has(weekdayOf(number));
    if (!entry || hours.ignoresHolidays) {
      return {
        number,
        working: ordinary,
        reason: ordinary ? 'counted' : 'weekend',
        note: undefined,
        estimate,
        hours,
      };
    }
    const working = entry.kind === 'swap_work';
    return { number, working, reason: REASONS[entry.kind], note: entry.name, estimate, hours };
  };
  // The same dates are looked at again and again.
  const met = new Map<DayNumber, Day | undefined>();
  return {
    at(number) {
      const known = met.get(number);
      if (known) return known;
      const day = dayAt(number);
      met.set(number, day);
      return day;
    },
  };
}

const nationalDaysOf = new WeakMap<CalendarData, NationalDays>();

function nationalDays(data: CalendarData): NationalDays {
  let days = nationalDaysOf.get(data);
  if (!days) nationalDaysOf.set(data, (days = indexNationalDays(data)));
  return days;
}

function indexNationalDays(data: CalendarData): NationalDays {
  const entries = new Map<DayNumber, CalendarDay>();
  for (const entry of data.years.flatMap(({ days }) => days)) {
    const day = dayOf(entry.date);
    // A working Saturday beats every other entry of its date.
    if (entries.get(day)?.kind !== 'swap_work') entries.set(day, entry);
  }
  const years = data.years.map(({ year }) => year);
  const first = newYear(Math.min(...years));
  const days: (NationalDay | undefined)[] = [];
  for (const { year, verified } of data.years) {
    for (let day = newYear(year); day < newYear(year + 1); day += 1) {
      days[day - first] = { estimate: verified === false, entry: entries.get(day) };
    }
  }
  return { first, days };
}

function newYear(year: number): DayNumber {
  return dayOf(`${String(year).padStart(4, '0')}-01-01` as LocalDate);
}
