/** What a batch adds to, and takes from, the sums of ended dossiers a month. */
import { allOf, unnested, type ColumnTypes } from '#libs/ledger';
import type { FigureRow } from './rows.ts';
import { STANDING_COLUMNS, STANDING_COUNTS, type MonthStanding } from './standing.ts';

const KEYS = ['agency', 'unit', 'officer', 'field', 'procedure', 'edition', 'channel', 'month'] as const;
const COUNTS = [
  'received',
  'done',
  'refused',
  'withdrawn',
  'stopped',
  'expired',
  'early_promised',
  'on_time_promised',
  'late_promised',
  'early_recalculated',
  'on_time_recalculated',
  'late_recalculated',
  'on_time_766_promised',
  'on_time_766_recalculated',
] as const;
const SUMS = [
  'own_minutes',
  'other_agency_minutes',
  'applicant_minutes',
  'outside_minutes',
  'allowed_minutes',
  'returns',
  'requests',
  're_promises',
  'apologies_in_time',
] as const;
const NUMBERS = [...COUNTS, ...SUMS, ...STANDING_COUNTS] as const;

type Sums = Record<(typeof NUMBERS)[number], number>;
export type FigureMonth = Pick<FigureRow, Exclude<(typeof KEYS)[number], 'month'>> & {
  month: string;
} & Sums;

export class FigureMonths {
  readonly #cells = new Map<string, FigureMonth>();
  #taken = false;

  /** One that is still open is in no sum. */
  add(row: FigureRow, standings: readonly MonthStanding[], sign: 1 | -1): void {
    if (row.ended_month === null) return;
    this.#taken ||= sign < 0;
    this.#cell(row, row.received_month).received += sign;
    const cell = this.#cell(row, row.ended_month);
    for (const name of endedAs(row)) cell[name] += sign;
    for (const name of SUMS) cell[name] += sign * (row[name] ?? 0);
    for (const { month, counts } of standings) {
      const standing = this.#cell(row, month);
      for (const name of counts) standing[name] += sign;
    }
  }

  /** In the order of their keys, so that two writers never wait for each other in a circle. */
  changes(): FigureMonth[] {
    const moved = [...this.#cells].filter(([, cell]) => NUMBERS.some((name) => cell[name] !== 0));
    return moved.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  }

  /** Whether anything was taken from a sum, which then may have come to nothing. */
  get taken(): boolean {
    return this.#taken;
  }

  #cell(row: FigureRow, month: string): FigureMonth {
    const { agency, unit, officer, field, procedure, edition, channel } = row;
    const place = { agency, unit, officer, field, procedure, edition, channel, month };
    const key = Object.values(place).join('\n');
    const known = this.#cells.get(key);
    if (known) return known;
    const cell: FigureMonth = { ...place, ...NOTHING };
    this.#cells.set(key, cell);
    return cell;
  }
}

const NOTHING = Object.fromEntries(NUMBERS.map((name) => [name, 0])) as Sums;

type Count = (typeof COUNTS)[number];
const CLASSES = { early: 'early', 'on-time': 'on_time', late: 'late' } as const;

/** The counts that an ended dossier is in, its receipt apart. */
function endedAs(row: FigureRow): Count[] {
  const { ending, requests } = row;
  const counts: Count[] = [ending as Count];
  for (const reading of ['promised', 'recalculated'] as const) {
    const timeliness = row[`class_${reading}`] as keyof typeof CLASSES | null;
    if (ending === 'done' && timeliness !== null) counts.push(`${CLASSES[timeliness]}_${reading}`);
    if (requests <= 1 && timeliness !== 'late') counts.push(`on_time_766_${reading}`);
  }
  return counts;
}

export const FIGURE_MONTH_COLUMNS: ColumnTypes<FigureMonth> = {
  ...allOf(KEYS, 'text'),
  edition: 'integer',
  month: 'date',
  ...allOf(NUMBERS, 'bigint'),
};
const CHANGES = unnested('c', FIGURE_MONTH_COLUMNS, 2);

/** Adds to what is there; `$1` the shard, the changes from `$2` on. */
export const ADD_FIGURE_MONTHS = `
  insert into read.figure_month as m (shard, ${[...KEYS, ...NUMBERS].join(', ')})
  select $1::smallint, ${[...KEYS, ...NUMBERS].map((name) => `c.${name}`).join(', ')}
  from ${CHANGES}
  on conflict (shard, ${KEYS.join(', ')}) do update set
    ${NUMBERS.map((name) => `${name} = m.${name} + excluded.${name}`).join(', ')}`;

/** One of these for each that stood open; `promised` and `recalculated` have the same number. */
const EACH_STANDS_AS = Object.values(STANDING_COLUMNS).map((name) => `${name}_promised` as const);

/** A cell that came to nothing goes: folded from the first event it would not be there. */
export const DROP_FIGURE_MONTHS = `
  delete from read.figure_month m using ${CHANGES}
  where m.shard = $1::smallint and ${KEYS.map((name) => `m.${name} = c.${name}`).join(' and ')}
    and m.received = 0 and m.done + m.refused + m.withdrawn + m.stopped + m.expired = 0
    and ${EACH_STANDS_AS.map((name) => `m.${name}`).join(' + ')} = 0`;
