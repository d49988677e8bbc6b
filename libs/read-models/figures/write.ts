/** Writes a batch's rows. Findings stay as they were first found. */
import { columnsOf, unnested } from '#libs/ledger';
import type { Finding } from '#libs/nonconformity';
import type { PoolClient } from 'pg';
import { FIGURE_STEP_COLUMNS, type FigureRow, type FigureStepRow } from './rows.ts';
import { ADD_FIGURE_MONTHS, DROP_FIGURE_MONTHS, FIGURE_MONTH_COLUMNS, type FigureMonths } from './months.ts';
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
  readonly dossiers: readonly FigureRow[];
  readonly steps: readonly FigureStepRow[];
  readonly gone: readonly Pick<FigureStepRow, 'dossier' | 'step' | 'run'>[];
  readonly findings: readonly FindingRow[];
  readonly months: FigureMonths;
  readonly stepMonths: StepMonths;
  readonly shard: number;
}

const INSERT = (table: string): string =>
  `insert into read.${table} select * from jsonb_populate_recordset(null::read.${table}, $1)`;

const INSERT_STEPS = `insert into read.figure_step (${Object.keys(FIGURE_STEP_COLUMNS).join(', ')})
  select * from ${unnested('s', FIGURE_STEP_COLUMNS)}`;

export async function writeFigures(client: PoolClient, changes: FigureChanges): Promise<void> {
  const { dossiers, steps, gone, findings } = changes;
  if (gone.length > 0) {
    await client.query(
      `delete from read.figure_step s using jsonb_to_recordset($1) as g(dossier uuid, step text, run integer)
       where s.dossier = g.dossier and s.step = g.step and s.run = g.run`,
      [JSON.stringify(gone.map(({ dossier, step, run }) => ({ dossier, step, run })))],
    );
  }
  if (dossiers.length > 0) {
    const columns = Object.keys(dossiers[0]!).filter((column) => column !== 'dossier');
    const text = `${INSERT('figure_dossier')} on conflict (dossier) do update set ${columns
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}`;
    await client.query({ name: 'figure-dossiers', text, values: [JSON.stringify(dossiers)] });
  }
  if (steps.length > 0) {
    await client.query({
      name: 'figure-steps',
      text: INSERT_STEPS,
      values: columnsOf(steps, FIGURE_STEP_COLUMNS),
    });
  }
  if (findings.length > 0) {
    const text = `${INSERT('finding')} on conflict do nothing`;
    await client.query({ name: 'findings', text, values: [JSON.stringify(findings)] });
  }
  await writeMonths(client, changes);
  await writeStepMonths(client, changes);
}

async function writeMonths(client: PoolClient, { months, shard }: FigureChanges): Promise<void> {
  const changed = months.changes();
  if (changed.length === 0) return;
  const values = [shard, ...columnsOf(changed, FIGURE_MONTH_COLUMNS)];
  await client.query({ name: 'figure-months', text: ADD_FIGURE_MONTHS, values });
  if (months.taken) await client.query({ name: 'figure-months-gone', text: DROP_FIGURE_MONTHS, values });
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
