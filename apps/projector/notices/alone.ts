/** Of several processes one does a thing, the others stand by: a lock that PostgreSQL frees when its holder is gone. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

const ASK_EVERY_MS = 2_000;

export interface AloneOptions {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly onError?: (error: unknown) => void;
  /** Runs while the lock is held; `signal` ends it. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Until the signal; begins again when the lock was lost. Holds one connection of the pool. */
export async function alone(pool: Pool, { name, signal, onError, run }: AloneOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      if (await once(pool, name, signal, run)) continue;
    } catch (error) {
      if (!signal.aborted) onError?.(error);
    }
    await sleep(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** False: another process has it. */
async function once(
  pool: Pool,
  name: string,
  signal: AbortSignal,
  run: AloneOptions['run'],
): Promise<boolean> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onLost = (): void => lost.abort();
  client.on('error', onLost);
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [name],
    );
    if (!rows[0]!.mine) return false;
    await run(AbortSignal.any([signal, lost.signal]));
    return true;
  } finally {
    client.off('error', onLost);
    // Ending the connection frees the lock.
    client.release(true);
  }
}
