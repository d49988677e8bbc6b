/**
 * Reports over dossiers. A measure's condition is written once, and both its count and the list behind it use it: so
 * a figure and its list are always the same dossiers. `#libs/metrics` counts the same in memory, for tests.
 */
import type { Reading } from '#libs/metrics';
import type { Pool } from 'pg';
import { writeCursor, type Cursor } from '../cursor.ts';
import { Sql } from '../scope.ts';

export type FigureGrouping = 'agency' | 'unit' | 'officer' | 'field' | 'procedure' | 'edition' | 'channel';

export interface FigureFilter {
  /** Agencies the one who asks may see; undefined: all. */
  readonly agencies?: readonly string[] | undefined;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  readonly officer?: string | undefined;
  readonly field?: string | undefined;
  readonly procedure?: string | undefined;
  readonly edition?: number | undefined;
}

export interface FigureRequest {
  readonly filter: FigureFilter;
  /** Instants; the period ends before `to`, and no later than the moment the figures are asked for. */
  readonly from: string;
  readonly to: string;
  readonly reading: Reading;
}

/** Counts of one cell, by measure. */
export type FigureCell = Readonly<Record<FigureMeasure, number>> & {
  readonly key: string;
  /** Sums over the dossiers that ended in the period. */
  readonly sums: Readonly<
    Record<
      | 'ownMinutes'
      | 'otherAgencyMinutes'
      | 'applicantMinutes'
      | 'outsideMinutes'
      | 'allowedMinutes'
      | 'returns'
      | 'supplements'
      | 'rePromises'
      | 'apologiesInTime',
      number
    >
  >;
};

const GROUPS: Readonly<Record<FigureGrouping, string>> = {
  agency: 'f.agency',
  unit: 'f.unit',
  officer: 'f.officer',
  field: 'f.field',
  procedure: 'f.procedure',
  edition: `f.procedure || ' ' || f.edition`,
  channel: 'f.channel',
};

/** The parts of a statement that depend on the reading; `from` and `end` are placeholders. */
interface Words {
  readonly from: string;
  readonly end: string;
  readonly promised: boolean;
}

const ended = (w: Words): string => `f.ended_at < ${w.end}`;
const open = (w: Words): string => `(f.ended_at is null or f.ended_at >= ${w.end})`;
const classOf = (w: Words): string => (w.promised ? 'f.class_promised' : 'f.class_recalculated');
const due = (w: Words): string =>
  `read.figure_due(f.dues, ${w.promised ? 'f.promised_at' : 'f.due_at'}, ${w.end}, ${w.promised})`;
const waitsSince = (w: Words): string => `read.figure_waits_since(f.stops, ${w.end})`;
const openLate = (w: Words): string => `${due(w)} < coalesce(${waitsSince(w)}, ${w.end})`;
const openClass = (w: Words): string => `case when ${due(w)} is null then 'no-deadline'
  when ${openLate(w)} then 'late' when ${waitsSince(w)} is not null then 'paused'
  when read.figure_warn(f.dues, f.warn_at, ${w.end}, ${w.promised}) <= ${w.end} then 'near' else 'in-time' end`;
/** Decision 766, 2.1, of what is open at the end: it ends with the period, or at a request still unanswered. */
const openOnTime = (
  w: Words,
): string => `(select count(*) from unnest(f.supplements) s where lower(s) < ${w.end}) <= 1
  and coalesce(coalesce(read.figure_waits_since(f.supplements, ${w.end}), ${w.end}) <= ${due(w)}
    or ${due(w)} >= ${waitsSince(w)}, true)`;

const ending = (name: string) => (w: Words) => `${ended(w)} and f.ending = '${name}'`;
const done = (name: string | null) => (w: Words) =>
  `${ended(w)} and f.ending = 'done' and ${classOf(w)} ${name === null ? 'is null' : `= '${name}'`}`;
const opens = (name: string) => (w: Words) => `${open(w)} and ${openClass(w)} = '${name}'`;

