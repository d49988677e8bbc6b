/** A simulated part of a year in a database of its own, folded into figures. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { fromRecorded } from '#libs/commands';
import { fold } from '#libs/dossier';
import { factsOf, NO_HISTORY, remember, type Facts } from '#libs/metrics';
import { FIGURES_CONSUMER, FIGURES_SHARDS } from '#libs/read-models';
import { migrateAll, openRuntime, type Runtime } from '#libs/runtime';
import { loadDemoInto } from '../../apps/cli/verbs/demo.ts';
import { startProjector, type Projector } from '../../apps/projector/projector.ts';
import { freshDatabase } from '../support/postgres.ts';
import { simulateToItsEnd } from './simulated.ts';

const MASTER_KEY = Buffer.alloc(32, 7);
const POLL_MS = 20;
const WAIT_MS = 200_000;

export interface FigureWorld {
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  /** Base64. */
  readonly masterKey: string;
  readonly runtime: Runtime;
  readonly errors: unknown[];
  start(): void;
  stop(): Promise<void>;
  /** Until the figures have everything that was recorded so far. */
  folded(): Promise<void>;
  close(): Promise<void>;
}

export async function figureWorld(dossiers: number, year: number): Promise<FigureWorld> {
  const database = await freshDatabase();
  const owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
  await migrateAll(owner);
  await owner.end();
  const runtime = await openRuntime({
    databaseUrl: database.appUrl,
    masterKeys: [MASTER_KEY],
    applicationName: 'dunghan-figures-test',
    poolSize: 12,
  });
  await loadDemoInto(runtime);
  await simulateToItsEnd({ runtime, ownerUrl: database.ownerUrl }, dossiers, year, 7);
  const errors: unknown[] = [];
  const begin = (): Projector => startProjector(runtime, { onError: (error) => void errors.push(error) });
  let projector = begin();
  return {
    databaseUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    masterKey: MASTER_KEY.toString('base64'),
    runtime,
    errors,
    start: () => void (projector = begin()),
    stop: () => projector.stop(),
    folded: () => untilFolded(runtime),
    async close() {
      await projector.stop();
      await runtime.close();
      await database.drop();
    },
  };
}

async function untilFolded({ ledger }: Runtime): Promise<void> {
  const end = performance.now() + WAIT_MS;
  for (let shard = 0; shard < FIGURES_SHARDS;) {
    const at = await ledger.checkpoint(FIGURES_CONSUMER, shard);
    const { events } = await ledger.readAfter(at, { limit: 1, shard, shards: FIGURES_SHARDS });
    if (events.length === 0 && !(await ledger.heldSince())) shard += 1;
    else if (performance.now() > end) throw new Error('the figures do not come on');
    else await sleep(POLL_MS);
  }
}

/** Every dossier's facts, folded here and now from the ledger. */
export async function factsInLedger({
  pool,
  ledger,
  editions,
  calendars,
  organisation,
}: Runtime): Promise<Facts[]> {
  await organisation();
  const { rows } = await pool.query<{ id: string }>(
    `select stream_id as id from ledger.stream where kind = 'dossier'`,
  );
  const all: Facts[] = [];
  for (const { id } of rows) {
    const events = (await ledger.load(id)).map(fromRecorded);
    const state = fold(events);
    if (!('pinned' in state)) continue;
    const edition = await editions.edition(state.pinned.procedure, state.pinned.edition);
    const calendar = await calendars.version(state.pinned.calendarVersion);
    all.push(
      factsOf(state, events.reduce(remember, NO_HISTORY), edition!, (agency) =>
        calendars.calendarOf(calendar, agency),
      ),
    );
  }
  return all;
}
