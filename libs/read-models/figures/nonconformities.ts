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
  /** Of what no record has gathered alone. */
  readonly unrecorded?: boolean | undefined;
}

/** An open record gathers what comes; one that was closed or dismissed covers what happened until then. */
export const UNRECORDED = `not exists (select from read.nonconformity n
  where n.agency = f.agency and n.policy = f.policy and n.procedure = f.procedure and n.step = f.step
    and (n.ended_at is null or f.at <= n.ended_at))`;

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
  if (request.unrecorded) where.push(UNRECORDED);
  const rows = await report<
    GatheredCause & { measures: readonly (readonly [measure: number, dossier: string, at: string])[] | null }
  >(
    pool,
    `select f.agency, f.policy, f.procedure, f.step, count(*)::int as occurrences, count(distinct f.dossier)::int as dossiers,
            ${isoOf('min(f.at)')} as "firstAt", ${isoOf('max(f.at)')} as "lastAt",
            jsonb_agg(jsonb_build_array(f.measure, f.dossier, f.at)) filter (where f.measure is not null) as measures
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
    const standing = measures.filter(([measure]) => severityOf(measure) !== null);
    const severity = severityOf(standing[0]?.[0] ?? 0);
    if (severity === null || standing.length === 0) return [];
    const moments = standing.map(([, , at]) => new Date(at).toISOString()).sort();
    const dossiers = new Set(standing.map(([, dossier]) => dossier)).size;
    const [firstAt, lastAt] = [moments[0]!, moments.at(-1)!];
    return [{ ...cause, occurrences: standing.length, dossiers, firstAt, lastAt, severity }];
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

/** Which occurrences of a cause: above a threshold, and of what no record has gathered alone. */
export interface OccurrencesAsked {
  readonly from: string;
  readonly to: string;
  /** Null: all. */
  readonly threshold: number | null;
  readonly unrecorded?: boolean | undefined;
}

/** As a condition over `f` (read.finding). */
export function occursIn(cause: Cause, asked: OccurrencesAsked, sql: Sql): string {
  const { agency, policy, procedure, step } = cause;
  const where = [
    ...Object.entries({ agency, policy, procedure, step }).map(
      ([name, value]) => `f.${name} = ${sql.bind(value)}`,
    ),
    `f.at >= ${sql.bind(asked.from)} and f.at < ${sql.bind(asked.to)}`,
  ];
  if (asked.threshold !== null) where.push(`(f.measure is null or f.measure > ${sql.bind(asked.threshold)})`);
  if (asked.unrecorded) where.push(UNRECORDED);
  return where.join(' and ');
}

/** The latest occurrences of a cause, with their evidence. */
export async function occurrencesOf(
  pool: Pool,
  cause: Cause,
  asked: OccurrencesAsked,
): Promise<readonly Occurrence[]> {
  const sql = new Sql();
  return report<Occurrence>(
    pool,
    `select f.dossier, d.code, f.version as event, ${isoOf('f.at')} as at, f.unit, f.officer, f.step, f.place, f.measure, f.detail
     from read.finding f join read.figure_dossier d using (dossier)
     where ${occursIn(cause, asked, sql)}
     order by f.at desc, f.dossier, f.place limit ${MAX_OCCURRENCES}`,
    sql.values,
  );
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