const MEASURES = {
  openAtStart: (w: Words) => `f.received_at < ${w.from}`,
  received: (w: Words) => `f.received_at >= ${w.from}`,
  done: ending('done'),
  early: done('early'),
  onTime: done('on-time'),
  late: done('late'),
  noDeadline: done(null),
  refused: ending('refused'),
  withdrawn: ending('withdrawn'),
  stopped: ending('stopped'),
  expired: ending('expired'),
  openAtEnd: open,
  openInTime: opens('in-time'),
  openNear: opens('near'),
  openLate: opens('late'),
  openPaused: opens('paused'),
  openNoDeadline: opens('no-deadline'),
  onTime766: (w: Words) =>
    `case when ${ended(w)} then f.requests <= 1 and ${classOf(w)} is distinct from 'late' else ${openOnTime(w)} end`,
} as const satisfies Record<string, (w: Words) => string>;
export type FigureMeasure = keyof typeof MEASURES;
export const FIGURE_MEASURES = Object.keys(MEASURES) as readonly FigureMeasure[];

const SUMS: readonly (readonly [keyof FigureCell['sums'], string])[] = [
  ['ownMinutes', 'own_minutes'],
  ['otherAgencyMinutes', 'other_agency_minutes'],
  ['applicantMinutes', 'applicant_minutes'],
  ['outsideMinutes', 'outside_minutes'],
  ['allowedMinutes', 'allowed_minutes'],
  ['returns', 'returns'],
  ['supplements', 'requests'],
  ['rePromises', 're_promises'],
  ['apologiesInTime', 'apologies_in_time'],
];

const COLUMNS = ['agency', 'unit', 'officer', 'field', 'procedure', 'edition'] as const;

/** Of a table `f` with the columns of figures. */
export function filtered(filter: FigureFilter, sql: Sql): string[] {
  const terms = COLUMNS.flatMap((column) =>
    filter[column] === undefined ? [] : [`f.${column} = ${sql.bind(filter[column])}`],
  );
  return filter.agencies === undefined
    ? terms
    : [...terms, `f.agency = any(${sql.bind(filter.agencies)}::text[])`];
}

function begun(request: FigureRequest): { sql: Sql; words: Words; where: string } {
  const sql = new Sql();
  const from = `${sql.bind(request.from)}::timestamptz`;
  const end = `${sql.bind(request.to)}::timestamptz`;
  const words = { from, end, promised: request.reading === 'promised' };
  const handled = [`f.received_at < ${end}`, `(f.ended_at is null or f.ended_at >= ${from})`];
  return { sql, words, where: [...handled, ...filtered(request.filter, sql)].join(' and ') };
}

/** One cell for each group, and the whole as the cell with the key `` (empty). */
export async function figures(
  pool: Pool,
  request: FigureRequest,
  by: FigureGrouping,
): Promise<readonly FigureCell[]> {
  const { sql, words, where } = begun(request);
  const counts = FIGURE_MEASURES.map(
    (name) => `count(*) filter (where ${MEASURES[name](words)})::int as "${name}"`,
  );
  const sums = SUMS.map(
    ([name, column]) => `'${name}', coalesce(sum(f.${column}) filter (where ${ended(words)}), 0)`,
  );
  const { rows } = await pool.query<FigureCell>(
    `select coalesce(${GROUPS[by]}, '') as key, grouping(${GROUPS[by]}) as whole, ${counts.join(', ')},
            jsonb_build_object(${sums.join(', ')}) as sums
     from read.figure_dossier f where ${where} group by grouping sets ((${GROUPS[by]}), ()) order by whole desc, key`,
    sql.values,
  );
  return rows;
}

export interface ListedFigure {
  readonly dossier: string;
  readonly code: string;
  readonly procedure: string;
  readonly edition: number;
  readonly agency: string;
  readonly unit: string;
  readonly officer: string;
  readonly receivedAt: string;
  readonly dueAt: string | null;
  readonly promisedAt: string | null;
  readonly endedAt: string | null;
  readonly ending: string | null;
  readonly timeliness: string | null;
}

