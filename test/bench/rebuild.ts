/**
 * How fast all read models are folded from zero, over a simulated year in a ledger with true chains: until the lists, and
 * until the figures too, which one process folds side by side, each shard in a thread once it is known to be far behind.
 * The year has so many events that neither a thread's beginning nor what was folded before it weighs.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startProjector } from '#apps/projector';
import {
  emptyFigures,
  emptyReadModels,
  FIGURES_CONSUMER,
  FIGURES_SHARDS,
  READ_CONSUMER,
  READ_SHARDS,
} from '#libs/read-models';
import type { Position } from '#libs/ledger';
import { openRuntime } from '#libs/runtime';
import { startScratchPostgres } from '../support/postgres.ts';
import { numberAsked } from './support/bench-ledger.ts';
import { takeTurns, tell, type Round } from './support/rounds.ts';

const ROUNDS = 3;
/** Looking costs both processors something, too. */
const POLL_MS = 100;
const YEAR = '2025';
const DOSSIERS = numberAsked('dossiers', 15_000);
const CLI = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));

const scratch = await startScratchPostgres();
const masterKey = randomBytes(32);

async function dunghan(...args: string[]): Promise<void> {
  const env = {
    ...process.env,
    DATABASE_URL: scratch.appUrl,
    DATABASE_OWNER_URL: scratch.ownerUrl,
    DUNGHAN_MASTER_KEY: masterKey.toString('base64'),
  };
  const [code] = (await once(
    spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 2, 2] }),
    'exit',
  )) as [number];
  if (code !== 0) throw new Error(`dunghan ${args.join(' ')} ended with ${code}`);
}

try {
  await dunghan('migrate');
  await dunghan('demo', 'load');
  await dunghan('simulate', '--dossiers', String(DOSSIERS), '--year', YEAR, '--seed', '1');
  const runtime = await openRuntime({
    databaseUrl: scratch.appUrl,
    masterKeys: [masterKey],
    applicationName: 'dunghan-bench',
    poolSize: READ_SHARDS + 2 * FIGURES_SHARDS + 4,
  });
  const { pool, ledger } = runtime;
  const threads = { databaseUrl: scratch.appUrl, masterKeys: [masterKey] } as const;
  const { rows } = await pool.query<{ events: string }>('select count(*) as events from ledger.event');
  const events = Number(rows[0]!.events);

  async function folded(head: Position, consumer: string, shards: number): Promise<void> {
    for (let shard = 0; shard < shards; shard++) {
      for (;;) {
        const at = await ledger.checkpoint(consumer, shard);
        if (at >= head || (await ledger.readAfter(at, { limit: 1, shard, shards })).events.length === 0)
          break;
        await sleep(POLL_MS);
      }
    }
  }

  const roundOf = (start: number): Round => {
    const ms = performance.now() - start;
    return { perSecond: Math.round((1_000 * events) / ms), p50Ms: Math.round(ms), p99Ms: Math.round(ms) };
  };

  let everything: Round | undefined;
  async function rebuild(): Promise<Round> {
    await emptyReadModels(pool, ledger);
    await emptyFigures(pool, ledger);
    const head = await ledger.headPosition();
    const start = performance.now();
    const projector = startProjector(runtime, { threads });
    await folded(head, READ_CONSUMER, READ_SHARDS);
    const lists = roundOf(start);
    await folded(head, FIGURES_CONSUMER, FIGURES_SHARDS);
    everything = roundOf(start);
    await projector.stop();
    return lists;
  }

  const figures = await takeTurns(ROUNDS, { lists: rebuild, everything: async () => everything! });
  tell('rebuild', figures, {
    eventsPerSecond: figures.everything!.perSecond,
    listsPerSecond: figures.lists!.perSecond,
    events,
    dossiers: DOSSIERS,
  });
  await runtime.close();
} finally {
  await scratch.drop();
}
