import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { newStreamId, partsOf, raiseEpoch, shardOf, START, type Position } from '#libs/ledger';
import { event, recorded, request, testLedger, type TestLedger } from './support.ts';

let t: TestLedger;
beforeEach(async () => (t = await testLedger(24)));
afterEach(() => t.stop());

/** The ids of all events that readers may read from a position on, in order. */
async function readAll(from: Position = START, limit = 100): Promise<string[]> {
  const ids: string[] = [];
  for (let position = from; ;) {
    const batch = await t.ledger.readAfter(position, { limit });
    ids.push(...batch.events.map(({ eventId }) => eventId));
    position = batch.position;
    if (!batch.more) return ids;
  }
}

async function allCommitted(): Promise<string[]> {
  const { rows } = await t.admin.query<{ event_id: string }>('select event_id from ledger.event');
  return rows.map((row) => row.event_id);
}

/** An append inside a transaction of the caller's, for writers that take their time. */
async function appendWithin(client: pg.PoolClient, streamId = newStreamId()): Promise<void> {
  await client.query(
    `select ledger.append($1, 'dossier', 0, gen_random_uuid(), sha256('r'), array[gen_random_uuid()],
      '{StepCompleted}', '{1}', array[now()], '{f}', '{null}', '{"{}"}', '{"{}"}', null, null, null, null)`,
    [streamId],
  );
}