/** The dossiers behind one figure of one cell, the newest first. */
export async function figureDossiers(
  pool: Pool,
  request: FigureRequest & {
    readonly measure: FigureMeasure;
    readonly cursor?: Cursor | undefined;
    readonly limit: number;
  },
): Promise<{ readonly rows: readonly ListedFigure[]; readonly total: number; readonly next: string | null }> {
  const { sql, words, where } = begun(request);
  const cell = `${where} and ${MEASURES[request.measure](words)}`;
  const { cursor, limit } = request;
  const after = cursor
    ? `where (m.received_at, m.dossier) < (${sql.bind(cursor.key)}::timestamptz, ${sql.bind(cursor.id)}::uuid)`
    : '';
  const { rows } = await pool.query<{ total: number; rows: readonly ListedFigure[] }>(
    `with matching as materialized (select f.* from read.figure_dossier f where ${cell}),
     shown as (select * from matching m ${after} order by m.received_at desc, m.dossier desc limit ${sql.bind(limit + 1)})
     select (select count(*)::int from matching) as total, coalesce((select jsonb_agg(jsonb_build_object(
       'dossier', s.dossier, 'code', s.code, 'procedure', s.procedure, 'edition', s.edition, 'agency', s.agency,
       'unit', s.unit, 'officer', s.officer, 'receivedAt', ${isoOf('s.received_at')}, 'dueAt', ${isoOf('s.due_at')},
       'promisedAt', ${isoOf('s.promised_at')}, 'endedAt', ${isoOf('s.ended_at')}, 'ending', s.ending,
       'timeliness', s.${words.promised ? 'class_promised' : 'class_recalculated'})
       order by s.received_at desc, s.dossier desc) from shown s), '[]') as rows`,
    sql.values,
  );
  const found = rows[0]!;
  const shown = found.rows.slice(0, limit);
  const last = shown.at(-1);
  const more = found.rows.length > limit && last !== undefined;
  return {
    rows: shown,
    total: found.total,
    next: more ? writeCursor({ key: last.receivedAt, id: last.dossier }) : null,
  };
}

/** A moment in the one form the product writes. */
export const isoOf = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export interface TrendMonth {
  /** The first of the month. */
  readonly month: string;
  readonly openAtStart: number;
  readonly received: number;
  readonly ended: number;
  readonly done: number;
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  readonly openAtEnd: number;
}

/** Month by month; what is open goes over from each to the next. */
export async function figureTrend(pool: Pool, request: FigureRequest): Promise<readonly TrendMonth[]> {
  const { sql, words, where } = begun(request);
  const timeliness = classOf(words);
  const { rows } = await pool.query<TrendMonth>(
    `with handled as materialized (select f.received_at, f.received_month, f.ending, ${timeliness} as class,
            case when ${ended(words)} then f.ended_month end as ended_month from read.figure_dossier f where ${where}),
     months as (
       select month, sum(came) filter (where came > 0)::int as received, sum(ended)::int as ended, sum(done)::int as done,
              sum(early)::int as early, sum(on_time)::int as on_time, sum(late)::int as late
       from (
         select received_month as month, count(*) as came, 0 as ended, 0 as done, 0 as early, 0 as on_time, 0 as late
           from handled where received_at >= ${words.from} group by received_month
         union all
         select ended_month, 0, count(*), count(*) filter (where ending = 'done'),
                count(*) filter (where ending = 'done' and class = 'early'),
                count(*) filter (where ending = 'done' and class = 'on-time'),
                count(*) filter (where ending = 'done' and class = 'late')
           from handled where ended_month is not null group by ended_month) parts group by month),
     running as (
       select months.*, (select count(*) from handled where received_at < ${words.from})
         + sum(coalesce(received, 0) - ended) over (order by month) as open from months)
     select month::text, (open - coalesce(received, 0) + ended)::int as "openAtStart", coalesce(received, 0) as received,
            ended, done, early, on_time as "onTime", late, open::int as "openAtEnd" from running order by month`,
    sql.values,
  );
  return rows;
}
