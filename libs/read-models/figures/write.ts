/** Writes a batch's rows. Findings stay as they were first found. */
import type { Finding } from '#libs/nonconformity';
import type { PoolClient } from 'pg';
import type { FigureRow, FigureStepRow } from './rows.ts';
import { ADD_STEP_MONTHS, type StepMonth } from './step-months.ts';

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
  readonly months: readonly StepMonth[];
  readonly shard: number;
}

const INSERT = (table: string): string =>
  `insert into read.${table} select * from jsonb_populate_recordset(null::read.${table}, $1)`;

export async function writeFigures(client: PoolClient, changes: FigureChanges): Promise<void> {
  const { dossiers, steps, gone, findings, months, shard } = changes;
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
      text: INSERT('figure_step'),
      values: [JSON.stringify(steps)],
    });
  }
  if (findings.length > 0) {
    const text = `${INSERT('finding')} on conflict do nothing`;
    await client.query({ name: 'findings', text, values: [JSON.stringify(findings)] });
  }
  if (months.length > 0) {
    const values = [shard, JSON.stringify(months)];
    await client.query({ name: 'figure-step-months', text: ADD_STEP_MONTHS, values });
  }
}
