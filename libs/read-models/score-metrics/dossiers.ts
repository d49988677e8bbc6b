/**
 * What dossiers and their steps say to the scoring, by the names of `#libs/scoring`'s metrics: one condition each, for
 * the count and for the list behind it. Lateness is that of the promise to the applicant.
 */
import type { Instant } from '#libs/calendar';
import { positionOf, type ColumnTypes } from '#libs/ledger';
import type { Behind } from '#libs/scoring/year';
import type { Pool } from 'pg';
import { MEASURES, type Words } from '../figures/measures.ts';
import { report } from '../figures/query.ts';
import { FIGURE_COLUMNS, FIGURE_STEP_COLUMNS } from '../figures/rows.ts';
import { FINDING_COLUMNS } from '../figures/write.ts';
import { Sql } from '../scope.ts';
import type { KnownRows } from './known.ts';

/** Trình tự, thẩm quyền (P08). */
const OUT_OF_ORDER = [
  'role-missing',
  'substitution-invalid',
  'step-skipped',
  'out-of-order',
  'same-person',
  'issued-before-approval',
] as const;
/** Biểu mẫu, thành phần hồ sơ (P11). */
const PAPERS_MISSING = ['form-missing', 'document-missing'] as const;
export const COUNTED_POLICIES: readonly string[] = [...OUT_OF_ORDER, ...PAPERS_MISSING];

/** Over a row `d`. What has no appointment can't be late: on time and late are all that is done. */
const DOSSIER_METRICS = {
  dossiers_received: 'd.came',
  dossiers_online: `d.came and d.channel = 'online'`,
  dossiers_processed: 'true',
  dossiers_in_time: 'd.on_time_766',
  dossiers_done: 'd.done',
  dossiers_on_time: `d.done and d.class is distinct from 'late'`,
  dossiers_early: `d.done and d.class = 'early'`,
  dossiers_late: `d.done and d.class = 'late'`,
  dossiers_late_apologised_in_time: `d.done and d.class = 'late' and d.apologies_in_time > 0 and d.re_promises <= 1`,
  dossiers_supplemented_again: 'd.came and d.requests > 1',
  dossiers_conforming: 'd.done and not coalesce(x.out_of_order, false)',
  dossiers_with_all_forms: 'd.done and not coalesce(x.papers_missing, false)',
} as const;
type DossierMetric = keyof typeof DOSSIER_METRICS;

/** Over a row `s`; steps without a time of their own are neither. */
const STEP_METRICS = {
  steps_done: 's.timeliness is not null',
  steps_on_time: `s.timeliness in ('early', 'on-time')`,
} as const;
type StepMetric = keyof typeof STEP_METRICS;

export const isDossierMetric = (name: string): name is DossierMetric => Object.hasOwn(DOSSIER_METRICS, name);
export const isStepMetric = (name: string): name is StepMetric => Object.hasOwn(STEP_METRICS, name);

/** A nonconformity that people have dismissed as a false alarm counts against nobody. */
export interface DismissedCause {
  readonly agency: string;
  readonly policy: string;
  readonly procedure: string;
  readonly step: string;
}

export interface DossierQuestion {
  readonly agencies: readonly string[];
  readonly from: Instant;
  /** Exclusive, and no later than the moment the figures are known at. */
  readonly end: Instant;
  readonly known: KnownRows;
  readonly dismissed: readonly DismissedCause[];
}

interface Asked {
  readonly sql: Sql;
  /** The tables `d`, `x` and `s` as common table expressions. */
  readonly tables: string;
}

/** Rows of a table that still say what was known, and those folded again. */
function knownOf<Row extends object>(
  sql: Sql,
  { table, types }: { readonly table: string; readonly types: ColumnTypes<Row> },
  columns: string,
  where: string,
  again: readonly Row[],
): string {
  const untouched = `select ${columns} from read.${table} f where ${where}
    and not exists (select from changed c where c.dossier = f.dossier)`;
  if (again.length === 0) return untouched;
  return `${untouched} union all select ${columns} from (${sql.rows(again, types)}) f where ${where}`;
}

const DOSSIERS = { table: 'figure_dossier', types: FIGURE_COLUMNS };
const STEPS = { table: 'figure_step', types: FIGURE_STEP_COLUMNS };
const FINDINGS = { table: 'finding', types: FINDING_COLUMNS };

function dossierTables({ agencies, from, end, known, dismissed }: DossierQuestion): Asked {
  const sql = new Sql();
  const words: Words = {
    from: `${sql.bind(from)}::timestamptz`,
    end: `${sql.bind(end)}::timestamptz`,
    promised: true,
  };
  const its = `f.agency = any(${sql.bind(agencies)}::text[])`;
  const handled = `${its} and f.received_at < ${words.end} and (f.ended_at is null or f.ended_at >= ${words.from})`;
  const columns = `f.dossier, f.code, f.agency, f.channel, ${MEASURES.received(words)} as came,
    coalesce(${MEASURES.done(words)}, false) as done, f.class_promised as class, f.requests, f.re_promises,
    f.apologies_in_time, ${MEASURES.onTime766(words)} as on_time_766`;
  const policies = sql.bind(COUNTED_POLICIES);
  const found = `${its} and f.at < ${words.end} and f.policy = any(${policies}::text[])`;
  const findings = knownOf(
    sql,
    FINDINGS,
    'f.dossier, f.policy, f.agency, f.procedure, f.step',
    found,
    known.findings,
  );
  const tables = `changed as (select unnest(${sql.bind(known.changed)}::uuid[]) as dossier),
    d as (${knownOf(sql, DOSSIERS, columns, handled, known.dossiers)}),
    found as (${findings}),
    x as (
      select dossier, bool_or(policy = any(${sql.bind(OUT_OF_ORDER)}::text[])) as out_of_order,
             bool_or(policy = any(${sql.bind(PAPERS_MISSING)}::text[])) as papers_missing
      from found where not exists (
        select from jsonb_to_recordset(${sql.bind(JSON.stringify(dismissed))}::jsonb)
          as z (agency text, policy text, procedure text, step text)
        where (z.agency, z.policy, z.procedure, z.step) = (found.agency, found.policy, found.procedure, found.step))
      group by dossier)`;
  return { sql, tables };
}

