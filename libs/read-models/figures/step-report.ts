/** Reports over steps: from the sums a step and month; how times are spread, from the steps of one procedure. */
import type { Pool } from 'pg';
import { Sql } from '../scope.ts';
import { filtered, type FigureFilter } from './measures.ts';
import { report } from './query.ts';

export interface StepFigureRequest {
  readonly filter: FigureFilter;
  /** Months, `2025-01-01`: from the first to the last, both included. */
  readonly fromMonth: string;
  readonly toMonth: string;
  /** A row for each month (the heat map), or one for the whole time (bottlenecks). */
  readonly byMonth: boolean;
}

export interface StepFigure {
  readonly procedure: string;
  readonly edition: number;
  readonly step: string;
  /** Null: the whole time. */
  readonly month: string | null;
  readonly done: number;
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  readonly returned: number;
  readonly ownMinutes: number;
  readonly otherAgencyMinutes: number;
  readonly applicantMinutes: number;
  readonly outsideMinutes: number;
  readonly allowedMinutes: number;
}

const NUMBERS: readonly (readonly [string, string])[] = [
  ['done', 'done'],
  ['early', 'early'],
  ['onTime', 'on_time'],
  ['late', 'late'],
  ['returned', 'returned'],
  ['ownMinutes', 'own_minutes'],
  ['otherAgencyMinutes', 'other_agency_minutes'],
  ['applicantMinutes', 'applicant_minutes'],
  ['outsideMinutes', 'outside_minutes'],
  ['allowedMinutes', 'allowed_minutes'],
];

/** The most lost time first. */
export async function stepFigures(pool: Pool, request: StepFigureRequest): Promise<readonly StepFigure[]> {
  const sql = new Sql();
  const months = `f.done_month between ${sql.bind(request.fromMonth)}::date and ${sql.bind(request.toMonth)}::date`;
  const where = [months, ...filtered(request.filter, sql)].join(' and ');
  const month = request.byMonth ? 'f.done_month' : 'null::date';
  const sums = NUMBERS.map(([name, column]) => `sum(f.${column})::float8 as "${name}"`).join(', ');
  const rows = await report<StepFigure>(
    pool,
    `select f.procedure, f.edition, f.step, ${month}::text as month, ${sums}
     from read.figure_step_month f where ${where} group by 1, 2, 3, 4 having sum(f.done) > 0
     order by sum(f.late) desc, 1, 2, 3, 4`,
    sql.values,
  );
  return rows;
}

export interface StepSpread {
  readonly step: string;
  readonly n: number;
  /** Own working minutes. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly allowedMinutes: number | null;
}

/** How long each step of one procedure took, runs that came to their own end. */
export async function stepSpread(
  pool: Pool,
  filter: FigureFilter & { readonly procedure: string },
  from: string,
  to: string,
): Promise<readonly StepSpread[]> {
  const sql = new Sql();
  const where = [
    `f.done_at >= ${sql.bind(from)}`,
    `f.done_at < ${sql.bind(to)}`,
    'not f.returned',
    ...filtered(filter, sql),
  ];
  const rows = await report<{
    step: string;
    n: number;
    p: readonly number[];
    allowed: number | null;
  }>(
    pool,
    `select f.step, count(*)::int as n, percentile_disc(array[0.1, 0.5, 0.9]) within group (order by f.own_minutes) as p,
            mode() within group (order by f.allowed_minutes) as allowed
     from read.figure_step f where ${where.join(' and ')} group by f.step order by f.step`,
    sql.values,
  );
  return rows.map(({ step, n, p: [p10 = 0, p50 = 0, p90 = 0], allowed }) => ({
    step,
    n,
    p10,
    p50,
    p90,
    allowedMinutes: allowed,
  }));
}
