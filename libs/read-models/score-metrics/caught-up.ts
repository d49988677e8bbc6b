/** Whether the figures have all that was recorded up to now; what is asked "as known at" a moment must not change later. */
import { setTimeout as sleep } from 'node:timers/promises';
import { positionOf, type Ledger } from '#libs/ledger';
import type { Pool } from 'pg';
import { READ_CONSUMER, READ_SHARDS } from '../consumer.ts';
import { FIGURES_CONSUMER, FIGURES_SHARDS } from '../figures/consumer.ts';

const POLL_MS = 20;

/** The projector lags, or an old transaction holds it back. To be asked again a little later. */
export class FiguresBehind extends Error {
  constructor() {
    super('the figures have not come as far as the ledger yet');
    this.name = 'FiguresBehind';
  }
}

/** Every transaction that is open now ends before this place in the ledger's order. */
const NOW = `select (select max(epoch) from ledger.epoch)::text as epoch,
  pg_snapshot_xmax(pg_current_snapshot())::text as txid`;

export async function awaitFigures(
  pool: Pool,
  ledger: Pick<Ledger, 'checkpoint' | 'readAfter'>,
  timeoutMs: number,
): Promise<void> {
  const { rows } = await pool.query<{ epoch: string; txid: string }>(NOW);
  const target = positionOf(rows[0]!.epoch, rows[0]!.txid, '0');
  const end = performance.now() + timeoutMs;
  for (const { consumer, shard, shards } of READERS) {
    for (;;) {
      const at = await ledger.checkpoint(consumer, shard);
      if (at >= target) break;
      const { events, horizon } = await ledger.readAfter(at, { limit: 1, shard, shards });
      if ((events[0]?.position ?? horizon) >= target) break;
      if (performance.now() > end) throw new FiguresBehind();
      await sleep(POLL_MS);
    }
  }
}

const shardsOf = (consumer: string, shards: number) =>
  Array.from({ length: shards }, (_, shard) => ({ consumer, shard, shards }));

/** The list of editions is the read models'. */
const READERS = [...shardsOf(FIGURES_CONSUMER, FIGURES_SHARDS), ...shardsOf(READ_CONSUMER, READ_SHARDS)];
