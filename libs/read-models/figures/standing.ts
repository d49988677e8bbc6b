/** How a dossier that has ended stood at the start of each month while it was open: what reports of past months ask. */
import type { Instant } from '#libs/calendar';
import { classOfOpen, onTime766, type DossierFacts, type OpenClass, type Reading } from '#libs/metrics';
import { monthAfter, startOf } from './periods.ts';
import { monthOf } from './rows.ts';

export const READINGS: readonly Reading[] = ['promised', 'recalculated'];

/** Each class as its columns in the sums a month begin. */
export const STANDING_COLUMNS = {
  'in-time': 'open_in_time',
  near: 'open_near',
  late: 'open_late',
  paused: 'open_paused',
  'no-deadline': 'open_no_deadline',
} as const satisfies Record<OpenClass, string>;

type Count = (typeof STANDING_COLUMNS)[OpenClass] | 'open_on_time_766';
export type StandingCount = `${Count}_${Reading}`;

export const STANDING_COUNTS: readonly StandingCount[] = READINGS.flatMap((reading) =>
  [...Object.values(STANDING_COLUMNS), 'open_on_time_766' as const].map(
    (name): StandingCount => `${name}_${reading}`,
  ),
);

export interface MonthStanding {
  /** At its start. */
  readonly month: string;
  readonly counts: readonly StandingCount[];
}

/** Of one that never ended there are none: how it will stand depends on nothing but time. */
export function standingsOf(facts: DossierFacts): readonly MonthStanding[] {
  if (facts.endedAt === null) return [];
  const standings: MonthStanding[] = [];
  for (
    let month = monthAfter(monthOf(facts.receivedAt));
    startOf(month) <= facts.endedAt;
    month = monthAfter(month)
  ) {
    standings.push({
      month,
      counts: READINGS.flatMap((reading) => countsAt(facts, startOf(month), reading)),
    });
  }
  return standings;
}

function countsAt(facts: DossierFacts, at: Instant, reading: Reading): StandingCount[] {
  const counts: StandingCount[] = [`${STANDING_COLUMNS[classOfOpen(facts, at, reading)]}_${reading}`];
  if (onTime766(facts, at, reading)) counts.push(`open_on_time_766_${reading}`);
  return counts;
}
