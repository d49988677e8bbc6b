/** Reads every shard of the ledger into the read models: here, or far behind in a thread of the shard's own. */
import { READ_CONSUMER, READ_SHARDS } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { catchUp, type CatchUpAccess } from './catch-up.ts';
import { followShard, type Consumer } from './followers.ts';
import { lagSecondsOf } from './lag.ts';

/** Full batches in a row after which a shard is far behind: it is likely to have more to do than a thread takes to begin. */
const FAR_BEHIND = 2;

export interface Projector {
  /** Age of the oldest event not yet folded, and what was folded so far. */
  lag(): Promise<{ lagSeconds: number; detail: { events: number; batches: number } }>;
  /** Ends after the batches at hand. */
  stop(): Promise<void>;
}

export interface ProjectorOptions {
  readonly onError?: (error: unknown, shard: number, failures: number) => void;
  /** With it a shard that is far behind catches up in a thread; without it here, beside the others. */
  readonly threads?: CatchUpAccess;
  /** Events in a batch. */
  readonly batch?: number;
}

export function startProjector(runtime: Runtime, options: ProjectorOptions = {}): Projector {
  const ending = new AbortController();
  const seen = { events: 0, batches: 0 };
  const onListed = (events: number): void => {
    seen.events += events;
    seen.batches += 1;
  };
  const shards = Array.from({ length: READ_SHARDS }, (_, shard) =>
    keepUp(runtime, { ...options, shard, signal: ending.signal, onListed }),
  );
  return {
    lag: async () => ({
      lagSeconds: await lagSecondsOf(runtime, READ_CONSUMER, READ_SHARDS),
      detail: { ...seen },
    }),
    async stop() {
      ending.abort();
      await Promise.all(shards);
    },
  };
}

type Shard = ProjectorOptions & {
  readonly shard: number;
  readonly signal: AbortSignal;
  readonly onListed: (events: number) => void;
};

async function keepUp(runtime: Runtime, { threads, ...shard }: Shard): Promise<void> {
  const { signal } = shard;
  const onError = (error: unknown, failures: number): void => shard.onError?.(error, shard.shard, failures);
  while (!signal.aborted) {
    const far = new AbortController();
    await followShard(runtime, {
      ...shard,
      signal: AbortSignal.any([signal, far.signal]),
      ...(threads && { onRead: afterFull(FAR_BEHIND, () => far.abort()) }),
      onError,
    });
    if (threads && !signal.aborted) await catchUp(threads, { ...shard, onError });
  }
}

/** Calls once so many batches of a consumer in a row were full. */
function afterFull(batches: number, act: () => void): (consumer: Consumer, more: boolean) => void {
  const full = new Map<Consumer, number>();
  return (consumer, more) => {
    const inARow = more ? (full.get(consumer) ?? 0) + 1 : 0;
    full.set(consumer, inARow);
    if (inARow >= batches) act();
  };
}
