/** Folds a batch of the ledger into the rows of `read`, in the transaction that moves the checkpoint. */
import { fromRecorded, DOSSIER } from '#libs/commands';
import { fold, initialState } from '#libs/dossier';
import type { DossierState } from '#libs/dossier';
import { columnsOf, unnested, type Ledger, type RecordedEvent } from '#libs/ledger';
import type { PoolClient } from 'pg';
import { rowsOf, STEP_COLUMNS } from './rows.ts';
import type { DossierRow, DossierRows, StepRow } from './rows.ts';

/** Open dossiers of a busy shard fit; what falls out is read again from the ledger. */
const MAX_FOLDED = 20_000;

interface Folded {
  readonly state: DossierState;
  readonly subject: string | null;
}

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

export class DossierProjection {
  readonly #ledger: Pick<Ledger, 'load'>;
  /** As of the last batch. One that was rolled back leaves states ahead of the rows, which their versions tell. */
  readonly #known = new Map<string, Folded>();

  constructor(ledger: Pick<Ledger, 'load'>) {
    this.#ledger = ledger;
  }

  async project(events: readonly RecordedEvent[], client: PoolClient): Promise<void> {
    const byDossier = Map.groupBy(
      events.filter((event) => event.kind === DOSSIER),
      (event) => event.streamId,
    );
    if (byDossier.size === 0) return;
    const dossiers: DossierRow[] = [];
    const steps: StepRow[] = [];
    const gone: StepRow[] = [];
    const held: StepRow[] = [];
    for (const [dossier, news] of byDossier) {
      const before = await this.#before(dossier, news[0]!);
      const after = foldedOn(before, news);
      this.#keep(dossier, after);
      const rows = rowsIn(after);
      const change = changeOf(rowsIn(before), rows);
      if (change.dossier) dossiers.push(change.dossier);
      steps.push(...change.steps);
      gone.push(...change.gone);
      held.push(...(rows?.steps ?? []).filter((row) => row.done_at === null));
    }
    await write(client, dossiers, steps, gone);
    const touched = touchedBy(dossiers, [...steps, ...gone, ...held]);
    await client.query('select pg_notify($1, $2)', [CHANGES_CHANNEL, JSON.stringify(touched)]);
  }

  async #before(dossier: string, next: RecordedEvent): Promise<Folded> {
    if (next.version === 1) return { state: initialState, subject: null };
    const known = this.#known.get(dossier);
    if (known && versionOf(known.state) === next.version - 1) return known;
    const events = await this.#ledger.load(dossier, { to: next.version - 1 });
    return foldedOn({ state: initialState, subject: null }, events);
  }

  #keep(dossier: string, folded: Folded): void {
    this.#known.delete(dossier);
    if ('closedAt' in folded.state) return;
    this.#known.set(dossier, folded);
    if (this.#known.size <= MAX_FOLDED) return;
    const oldest = this.#known.keys().next().value;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}

const versionOf = (state: DossierState): number => (state.status === 'none' ? 0 : state.version);

const foldedOn = (before: Folded, events: readonly RecordedEvent[]): Folded => ({
  state: fold(events.map(fromRecorded), before.state),
  subject: before.subject ?? events.find((event) => event.piiSubject !== undefined)?.piiSubject ?? null,
});

const rowsIn = ({ state, subject }: Folded): DossierRows | undefined =>
  state.status === 'none' ? undefined : rowsOf(state, subject);

const keyOf = (row: Pick<StepRow, 'step' | 'run'>): string => `${row.step}#${row.run}`;

/** Only rows that differ are written: a long dossier has many steps done that no event touches any more. */
function changeOf(before: DossierRows | undefined, after: DossierRows | undefined) {
  if (after === undefined) return { steps: [], gone: [] };
  const known = new Map(before?.steps.map((row) => [keyOf(row), row]));
  const kept = new Set(after.steps.map(keyOf));
  return {
    dossier: after.dossier,
    steps: after.steps.filter((row) => JSON.stringify(known.get(keyOf(row))) !== JSON.stringify(row)),
    gone: [...known.values()].filter((row) => !kept.has(keyOf(row))),
  };
}

const overwritten = (key: readonly string[], columns: readonly string[]): string =>
  `on conflict (${key.join(', ')}) do update set ${columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

const STEP_NAMES = Object.keys(STEP_COLUMNS);
const WRITE_STEPS = `insert into read.step (${STEP_NAMES.join(', ')})
  select * from ${unnested('s', STEP_COLUMNS)} ${overwritten(['dossier', 'step', 'run'], STEP_NAMES)}`;
const writeDossiers = (columns: readonly string[]): string =>
  `insert into read.dossier select * from jsonb_populate_recordset(null::read.dossier, $1)
   ${overwritten(['id'], columns)}`;

async function write(
  client: PoolClient,
  dossiers: readonly DossierRow[],
  steps: readonly StepRow[],
  gone: readonly StepRow[],
): Promise<void> {
  if (dossiers.length > 0) {
    await client.query({
      name: 'read-dossiers',
      text: writeDossiers(Object.keys(dossiers[0]!)),
      values: [JSON.stringify(dossiers)],
    });
  }
  if (gone.length > 0) {
    await client.query(
      `delete from read.step s using jsonb_to_recordset($1) as g(dossier uuid, step text, run integer)
       where s.dossier = g.dossier and s.step = g.step and s.run = g.run`,
      [JSON.stringify(gone.map(({ dossier, step, run }) => ({ dossier, step, run })))],
    );
  }
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
