/**
 * Reports over steps: from the sums a step and month, and from the steps themselves in parts of months; how times are
 * spread, from the steps of one procedure.
 */
import type { Instant } from '#libs/calendar';
import type { Pool } from 'pg';
import { Sql } from '../scope.ts';
import { filtered, isoOf, type FigureFilter } from './measures.ts';
import { cutPeriod } from './periods.ts';
import { report } from './query.ts';

export interface StepFigureRequest {
  readonly filter: FigureFilter;
  /** Done in `[from, to)`. */
  readonly from: Instant;
  readonly to: Instant;
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

/** The sums, and what one step adds to them. */
const NUMBERS: readonly (readonly [name: string, column: string, ofOne: string])[] = [
  ['done', 'done', '1'],
  ['early', 'early', `(f.timeliness is not distinct from 'early')::int`],
  ['onTime', 'on_time', `(f.timeliness is not distinct from 'on-time')::int`],
  ['late', 'late', `(f.timeliness is not distinct from 'late')::int`],
  ['returned', 'returned', 'f.returned::int'],
  ['ownMinutes', 'own_minutes', 'f.own_minutes'],
  ['otherAgencyMinutes', 'other_agency_minutes', 'f.other_agency_minutes'],
  ['applicantMinutes', 'applicant_minutes', 'f.applicant_minutes'],
  ['outsideMinutes', 'outside_minutes', 'f.outside_minutes'],
  ['allowedMinutes', 'allowed_minutes', 'coalesce(f.allowed_minutes, 0)'],
];

/** The most lost time first. */
export async function stepFigures(pool: Pool, request: StepFigureRequest): Promise<readonly StepFigure[]> {
  const sql = new Sql();
  const { from, to } = request;
  if (from >= to) return [];
  const { wholeFrom, wholeTo, edges } = cutPeriod(from, to);
  const filter = filtered(request.filter, sql);
  const keys = 'f.procedure, f.edition, f.step, f.done_month';
  const [first, end] = [sql.bind(wholeFrom), sql.bind(wholeTo)];
  const whole = [`f.done_month >= ${first}::date and f.done_month < ${end}::date`, ...filter].join(' and ');
  const parts = [
    `select ${keys}, ${NUMBERS.map(([, column]) => `f.${column}`).join(', ')} from read.figure_step_month f where ${whole}`,
    ...edges
      .filter((edge) => edge.from >= from)
      .map((edge) => {
        const month = `${sql.bind(edge.month)}::date`;
        const where = [
          // What the month has, named, so that an index over a procedure's times serves.
          `f.procedure = any(array(select distinct m.procedure from read.figure_step_month m where m.done_month = ${month}))`,
          `f.done_at >= ${sql.bind(edge.from)}::timestamptz and f.done_at < ${sql.bind(edge.to)}::timestamptz`,
          ...filter,
        ].join(' and ');
        const numbers = NUMBERS.map(([, column, ofOne]) => `${ofOne} as ${column}`).join(', ');
        return `select ${keys}, ${numbers} from read.figure_step f where ${where}`;
      }),
  ];
  const month = request.byMonth ? 's.done_month' : 'null::date';
  const sums = NUMBERS.map(([name, column]) => `sum(s.${column})::float8 as "${name}"`).join(', ');
  return report<StepFigure>(
    pool,
    `select s.procedure, s.edition, s.step, ${month}::text as month, ${sums}
     from (${parts.join('\n union all\n')}) s group by 1, 2, 3, 4 having sum(s.done) > 0
     order by sum(s.late) desc, 1, 2, 3, 4`,
    sql.values,
  );
}

export interface ListedStep {
  readonly dossier: string;
  readonly code: string;
  readonly step: string;
  readonly run: number;
  readonly agency: string;
  readonly unit: string;
  readonly officer: string;
  readonly startsAt: string;
  readonly doneAt: string;
  readonly dueAt: string | null;
  readonly timeliness: string | null;
  readonly ownMinutes: number;
  readonly allowedMinutes: number | null;
}

export interface StepListRequest {
  readonly filter: FigureFilter & { readonly procedure: string; readonly edition: number };
  /** Done in `[from, to)`. */
  readonly from: Instant;
  readonly to: Instant;
  readonly step: string;
  readonly lateOnly: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** The steps behind one figure of the heat map or the bottlenecks, the latest first. */
export async function listedSteps(
  pool: Pool,
  request: StepListRequest,
): Promise<{ readonly rows: readonly ListedStep[]; readonly total: number }> {
  const sql = new Sql();
  const where = [
    `f.done_at >= ${sql.bind(request.from)}::timestamptz and f.done_at < ${sql.bind(request.to)}::timestamptz`,
    `f.step = ${sql.bind(request.step)}`,
    ...filtered(request.filter, sql),
    ...(request.lateOnly ? [`f.timeliness = 'late'`] : []),
  ].join(' and ');
  const rows = await report<{ rows: readonly ListedStep[]; total: number }>(
    pool,
    `select (select count(*)::int from read.figure_step f where ${where}) as total,
       coalesce((select jsonb_agg(to_jsonb(r) order by r."doneAt" desc, r.dossier, r.run) from (
         select f.dossier, d.code, f.step, f.run, f.agency, f.unit, f.officer, ${isoOf('f.starts_at')} as "startsAt",
                ${isoOf('f.done_at')} as "doneAt", ${isoOf('f.due_at')} as "dueAt", f.timeliness,
                f.own_minutes as "ownMinutes", f.allowed_minutes as "allowedMinutes"
         from read.figure_step f join read.figure_dossier d using (dossier) where ${where}
         order by f.done_at desc, f.dossier, f.run limit ${sql.bind(request.limit)} offset ${sql.bind(request.offset)}) r), '[]') as rows`,
    sql.values,
  );
  return rows[0]!;
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
