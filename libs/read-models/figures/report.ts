/**
 * Reports over dossiers. A measure has one condition; the count decides its parts for all rows at once, the list asks it
 * of each, and a test holds the two together. `#libs/metrics` counts the same in memory, for tests.
 */
import type { Reading } from '#libs/metrics';
import type { Pool } from 'pg';
import { writeCursor, type Cursor } from '../cursor.ts';
import { Sql } from '../scope.ts';
import { report } from './query.ts';

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
// A function is called only for the few rows that have more than the receipt's appointment, or waits.
const due = (w: Words): string => {
  const last = w.promised ? 'f.promised_at' : 'f.due_at';
  return `(case when f.dues is null then ${last} else read.figure_due(f.dues, ${last}, ${w.end}, ${w.promised}) end)`;
};
const warn = (w: Words): string =>
  `(case when f.dues is null then f.warn_at else read.figure_warn(f.dues, f.warn_at, ${w.end}, ${w.promised}) end)`;
const waitsSince = (w: Words): string =>
  `(case when f.stops is null then null else read.figure_waits_since(f.stops, ${w.end}) end)`;
const openLate = (w: Words): string => `${due(w)} < coalesce(${waitsSince(w)}, ${w.end})`;
const openClass = (w: Words): string => `case when ${due(w)} is null then 'no-deadline'
  when ${openLate(w)} then 'late' when ${waitsSince(w)} is not null then 'paused'
  when ${warn(w)} <= ${w.end} then 'near' else 'in-time' end`;
/** Decision 766, 2.1, of what is open at the end: it ends with the period, or at a request still unanswered. */
const openOnTime = (w: Words): string => `(case when f.supplements is null
  then coalesce(${w.end} <= ${due(w)} or ${due(w)} >= ${waitsSince(w)}, true)
  else (select count(*) from unnest(f.supplements) s where lower(s) < ${w.end}) <= 1
    and coalesce(coalesce(read.figure_waits_since(f.supplements, ${w.end}), ${w.end}) <= ${due(w)}
      or ${due(w)} >= ${waitsSince(w)}, true) end)`;

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

/**
 * One cell for each group, and the whole as the cell with the key `` (empty). Rows are first gathered by what decides
 * their measures, which PostgreSQL does in parallel; the few that are left are counted into cells.
 */
export async function figures(
  pool: Pool,
  request: FigureRequest,
  by: FigureGrouping,
): Promise<readonly FigureCell[]> {
  const { sql, words, where } = begun(request);
  const counts = FIGURE_MEASURES.map(
    (name) => `coalesce(sum(n) filter (where ${DECIDED[name]}), 0)::int as "${name}"`,
  );
  const rows = await report<FigureCell>(
    pool,
    `with decided as (
       select ${GROUPS[by]} as key, f.received_at >= ${words.from} as came,
              case when ${ended(words)} then f.ending else 'open' end as ending,
              case when ${ended(words)} then ${classOf(words)} else ${openClass(words)} end as class,
              ${MEASURES.onTime766(words)} as on_time_766, count(*) as n,
              ${SUMS.map(([, column]) => `sum(f.${column}) as ${column}`).join(', ')}
       from read.figure_dossier f where ${where} group by 1, 2, 3, 4, 5)
     select coalesce(key, '') as key, ${counts.join(', ')},
            jsonb_build_object(${SUMS.map(
              ([name, column]) => `'${name}', coalesce(sum(${column}) filter (where ending <> 'open'), 0)`,
            ).join(', ')}) as sums
     from decided group by grouping sets ((key), ()) order by grouping(key) desc, key`,
    sql.values,
  );
  return rows;
}

/** The measures again, over rows that were gathered: the same conditions, decided already. */
const DECIDED: Readonly<Record<FigureMeasure, string>> = {
  openAtStart: 'not came',
  received: 'came',
  done: `ending = 'done'`,
  early: `ending = 'done' and class = 'early'`,
  onTime: `ending = 'done' and class = 'on-time'`,
  late: `ending = 'done' and class = 'late'`,
  noDeadline: `ending = 'done' and class is null`,
  refused: `ending = 'refused'`,
  withdrawn: `ending = 'withdrawn'`,
  stopped: `ending = 'stopped'`,
  expired: `ending = 'expired'`,
  openAtEnd: `ending = 'open'`,
  openInTime: `ending = 'open' and class = 'in-time'`,
  openNear: `ending = 'open' and class = 'near'`,
  openLate: `ending = 'open' and class = 'late'`,
  openPaused: `ending = 'open' and class = 'paused'`,
  openNoDeadline: `ending = 'open' and class = 'no-deadline'`,
  onTime766: 'on_time_766',
};

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
  const rows = await report<{ total: number; rows: readonly ListedFigure[] }>(
    pool,
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
  const rows = await report<TrendMonth>(
    pool,
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
