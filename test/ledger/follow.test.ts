import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shardOf, START, type ProjectedBatch, type RecordedEvent } from '#libs/ledger';
import { event, recorded, request, testLedger, type TestLedger } from './support.ts';

let t: TestLedger;
let stop: AbortController;
beforeEach(async () => {
  t = await testLedger(24);
  stop = new AbortController();
  await t.owner.query(
    'create table public.seen (event_id uuid primary key); grant all on public.seen to dunghan_app',
  );
});
afterEach(async () => {
  stop.abort();
  await t.stop();
});

const fill = (streams: number) => t.ledger.appendMany(Array.from({ length: streams }, () => request()));
const consumer = 'test';

const project =
  async (events: readonly RecordedEvent[]): Promise<ProjectedBatch> =>
  async (client) => {
    const ids = events.map(({ eventId }) => eventId);
    await client.query('insert into public.seen select unnest($1::uuid[])', [ids]);
  };

const seen = async (): Promise<number> =>
  Number((await t.app.query('select count(*) from public.seen')).rows[0].count);

describe('follow', () => {
  it('projects every event once though two readers and a failing one share the work', async () => {
    let failures = 0;
    const reader = (fails: boolean) =>
      t.ledger.follow({
        consumer,
        limit: 7,
        signal: stop.signal,
        onError: () => (failures += 1),
        onBatch: {
          project: async (events) => async (client) => {
            await (
              await project(events)
            )(client);
            if (fails && failures < 3) throw new Error('no');
          },
        },
      });
    const readers = [reader(true), reader(false), reader(false)];
    for (let i = 0; i < 5; i++) await fill(40);
    const head = await t.ledger.headPosition();
    expect(await t.ledger.awaitCheckpoint({ consumer, shard: 0 }, head, 20_000)).toBe(true);
    stop.abort();
    await Promise.all(readers);
    expect(await seen()).toBe(200);
    expect(await t.ledger.checkpoint(consumer, 0)).toBe(head);
  });

  it('delivers at least once, in order within a stream, and goes on where it stopped', async () => {
    const { streamId } = request();
    const versions: number[] = [];
    const run = async (until: number): Promise<void> => {
      const once = new AbortController();
      await t.ledger.follow({
        consumer,
        limit: 3,
        signal: once.signal,
        onBatch: {
          async deliver(events) {
            versions.push(...events.map(({ version }) => version));
            if (versions.length >= until) once.abort();
          },
        },
      });
    };
    for (let expectedVersion = 0; expectedVersion < 10; expectedVersion++) {
      recorded(await t.ledger.append(request({ streamId, expectedVersion, events: [event()] })));
    }
    await run(6);
    await run(10);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('follows by shards, each with a checkpoint of its own', async () => {
    const SHARDS = 3;
    const requests = Array.from({ length: 60 }, () => request());
    const results = await t.ledger.appendMany(requests);
    const readers = Array.from({ length: SHARDS }, (_, shard) =>
      t.ledger.follow({ consumer, shard, shards: SHARDS, signal: stop.signal, onBatch: { project } }),
    );
    for (const result of results.map(recorded)) {
      const shard = shardOf(result.streamId, SHARDS);
      expect(await t.ledger.awaitCheckpoint({ consumer, shard }, result.position, 20_000)).toBe(true);
    }
    stop.abort();
    await Promise.all(readers);
    expect(await seen()).toBe(60);
  });
});

describe('checkpoints', () => {
  it('move on from where the caller believes they are, and from nowhere else', async () => {
    await fill(3);
    await t.settled();
    const [one, two, three] = (await t.ledger.readAfter(START, { limit: 3 })).events.map((e) => e.position);
    const shard = { consumer, shard: 0, shards: 1 };
    const advance = (from: typeof START, to: typeof START) =>
      t.ledger.advanceCheckpoint(t.app, shard, from, to);
    expect(await t.ledger.checkpoint(consumer, 0)).toBe(START);
    expect(await advance(START, one!)).toBe(true);
    expect(await advance(START, two!)).toBe(false);
    expect(await advance(one!, two!)).toBe(true);
    await expect(advance(two!, one!)).rejects.toMatchObject({ code: 'DH004' });
    await expect(
      t.ledger.advanceCheckpoint(t.app, { consumer, shard: 1, shards: 2 }, START, one!),
    ).rejects.toMatchObject({ code: 'DH004' });
    await t.ledger.resetCheckpoints(consumer);
    expect(await advance(two!, three!)).toBe(false);
    expect(await t.ledger.checkpoint(consumer, 0)).toBe(START);
  });

  it('tell a client that waits for its write when it waits in vain', async () => {
    await fill(1);
    const head = await t.ledger.headPosition();
    expect(await t.ledger.awaitCheckpoint({ consumer, shard: 0 }, head, 5)).toBe(false);
  });
});
