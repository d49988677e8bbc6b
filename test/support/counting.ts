/** Counting in the words of a table: local times in, local times (or a refusal's code) out. */
import {
  deadline,
  instantOf,
  localOf,
  NATIONAL_CALENDAR,
  parseTerm,
  stepDeadline,
  workCalendar,
} from '#libs/calendar';
import type {
  Counted,
  CountingProfile,
  CutOff,
  Deadline,
  Instant,
  LocalMoment,
  LocalTime,
  OfficeHours,
  Pause,
  PauseCause,
  PausedDeadline,
  WorkCalendar,
} from '#libs/calendar';

export const NATIONAL = workCalendar(NATIONAL_CALENDAR);

export const WORKING_DAYS: CountingProfile = {
  unit: 'working-days',
  cutOff: 'none',
  supplement: 'pause',
  pausesFor: ['supplement', 'payment', 'consultation'],
  supplementExpiry: null,
  maxExtensions: 1,
  apology: 'one-working-day-before',
};
export const WORKING_HOURS: CountingProfile = { ...WORKING_DAYS, unit: 'working-hours' };
export const CALENDAR_DAYS: CountingProfile = { ...WORKING_DAYS, unit: 'calendar-days' };

export function cutOff(profile: CountingProfile, time: string): CountingProfile {
  return { ...profile, cutOff: time as CutOff };
}

export function restarting(profile: CountingProfile): CountingProfile {
  return { ...profile, supplement: 'restart' };
}

/** A minute on the wall, `2025-04-24T09:00`. */
export function at(local: string): Instant {
  return instantOf(local as LocalMoment);
}

export function pause(from: string, to?: string, cause?: PauseCause): Pause {
  return { from: at(from), ...(to !== undefined && { to: at(to) }), ...(cause && { cause }) };
}

/** Office hours from pairs such as `['07:00', '11:00']`. */
export function hours(sessions: readonly [string, string][], more: Partial<OfficeHours> = {}): OfficeHours {
  return {
    validFrom: '2000-01-01' as OfficeHours['validFrom'],
    sessions: sessions.map(([from, to]) => ({ from: from as LocalTime, to: to as LocalTime })),
    weekdays: [1, 2, 3, 4, 5],
    ignoresHolidays: false,
    ...more,
  };
}

export interface Asked {
  readonly received: string;
  readonly term: string;
  readonly profile: CountingProfile;
  readonly pauses?: readonly Pause[];
  readonly calendar?: WorkCalendar;
}

export function countOf({ received, term, profile, pauses = [], calendar = NATIONAL }: Asked) {
  return deadline(calendar, { receivedAt: at(received), term: parseTerm(term), profile, pauses });
}

export function dueOf(asked: Asked): string {
  return shown(countOf(asked));
}

export function stepDueOf({ received, term, profile, pauses = [], calendar = NATIONAL }: Asked): string {
  const step = stepDeadline(calendar, { startsAt: at(received), time: parseTerm(term), profile, pauses });
  if (step.ok && step.value === undefined) return 'no deadline';
  return shown(step as Counted<Deadline | PausedDeadline>);
}

/** The value of a count that is known to stand. */
export function valueOf<T>(counted: Counted<T>): T {
  if (!counted.ok) throw new Error(`${counted.refusal.code}: ${counted.refusal.message}`);
  return counted.value;
}

function shown(counted: Counted<Deadline | PausedDeadline>): string {
  if (!counted.ok) return counted.refusal.code;
  return counted.value.state === 'running' ? localOf(counted.value.dueAt) : 'paused';
}
