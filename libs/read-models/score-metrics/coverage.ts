/** Which ISO procedures bind an agency, and how its catalogue of administrative procedures is covered by them. */
import {
  addDays,
  instantOf,
  MINUTES_PER_WORKING_DAY,
  workingMinutesBetween,
  type Instant,
  type LocalDate,
  type LocalMoment,
  type WorkCalendar,
} from '#libs/calendar';
import type { Ledger } from '#libs/ledger';
import { organisationAt, type Organisation } from '#libs/organisation';
import { coverageOn, type Coverage, type QmsState, type WorkingDays } from '#libs/qms';
import type { Pool } from 'pg';
import { KnownEditions, type KnownEdition } from './editions.ts';

export interface CoverageParts {
  readonly pool: Pool;
  readonly ledger: Pick<Ledger, 'load'>;
  readonly organisation: () => Promise<Organisation>;
  /** As an agency works, by today's calendar data. */
  readonly workCalendarOf: (agency: string) => WorkCalendar;
}

export interface CoverageReader {
  /** By agency: its own editions, and those of the procedures that were assigned to it on the day. */
  binding(on: LocalDate, asOf: Instant): Promise<(agency: string) => readonly KnownEdition[]>;
  /** Undefined: the agency has no catalogue on record. Changes are those since `from`. */
  of(
    agency: string,
    record: QmsState,
    editions: readonly KnownEdition[],
    period: { readonly from: LocalDate; readonly on: LocalDate },
  ): Coverage | undefined;
}

export function createCoverage(parts: CoverageParts): CoverageReader {
  const editions = new KnownEditions(parts.pool, parts.ledger);
  return {
    async binding(on, asOf) {
      const [published, today] = await Promise.all([editions.publishedBy(asOf), parts.organisation()]);
      const assigned = Map.groupBy(organisationAt(today.snapshot, on).assignments, ({ agency }) => agency);
      return (agency) => {
        const codes = new Set(assigned.get(agency)?.map(({ procedure }) => procedure));
        return published.filter((edition) => edition.agency === agency || codes.has(edition.code));
      };
    },
    of: (agency, record, known, period) =>
      coverageOn(record, known, period, workingDaysBy(parts.workCalendarOf(agency))),
  };
}

export const midnight = (date: LocalDate): Instant => instantOf(`${date}T00:00` as LocalMoment);

const workingDaysBy =
  (calendar: WorkCalendar): WorkingDays =>
  (from, to) => {
    const minutes = workingMinutesBetween(calendar, midnight(addDays(from, 1)), midnight(addDays(to, 1)));
    return minutes.ok ? Math.ceil(minutes.value / MINUTES_PER_WORKING_DAY) : null;
  };
