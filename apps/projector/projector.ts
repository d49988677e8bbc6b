/** Reads every shard of the ledger into the read models. */
import type { RecordedEvent } from '#libs/ledger';
import { DossierProjection, projectEditions, READ_CONSUMER, READ_SHARDS } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';

const BATCH = 1_000;

export interface Projector {
  /** Age of the last event folded when it was folded, and how long ago that was. */
  lag(): { lagSeconds: number; detail: { events: number; batches: number } };
  /** Ends after the batches at hand. */
  stop(): Promise<void>;
}

export interface ProjectorOptions {
  readonly onError?: (error: unknown, shard: number, failures: number) => void;
}

export function startProjector(runtime: Runtime, { onError }: ProjectorOptions = {}): Projector {
  const ending = new AbortController();
  const seen = { events: 0, batches: 0, lagSeconds: 0 };
  const shards = Array.from({ length: READ_SHARDS }, (_, shard) =>
    follow(runtime, shard, ending.signal, seen, onError),
  );
  return {
    lag: () => ({ lagSeconds: seen.lagSeconds, detail: { events: seen.events, batches: seen.batches } }),
    async stop() {
      ending.abort();
      await Promise.all(shards);
    },
  };
}

function follow(
  runtime: Runtime,
  shard: number,
  signal: AbortSignal,
  seen: { events: number; batches: number; lagSeconds: number },
  onError: ProjectorOptions['onError'],
): Promise<void> {
  const dossiers = new DossierProjection(runtime.ledger);
  return runtime.ledger.follow({
    consumer: READ_CONSUMER,
    ...{ shard, signal },
    shards: READ_SHARDS,
    limit: BATCH,
    onBatch: {
      async project(events, client) {
        await dossiers.project(events, client);
        await projectEditions(runtime.ledger, events, client);
        seen.events += events.length;
        seen.batches += 1;
        seen.lagSeconds = ageOf(events.at(-1));
      },
    },
    onError: (error, failures) => onError?.(error, shard, failures),
  });
}

const ageOf = (event: RecordedEvent | undefined): number =>
  event === undefined ? 0 : Math.max(0, Date.now() - Date.parse(event.recordedAt)) / 1_000;
