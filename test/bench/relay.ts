/**
 * At what rate do workflows follow the ledger? One line of JSON.
 * `follow`: steps that were in the ledger before the relay began, until the last workflow has folded them.
 * `burst`: steps recorded at a given rate while relay and worker run beside, until everything is followed.
 * `lag`: from a step's commit until its workflow has folded it, while others are recorded at a rate that is kept up with.
 *
 *   npm run --silent bench -- relay [--json] [--dossiers 1500] [--rate 1000] [--steady 30] [--seconds 10] [--relay-rate 300]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger } from '@temporalio/worker';
import type { Instant } from '#libs/calendar';
import { fetchTemporal, startTemporalDevServer } from '#libs/platform/temporal';
import { bundleWorkflows } from '../../apps/worker/temporal/bundle.ts';
import { startRelay } from '../../apps/worker/relay/relay.ts';
import { TASK_QUEUE } from '../../apps/worker/temporal/task-queue.ts';
import { startScratchPostgres } from '../support/postgres.ts';
import { LONG } from '../workflows/editions.ts';
import { openWorld, WORLD_TEMPLATE } from '../workflows/world.ts';
import type { FollowerOrder } from './relay/follower.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    dossiers: { type: 'string', default: '1500' },
    rate: { type: 'string', default: '1000' },
    /** What a province's busiest hour has. */
    steady: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '10' },
    'relay-rate': { type: 'string', default: '300' },
  },
});
const [dossiers, rate, seconds] = [Number(values.dossiers), Number(values.rate), Number(values.seconds)];
const [steady, relayRate] = [Number(values.steady), Number(values['relay-rate'])];
/** The steps before the hand-over: what one dossier lends itself to. */
const STEPS = ['B1', 'B2', 'B3', 'B4'];
const CALLERS = 20;
const CHECKED = 200;
const POLL_MS = 20;
/** Dossiers whose steps are timed, one after the other. */
const PROBES = 50;
const UNLIMITED = 1_000_000;

const folder = await mkdtemp(join(tmpdir(), 'dunghan-bench-'));
const database = await startScratchPostgres();
await WORLD_TEMPLATE.prepare(database);
const temporal = await startTemporalDevServer({
  binary: await fetchTemporal(),
  dynamicConfig: { 'system.forceSearchAttributesCacheRefreshOnRead': true },
});
const world = openWorld(() => new Date().toISOString() as Instant, database);
const client = new Client({ connection: await Connection.connect({ address: temporal.address }) });
const codePath = join(folder, 'workflows.cjs');
await writeFile(codePath, (await bundleWorkflows(new DefaultLogger('ERROR'))).code);

interface Follower {
  readonly process: ChildProcess;
}

function startFollower(ratePerSecond: number): Follower {
  const child = fork(new URL('./relay/follower.ts', import.meta.url), { stdio: 'ignore' });
  const order: FollowerOrder = {
    databaseUrl: database.appUrl,
    temporalAddress: temporal.address,
    codePath,
    ratePerSecond,
  };
  child.send(order);
  return { process: child };
}

async function stopFollower({ process: child }: Follower): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await ended;
}

async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: CALLERS }, lane));
}

/** The last of them and a spread of the others: the server hands tasks out in about the order they came. */
async function untilFollowed(ids: readonly string[]): Promise<void> {
  const stride = Math.max(1, Math.floor(ids.length / CHECKED));
  const checked = ids.filter((_, index) => index % stride === 0 || index >= ids.length - CALLERS);
  for (const id of checked) {
    const ledger = await world.stateOf(id);
    const wanted = 'version' in ledger ? ledger.version : 0;
    for (;;) {
      const state = await client.workflow
        .getHandle(id)
        .query<{ version?: number }>('state')
        .catch(() => ({ version: 0 }));
      if (state.version === wanted) break;
      await sleep(POLL_MS);
    }
  }
}

const receiveAll = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  await each(Array.from({ length: count }), async () => ids.push(await world.receive(LONG.code)));
  return ids;
};

/** Lets a relay loose on what is in the ledger; answers the seconds until the workflows have it. */
async function relayed(ids: readonly string[]): Promise<number> {
  const stopping = new AbortController();
  const begun = performance.now();
  const relay = startRelay({
    ledger: world.ledger,
    client,
    taskQueue: TASK_QUEUE,
    editions: world.editions,
    ratePerSecond: UNLIMITED,
    signal: stopping.signal,
    onTrouble: (error) => process.stderr.write(`${String(error)}\n`),
  });
  await untilFollowed(ids);
  const took = (performance.now() - begun) / 1000;
  stopping.abort();
  await relay.done;
  return took;
}

async function follow(): Promise<object> {
  const follower = startFollower(0);
  await relayed(await receiveAll(CALLERS));
  const ids = await receiveAll(dossiers);
  const receipts = dossiers / (await relayed(ids));
  await each(ids, (id) => world.complete(id, 'B1'));
  const steps = dossiers / (await relayed(ids));
  await stopFollower(follower);
  return { dossiers, receiptsPerSecond: round(receipts), stepsPerSecond: round(steps) };
}

/** All steps of each, not ahead of the rate asked for; behind it where the machine gives no more. */
async function record(ids: readonly string[], perSecond: number): Promise<number> {
  const begun = performance.now();
  let recorded = 0;
  for (const step of STEPS) {
    await each(ids, async (id) => {
      const early = (recorded++ / perSecond) * 1000 - (performance.now() - begun);
      if (early > 1) await sleep(early);
      await world.complete(id, step);
    });
  }
  return recorded;
}

async function burst(): Promise<object> {
  const ids = await receiveAll(Math.ceil((rate * seconds) / STEPS.length));
  const follower = startFollower(relayRate);
  await untilFollowed(ids);

  const begun = performance.now();
  const recorded = await record(ids, rate);
  const recordedIn = (performance.now() - begun) / 1000;
  await untilFollowed(ids);
  const followedIn = (performance.now() - begun) / 1000;
  await stopFollower(follower);
  return {
    steps: recorded,
    askedPerSecond: rate,
    recordedPerSecond: round(recorded / recordedIn),
    recordedSeconds: round(recordedIn),
    followedSeconds: round(followedIn),
    followedPerSecond: round(recorded / followedIn),
  };
}

async function lag(): Promise<object> {
  const ids = await receiveAll(Math.ceil((steady * seconds) / STEPS.length));
  const probes = await receiveAll(PROBES);
  const follower = startFollower(relayRate);
  await untilFollowed([...ids, ...probes]);

  let loading = true;
  const load = record(ids, steady).finally(() => (loading = false));
  const lags: number[] = [];
  for (const step of STEPS) {
    for (const id of probes) {
      if (!loading) break;
      await world.complete(id, step);
      const committed = performance.now();
      await untilFollowed([id]);
      lags.push(performance.now() - committed);
    }
  }
  await load;
  await stopFollower(follower);
  lags.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? 0);
  return { besidePerSecond: steady, steps: lags.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) };
}

const round = (number: number): number => Math.round(number * 10) / 10;

async function cleanUp(): Promise<void> {
  await temporal.stop();
  await world.drop();
  await rm(folder, { recursive: true, force: true });
}

process.once('SIGTERM', () => void cleanUp().then(() => process.exit(1)));
try {
  const result = { cpus: cpus().length, follow: await follow(), burst: await burst(), lag: await lag() };
  process.stdout.write(`${JSON.stringify({ relay: result })}\n`);
} finally {
  await client.connection.close();
  await cleanUp();
}
process.exit(0);
