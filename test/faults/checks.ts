/** What must hold after everything: nothing acknowledged is lost or doubled, and all that follows the ledger agrees with it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { startProjector } from '#apps/projector';
import { DOSSIER, fromRecorded } from '#libs/commands';
import { fold, initialState, type DossierState } from '#libs/dossier';
import { START, type RecordedEvent } from '#libs/ledger';
import { emptyReadModels, READ_CONSUMER, READ_SHARDS } from '#libs/read-models';
import { openRuntime, type Runtime } from '#libs/runtime';
import type { Acknowledged, Load } from './load.ts';
import type { Parts } from './parts.ts';

const WAIT_MS = 120_000;
const POLL_MS = 100;
const AT_ONCE = 8;

export type Check = readonly [name: string, wrong: readonly unknown[]];

/** Nothing acknowledged is lost or doubled, and all that follows the ledger agrees with it. */
export async function check(parts: Parts, load: Load): Promise<readonly Check[]> {
  return withRuntime(parts, async (runtime) => [
    ['acknowledged commands are in the ledger, each once', await lostOrDoubled(runtime, load)],
    ...(await agreement(runtime, parts.temporalAddress, parts.headsFile)),
  ]);
}

/** What follows the ledger agrees with it. */
export async function agreement(
  runtime: Runtime,
  temporalAddress: string,
  headsFile: string,
): Promise<readonly Check[]> {
  return [
    ['chains, tree and heads verify', await altered(runtime, headsFile)],
    ['workflows stand where the ledger does', await astray(runtime, temporalAddress)],
    ['live read models are those rebuilt', await unlikeRebuilt(runtime)],
  ];
}

export async function withRuntime<Answer>(
  { appUrl, masterKey }: Pick<Parts, 'appUrl' | 'masterKey'>,
  use: (runtime: Runtime) => Promise<Answer>,
): Promise<Answer> {
  const runtime = await openRuntime({
    databaseUrl: appUrl,
    masterKeys: [masterKey],
    applicationName: 'dunghan-faults',
    poolSize: 20,
  });
  try {
    return await use(runtime);
  } finally {
    await runtime.close();
  }
}

/** Of a load, how many were asked again by the checks so far. */
const askedAgain = new WeakMap<Load, number>();

async function lostOrDoubled({ ledger }: Runtime, load: Load): Promise<readonly unknown[]> {
  const wrong: unknown[] = [];
  const received = new Set(load.acknowledged.map(({ dossier }) => dossier));
  const opened = (await allEvents(ledger)).filter(({ kind, version }) => kind === DOSSIER && version === 1);
  // Whoever asked, asked until the answer came: what was opened beyond that was opened twice.
  for (const { streamId } of opened) if (!received.has(streamId)) wrong.push({ doubled: streamId });
  const queue = load.acknowledged.slice(askedAgain.get(load));
  askedAgain.set(load, load.acknowledged.length);
  const again = async (): Promise<void> => {
    for (let one: Acknowledged | undefined = queue.pop(); one; one = queue.pop()) {
      const { dossier, version } = await load.send(one);
      if (dossier !== one.dossier || version !== one.version)
        wrong.push({ lost: one, now: { dossier, version } });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, again));
  const after = (await allEvents(ledger)).filter(({ kind, version }) => kind === DOSSIER && version === 1);
  if (after.length !== opened.length) wrong.push({ opened: opened.length, after: after.length });
  return wrong;
}

async function altered({ ledger }: Runtime, headsFile: string): Promise<readonly unknown[]> {
  const events = (await allEvents(ledger)).length;
  await eventually(async () => ((await ledger.lastTreeHead())?.size ?? 0) >= events);
  const checks = [await ledger.verifyAll(), await ledger.verifyTree(), await ledger.compareHeads(headsFile)];
  return checks.flatMap(({ findings }): readonly unknown[] => findings);
}

async function astray({ ledger }: Runtime, temporalAddress: string): Promise<readonly unknown[]> {
  const connection = await Connection.connect({ address: temporalAddress });
  const { workflow } = new Client({ connection });
  const wrong: unknown[] = [];
  try {
    for (const [dossier, events] of byDossier(await allEvents(ledger))) {
      const state = (all: readonly RecordedEvent[]): DossierState =>
        fold(all.map(fromRecorded), initialState);
      if (state(events).status !== 'open') continue;
      const agrees = await eventually(async () => {
        const said = await workflow
          .getHandle(dossier)
          .query<DossierState>('state')
          .catch(() => undefined);
        return JSON.stringify(said) === JSON.stringify(state(await ledger.load(dossier)));
      });
      if (!agrees) wrong.push(dossier);
    }
  } finally {
    await connection.close();
  }
  return wrong;
}

async function unlikeRebuilt(runtime: Runtime): Promise<readonly unknown[]> {
  const rows = async (): Promise<readonly string[]> => {
    const { rows: found } = await runtime.pool.query<{ row: string }>(
      'select d::text as row from read.dossier d union all select s::text from read.step s order by 1',
    );
    return found.map(({ row }) => row);
  };
  await folded(runtime);
  const live = await rows();
  await emptyReadModels(runtime.pool, runtime.ledger);
  const projector = startProjector(runtime);
  await folded(runtime);
  await projector.stop();
  const rebuilt = await rows();
  const [were, are] = [new Set(live), new Set(rebuilt)];
  return [...live.filter((row) => !are.has(row)), ...rebuilt.filter((row) => !were.has(row))];
}

async function folded({ ledger }: Runtime): Promise<void> {
  const head = await ledger.headPosition();
  for (let shard = 0; shard < READ_SHARDS; shard++) {
    await eventually(async () => {
      const at = await ledger.checkpoint(READ_CONSUMER, shard);
      if (at >= head) return true;
      const { events, horizon } = await ledger.readAfter(at, { limit: 1, shard, shards: READ_SHARDS });
      return events.length === 0 && horizon > head;
    });
  }
}

export async function allEvents(ledger: Runtime['ledger']): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let position = START;
  await eventually(async () => (await ledger.heldSince()) === undefined);
  for (let more = true; more;) {
    const batch = await ledger.readAfter(position, { limit: 5_000 });
    events.push(...batch.events);
    ({ position, more } = batch);
  }
  return events;
}

const byDossier = (events: readonly RecordedEvent[]) =>
  Map.groupBy(
    events.filter(({ kind }) => kind === DOSSIER),
    ({ streamId }) => streamId,
  );

/** False: not within WAIT_MS. */
export async function eventually(probe: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + WAIT_MS;
  while (performance.now() < end) {
    if (await probe()) return true;
    await sleep(POLL_MS);
  }
  return false;
}
