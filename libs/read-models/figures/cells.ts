/**
 * The statement behind a report. What a period counts is made of parts: the sums of whole months; ended dossiers that
 * came, and that went, in parts of months; and what was open at the end. Each dossier is counted by its own row or by
 * its month's sum, never by both.
 */
import type { Instant } from '#libs/calendar';
import { Sql } from '../scope.ts';
import {
  classOf,
  filtered,
  FIGURE_MEASURES,
  MEASURES,
  OPEN_CLASSES,
  openClass,
  openOnTime,
  standing,
  type FigureMeasure,
  type FigureRequest,
  type Words,
} from './measures.ts';
import { cutPeriod, type CutPeriod } from './periods.ts';

/** Sums over the dossiers that ended in the period, and the columns they are of. */
export const SUMS = {
  ownMinutes: 'own_minutes',
  otherAgencyMinutes: 'other_agency_minutes',
  applicantMinutes: 'applicant_minutes',
  outsideMinutes: 'outside_minutes',
  allowedMinutes: 'allowed_minutes',
  returns: 'returns',
  supplements: 'requests',
  rePromises: 're_promises',
  apologiesInTime: 'apologies_in_time',
} as const;
export type FigureSum = keyof typeof SUMS;

/** By what each part is grouped, as an expression over `f`. */
export interface PartKeys {
  readonly months: string;
  readonly came: string;
  readonly went: string;
  readonly open: string;
}

type Column = FigureMeasure | FigureSum;
export const COLUMNS: readonly Column[] = [...FIGURE_MEASURES, ...(Object.keys(SUMS) as FigureSum[])];

interface Asked {
  readonly sql: Sql;
  readonly words: Words;
  readonly cut: CutPeriod;
  readonly filter: readonly string[];
  readonly keys: PartKeys;
}

/** Rows of a key and all columns, several for a key: one or none of each part. */
export function partsOf(
  request: FigureRequest,
  keys: PartKeys,
): { readonly sql: Sql; readonly parts: string } {
  const sql = new Sql();
  const to = request.to as Instant;
  const from = (request.from < to ? request.from : to) as Instant;
  const words = {
    from: `${sql.bind(from)}::timestamptz`,
    end: `${sql.bind(to)}::timestamptz`,
    promised: request.reading === 'promised',
  };
  const filter = filtered(request.filter, sql);
  const asked: Asked = { sql, words, cut: cutPeriod(from, to), filter, keys };
  const all = [
    monthsBefore(asked),
    wholeMonths(asked),
    cameAtEdges(asked),
    wentAtEdges(asked),
    openAtEnd(asked),
  ];
  return { sql, parts: all.filter((one) => one !== null).join('\n union all\n') };
}

const ENDINGS = ['done', 'refused', 'withdrawn', 'stopped', 'expired'] as const;
const TIMELINESS = { early: 'early', onTime: 'on_time', late: 'late' } as const;

/** What was open when the period began: many months, of which one thing is asked. */
function monthsBefore({ sql, cut, filter, keys }: Asked): string {
  const before = `f.month < ${sql.bind(cut.firstMonth)}::date`;
  return part('read.figure_month', keys.months, [before, ...filter], {
    openAtStart: `sum(f.received - ${ENDINGS.map((name) => `f.${name}`).join(' - ')})`,
  });
}

function wholeMonths({ sql, words, cut, filter, keys }: Asked): string {
  const within = [`f.month >= ${sql.bind(cut.wholeFrom)}::date`, `f.month < ${sql.bind(cut.wholeTo)}::date`];
  const reading = words.promised ? 'promised' : 'recalculated';
  const classes = Object.values(TIMELINESS).map((name) => `f.${name}_${reading}`);
  return part('read.figure_month', keys.months, [...within, ...filter], {
    received: sum('f.received'),
    ...Object.fromEntries(ENDINGS.map((name) => [name, sum(`f.${name}`)])),
    ...Object.fromEntries(
      Object.entries(TIMELINESS).map(([name, column]) => [name, sum(`f.${column}_${reading}`)]),
    ),
    noDeadline: sum(`f.done - ${classes.join(' - ')}`),
    onTime766: sum(`f.on_time_766_${reading}`),
    ...Object.fromEntries(Object.entries(SUMS).map(([name, column]) => [name, sum(`f.${column}`)])),
  });
}

