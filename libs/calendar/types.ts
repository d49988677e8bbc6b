/** Shapes of the calendar: pure data, no clock. All wall-clock times are Asia/Ho_Chi_Minh (+07:00, no daylight saving). */

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A date on the wall, `2025-04-24`. */
export type LocalDate = Brand<string, 'LocalDate'>;
/** A minute on the wall, `2025-04-24T16:05`. Compares as a string. */
export type LocalMoment = Brand<string, 'LocalMoment'>;
/** A point in time, UTC with milliseconds, `2025-04-24T09:05:00.000Z`. Compares as a string. */
export type Instant = Brand<string, 'Instant'>;
/** A time of day, `07:30`; `24:00` is the end of the day. */
export type LocalTime = Brand<string, 'LocalTime'>;

export type DayKind = 'holiday' | 'substitute' | 'swap_off' | 'swap_work';

export interface CalendarDay {
  readonly date: LocalDate;
  readonly kind: DayKind;
  /** The holiday's name, for the reader, Vietnamese. */
  readonly name: string;
  /** Says less of one day than its year does; it makes no estimate of the year. */
  readonly verified?: false | 'secondary';
}

export interface CalendarYear {
  readonly year: number;
  /** `false`: an estimate; it can be counted in and the result says so. `partial` is no estimate. */
  readonly verified: boolean | 'partial';
  /** The documents the days were read from. */
  readonly sources: readonly string[];
  /** What the reader of the year should know. */
  readonly note?: string;
  /** A day may lie in a neighbouring year: a working Saturday belongs to the year of the day it makes up for. */
  readonly days: readonly CalendarDay[];
}

/** Dated calendar data of the whole country; a promise keeps the version it was counted with. */
export interface CalendarData {
  readonly version: string;
  readonly years: readonly CalendarYear[];
}

export interface Session {
  readonly from: LocalTime;
  readonly to: LocalTime;
}

/** An agency's office hours, valid from a date until the next entry. */
export interface OfficeHours {
  readonly validFrom: LocalDate;
  readonly sessions: readonly Session[];
  /** ISO weekdays, 1 is Monday. Default 1–5. */
  readonly weekdays: readonly number[];
  /** A unit on duty around the clock works on holidays too: only its weekdays count, no entry of the calendar. */
  readonly ignoresHolidays: boolean;
}

/** What is needed to count for one agency. */
export interface WorkCalendar {
  readonly data: CalendarData;
  readonly officeHours: readonly OfficeHours[];
}

export type Unit = 'working-days' | 'working-hours' | 'calendar-days';

/** A printed time, read. `amount` is exact: minutes of a working day for days (480 a day) or of an hour (60). */
export type Term =
  | {
      readonly kind: 'amount';
      readonly unit: Unit | 'days' | 'bare';
      readonly amount: Rational;
      readonly printed: string;
    }
  | { readonly kind: 'not-counted'; readonly printed: string }
  | { readonly kind: 'office-hours'; readonly printed: string }
  | { readonly kind: 'unspecified'; readonly printed: string }
  | { readonly kind: 'text'; readonly printed: string };

/** An exact non-negative number: 0,25 is 1/4, 1/3 stays 1/3. Always reduced; the denominator is positive. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

export type CutOff = 'none' | 'last-hour' | LocalTime;
export type PauseCause = 'supplement' | 'payment' | 'consultation';

/** How a procedure counts (rules.md CNT-07). Plain JSON: pinned in a dossier's first event. */
export interface CountingProfile {
  readonly unit: Unit;
  readonly cutOff: CutOff;
  readonly supplement: 'pause' | 'restart';
  readonly pausesFor: readonly PauseCause[];
  /** A printed time, e.g. `15 ngày`; after it an unanswered request for supplements closes the dossier. */
  readonly supplementExpiry: string | null;
  readonly maxExtensions: number;
  readonly apology: 'one-working-day-before' | 'after';
}

export interface Pause {
  readonly from: Instant;
  /** Absent while the pause lasts. */
  readonly to?: Instant;
  /**
   * What it waits for. A payment or a consultation stops the clock only if the profile's `pausesFor` names it, and
   * never restarts the term. Without a cause it is a supplement that the caller has already found to count.
   */
  readonly cause?: PauseCause;
}

export type LineReason =
  | 'counted'
  /** Counted: a Saturday made a working day. */
  | 'swap-work'
  /** Not counted: the date of the receipt (BLDS Đ.147). */
  | 'receipt-day'
  /** Not counted: received (or, under `restart`, resumed) at or after the cut-off. */
  | 'after-cut-off'
  /** Not counted: a working day, but its office hours were over. */
  | 'after-hours'
  | 'weekend'
  | 'holiday'
  | 'substitute'
  | 'swap-off'
  | 'paused'
  /** Not counted: used before a resumption that began the whole term again. */
  | 'restarted'
  /** The due date: the last date of the term was no working day (BLDS Đ.148). */
  | 'rolled-forward';

/** One day (or stretch of days) of a count, short enough to print in a table: Ngày, Giờ, Tính/không, Lý do. */
export interface DeadlineLine {
  readonly from: LocalDate;
  /** Last date of the stretch; equals `from` for a single day. */
  readonly to: LocalDate;
  readonly counted: boolean;
  /** Working minutes counted on it (hour counting), or days counted (day counting), as the unit says. */
  readonly amount: number;
  readonly unit: 'working-minutes' | 'days';
  readonly reason: LineReason;
  /** The holiday's name or other words for the reader, Vietnamese. */
  readonly note?: string;
}

/** A stretch in which the clock ran, `from` up to `to`. */
export interface Run {
  readonly from: Instant;
  readonly to: Instant;
}

interface Count {
  /** How it was counted: the profile's unit. */
  readonly unit: Unit;
  /** The moment the clock began: the receipt as it counts, a step's start, or the resumption that restarted the term. */
  readonly countsFrom: Instant;
  /** When the clock ran since `countsFrom`; what lies between two runs was paused. */
  readonly runs: readonly Run[];
  readonly lines: readonly DeadlineLine[];
  /** True when a year it counts in is an estimate. */
  readonly estimate: boolean;
  readonly calendarVersion: string;
}

export interface Deadline extends Count {
  readonly state: 'running';
  readonly dueAt: Instant;
}

/** The clock stands still: there is no due moment until the pause ends. */
export interface PausedDeadline extends Count {
  readonly state: 'paused';
  readonly pausedAt: Instant;
  /** What will run on from the resumption; under `restart` the whole term. */
  readonly remaining: Remaining;
}

/** Working minutes in hour counting; days with their fraction (2.5) in day counting; one day's office hours. */
export interface Remaining {
  readonly unit: 'working-minutes' | 'working-days' | 'calendar-days' | 'office-hours';
  readonly amount: number;
}

export type StepDeadline = Deadline | PausedDeadline;

/** A refusal is a value: a stable code, what was wrong, what is allowed. */
export interface CalendarRefusal {
  readonly code:
    | 'no-calendar-data'
    | 'unreadable-term'
    | 'unit-mismatch'
    | 'bad-moment'
    | 'bad-pauses'
    | 'bad-profile'
    | 'bad-calendar'
    | 'bad-office-hours'
    | 'too-long';
  readonly message: string;
}

export type Counted<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: CalendarRefusal };
