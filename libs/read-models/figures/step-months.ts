/** What a batch adds to, and takes from, the sums a step and month. */
import { allOf, unnested, type ColumnTypes } from '#libs/ledger';
import type { FigureStepRow } from './rows.ts';

const KEYS = ['agency', 'unit', 'officer', 'field', 'procedure', 'edition', 'step', 'done_month'] as const;
const MINUTES = [
  'own_minutes',
  'other_agency_minutes',
  'applicant_minutes',
  'outside_minutes',
  'allowed_minutes',
] as const;
const COUNTS = ['done', 'early', 'on_time', 'late', 'returned', 'timed'] as const;

const SUMMED = [...COUNTS, ...MINUTES] as const;

type Sums = Record<(typeof SUMMED)[number], number>;
const NOTHING = Object.fromEntries(SUMMED.map((name) => [name, 0])) as Sums;

export type StepMonth = Pick<FigureStepRow, (typeof KEYS)[number]> &
  Sums & { least_share: number | null; most_share: number | null };

export class StepMonths {
  readonly #cells = new Map<string, StepMonth>();
  #taken = false;

  add(row: FigureStepRow, sign: 1 | -1): void {
    this.#taken ||= sign < 0;
    const cell = this.#cell(row);
    cell.done += sign;
    cell.early += row.timeliness === 'early' ? sign : 0;
    cell.on_time += row.timeliness === 'on-time' ? sign : 0;
    cell.late += row.timeliness === 'late' ? sign : 0;
    cell.returned += row.returned ? sign : 0;
    cell.own_minutes += sign * row.own_minutes;
    cell.other_agency_minutes += sign * row.other_agency_minutes;
    cell.applicant_minutes += sign * row.applicant_minutes;
    cell.outside_minutes += sign * row.outside_minutes;
    cell.allowed_minutes += sign * (row.allowed_minutes ?? 0);
    const share = shareOf(row);
    if (share === null) return;
    cell.timed += sign;
    if (sign < 0) return;
    cell.least_share = Math.min(share, cell.least_share ?? share);
    cell.most_share = Math.max(share, cell.most_share ?? share);
  }

  /** Whether anything was taken from a sum: it may have come to nothing, and its least and most must be looked for. */
  get taken(): boolean {
    return this.#taken;
  }

  /** In the order of their keys, so that two writers never wait for each other in a circle. */
  changes(): StepMonth[] {
    return [...this.#cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  }

  #cell(row: FigureStepRow): StepMonth {
    const { agency, unit, officer, field, procedure, edition, step, done_month } = row;
    const key = `${agency}\n${unit}\n${officer}\n${field}\n${procedure}\n${edition}\n${step}\n${done_month}`;
    const known = this.#cells.get(key);
    if (known) return known;
    const place = { agency, unit, officer, field, procedure, edition, step, done_month };
    const cell: StepMonth = { ...place, ...NOTHING, least_share: null, most_share: null };
    this.#cells.set(key, cell);
    return cell;
  }
}

/** How much of the time allowed an officer took; null: no time was. */
function shareOf({ timeliness, allowed_minutes: allowed, own_minutes: own }: FigureStepRow): number | null {
  return timeliness === null || allowed === null || allowed <= 0 ? null : own / allowed;
}

const SHARES = ['least_share', 'most_share'] as const;
export const STEP_MONTH_COLUMNS: ColumnTypes<StepMonth> = {
  ...allOf(KEYS, 'text'),
  edition: 'integer',
  done_month: 'date',
  ...allOf(SUMMED, 'bigint'),
  ...allOf(SHARES, 'double precision'),
};
const CHANGES = unnested('c', STEP_MONTH_COLUMNS, 2);
const SAME_CELL = KEYS.map((name) => `m.${name} = c.${name}`).join(' and ');

/** Adds to what is there; `$1` the shard, the changes from `$2` on. */
export const ADD_STEP_MONTHS = `
  insert into read.figure_step_month as m (shard, ${[...KEYS, ...SUMMED, ...SHARES].join(', ')})
  select $1::smallint, ${[...KEYS, ...SUMMED, ...SHARES].map((name) => `c.${name}`).join(', ')} from ${CHANGES}
  on conflict (shard, ${KEYS.join(', ')}) do update set
    ${SUMMED.map((name) => `${name} = m.${name} + excluded.${name}`).join(', ')},
    least_share = least(m.least_share, excluded.least_share), most_share = greatest(m.most_share, excluded.most_share)`;

/** A cell that came to nothing goes: folded from the first event it would not be there. */
export const DROP_STEP_MONTHS = `
  delete from read.figure_step_month m using ${CHANGES}
  where m.shard = $1::smallint and ${SAME_CELL} and m.done = 0`;

const SHARDS = `$${2 + Object.keys(STEP_MONTH_COLUMNS).length}`;

/** The least and the most after something was taken, from the rows themselves; the last parameter is the number of shards. */
export const SEEK_SHARES = `
  update read.figure_step_month m set least_share = s.least, most_share = s.most
  from ${CHANGES} cross join lateral (
    select min(f.own_minutes::float8 / f.allowed_minutes) as least, max(f.own_minutes::float8 / f.allowed_minutes) as most
    from read.figure_step f
    where f.procedure = c.procedure and f.done_at >= (c.done_month - 1)::timestamptz
      and f.done_at < (c.done_month + 33)::timestamptz and f.done_month = c.done_month
      and f.step = c.step and f.officer = c.officer and f.agency = c.agency and f.unit = c.unit
      and f.field = c.field and f.edition = c.edition
      and f.timeliness is not null and f.allowed_minutes > 0
      and get_byte(uuid_send(f.dossier), 15) % ${SHARDS}::integer = $1::smallint) s
  where m.shard = $1::smallint and ${SAME_CELL}`;
