/** Writes a batch's rows. Findings stay as they were first found. */
import { columnsOf, copyInto, insertInto, type ColumnTypes } from '#libs/ledger';
import type { Finding } from '#libs/nonconformity';
import type { PoolClient } from 'pg';
import { FIGURE_COLUMNS, FIGURE_STEP_COLUMNS, type FigureRow, type FigureStepRow } from './rows.ts';
import { FIGURE_AGENCY_MONTHS, FIGURE_MONTHS, type FigureMonths, type SumsTable } from './months.ts';
import {
  ADD_STEP_MONTHS,
  DROP_STEP_MONTHS,
  SEEK_SHARES,
  STEP_MONTH_COLUMNS,
  type StepMonths,
} from './step-months.ts';
import { FIGURES_SHARDS } from './consumer.ts';

export type FindingRow = Finding & {
  readonly dossier: string;
  readonly procedure: string;
  readonly edition: number;
};

export interface FigureChanges {
  /** Not there before. */
  readonly received: readonly FigureRow[];
  readonly dossiers: readonly FigureRow[];
  readonly steps: readonly FigureStepRow[];
  readonly gone: readonly Pick<FigureStepRow, 'dossier' | 'step' | 'run'>[];
  readonly findings: readonly FindingRow[];
  readonly months: FigureMonths;
  readonly stepMonths: StepMonths;
  readonly shard: number;
}

export const FINDING_COLUMNS: ColumnTypes<FindingRow> = {
  dossier: 'uuid',
  policy: 'text',
  place: 'text',
  version: 'integer',
  at: 'timestamptz',
  agency: 'text',
  unit: 'text',
  officer: 'text',
  procedure: 'text',
  edition: 'integer',
  step: 'text',
  measure: 'double precision',
  detail: 'jsonb',
};

const WRITE_DOSSIERS = `${insertInto('read.figure_dossier', FIGURE_COLUMNS)} on conflict (dossier) do update
  set ${Object.keys(FIGURE_COLUMNS)
    .filter((column) => column !== 'dossier')
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;
const INSERT_FINDINGS = `${insertInto('read.finding', FINDING_COLUMNS)} on conflict do nothing`;

export async function writeFigures(client: PoolClient, changes: FigureChanges): Promise<void> {
  const { received, dossiers, steps, gone, findings } = changes;
  if (gone.length > 0) {
    await client.query(
      `delete from read.figure_step s using jsonb_to_recordset($1) as g(dossier uuid, step text, run integer)
       where s.dossier = g.dossier and s.step = g.step and s.run = g.run`,
      [JSON.stringify(gone.map(({ dossier, step, run }) => ({ dossier, step, run })))],
    );
  }
  await copyInto(client, 'read.figure_dossier', received, FIGURE_COLUMNS);
  await insert(client, { name: 'figure-dossiers', text: WRITE_DOSSIERS }, dossiers, FIGURE_COLUMNS);
  await copyInto(client, 'read.figure_step', steps, FIGURE_STEP_COLUMNS);
  await insert(client, { name: 'findings', text: INSERT_FINDINGS }, findings, FINDING_COLUMNS);
  await writeMonths(client, changes);
  await writeStepMonths(client, changes);
}

async function insert<Row extends object>(
  client: PoolClient,
  statement: { readonly name: string; readonly text: string },
  rows: readonly Row[],
  types: ColumnTypes<Row>,
): Promise<void> {
  if (rows.length > 0) await client.query({ ...statement, values: columnsOf(rows, types) });
}

async function writeMonths(client: PoolClient, { months, shard }: FigureChanges): Promise<void> {
  await addSums(client, FIGURE_MONTHS, months.changes(), shard, months.taken);
  await addSums(client, FIGURE_AGENCY_MONTHS, months.agencyChanges(), shard, months.taken);
}

/** @param taken whether anything was taken from a sum, which then may have come to nothing. */
async function addSums<Cell extends object>(
  client: PoolClient,
  { name, columns, add, drop }: SumsTable<Cell>,
  changed: readonly Cell[],
  shard: number,
  taken: boolean,
): Promise<void> {
  if (changed.length === 0) return;
  const values = [shard, ...columnsOf(changed, columns)];
  await client.query({ name: `add-${name}`, text: add, values });
  if (taken) await client.query({ name: `drop-${name}`, text: drop, values });
}

async function writeStepMonths(client: PoolClient, { stepMonths, shard }: FigureChanges): Promise<void> {
  const changed = stepMonths.changes();
  if (changed.length === 0) return;
  const values = [shard, ...columnsOf(changed, STEP_MONTH_COLUMNS)];
  await client.query({ name: 'figure-step-months', text: ADD_STEP_MONTHS, values });
  if (!stepMonths.taken) return;
  await client.query({ name: 'figure-step-months-gone', text: DROP_STEP_MONTHS, values });
  const seek = { name: 'figure-step-shares', text: SEEK_SHARES, values: [...values, FIGURES_SHARDS] };
  await client.query(seek);
}
