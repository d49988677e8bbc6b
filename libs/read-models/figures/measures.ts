/**
 * What is counted, as conditions over a dossier's row. A measure has one: what a month's edge counts and what a list
 * shows ask the same. `#libs/metrics` counts the same in memory, for tests.
 */
import type { Reading } from '#libs/metrics';
import type { Sql } from '../scope.ts';

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
  readonly channel?: string | undefined;
}

export interface FigureRequest {
  readonly filter: FigureFilter;
  /** Instants; the period ends before `to`, and no later than the moment the figures are asked for. */
  readonly from: string;
  readonly to: string;
  readonly reading: Reading;
}

export const GROUPS: Readonly<Record<FigureGrouping, string>> = {
  agency: 'f.agency',
  unit: 'f.unit',
  officer: 'f.officer',
  field: 'f.field',
  procedure: 'f.procedure',
  edition: `f.procedure || ' ' || f.edition`,
  channel: 'f.channel',
};

/** The parts of a statement that depend on the reading; `from` and `end` are placeholders. */
export interface Words {
  readonly from: string;
  readonly end: string;
  readonly promised: boolean;
}

export const ended = (w: Words): string => `f.ended_at < ${w.end}`;
const open = (w: Words): string => `(f.ended_at is null or f.ended_at >= ${w.end})`;
export const classOf = (w: Words): string => (w.promised ? 'f.class_promised' : 'f.class_recalculated');
// Looked into for the few rows alone that have more than the receipt's appointment, or waits. Written out: a function of
// SQL that reads from something is called, which takes twenty times as long.
export const entryOf = (w: Words): string => `(case when f.dues is not null then (select e.entry
    from jsonb_array_elements(f.dues) with ordinality as e (entry, place)
    where (e.entry ->> 0)::timestamptz <= ${w.end}${w.promised ? ' and (e.entry ->> 3)::boolean' : ''}
    order by e.place desc limit 1) end)`;
// Mostly the first wait is the one that lasts, which is asked without taking the waits apart.
const waitsIn = (spans: string, w: Words): string => `(case when not ${spans} @> ${w.end} then null
    when ${spans} @> tstzrange(lower(${spans}), ${w.end}, '[]') then lower(${spans})
    else (select lower(s) from unnest(${spans}) s where s @> ${w.end} limit 1) end)`;
const among = (entry: string, field: 1 | 2, only: string): string =>
  `(case when f.dues is null then ${only} else (${entry} ->> ${field})::timestamptz end)`;
const waitsSince = (w: Words): string =>
  `(case when f.stops is null then null else ${waitsIn('f.stops', w)} end)`;
/** How an open one stands, as expressions: its appointment, its warning, and since when a wait lasts. */
export interface Standing {
  readonly due: string;
  readonly warn: string;
  readonly waits: string;
}
/** @param entry of its appointments the one that counts at the end. */
export const standing = (w: Words, entry = entryOf(w)): Standing => ({
  due: among(entry, 1, w.promised ? 'f.promised_at' : 'f.due_at'),
  warn: among(entry, 2, 'f.warn_at'),
  waits: waitsSince(w),
});

export const openClass = (w: Words, s = standing(w)): string => `case when ${s.due} is null then 'no-deadline'
  when ${s.due} < coalesce(${s.waits}, ${w.end}) then 'late' when ${s.waits} is not null then 'paused'
  when ${s.warn} <= ${w.end} then 'near' else 'in-time' end`;
/** Decision 766, 2.1, of what is open at the end: it ends with the period, or at a request still unanswered. */
export const openOnTime = (w: Words, s = standing(w)): string => {
  const askedOnce = `(f.requests <= 1
    or (select count(*) from unnest(f.supplements) s where lower(s) < ${w.end}) <= 1)`;
  // A stop that is not there makes the comparison unknown, which is no time kept.
  const beforeItStopped = `coalesce(${s.due} >= ${s.waits}, false)`;
  const end = `(case when f.supplements is null then ${w.end}
    else coalesce(${waitsIn('f.supplements', w)}, ${w.end}) end)`;
  return `(${askedOnce} and (${s.due} is null or ${end} <= ${s.due} or ${beforeItStopped}))`;
};

export const OPEN_CLASSES = {
  openInTime: 'in-time',
  openNear: 'near',
  openLate: 'late',
  openPaused: 'paused',
  openNoDeadline: 'no-deadline',
} as const;

const ending = (name: string) => (w: Words) => `${ended(w)} and f.ending = '${name}'`;
const done = (name: string | null) => (w: Words) =>
  `${ended(w)} and f.ending = 'done' and ${classOf(w)} ${name === null ? 'is null' : `= '${name}'`}`;
const opens = (name: keyof typeof OPEN_CLASSES) => (w: Words) =>
  `${open(w)} and ${openClass(w)} = '${OPEN_CLASSES[name]}'`;

export const MEASURES = {
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
  openInTime: opens('openInTime'),
  openNear: opens('openNear'),
  openLate: opens('openLate'),
  openPaused: opens('openPaused'),
  openNoDeadline: opens('openNoDeadline'),
  onTime766: (w: Words) =>
    `case when ${ended(w)} then f.requests <= 1 and ${classOf(w)} is distinct from 'late' else ${openOnTime(w)} end`,
} as const satisfies Record<string, (w: Words) => string>;
export type FigureMeasure = keyof typeof MEASURES;
export const FIGURE_MEASURES = Object.keys(MEASURES) as readonly FigureMeasure[];

const added = (column: string) => (w: Words) => `${ended(w)} and f.${column} > 0`;
/** Sums over what ended: the dossiers that something was added by. */
export const ADDED_BY = {
  returns: added('returns'),
  supplements: added('requests'),
  rePromises: added('re_promises'),
  apologiesInTime: added('apologies_in_time'),
} as const satisfies Record<string, (w: Words) => string>;
export type ListedMeasure = FigureMeasure | keyof typeof ADDED_BY;
export const LISTED_MEASURES = [...FIGURE_MEASURES, ...Object.keys(ADDED_BY)] as readonly ListedMeasure[];

const COLUMNS = ['agency', 'unit', 'officer', 'field', 'procedure', 'edition', 'channel'] as const;

/** Of a table `f` with the columns of figures. */
export function filtered(filter: FigureFilter, sql: Sql): string[] {
  const terms = COLUMNS.flatMap((column) =>
    filter[column] === undefined ? [] : [`f.${column} = ${sql.bind(filter[column])}`],
  );
  return filter.agencies === undefined
    ? terms
    : [...terms, `f.agency = any(${sql.bind(filter.agencies)}::text[])`];
}

/** A moment in the one form the product writes. */
export const isoOf = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
