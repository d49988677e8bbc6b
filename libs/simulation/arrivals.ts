/** When people come: by season, weekday and hour, in the order of the year. */
import {
  addDays,
  instantOf,
  isOpen,
  localOf,
  type Instant,
  type LocalDate,
  type LocalMoment,
  type WorkCalendar,
} from '#libs/calendar';
import type { Luck } from './luck.ts';

/** January to December: quiet around Tết, a rush before the year ends. */
const SEASON = [0.9, 0.55, 1.15, 1, 1, 0.95, 1, 1.05, 1, 1.05, 1.15, 1.2];
/** Monday to Friday; a working Saturday is as quiet as Friday afternoon. */
const WEEKDAY = [1.25, 1.05, 1, 1, 0.8, 0.4, 0.4];
/** On a day off only the online channel is open. */
const DAY_OFF = 0.04;
const COUNTER_HOURS = [7.55, 8, 8.5, 9, 9.5, 10, 10.5, 11, 13.1, 13.5, 14, 14.5, 15, 15.5, 16, 16.4];
const COUNTER_WEIGHTS = [3, 8, 9, 9, 8, 7, 5, 3, 3, 6, 8, 8, 7, 5, 4, 1];
/** Open on every working day. */
const OFFICE_HOUR = 9;
const FIRST_ONLINE_HOUR = 6;
const ONLINE_HOURS = 17;

export interface ArrivalDays {
  /** The `index`-th of `count` arrivals: they come in order of their days. */
  dayOf(index: number, count: number, luck: Luck): { readonly date: LocalDate; readonly working: boolean };
  /** How busy the day is, beside a plain one. */
  loadOn(date: LocalDate): number;
}

/** @param until exclusive; days from then on have no arrivals. */
export function arrivalDays(calendar: WorkCalendar, year: number, until: Instant): ArrivalDays {
  const days: { date: LocalDate; working: boolean; upTo: number }[] = [];
  let total = 0;
  for (let date = `${year}-01-01` as LocalDate; date.startsWith(`${year}-`); date = addDays(date, 1)) {
    if (momentOn(date, OFFICE_HOUR) >= until) break;
    const open = isOpen(calendar, momentOn(date, OFFICE_HOUR));
    if (!open.ok) throw new RangeError(open.refusal.message);
    const working = open.value;
    total += working ? weightOf(date) : DAY_OFF;
    days.push({ date, working, upTo: total });
  }
  if (days.length === 0) throw new RangeError(`no day of ${year} lies before ${until}`);
  return {
    dayOf(index, count, luck) {
      const at = ((index + luck.next()) / count) * total;
      return days[firstFrom(days, at)]!;
    },
    loadOn: weightOf,
  };
}

function weightOf(date: LocalDate): number {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return SEASON[Number(date.slice(5, 7)) - 1]! * WEEKDAY[weekday]!;
}

function firstFrom(days: readonly { upTo: number }[], at: number): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]!.upTo >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Within office hours. */
export function counterMoment(date: LocalDate, luck: Luck): Instant {
  const sum = COUNTER_WEIGHTS.reduce((a, b) => a + b, 0);
  let left = luck.next() * sum;
  const slot = COUNTER_WEIGHTS.findIndex((weight) => (left -= weight) < 0);
  return momentOn(date, COUNTER_HOURS[Math.max(0, slot)]! + luck.next() * 0.4);
}

/** From the morning to late in the evening. */
export function onlineMoment(date: LocalDate, luck: Luck): Instant {
  return momentOn(date, FIRST_ONLINE_HOUR + luck.next() * ONLINE_HOURS);
}

function momentOn(date: LocalDate, hour: number): Instant {
  const minutes = Math.floor(hour * 60);
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return instantOf(`${date}T${clock}` as LocalMoment);
}

/** `250424`, as it stands in a dossier's code. */
export const codeDate = (at: Instant): string => localOf(at).slice(2, 10).replaceAll('-', '');
