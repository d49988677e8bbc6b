/** Folds a batch of the ledger into the rows of `read`, in the transaction that moves the checkpoint. */
import type { DossierState } from '#libs/dossier';
import { columnsOf, copyInto, insertInto } from '#libs/ledger';
import type { PoolClient } from 'pg';
import { changedVisits } from './changed-visits.ts';
import type { DossierNews } from './dossier-batches.ts';
import { DOSSIER_COLUMNS, rowsOf, STEP_COLUMNS } from './rows.ts';
import type { DossierRow, DossierRows, StepRow } from './rows.ts';

/** Whose lists changed: told to those who watch, once the batch has been committed. */
export interface Touched {
  readonly officers: readonly string[];
  readonly units: readonly string[];
  /** Whose submissions came in or went, and who was asked a question. */
  readonly agencies: readonly string[];
}

export const CHANGES_CHANNEL = 'read_changes';
/** NOTIFY carries at most 8,000 bytes; a batch that touches more says only that much changed. */
const MAX_NAMED = 100;

export async function projectDossiers(news: readonly DossierNews[], client: PoolClient): Promise<void> {
  if (news.length === 0) return;
  const changes: Changes = { opened: [], dossiers: [], added: [], steps: [], gone: [] };
  const held: StepRow[] = [];
  for (const { before, events, subject } of news) {
    const rows = rowsIn(events.at(-1)!.state, subject);
    if (!rows) continue;
    const visits = changedVisits(rowsIn(before, subject)?.steps ?? [], rows.steps);
    (before.status === 'none' ? changes.opened : changes.dossiers).push(rows.dossier);
    changes.added.push(...visits.added);
    changes.steps.push(...visits.changed);
    changes.gone.push(...visits.gone);
    held.push(...rows.steps.filter((row) => row.done_at === null));
  }
  await write(client, changes);
  const { opened, dossiers, added, steps, gone } = changes;
  const touched = touchedBy([...opened, ...dossiers], [...added, ...steps, ...gone, ...held]);
  await client.query('select pg_notify($1, $2)', [CHANGES_CHANNEL, JSON.stringify(touched)]);
}

interface Changes {
  /** Not there before; so are the steps `added`. */
  readonly opened: DossierRow[];
  readonly dossiers: DossierRow[];
  readonly added: StepRow[];
  readonly steps: StepRow[];
  readonly gone: StepRow[];
}

const rowsIn = (state: DossierState, subject: string | null): DossierRows | undefined =>
  state.status === 'none' ? undefined : rowsOf(state, subject);

const overwritten = (key: readonly string[], types: object): string =>
  `on conflict (${key.join(', ')}) do update set ${Object.keys(types)
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

const WRITE_DOSSIERS = `${insertInto('read.dossier', DOSSIER_COLUMNS)} ${overwritten(['id'], DOSSIER_COLUMNS)}`;
const WRITE_STEPS = `${insertInto('read.step', STEP_COLUMNS)} ${overwritten(['dossier', 'step', 'run'], STEP_COLUMNS)}`;

async function write(client: PoolClient, { opened, dossiers, added, steps, gone }: Changes): Promise<void> {
  await copyInto(client, 'read.dossier', opened, DOSSIER_COLUMNS);
  if (dossiers.length > 0) {
    const values = columnsOf(dossiers, DOSSIER_COLUMNS);
    await client.query({ name: 'read-dossiers', text: WRITE_DOSSIERS, values });
  }
  if (gone.length > 0) {
    await client.query(
      `delete from read.step s using jsonb_to_recordset($1) as g(dossier uuid, step text, run integer)
       where s.dossier = g.dossier and s.step = g.step and s.run = g.run`,
      [JSON.stringify(gone.map(({ dossier, step, run }) => ({ dossier, step, run })))],
    );
  }
  await copyInto(client, 'read.step', added, STEP_COLUMNS);
  if (steps.length > 0) {
    await client.query({ name: 'read-steps', text: WRITE_STEPS, values: columnsOf(steps, STEP_COLUMNS) });
  }
}

/** Whoever has the dossier is told of all that happens to it, and who had a step that is no longer there; what waits to be received is the whole agency's. */
function touchedBy(dossiers: readonly DossierRow[], steps: readonly StepRow[]): Touched | null {
  const officers = [...new Set(steps.flatMap((row) => row.officer ?? []))];
  const units = [...new Set(steps.map((row) => row.unit))];
  const stepless = dossiers.filter((row) => row.submitted_at !== null || row.received_at === null);
  const agencies = [
    ...new Set([...stepless.map((row) => row.agency), ...dossiers.flatMap((row) => row.consulted)]),
  ];
  const named = officers.length + units.length + agencies.length;
  return named > MAX_NAMED ? null : { officers, units, agencies };
}
