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

/** The same summed once more: some hundred of the whole province's agencies a month, not some thousand cells. */
const AGENCY_KEYS = ['agency', 'month'] as const;
export type FigureAgencyMonth = Pick<FigureMonth, (typeof AGENCY_KEYS)[number]> & Sums;

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
    return inOrder(this.#cells);
  }

  /** What they come to for each agency. */
  agencyChanges(): FigureAgencyMonth[] {
    const cells = new Map<string, FigureAgencyMonth>();
    for (const change of this.#cells.values()) {
      const { agency, month } = change;
      const key = `${agency}\n${month}`;
      const cell = cells.get(key) ?? { agency, month, ...NOTHING };
      for (const name of NUMBERS) cell[name] += change[name];
      cells.set(key, cell);
    }
    return inOrder(cells);
  }

  /** Whether anything was taken from a sum, which then may have come to nothing. */
  get taken(): boolean {
    return this.#taken;
  }

  #cell(row: FigureRow, month: string): FigureMonth {
    const { agency, unit, officer, field, procedure, edition, channel } = row;
    const key = `${agency}\n${unit}\n${officer}\n${field}\n${procedure}\n${edition}\n${channel}\n${month}`;
    const known = this.#cells.get(key);
    if (known) return known;
    const place = { agency, unit, officer, field, procedure, edition, channel, month };
    const cell: FigureMonth = { ...place, ...NOTHING };
    this.#cells.set(key, cell);
    return cell;
  }
}

function inOrder<Cell extends Sums>(cells: ReadonlyMap<string, Cell>): Cell[] {
  const moved = [...cells].filter(([, cell]) => NUMBERS.some((name) => cell[name] !== 0));
  return moved.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
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

/** How changes get into a table of sums. */
export interface SumsTable<Cell> {
  readonly name: string;
  readonly columns: ColumnTypes<Cell>;
  /** Adds to what is there; `$1` the shard, the changes from `$2` on. */
  readonly add: string;
  /** A cell that came to nothing goes: folded from the first event it would not be there. Parameters as of `add`. */
  readonly drop: string;
}

/** One of these for each that stood open; `promised` and `recalculated` have the same number. */
const EACH_STANDS_AS = Object.values(STANDING_COLUMNS).map((name) => `${name}_promised` as const);

function sumsTable<Cell>(name: string, keys: readonly string[], columns: ColumnTypes<Cell>): SumsTable<Cell> {
  const changes = unnested('c', columns, 2);
  const all = [...keys, ...NUMBERS];
  return {
    name,
    columns,
    add: `
      insert into read.${name} as m (shard, ${all.join(', ')})
      select $1::smallint, ${all.map((column) => `c.${column}`).join(', ')} from ${changes}
      on conflict (shard, ${keys.join(', ')}) do update set
        ${NUMBERS.map((column) => `${column} = m.${column} + excluded.${column}`).join(', ')}`,
    drop: `
      delete from read.${name} m using ${changes}
      where m.shard = $1::smallint and ${keys.map((key) => `m.${key} = c.${key}`).join(' and ')}
        and m.received = 0 and m.done + m.refused + m.withdrawn + m.stopped + m.expired = 0
        and ${EACH_STANDS_AS.map((column) => `m.${column}`).join(' + ')} = 0`,
  };
}

export const FIGURE_MONTHS = sumsTable<FigureMonth>('figure_month', KEYS, {
  ...allOf(KEYS, 'text'),
  edition: 'integer',
  month: 'date',
  ...allOf(NUMBERS, 'bigint'),
});

export const FIGURE_AGENCY_MONTHS = sumsTable<FigureAgencyMonth>('figure_agency_month', AGENCY_KEYS, {
  ...allOf(AGENCY_KEYS, 'text'),
  month: 'date',
  ...allOf(NUMBERS, 'bigint'),
});
