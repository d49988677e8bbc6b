/**
 * The statement behind a report. What a period counts is made of parts: the sums of whole months, which say too what
 * stood open when they began; ended dossiers that came, and that went, in parts of months; and what was open at the
 * end. Each dossier is counted by its own row or by its month's sum, never by both.
 */
import type { Instant } from '#libs/calendar';
import { Sql } from '../scope.ts';
import {
  classOf,
  entryOf,
  filtered,
  FIGURE_MEASURES,
  MEASURES,
  OPEN_CLASSES,
  openClass,
  openOnTime,
  standing,
  type FigureFilter,
  type FigureMeasure,
  type FigureRequest,
  type Words,
} from './measures.ts';
import { FIGURE_AGENCY_MONTHS, FIGURE_MONTHS } from './months.ts';
import { cutPeriod, monthAfter, startOf, type CutPeriod, type Edge } from './periods.ts';
import { STANDING_COLUMNS } from './standing.ts';

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

/**
 * Puts a value into the statement. Whole months of agencies are a few sums whatever they are: their one plan is kept. For
 * others it depends on the moments which rows are few.
 */
type Put = (value: unknown, type: string) => string;

interface Asked {
  readonly put: Put;
  readonly words: Words;
  readonly cut: CutPeriod;
  readonly filter: readonly string[];
  readonly keys: PartKeys;
  /** The sums that say it in the fewest rows. */
  readonly sums: string;
  /** The period ends where this month begins. */
  readonly endsMonth: string | null;
  /**
   * The end lies in this month, of which nothing came or went later: its sums are whole, as they always are for whoever
   * asks for figures until now. Whether that is so, the statement finds out (`quiet`).
   */
  readonly quietMonth: string | null;
}

/** Rows of a key and all columns, several for a key: one or none of each part. */
export function partsOf(
  request: FigureRequest,
  keys: PartKeys,
): { readonly sql: Sql; readonly ctes: string } {
  const sql = new Sql();
  const to = request.to as Instant;
  const from = (request.from < to ? request.from : to) as Instant;
  const cut = cutPeriod(from, to);
  const endsMonth = startOf(cut.wholeTo) === to ? cut.wholeTo : null;
  const quietMonth = endsMonth === null && cut.wholeFrom <= cut.wholeTo ? cut.wholeTo : null;
  const ofAgencies = ofAgenciesAlone(request.filter, keys);
  const put: Put =
    ofAgencies && endsMonth !== null && cut.edges.length === 0
      ? (value, type) => sql.hide(value, type)
      : (value, type) => `${sql.bind(value)}::${type}`;
  const words = {
    from: put(from, 'timestamptz'),
    end: put(to, 'timestamptz'),
    promised: request.reading === 'promised',
  };
  const filter = filtered(request.filter, sql);
  const sums = `read.${ofAgencies ? FIGURE_AGENCY_MONTHS.name : FIGURE_MONTHS.name}`;
  const asked: Asked = { put, words, cut, filter, keys, sums, endsMonth, quietMonth };
  const all = [
    openBefore(asked),
    wholeMonths(asked),
    ...cut.edges.flatMap((edge) => [cameAtEdge(asked, edge), wentAtEdge(asked, edge)]),
    neverEnded(asked),
    endedSince(asked),
  ];
  const parts = `parts as (${all.join('\n union all\n')})`;
  return {
    sql,
    ctes: quietMonth === null ? parts : `quiet as materialized (${quiet(asked, quietMonth)}), ${parts}`,
  };
}

const OF_AGENCY_MONTHS: ReadonlySet<string> = new Set(['f.agency', 'f.month']);

/** Nothing is told apart but agencies and months. */
const ofAgenciesAlone = (
  { agency: _one, agencies: _seen, ...finer }: FigureFilter,
  keys: PartKeys,
): boolean => OF_AGENCY_MONTHS.has(keys.months) && Object.values(finer).every((value) => value === undefined);

const quiet = ({ put, words }: Asked, month: string): string =>
  `select not exists (select from read.figure_dossier where received_at >= ${words.end})
     and not exists (select from read.figure_dossier where ended_month >= ${put(month, 'date')} and ended_at >= ${words.end}) as yes`;
const QUIET = '(select yes from quiet)';

const ENDINGS = ['done', 'refused', 'withdrawn', 'stopped', 'expired'] as const;
const TIMELINESS = { early: 'early', onTime: 'on_time', late: 'late' } as const;

/** What was open when the period's first month began. */
function openBefore({ put, words, cut, filter, keys, sums }: Asked): string {
  const first = `f.month = ${put(cut.firstMonth, 'date')}`;
  return part(sums, keys.months, [first, ...filter], {
    openAtStart: sum(allStanding(words)),
  });
}

const readingOf = (words: Words) => (words.promised ? 'promised' : 'recalculated');
const allStanding = (words: Words): string =>
  Object.values(STANDING_COLUMNS)
    .map((name) => `f.${name}_${readingOf(words)}`)
    .join(' + ');

