/** What a cause rests on, and which records tell of it: for those who open one by hand, or say that it is none. */
import type { Instant } from '#libs/calendar';
import type { PolicyCode } from '#libs/nonconformity';
import type { Evidence } from '#libs/nonconformity/corrective-action';
import type { Pool } from 'pg';
import { isoOf } from '../figures/measures.ts';
import { occursIn, type Cause, type OccurrencesAsked } from '../figures/nonconformities.ts';
import { monthsTouched } from '../figures/periods.ts';
import { report } from '../figures/query.ts';
import { Sql } from '../scope.ts';
import { MAX_EVIDENCE } from './fresh.ts';

const MAX_RUNS = 500;

export interface CauseTally {
  readonly occurrences: number;
  readonly dossiers: number;
  /** Of the first; null: there is none. */
  readonly since: Instant | null;
  /** The first ones. */
  readonly evidence: readonly Evidence[];
}

export async function causeTally(pool: Pool, cause: Cause, asked: OccurrencesAsked): Promise<CauseTally> {
  const sql = new Sql();
  const where = occursIn(cause, asked, sql);
  const [row] = await report<CauseTally>(
    pool,
    `select count(*)::int as occurrences, count(distinct f.dossier)::int as dossiers, ${isoOf('min(f.at)')} as since,
            coalesce(to_jsonb((array_agg(jsonb_build_object('dossier', f.dossier, 'event', f.version)
              order by f.at, f.dossier, f.place))[1:${MAX_EVIDENCE}]), '[]') as evidence
     from read.finding f where ${where}`,
    sql.values,
  );
  return row!;
}

/** The latest record of each cause. */
export interface CauseRecord extends Cause {
  readonly id: string;
  readonly number: number;
  readonly year: number;
  readonly status: 'open' | 'closed' | 'dismissed';
  readonly endedAt: string | null;
}

/** @param agencies undefined: all. */
export function latestRecords(
  pool: Pool,
  agencies: readonly string[] | undefined,
  policy?: PolicyCode,
): Promise<readonly CauseRecord[]> {
  const sql = new Sql();
  const where = ['n.policy is not null'];
  if (agencies) where.push(`n.agency = any(${sql.bind(agencies)}::text[])`);
  if (policy !== undefined) where.push(`n.policy = ${sql.bind(policy)}`);
  return report<CauseRecord>(
    pool,
    `select distinct on (n.agency, n.policy, n.procedure, n.step)
            n.agency, n.policy, n.procedure, n.step, n.id, n.number, n.year, n.status, ${isoOf('n.ended_at')} as "endedAt"
     from read.nonconformity n where ${where.join(' and ')}
     order by n.agency, n.policy, n.procedure, n.step, n.found_at desc, n.id`,
    sql.values,
  );
}

export interface HabitRun {
  readonly dossier: string;
  readonly code: string;
  readonly run: number;
  readonly startsAt: string;
  readonly doneAt: string;
  readonly ownMinutes: number;
  readonly allowedMinutes: number;
}

export interface HabitAsked {
  readonly agency: string;
  readonly officer: string;
  readonly procedure: string;
  readonly step: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** The runs that a habit is read from, the latest first: by whole months, as it is. */
export async function habitRuns(
  pool: Pool,
  { from, to, ...place }: HabitAsked,
): Promise<{ readonly total: number; readonly runs: readonly HabitRun[] }> {
  const sql = new Sql();
  const { first, last } = monthsTouched(from, to);
  const months = [sql.bind(first), sql.bind(last)];
  const where = [
    ...Object.entries(place).map(([name, value]) => `f.${name} = ${sql.bind(value)}`),
    `f.done_month between ${months[0]}::date and ${months[1]}::date`,
    'f.timeliness is not null and f.allowed_minutes > 0',
  ].join(' and ');
  const rows = await report<HabitRun & { total: number }>(
    pool,
    `select f.dossier, d.code, f.run, ${isoOf('f.starts_at')} as "startsAt", ${isoOf('f.done_at')} as "doneAt",
            f.own_minutes as "ownMinutes", f.allowed_minutes as "allowedMinutes", (count(*) over ())::int as total
     from read.figure_step f join read.figure_dossier d using (dossier)
     where ${where} order by f.done_at desc, f.dossier, f.run limit ${MAX_RUNS}`,
    sql.values,
  );
  return { total: rows[0]?.total ?? 0, runs: rows.map(({ total: _total, ...run }) => run) };
}