describe('reading the ledger in order', () => {
  it('misses nothing and repeats nothing, whoever is slow or fails; a reader of the sequence misses', async () => {
    const COMMITS = 3_000;
    const WRITERS = 12;
    let committed = 0;
    let writing = true;

    async function write(writer: number): Promise<void> {
      for (let turn = 0; committed < COMMITS; turn++) {
        const client = await t.app.connect();
        try {
          await client.query('begin');
          await appendWithin(client);
          // Every third writer thinks a while between its number and its commit; every fifth turn fails.
          if (writer % 3 === 0) await sleep(turn % 7);
          const fails = (writer + turn) % 5 === 0;
          await client.query(fails ? 'rollback' : 'commit');
          if (!fails) committed += 1;
        } finally {
          client.release();
        }
      }
    }

    async function follow(): Promise<string[]> {
      const seen: string[] = [];
      let position = START;
      for (let last = false; ; last = !writing) {
        const batch = await t.ledger.readAfter(position, { limit: 50 });
        seen.push(...batch.events.map(({ eventId }) => eventId));
        position = batch.position;
        if (last && !batch.more) return seen;
      }
    }

    async function followNaively(): Promise<string[]> {
      const seen: string[] = [];
      let gpos = '0';
      for (let last = false; ; last = !writing) {
        const { rows } = await t.app.query<{ event_id: string; gpos: string }>(
          'select event_id, gpos from ledger.event where gpos > $1 order by gpos limit 50',
          [gpos],
        );
        seen.push(...rows.map((row) => row.event_id));
        gpos = rows.at(-1)?.gpos ?? gpos;
        if (last && rows.length < 50) return seen;
      }
    }

    const readers = Promise.all([follow(), follow(), followNaively()]);
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    await t.settled();
    writing = false;
    const [one, two, naive] = await readers;

    const all = await allCommitted();
    expect(all.length).toBeGreaterThanOrEqual(COMMITS);
    for (const seen of [one, two]) {
      expect(seen).toHaveLength(all.length);
      expect(new Set(seen)).toEqual(new Set(all));
    }
    expect(one).toEqual(two);
    expect(new Set(naive).size).toBeLessThan(all.length);
  });

  it('waits for an open transaction, in whatever database it is, and then goes on', async () => {
    const foreign = await t.admin.connect();
    await foreign.query('begin');
    await foreign.query('create temporary table held (n integer)');
    const after = recorded(await t.ledger.append(request()));
    expect(await readAll()).toEqual([]);
    expect(await t.ledger.heldSince()).toBe(after.recordedAt);
    expect(await t.ledger.headPosition()).toBe(after.position);
    await foreign.query('rollback');
    foreign.release();
    await t.settled();
    expect(await readAll()).toHaveLength(1);
    expect(await t.ledger.heldSince()).toBeUndefined();
  });

  it('keeps the order of events within a command, a stream and between commands', async () => {
    const { streamId } = request();
    const requests = [
      request({ streamId, events: [event({ n: 0 }), event({ n: 1 }), event({ n: 2 })] }),
      request({ events: [event({ n: 3 })] }),
      request({ streamId, expectedVersion: 3, events: [event({ n: 4 })] }),
    ];
    for (const each of requests) recorded(await t.ledger.append(each));
    await t.settled();
    const { events, position, horizon } = await t.ledger.readAfter(START, { limit: 10 });
    expect(events.map(({ body }) => (body as { n: number }).n)).toEqual([0, 1, 2, 3, 4]);
    expect(events.map((e) => e.position)).toEqual(events.map((e) => e.position).toSorted());
    expect(position).toBe(horizon);
    const parts = await t.ledger.readAfter(events[1]!.position, { limit: 2 });
    expect(parts).toMatchObject({ more: true, position: events[3]!.position });
    expect(parts.events).toEqual(events.slice(2, 4));
    expect(await t.ledger.headPosition()).toBe(events[4]!.position);
  });

  it('knows the kinds and actors of what it begins to read in the middle', async () => {
    const applicant = { kind: 'applicant', id: 'applicant-1' } as const;
    const officer = (id: string) => ({ kind: 'officer', id, role: 'specialist' }) as const;
    const streams = [request(), request({ kind: 'agency' }), request()];
    const actors = [officer('officer-2'), officer('officer-3'), applicant];
    const opened = await t.ledger.appendMany(streams);
    const from = opened
      .map((result) => recorded(result).position)
      .toSorted()
      .at(-1)!;
    for (const [index, { streamId, kind }] of streams.entries()) {
      const events = [event({}, { actorRef: actors[index]! })];
      recorded(await t.ledger.append(request({ streamId, kind, expectedVersion: 1, events })));
    }
    await t.settled();
    const { events } = await t.ledger.readAfter(from, { limit: 10 });
    expect(events.map(({ kind, actorRef }) => [kind, actorRef])).toEqual([
      ['dossier', actors[0]],
      ['agency', actors[1]],
      ['dossier', actors[2]],
    ]);
    for (const { streamId } of streams) {
      const own = (each: { streamId: string }): boolean => each.streamId === streamId;
      const whole = (await t.ledger.readAfter(START, { limit: 10 })).events.filter(own);
      expect(whole).toEqual(await t.ledger.load(streamId));
    }
  });

  it('gives each shard its own streams', async () => {
    const SHARDS = 4;
    await t.ledger.appendMany(Array.from({ length: 80 }, () => request()));
    await t.settled();
    const read = await Promise.all(
      Array.from({ length: SHARDS }, async (_, shard) => {
        const { events } = await t.ledger.readAfter(START, { limit: 100, shard, shards: SHARDS });
        expect(events.every(({ streamId }) => shardOf(streamId, SHARDS) === shard)).toBe(true);
        return events.length;
      }),
    );
    expect(read.reduce((sum, n) => sum + n)).toBe(80);
  });

  it('sees everything of before and after a restore once the epoch has risen', async () => {
    await t.ledger.appendMany(Array.from({ length: 10 }, () => request()));
    await t.settled();
    const before = await readAll();
    // As after a restore: what is stored has transaction ids that this cluster has yet to reach.
    await t.admin.query(`begin; set local session_replication_role = replica;
      update ledger.event set txid = (txid::text::bigint + 1000000)::text::xid8; commit`);
    expect(await readAll()).toEqual([]);
    expect(await raiseEpoch(t.owner, 'restored')).toBe(1);
    expect(await readAll()).toEqual(before);
    const next = recorded(await t.ledger.append(request()));
    expect(partsOf(next.position).epoch).toBe(1);
    await t.settled();
    expect(await readAll()).toHaveLength(before.length + 1);
    expect(await readAll(next.position)).toEqual([]);
  });

  it('lets no append of the old epoch end after the new one began', async () => {
    const slow = await t.app.connect();
    await slow.query('begin');
    await appendWithin(slow);
    const raised = raiseEpoch(t.owner, 'restored');
    const state = await Promise.race([raised.then(() => 'raised'), sleep(200).then(() => 'waiting')]);
    expect(state).toBe('waiting');
    await slow.query('commit');
    slow.release();
    expect(await raised).toBe(1);
    await t.settled();
    expect((await t.ledger.readAfter(START, { limit: 10 })).events).toHaveLength(1);
  });
});
