/** What a receipt at a moment promises: said to the applicant before it, and kept by it. */
import { firstStepStart, type Counted, type Instant, type WorkCalendar } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import { countTotal, type Counter, type Due } from './counting.ts';

export interface Promised {
  readonly counter: Counter;
  /** When the first step's clock begins. */
  readonly startsAt: Instant;
  /** The receipt as it counts: after a cut-off, the next working day's opening. */
  readonly countsFrom: Instant;
  /** Undefined: the procedure states no total. */
  readonly due: Due | undefined;
}

/** @param agency the one that receives; refused where its calendar has no data for the years it would take. */
export function promiseOf(
  { profile, warnAtShare, total }: Edition,
  agency: string,
  calendarOf: (agency: string) => WorkCalendar,
  now: Instant,
): Counted<Promised> {
  const counter: Counter = { profile, warnAtShare, calendarOf, pauses: [] };
  const startsAt = firstStepStart(calendarOf(agency), profile, now);
  if (!startsAt.ok) return startsAt;
  const due = countTotal(counter, agency, total, now);
  if (!due.ok) return due;
  const countsFrom = due.value?.deadline.countsFrom ?? startsAt.value;
  return { ok: true, value: { counter, startsAt: startsAt.value, countsFrom, due: due.value } };
}