function stepTables({ agencies, from, end, known }: DossierQuestion): Asked {
  const sql = new Sql();
  const where = `f.agency = any(${sql.bind(agencies)}::text[]) and f.done_at >= ${sql.bind(from)}::timestamptz
    and f.done_at < ${sql.bind(end)}::timestamptz`;
  const columns = 'f.dossier, f.step, f.run, f.agency, f.timeliness, f.done_at';
  return {
    sql,
    tables: `changed as (select unnest(${sql.bind(known.changed)}::uuid[]) as dossier),
      s as (${knownOf(sql, STEPS, columns, where, known.steps)})`,
  };
}

const counts = (metrics: Readonly<Record<string, string>>): string =>
  Object.entries(metrics)
    .map(([name, condition]) => `count(*) filter (where ${condition})::int as ${name}`)
    .join(', ');

type Counted = Readonly<Record<string, number>> & { readonly agency: never };

/** By agency; one that had no dossier in hand is left out. */
export async function dossierFigures(
  pool: Pool,
  question: DossierQuestion,
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const dossiers = dossierTables(question);
  const steps = stepTables(question);
  const [counted, timed] = await Promise.all([
    report<Counted>(
      pool,
      `with ${dossiers.tables} select d.agency, ${counts(DOSSIER_METRICS)}
       from d left join x on x.dossier = d.dossier group by d.agency`,
      dossiers.sql.values,
    ),
    report<Counted>(
      pool,
      `with ${steps.tables} select s.agency, ${counts(STEP_METRICS)} from s group by s.agency`,
      steps.sql.values,
    ),
  ]);
  const figures = new Map<string, Readonly<Record<string, number>>>();
  for (const { agency, ...row } of [...counted, ...timed]) {
    figures.set(agency, { ...figures.get(agency), ...(row as Readonly<Record<string, number>>) });
  }
  return figures;
}

/** No dossier in hand, no step done. */
export const NO_DOSSIERS: Readonly<Record<string, number>> = Object.fromEntries(
  [...Object.keys(DOSSIER_METRICS), ...Object.keys(STEP_METRICS)].map((name) => [name, 0]),
);

/** The dossiers, or the steps, that a figure counts. */
export async function dossiersBehind(
  pool: Pool,
  metric: DossierMetric | StepMetric,
  question: DossierQuestion,
  asOf: Instant,
  limit: number,
): Promise<readonly Behind[]> {
  const rows = isDossierMetric(metric)
    ? await dossierList(pool, metric, question, limit)
    : await stepList(pool, metric, question, limit);
  const positions = await positionsOf(pool, [...new Set(rows.map(({ dossier }) => dossier))], asOf);
  return rows.map(({ dossier, label, kind }) => ({
    kind,
    id: dossier,
    label,
    positions: positions.get(dossier) ?? [],
  }));
}

interface Listed {
  readonly kind: 'dossier' | 'step';
  readonly dossier: string;
  readonly label: string;
}

async function dossierList(
  pool: Pool,
  metric: DossierMetric,
  question: DossierQuestion,
  limit: number,
): Promise<readonly Listed[]> {
  const { sql, tables } = dossierTables(question);
  return report<Listed>(
    pool,
    `with ${tables} select 'dossier' as kind, d.dossier, d.code as label
     from d left join x on x.dossier = d.dossier where ${DOSSIER_METRICS[metric]}
     order by d.code limit ${sql.bind(limit)}`,
    sql.values,
  );
}

async function stepList(
  pool: Pool,
  metric: StepMetric,
  question: DossierQuestion,
  limit: number,
): Promise<readonly Listed[]> {
  const { sql, tables } = stepTables(question);
  return report<Listed>(
    pool,
    `with ${tables} select 'step' as kind, s.dossier, coalesce(d.code, '') || ' · ' || s.step as label
     from s left join read.figure_dossier d on d.dossier = s.dossier where ${STEP_METRICS[metric]}
     order by s.done_at desc, s.dossier, s.step, s.run limit ${sql.bind(limit)}`,
    sql.values,
  );
}

/** Where in the ledger the events stand that were known by then. */
export async function positionsOf(
  pool: Pool,
  streams: readonly string[],
  asOf: Instant,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (streams.length === 0) return new Map();
  const { rows } = await pool.query<{ stream: string; epoch: number; txid: string; gpos: string }>(
    `select stream_id as stream, epoch, txid::text, gpos::text from ledger.event
     where stream_id = any($1) and case when imported then occurred_at else recorded_at end <= $2
     order by stream_id, stream_seq`,
    [streams, asOf],
  );
  const byStream = Map.groupBy(rows, ({ stream }) => stream);
  return new Map(
    [...byStream].map(([stream, events]) => [
      stream,
      events.map(({ epoch, txid, gpos }) => positionOf(epoch, txid, gpos)),
    ]),
  );
}
