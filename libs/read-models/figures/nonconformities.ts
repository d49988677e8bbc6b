/** Findings gathered by their cause: one rule, at one step of one procedure, in one agency. */
import {
  graded,
  settingsAt,
  type Settings,
  type SettingsVersion,
  type PolicyCode,
  type Severity,
} from '#libs/nonconformity';
import type { Instant } from '#libs/calendar';
import type { Pool } from 'pg';
import { Sql } from '../scope.ts';
import { isoOf } from './measures.ts';
import { monthsTouched } from './periods.ts';
import { report } from './query.ts';

const MAX_OCCURRENCES = 500;

export interface Cause {
  readonly agency: string;
  readonly policy: PolicyCode;
  readonly procedure: string;
  /** Empty: about dossiers as a whole. */
  readonly step: string;
}

export interface GatheredCause extends Cause {
  readonly occurrences: number;
  readonly dossiers: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

export interface CauseRequest {
  /** Undefined: all. */
  readonly agencies?: readonly string[] | undefined;
  readonly from: string;
  readonly to: string;
  /** By agency, for its thresholds. */
  readonly settings: ReadonlyMap<string, readonly SettingsVersion[]>;
}

/**
 * The causes of a period, the most frequent first. What lies below an agency's threshold is no occurrence; settings
 * count as they are at the period's end.
 */
export async function gatheredCauses(
  pool: Pool,
  request: CauseRequest,
): Promise<readonly (GatheredCause & { severity: Severity })[]> {
  const sql = new Sql();
  const where = [`f.at >= ${sql.bind(request.from)}`, `f.at < ${sql.bind(request.to)}`];
  if (request.agencies) where.push(`f.agency = any(${sql.bind(request.agencies)}::text[])`);
  const rows = await report<GatheredCause & { measures: readonly (number | null)[] | null }>(
    pool,
    `select f.agency, f.policy, f.procedure, f.step, count(*)::int as occurrences, count(distinct f.dossier)::int as dossiers,
            ${isoOf('min(f.at)')} as "firstAt", ${isoOf('max(f.at)')} as "lastAt",
            array_agg(f.measure) filter (where f.measure is not null) as measures
     from read.finding f where ${where.join(' and ')} group by 1, 2, 3, 4 order by occurrences desc, 1, 2, 3, 4`,
    sql.values,
  );
  return rows.flatMap(({ measures, ...cause }) => {
    const settings: Settings = settingsAt(request.settings.get(cause.agency) ?? [], request.to as Instant);
    const severityOf = (measure: number | null): Severity | null =>
      graded({ policy: cause.policy, measure }, settings);
    if (measures === null) {
      const severity = severityOf(null);
      return severity === null ? [] : [{ ...cause, severity }];
    }
    const standing = measures.filter((measure) => severityOf(measure) !== null);
    const severity = severityOf(standing[0] ?? 0);
    return severity === null || standing.length === 0
      ? []
      : [{ ...cause, occurrences: standing.length, severity }];
  });
}

export interface Occurrence {
  readonly dossier: string;
  readonly code: string;
  /** Version of the event that shows it. */
  readonly event: number;
  readonly at: string;
  readonly unit: string;
  readonly officer: string;
  readonly step: string;
  readonly place: string;
  readonly measure: number | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The latest occurrences of a cause, with their evidence. */
export async function occurrencesOf(
  pool: Pool,
  cause: Cause,
  from: string,
  to: string,
): Promise<readonly Occurrence[]> {
  const rows = await report<Occurrence>(
    pool,
    `select f.dossier, d.code, f.version as event, ${isoOf('f.at')} as at, f.unit, f.officer, f.step, f.place, f.measure, f.detail
     from read.finding f join read.figure_dossier d using (dossier)
     where f.agency = $1 and f.policy = $2 and f.procedure = $3 and f.step = $4 and f.at >= $5 and f.at < $6
     order by f.at desc, f.dossier, f.place limit ${MAX_OCCURRENCES}`,
    [cause.agency, cause.policy, cause.procedure, cause.step, from, to],
  );
  return rows;
}

export async function settingsOfAgencies(
  pool: Pool,
): Promise<ReadonlyMap<string, readonly SettingsVersion[]>> {
  const rows = await report<SettingsVersion & { agency: string }>(
    pool,
    `select agency, version, ${isoOf('valid_from')} as "validFrom", settings, terms from read.nonconformity_settings order by agency, version`,
  );
  return Map.groupBy(rows, ({ agency }) => agency);
}

export interface Habitual {
  readonly agency: string;
  readonly officer: string;
  readonly procedure: string;
  readonly step: string;
  readonly times: number;
  readonly leastShare: number;
  readonly mostShare: number;
}

/** How much of the time allowed each officer takes at each step, for those who did it often enough. By whole months: those that the period touches. */
export async function habits(
  pool: Pool,
  request: Pick<CauseRequest, 'agencies' | 'from' | 'to'>,
  atLeast: number,
): Promise<readonly Habitual[]> {
  const sql = new Sql();
  const { first, last } = monthsTouched(request.from as Instant, request.to as Instant);
  const where = [
    `f.done_month between ${sql.bind(first)}::date and ${sql.bind(last)}::date`,
    `f.timed > 0 and f.officer <> ''`,
  ];
  if (request.agencies) where.push(`f.agency = any(${sql.bind(request.agencies)}::text[])`);
  return report<Habitual>(
    pool,
    `select f.agency, f.officer, f.procedure, f.step, sum(f.timed)::int as times,
            min(f.least_share) as "leastShare", max(f.most_share) as "mostShare"
     from read.figure_step_month f where ${where.join(' and ')} group by 1, 2, 3, 4
     having sum(f.timed) >= ${sql.bind(atLeast)} order by times desc, 1, 2, 3, 4`,
    sql.values,
  );
}
