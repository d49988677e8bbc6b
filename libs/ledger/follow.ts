/** The loop that relay and projector share: read a batch, hand it over, move the checkpoint, wait when idle. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { advanceCheckpoint, findCheckpoint } from './checkpoints.ts';
import type { Batch } from './read.ts';
import type { Position } from './position.ts';
import type { SharedReads } from './shared-reads.ts';
import type { RecordedEvent } from './types.ts';

/** Writes what was made of a batch, in the transaction that moves the checkpoint. What takes long was done before it began. */
export type ProjectedBatch = (client: PoolClient) => Promise<void>;

export type FollowHandler =
  /** Into the same database, with the checkpoint in one transaction: each event takes effect once. */
  | { readonly project: (events: readonly RecordedEvent[]) => Promise<ProjectedBatch> }
  /** To the outside; the checkpoint moves afterwards: each event arrives at least once, in order within its stream. */
  | { readonly deliver: (events: readonly RecordedEvent[]) => Promise<void> };

export interface FollowOptions {
  readonly consumer: string;
  /** Default 0 of 1. */
  readonly shard?: number;
  readonly shards?: number;
  /** Events in a batch. */
  readonly limit?: number;
  /** Least time between batches that are not full: a batch costs nearly as much for one event as for fifty. */
  readonly gatherMs?: number;
  readonly onBatch: FollowHandler;
  /** A batch was read and handed over; `more`: it was full, and there is more to be read now. */
  readonly onRead?: (more: boolean) => void;
  /** Ends the loop, after the batch at hand. */
  readonly signal: AbortSignal;
  /** A batch that failed is tried again until it succeeds: `failures` in a row so far. */
  readonly onError?: (error: unknown, failures: number) => void;
}

const DEFAULT_LIMIT = 500;
const DEFAULT_GATHER_MS = 10;
const IDLE_MOST_MS = 200;
/** Its checkpoint goes with what it wrote: if the server falls before both are on disk, both are made again. */
const BEGIN = 'begin; set local synchronous_commit to off';
/** How long a reader with nothing to do may not notice that its checkpoint was reset. */
const LOOK_AGAIN_MS = 1_000;
const FAILED_FIRST_MS = 100;
const FAILED_MOST_MS = 10_000;

/** Runs until the signal; one reader a shard at a time makes headway, whoever else tries. */
export async function followLedger(pool: Pool, reads: SharedReads, options: FollowOptions): Promise<void> {
  const { limit = DEFAULT_LIMIT, shard = 0, shards = 1 } = options;
  const { read, leave } = reads.join({ limit, shard, shards });
  try {
    await follow(pool, read, options);
  } finally {
    leave();
  }
}

type Read = (position: Position) => Promise<Batch>;

async function follow(pool: Pool, read: Read, options: FollowOptions): Promise<void> {
  const { signal, onError, onRead, gatherMs = DEFAULT_GATHER_MS } = options;
  let reader: Reader | undefined;
  let idleMs = gatherMs;
  let failures = 0;
  while (!signal.aborted) {
    try {
      reader ??= await openReader(pool, read, options);
      const batch = await reader.next();
      failures = 0;
      onRead?.(batch.more);
      if (batch.events > 0) idleMs = gatherMs;
      if (batch.more) continue;
    } catch (error) {
      failures += 1;
      reader = undefined;
      onError?.(error, failures);
    }
    await pause(failures ? Math.min(FAILED_FIRST_MS * 2 ** (failures - 1), FAILED_MOST_MS) : idleMs, signal);
    idleMs = Math.min(2 * idleMs, Math.max(gatherMs, IDLE_MOST_MS));
  }
}

interface Reader {
  next(): Promise<{ readonly events: number; readonly more: boolean }>;
}

async function openReader(pool: Pool, read: Read, options: FollowOptions): Promise<Reader> {
  const { consumer, shard = 0, shards = 1, onBatch } = options;
  const self = { consumer, shard, shards };
  let checkpoint = await findCheckpoint(pool, consumer, shard);
  // Runs ahead of the checkpoint where nothing was ours, so that an idle shard does not read the same again.
  let position = checkpoint;
  let lookedAt = performance.now();

  async function lookAgain(): Promise<void> {
    lookedAt = performance.now();
    const now = await findCheckpoint(pool, consumer, shard);
    if (now !== checkpoint) position = checkpoint = now;
  }

  return {
    async next() {
      // Only a batch that is handed over would tell, and a quiet ledger gives none.
      if (performance.now() - lookedAt > LOOK_AGAIN_MS) await lookAgain();
      const batch = await read(position);
      const last = batch.events.at(-1)?.position;
      if (last !== undefined) {
        const moved = await handOver(pool, onBatch, batch.events, (client) =>
          advanceCheckpoint(client, self, checkpoint, last),
        );
        if (!moved) {
          await lookAgain();
          return { events: 0, more: false };
        }
        checkpoint = last;
      }
      position = batch.position;
      return { events: batch.events.length, more: batch.more };
    },
  };
}

async function handOver(
  pool: Pool,
  handler: FollowHandler,
  events: readonly RecordedEvent[],
  advance: (client: Pool | PoolClient) => Promise<boolean>,
): Promise<boolean> {
  if ('deliver' in handler) {
    await handler.deliver(events);
    return advance(pool);
  }
  const write = await handler.project(events);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(BEGIN);
    // First: whoever else follows the same shard waits here, and then finds it moved, so that no two write the same rows.
    const moved = await advance(client);
    if (moved) await write(client);
    await client.query(moved ? 'commit' : 'rollback');
    return moved;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // Whatever state a failure left the connection in, nobody gets it again.
    client.release(broken);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
