/** A dossier's own clock: working minutes since its receipt, with what stopped it left out. */
import { workingMinutesBetween, type Instant, type WorkCalendar } from '#libs/calendar';
import type { ClockMinutes } from './path.ts';

export interface Stop {
  readonly from: Instant;
  /** Null: it lasts. */
  readonly to: Instant | null;
}

/** Null: the moment lies in a year without calendar data. Moments before the receipt are 0. */
export type DossierClock = (at: Instant) => ClockMinutes | null;

export function clockOf(calendar: WorkCalendar, receivedAt: Instant, stops: readonly Stop[]): DossierClock {
  return (at) => {
    const all = workingMinutesBetween(calendar, receivedAt, at);
    if (!all.ok) return null;
    let stood = 0;
    for (const { from, to } of stops) {
      if (from >= at) continue;
      const minutes = workingMinutesBetween(calendar, from, to !== null && to < at ? to : at);
      if (!minutes.ok) return null;
      stood += minutes.value;
    }
    return all.value - stood;
  };
}

/** Where the clock will stand at an appointment that was known at a moment: nothing that stops it later is known then. */
export function dueOnClock(
  calendar: WorkCalendar,
  clock: DossierClock,
  known: Instant,
  dueAt: Instant,
): ClockMinutes | null {
  const at = clock(known);
  const [ahead, behind] = [
    workingMinutesBetween(calendar, known, dueAt),
    workingMinutesBetween(calendar, dueAt, known),
  ];
  return at === null || !ahead.ok || !behind.ok ? null : at + ahead.value - behind.value;
}
