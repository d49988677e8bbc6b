import {
  workingDayBefore,
  type Counted,
  type CountingProfile,
  type Instant,
  type WorkCalendar,
} from '#libs/calendar';
import { allow, deny, type Outcome } from '../outcome.ts';
import type { Situation } from '../situation.ts';
import type { Active, Appointment } from '../state.ts';
import { isPaused } from './waits.ts';

/** Hẹn lại at most once (OS-03: QĐ 88/2025/QĐ-UBND Lai Châu), unless the procedure's profile allows more. */
export function mayBeExtended({ state }: Situation<Active>): Outcome<Appointment> {
  const { appointment, pinned } = state;
  if (!appointment) return deny('extension-not-allowed', 'the dossier has no appointment');
  if (appointment.extensions >= pinned.profile.maxExtensions) {
    return deny('extension-limit', `extended ${appointment.extensions} times`);
  }
  // While the clock stands still there is no due moment that a new one could be later than.
  if (isPaused(state)) return deny('waiting', 'the clock stands still');
  return allow(appointment);
}

/** One working day before the due moment at the latest (OS-03); NĐ 297/2025 apologises after the term (OS-04), so any time does. */
export function apologyInTime(
  profile: CountingProfile,
  calendar: WorkCalendar,
  dueAt: Instant,
  now: Instant,
): Counted<boolean> {
  const latest = latestApology(profile, calendar, dueAt);
  return latest.ok ? { ok: true, value: latest.value === null || now <= latest.value } : latest;
}

/** Until when an apology is in time; null: at any time. */
export function latestApology(
  { apology }: CountingProfile,
  calendar: WorkCalendar,
  dueAt: Instant,
): Counted<Instant | null> {
  return apology === 'after' ? { ok: true, value: null } : workingDayBefore(calendar, dueAt, 1);
}
