/** What is done to the system while officers work: each scenario ends with the clients at work again. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { newStreamId } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { eventually, withRuntime } from './checks.ts';
import type { Load } from './load.ts';
import { PARTS, type Part, type Parts } from './parts.ts';

export interface Scene {
  readonly parts: Parts;
  readonly load: Load;
  readonly clients: number;
  readonly below: (bound: number) => number;
  readonly say: (line: string) => void;
}

/** What came of it: figures for the summary. Throws when what it waits for never comes. */
export type Outcome = Readonly<Record<string, number | string>>;

const POLL_MS = 20;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Starting the API again takes two seconds of a processor, which on a machine under load may come to a minute. */
const MOST_WAIT_MS = 180_000;

/** Until the clients are at work again: a part that never runs cannot be interrupted. */
export async function atWork({ load, clients }: Scene): Promise<void> {
  const { acknowledged } = load;
  const enough = acknowledged.length + clients;
  const end = performance.now() + MOST_WAIT_MS;
  while (acknowledged.length < enough) {
    if (load.failure() !== undefined) throw load.failure();
    if (performance.now() > end)
      throw new Error(`the clients are not at work again: ${load.waiting().join('; ')}`);
    await sleep(POLL_MS);
  }
}

/** kill -9 of each part in turn, at a random moment. */
export async function kills(scene: Scene, count: number, pauseMs: number): Promise<Outcome> {
  const killed = new Map<Part, number>();
  for (let kill = 0; kill < count; kill++) {
    await sleep(pauseMs / 2 + scene.below(pauseMs));
    const part = PARTS[kill % PARTS.length]!;
    await scene.parts.kill(part);
    killed.set(part, (killed.get(part) ?? 0) + 1);
    await atWork(scene);
  }
  return Object.fromEntries(killed);
}

const CUT_SHARE = 0.1;

/** Connections cut before an append is heard, behind it, and while it is answered. */
export async function cuts(scene: Scene, seconds: number): Promise<Outcome> {
  const { proxy } = scene.parts;
  proxy.cut(CUT_SHARE);
  const end = performance.now() + seconds * 1_000;
  const enough = (): boolean => Object.values(proxy.cuts).every((count) => count > 0);
  while (performance.now() < end || (!enough() && performance.now() < end + MOST_WAIT_MS))
    await sleep(POLL_MS);
  proxy.cut(0);
  await atWork(scene);
  return { ...proxy.cuts };
}

/** No byte is free on PostgreSQL's disk for a while. */
export async function fullDisk(scene: Scene, seconds: number): Promise<Outcome> {
  const { disk } = scene.parts;
  if (!disk) return { skipped: 'no file system may be mounted here' };
  const before = scene.load.repeats();
  await disk.fill();
  await sleep(seconds * 1_000);
  await disk.free();
  await atWork(scene);
  return { seconds, repeats: scene.load.repeats() - before };
}

/** The clock of the product's processes jumps, there and back. */
export async function jumps(scene: Scene, everyMs: number): Promise<Outcome> {
  const offsets = [20 * MINUTE_MS, -20 * MINUTE_MS, 3 * HOUR_MS, -HOUR_MS, 0];
  for (const offset of offsets) {
    await scene.parts.setClock(offset);
    await atWork(scene);
    await sleep(everyMs);
  }
  return { jumps: offsets.length, dossiersLeft: scene.load.left() };
}

const BY_THE_MINUTE = { who: 'tiepnhan.truc', procedure: 'QT.DEMO.01' };

