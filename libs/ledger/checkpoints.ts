/** How far a consumer has come, by shard. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { partsOf, positionOf, START, type Position } from './position.ts';
import { textQuery, type TextRow } from './rows.ts';

/** The number of shards stays the same for a consumer until its checkpoints are reset. */
export interface ConsumerShard {
  readonly consumer: string;
  readonly shard: number;
  readonly shards: number;
}

const FIND = 'select epoch, txid, gpos from ledger.checkpoint where consumer = $1 and shard = $2';
const ADVANCE = 'select ledger.advance_checkpoint($1, $2, $3, $4, $5, $6, $7, $8, $9)';

/** START when it has read nothing yet. */
export async function findCheckpoint(
  pool: Pool | PoolClient,
  consumer: string,
  shard: number,
): Promise<Position> {
  const { rows } = await pool.query(textQuery('ledger-checkpoint', FIND, [consumer, shard]));
  const [epoch, txid, gpos] = (rows[0] ?? []) as string[];
  return epoch === undefined ? START : positionOf(epoch, txid!, gpos!);
}

/**
 * Moves the checkpoint on within the caller's transaction. False: it no longer stands at `from`, because another reader
 * moved it or it was reset; the caller then rolls back what it did.
 */
export async function advanceCheckpoint(
  client: Pool | PoolClient,
  { consumer, shard, shards }: ConsumerShard,
  from: Position,
  to: Position,
): Promise<boolean> {
  const [a, b] = [partsOf(from), partsOf(to)];
  const values = [consumer, shard, shards, a.epoch, a.txid, a.gpos, b.epoch, b.txid, b.gpos];
  const { rows } = await client.query(textQuery('ledger-advance', ADVANCE, values));
  return (rows[0] as TextRow)[0] === 't';
}

/** The consumer begins again from the first event. */
export async function resetCheckpoints(pool: Pool | PoolClient, consumer: string): Promise<void> {
  await pool.query('select ledger.reset_checkpoint($1)', [consumer]);
}

const WAIT_FIRST_MS = 2;
const WAIT_MOST_MS = 50;

/** Waits until the consumer has come to a position, for a client that must see its own write. False: it is behind. */
export async function awaitCheckpoint(
  pool: Pool,
  { consumer, shard }: Pick<ConsumerShard, 'consumer' | 'shard'>,
  position: Position,
  timeoutMs: number,
): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  for (let wait = WAIT_FIRST_MS; ; wait = Math.min(2 * wait, WAIT_MOST_MS)) {
    if ((await findCheckpoint(pool, consumer, shard)) >= position) return true;
    if (performance.now() + wait > end) return false;
    await sleep(wait);
  }
}
