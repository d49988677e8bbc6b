/** How far the relay is behind the ledger. */
import { DOSSIER } from '#libs/commands';
import type { Ledger } from '#libs/ledger';

/** Counting further says no more to a reader, and would cost more the worse it is. */
export const MAX_COUNTED_PER_SHARD = 1_000;

export interface Lag {
  /** Dossier events that Temporal has not yet been told; each shard counts MAX_COUNTED_PER_SHARD at most. */
  readonly events: number;
  /** Age of the oldest of them; 0 when there is none. */
  readonly seconds: number;
}

export async function lagOf(
  ledger: Pick<Ledger, 'checkpoint' | 'readAfter'>,
  consumer: string,
  shards: readonly number[],
  of: number,
  nowMs: number,
): Promise<Lag> {
  const perShard = await Promise.all(
    shards.map(async (shard) => {
      const checkpoint = await ledger.checkpoint(consumer, shard);
      const { events } = await ledger.readAfter(checkpoint, {
        limit: MAX_COUNTED_PER_SHARD,
        shard,
        shards: of,
      });
      return events.filter(({ kind }) => kind === DOSSIER);
    }),
  );
  const behind = perShard.flat();
  const oldestMs = Math.min(nowMs, ...behind.map(({ recordedAt }) => Date.parse(recordedAt)));
  return { events: behind.length, seconds: (nowMs - oldestMs) / 1000 };
}