/** An hour passes for the product while Temporal is away: what fell due in it is noticed late, as of when it was due. */
export async function hourAway(scene: Scene, dossiers: number): Promise<Outcome> {
  const { parts, load } = scene;
  await load.stop();
  await parts.setClock(-HOUR_MS);
  await parts.away('temporal');
  const documents = [{ code: 'DON', copies: 1 }];
  const received: string[] = [];
  for (let i = 0; i < dossiers; i++) {
    const applicant = { name: 'Đỗ Thị Thử', idNumber: String(scene.below(1e9)).padStart(12, '0') };
    const body = { procedure: BY_THE_MINUTE.procedure, applicant, documents };
    received.push((await load.act(BY_THE_MINUTE.who, '/api/dossiers', body)).dossier);
  }
  await parts.setClock(0);
  await parts.back('temporal');
  load.start();
  const late = await withRuntime(parts, async ({ ledger }) => {
    let most = 0;
    for (const dossier of received) {
      const overdue = async () => (await ledger.load(dossier)).find(({ type }) => type === 'StepOverdue');
      if (!(await eventually(async () => (await overdue()) !== undefined)))
        throw new Error(`${dossier} was never noticed`);
      const { occurredAt, recordedAt } = (await overdue())!;
      const after = Date.parse(recordedAt) - Date.parse(occurredAt);
      if (after < HOUR_MS / 2) throw new Error(`${dossier} is noticed as of ${occurredAt}`);
      most = Math.max(most, after);
    }
    return most;
  });
  await atWork(scene);
  return { dossiers, noticedAfterMinutes: Math.round(late / MINUTE_MS) };
}

/** A transaction of somebody else's, in another database of the cluster, stays open: readers wait, and miss nothing. */
export async function foreignTransaction(scene: Scene, seconds: number): Promise<Outcome> {
  const foreign = new pg.Client({ connectionString: scene.parts.adminUrl });
  await foreign.connect();
  try {
    return await withRuntime(scene.parts, async ({ ledger }) => {
      await foreign.query('begin');
      await foreign.query('select pg_current_xact_id()');
      const from = await ledger.headPosition();
      await atWork(scene);
      await sleep(seconds * 1_000);
      const held = await ledger.heldSince();
      if (held === undefined) throw new Error('nobody was held back');
      const { events } = await ledger.readAfter(from, { limit: 1 });
      await foreign.query('commit');
      if (events.length > 0) throw new Error('a reader went past an open transaction');
      if (!(await eventually(async () => (await ledger.heldSince()) !== held)))
        throw new Error('held back for ever');
      await atWork(scene);
      return { seconds, heldSeconds: Math.round((Date.now() - Date.parse(held)) / 1_000) };
    });
  } finally {
    await foreign.end();
  }
}

const WRITERS = 16;

/** Everybody writes to one stream at once: each version has one winner. */
export async function writers({ parts }: Scene, attempts: number): Promise<Outcome> {
  return withRuntime(parts, async ({ ledger }) => {
    const streamId = newStreamId(Date.now());
    const won = new Map<number, string>();
    let left = attempts;
    let lost = 0;
    const write = async (): Promise<void> => {
      let version = 0;
      while (left-- > 0) {
        const commandId = randomUUID();
        const result = await ledger.append(trial(streamId, version, commandId));
        if (result.status === 'recorded') {
          if (won.has(result.to)) throw new Error(`version ${result.to} was won twice`);
          won.set(result.to, commandId);
          version = result.to;
        } else if (result.status === 'conflict') {
          lost += 1;
          version = result.version;
        } else throw new Error(result.status);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    const events = await ledger.load(streamId);
    const fits = events.every(
      ({ version, commandId }, index) => version === index + 1 && won.get(version) === commandId,
    );
    if (!fits || events.length !== won.size) throw new Error(`${won.size} winners, ${events.length} events`);
    return { attempts, won: won.size, lost };
  });
}

type Trial = Parameters<Runtime['ledger']['append']>[0];

const trial = (streamId: string, expectedVersion: number, commandId: string): Trial => ({
  streamId,
  kind: 'trial',
  expectedVersion,
  commandId,
  requestHash: Buffer.alloc(32),
  events: [
    {
      type: 'Tried',
      schemaVersion: 1,
      occurredAt: new Date().toISOString() as Trial['events'][number]['occurredAt'],
      actorRef: { kind: 'clock', id: 'faults' },
      body: {},
    },
  ],
});