function cameAtEdges({ sql, words, cut, filter, keys }: Asked): string | null {
  if (cut.edges.length === 0) return null;
  const at = cut.edges.map(
    (edge) =>
      `f.received_at >= ${sql.bind(edge.from)}::timestamptz and f.received_at < ${sql.bind(edge.to)}::timestamptz`,
  );
  return part('read.figure_dossier', keys.came, ['f.ended_at is not null', either(at), ...filter], {
    openAtStart: count(MEASURES.openAtStart(words)),
    received: count(MEASURES.received(words)),
  });
}

function wentAtEdges({ sql, words, cut, filter, keys }: Asked): string | null {
  if (cut.edges.length === 0) return null;
  const at = cut.edges.map(
    (edge) =>
      `f.ended_month = ${sql.bind(edge.month)}::date and f.ended_at >= ${sql.bind(edge.from)}::timestamptz and f.ended_at < ${sql.bind(edge.to)}::timestamptz`,
  );
  const within = `f.ended_at >= ${words.from}`;
  const counted = [...ENDINGS, 'early', 'onTime', 'late', 'noDeadline'] as const;
  return part('read.figure_dossier', keys.went, [either(at), ...filter], {
    openAtStart: `-${count(`f.ended_at < ${words.from}`)}`,
    ...Object.fromEntries(counted.map((name) => [name, count(`${within} and ${MEASURES[name](words)}`)])),
    onTime766: count(`${within} and f.requests <= 1 and ${classOf(words)} is distinct from 'late'`),
    ...Object.fromEntries(
      Object.entries(SUMS).map(([name, column]) => [
        name,
        `coalesce(sum(f.${column}) filter (where ${within}), 0)`,
      ]),
    ),
  });
}

const OPEN_AT = (end: string): string =>
  `f.ended_at is not null and tstzrange(f.received_at, greatest(f.received_at, f.ended_at), '(]') @> ${end}`;
const OF_OPEN =
  'agency, unit, officer, field, procedure, edition, channel, received_at, received_month, ended_at, supplements';

/**
 * Those that never ended, which no sum has, and those that ended since, whose receipts are counted already. How one
 * stands is asked once a row (`offset 0` keeps it so) and then counted.
 */
function openAtEnd({ words, filter, keys }: Asked): string {
  const { due, warn, waits } = standing(words);
  const asked = { due: 'f.now_due', warn: 'f.now_warn', waits: 'f.now_waits' };
  const also = filter.length > 0 ? ` and ${filter.join(' and ')}` : '';
  const never = `select * from read.figure_dossier f where f.ended_at is null and f.received_at < ${words.end}${also}`;
  const since = `select * from read.figure_dossier f where ${OPEN_AT(words.end)}${also}`;
  const stand = `select ${OF_OPEN}, ${due} as now_due, ${warn} as now_warn, ${waits} as now_waits
    from (${never} union all ${since}) f offset 0`;
  const rows = `(select ${OF_OPEN}, ${openClass(words, asked)} as now_class, ${openOnTime(words, asked)} as now_on_time
    from (${stand}) f offset 0)`;
  return part(rows, keys.open, [], {
    openAtStart: count(`f.ended_at is null and ${MEASURES.openAtStart(words)}`),
    received: count(`f.ended_at is null and ${MEASURES.received(words)}`),
    openAtEnd: 'count(*)',
    ...Object.fromEntries(
      Object.entries(OPEN_CLASSES).map(([name, of]) => [name, count(`f.now_class = '${of}'`)]),
    ),
    onTime766: count('f.now_on_time'),
  });
}

const count = (when: string): string => `count(*) filter (where ${when})`;
const sum = (of: string): string => `sum(${of})`;
const either = (terms: readonly string[]): string => `(${terms.map((term) => `(${term})`).join(' or ')})`;

function part(
  table: string,
  key: string,
  where: readonly string[],
  columns: Readonly<Partial<Record<Column, string>>>,
): string {
  const selected = COLUMNS.map((name) => `${columns[name] ?? '0'} as "${name}"`).join(', ');
  const filter = where.length > 0 ? ` where ${where.join(' and ')}` : '';
  return `select ${key} as key, ${selected} from ${table} f${filter} group by 1`;
}