function wholeMonths({ put, words, cut, filter, keys, sums, quietMonth }: Asked): string {
  const end = put(cut.wholeTo, 'date');
  const until =
    quietMonth === null
      ? end
      : `case when ${QUIET} then ${put(monthAfter(quietMonth), 'date')} else ${end} end`;
  const within = [`f.month >= ${put(cut.wholeFrom, 'date')}`, `f.month < ${until}`];
  const reading = readingOf(words);
  const classes = Object.values(TIMELINESS).map((name) => `f.${name}_${reading}`);
  return part(sums, keys.months, [...within, ...filter], {
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

/** Rows of the last month are left out where its sums are whole: a condition without columns, asked once. */
const unlessQuiet = ({ quietMonth, cut }: Asked, edge: Edge): string[] =>
  quietMonth !== null && edge === cut.edges.at(-1) ? [`not ${QUIET}`] : [];

function cameAtEdge(asked: Asked, edge: Edge): string {
  const { put, words, filter, keys } = asked;
  const at = `f.received_at >= ${put(edge.from, 'timestamptz')} and f.received_at < ${put(edge.to, 'timestamptz')}`;
  return part(
    'read.figure_dossier',
    keys.came,
    ['f.ended_at is not null', at, ...unlessQuiet(asked, edge), ...filter],
    {
      openAtStart: count(MEASURES.openAtStart(words)),
      received: count(MEASURES.received(words)),
    },
  );
}

function wentAtEdge(asked: Asked, edge: Edge): string {
  const { put, words, filter, keys } = asked;
  const at = `f.ended_month = ${put(edge.month, 'date')} and f.ended_at >= ${put(edge.from, 'timestamptz')} and f.ended_at < ${put(edge.to, 'timestamptz')}`;
  const within = `f.ended_at >= ${words.from}`;
  const counted = [...ENDINGS, 'early', 'onTime', 'late', 'noDeadline'] as const;
  return part('read.figure_dossier', keys.went, [at, ...unlessQuiet(asked, edge), ...filter], {
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
  'agency, unit, officer, field, procedure, edition, channel, received_at, received_month, ended_at, supplements, requests';

/** Those that never ended, which no sum has. */
function neverEnded(asked: Asked): string {
  const { words, filter } = asked;
  const where = ['f.ended_at is null', `f.received_at < ${words.end}`, ...filter];
  return openAtEnd(asked, `select * from read.figure_dossier f where ${where.join(' and ')}`, {
    openAtStart: count(MEASURES.openAtStart(words)),
    received: count(MEASURES.received(words)),
  });
}

/** Those open at the end that have ended since, whose receipts are counted already. */
function endedSince(asked: Asked): string {
  const { put, words, filter, keys, sums, endsMonth, quietMonth } = asked;
  if (endsMonth !== null) {
    const reading = readingOf(words);
    return part(sums, keys.months, [`f.month = ${put(endsMonth, 'date')}`, ...filter], {
      openAtEnd: sum(allStanding(words)),
      ...Object.fromEntries(
        Object.entries(OPEN_CLASSES).map(([name, of]) => [name, sum(`f.${STANDING_COLUMNS[of]}_${reading}`)]),
      ),
      onTime766: sum(`f.open_on_time_766_${reading}`),
    });
  }
  const where = [OPEN_AT(words.end), ...(quietMonth === null ? [] : [`not ${QUIET}`]), ...filter];
  return openAtEnd(asked, `select * from read.figure_dossier f where ${where.join(' and ')}`, {});
}

/** How one stands is asked once a row (`offset 0` keeps it so) and then counted. */
function openAtEnd(
  { words, keys }: Asked,
  those: string,
  also: Readonly<Partial<Record<Column, string>>>,
): string {
  const { due, warn, waits } = standing(words, 'f.now_entry');
  const asked = { due: 'f.now_due', warn: 'f.now_warn', waits: 'f.now_waits' };
  const stand = `select ${OF_OPEN}, ${due} as now_due, ${warn} as now_warn, ${waits} as now_waits
    from (select *, ${entryOf(words)} as now_entry from (${those}) f offset 0) f offset 0`;
  const rows = `(select ${OF_OPEN}, ${openClass(words, asked)} as now_class, ${openOnTime(words, asked)} as now_on_time
    from (${stand}) f offset 0)`;
  return part(rows, keys.open, [], {
    ...also,
    openAtEnd: 'count(*)',
    ...Object.fromEntries(
      Object.entries(OPEN_CLASSES).map(([name, of]) => [name, count(`f.now_class = '${of}'`)]),
    ),
    onTime766: count('f.now_on_time'),
  });
}

const count = (when: string): string => `count(*) filter (where ${when})`;
const sum = (of: string): string => `sum(${of})`;

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
