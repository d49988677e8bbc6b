/** Live figures equal rebuilt ones, hash for hash, after a stream of work with the projector killed (kill -9) again and again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyFigures } from '#libs/read-models';
import { simulateInto } from '../../apps/cli/verbs/simulate.ts';
import { figureHashes } from './hashes.ts';
import { figureWorld, type FigureWorld } from './world.ts';

const PROJECTOR = fileURLToPath(new URL('../../dist/apps/projector/main.js', import.meta.url));
const suite = existsSync(PROJECTOR) ? describe : describe.skip;
const DOSSIERS = 60;
const YEARS = [2023, 2024, 2025];
const TEST_MS = 280_000;
const SEED = Number(process.env['KILLS_SEED'] ?? Date.now() % 100_000);
/** A kill comes when this many events more, at most, have been folded: anywhere in its work. */
const MOST_BETWEEN = 400;
const POLL_MS = 5;
const FEWEST_KILLS = 5;

suite(`Figures through kills (KILLS_SEED=${SEED})`, () => {
  let world: FigureWorld;
  let draw = SEED;
  /** 0 to 1; the same for the same seed. */
  const next = (): number => (draw = (draw * 16_807 + 1) % 2_147_483_647) / 2_147_483_647;

  beforeAll(async () => {
    world = await figureWorld(DOSSIERS, 2022);
    await world.stop();
  }, TEST_MS);
  afterAll(() => world.close());

  it(
    'are what they are when folded again from the first event',
    async () => {
      const { runtime } = world;
      await emptyFigures(runtime.pool, runtime.ledger);
      const work = { over: false };
      const loading = load(world).finally(() => (work.over = true));
      for (let kills = 0; kills < FEWEST_KILLS || !work.over; kills++)
        await killedAfter(world, Math.ceil(next() * MOST_BETWEEN), work);
      await loading;
      world.start();
      await world.folded();
      const live = await figureHashes(runtime.pool);
      await world.stop();
      await emptyFigures(runtime.pool, runtime.ledger);
      world.start();
      await world.folded();
      expect(await figureHashes(runtime.pool)).toEqual(live);
      expect(Object.values(live)).not.toContain('');
    },
    TEST_MS,
  );
});

/** A projector that is killed once so many events more were folded, or when there is nothing left to fold. */
async function killedAfter(
  world: FigureWorld,
  events: number,
  work: { readonly over: boolean },
): Promise<void> {
  const until = (await folded(world)) + events;
  const projector = started(world);
  while (projector.exitCode === null && (await folded(world)) < until) {
    if (work.over && (await idle(world))) break;
    await sleep(POLL_MS);
  }
  projector.kill('SIGKILL');
  if (projector.exitCode === null && projector.signalCode === null) await once(projector, 'exit');
}

function started({ databaseUrl, masterKey }: FigureWorld): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    DUNGHAN_MASTER_KEY: masterKey,
    DUNGHAN_LOG_LEVEL: 'fatal',
  };
  return spawn(process.execPath, [PROJECTOR], { env, stdio: 'ignore' });
}

async function load({ runtime, ownerUrl }: FigureWorld): Promise<void> {
  const silent = {
    out: () => undefined,
    err: () => undefined,
    readFile: async () => '',
    stdin: process.stdin,
  };
  for (const year of YEARS) {
    const asked = { dossiers: DOSSIERS, year, seed: SEED, json: true, plantFile: undefined, plants: 0 };
    await simulateInto({ runtime, ownerUrl }, asked, silent);
  }
}

/** How many events the figures' rows stand for. */
async function folded({ runtime: { pool } }: FigureWorld): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'select coalesce(sum(version), 0)::int as n from read.figure_dossier',
  );
  return rows[0]!.n;
}

async function idle({ runtime: { pool } }: FigureWorld): Promise<boolean> {
  const { rows } = await pool.query<{ idle: boolean }>(
    `select (select count(*) from read.figure_dossier) =
            (select count(distinct stream_id) from ledger.event where type = 'DossierReceived') as idle`,
  );
  return rows[0]!.idle;
}
