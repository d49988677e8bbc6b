/** What a batch adds to, and takes from, the sums a step and month. */
import type { FigureStepRow } from './rows.ts';

const KEYS = ['agency', 'unit', 'officer', 'field', 'procedure', 'edition', 'step', 'done_month'] as const;
const MINUTES = [
  'own_minutes',
  'other_agency_minutes',
  'applicant_minutes',
  'outside_minutes',
  'allowed_minutes',
] as const;
const COUNTS = ['done', 'early', 'on_time', 'late', 'returned'] as const;

type Sums = Record<(typeof COUNTS)[number] | (typeof MINUTES)[number], number>;
export type StepMonth = Pick<FigureStepRow, (typeof KEYS)[number]> & Sums;

export class StepMonths {
  readonly #cells = new Map<string, StepMonth>();

  add(row: FigureStepRow, sign: 1 | -1): void {
    const key = JSON.stringify(KEYS.map((name) => row[name]));
    const cell = this.#cells.get(key) ?? emptyFor(row);
    this.#cells.set(key, cell);
    cell.done += sign;
    cell.early += row.timeliness === 'early' ? sign : 0;
    cell.on_time += row.timeliness === 'on-time' ? sign : 0;
    cell.late += row.timeliness === 'late' ? sign : 0;
    cell.returned += row.returned ? sign : 0;
    for (const name of MINUTES) cell[name] += sign * (row[name] ?? 0);
  }

  /** In the order of their keys, so that two writers never wait for each other in a circle. */
  changes(): StepMonth[] {
    const moved = [...this.#cells].filter(([, cell]) =>
      [...COUNTS, ...MINUTES].some((name) => cell[name] !== 0),
    );
    return moved.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  }
}

function emptyFor(row: FigureStepRow): StepMonth {
  const { agency, unit, officer, field, procedure, edition, step, done_month } = row;
  const sums = Object.fromEntries([...COUNTS, ...MINUTES].map((name) => [name, 0])) as Sums;
  return { agency, unit, officer, field, procedure, edition, step, done_month, ...sums };
}

/** Adds to what is there; `$1` the shard, `$2` the changes. A sum that comes to nothing is kept out of reports. */
export const ADD_STEP_MONTHS = `
  insert into read.figure_step_month as m (shard, ${[...KEYS, ...COUNTS, ...MINUTES].join(', ')})
  select $1::smallint, ${[...KEYS, ...COUNTS, ...MINUTES].map((name) => `c.${name}`).join(', ')}
  from jsonb_to_recordset($2) as c(agency text, unit text, officer text, field text, procedure text, edition integer,
    step text, done_month date, ${[...COUNTS, ...MINUTES].map((name) => `${name} bigint`).join(', ')})
  on conflict (shard, ${KEYS.join(', ')}) do update set
    ${[...COUNTS, ...MINUTES].map((name) => `${name} = m.${name} + excluded.${name}`).join(', ')}`;
