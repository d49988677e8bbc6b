/** Reads every shard of the ledger into the read models. */
import {
  DossierProjection,
  projectEditions,
  projectNonconformities,
  projectNotices,
  projectQms,
  projectQuality,
  projectScoring,
  projectSurveys,
  READ_CONSUMER,
  READ_SHARDS,
} from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { followFigures } from './figures.ts';
import { lagSecondsOf } from './lag.ts';

const BATCH = 3_000;
/** Who has just acted waits this long at most for a list that shows it; a busy ledger is read in bigger bites. */
const GATHER_MS = 40;

export interface Projector {
  /** Age of the oldest event not yet folded, and what was folded so far. */
  lag(): Promise<{ lagSeconds: number; detail: { events: number; batches: number } }>;
  /** Ends after the batches at hand. */
  stop(): Promise<void>;
}

interface Seen {
  events: number;
  batches: number;
}

export interface ProjectorOptions {
  readonly onError?: (error: unknown, shard: number, failures: number) => void;
}

export function startProjector(runtime: Runtime, { onError }: ProjectorOptions = {}): Projector {
  const ending = new AbortController();
  const seen: Seen = { events: 0, batches: 0 };
  const shards = Array.from({ length: READ_SHARDS }, (_, shard) =>
    follow(runtime, shard, ending.signal, seen, onError),
  );
  shards.push(
    ...followFigures(runtime, ending.signal, (error, shard, failures) => onError?.(error, shard, failures)),
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

function follow(
  runtime: Runtime,
  shard: number,
  signal: AbortSignal,
  seen: Seen,
  onError: ProjectorOptions['onError'],
): Promise<void> {
  const dossiers = new DossierProjection(runtime.ledger);
  return runtime.ledger.follow({
    consumer: READ_CONSUMER,
    shard,
    signal,
    shards: READ_SHARDS,
    limit: BATCH,
    gatherMs: GATHER_MS,
    onBatch: {
      async project(events, client) {
        await dossiers.project(events, client);
        await projectNotices(events, client);
        await projectEditions(runtime.ledger, events, client);
        await projectScoring(runtime.ledger, events, client);
        await projectNonconformities(runtime.ledger, events, client);
        await projectQms(runtime.ledger, events, client);
        await projectSurveys(events, client);
        await projectQuality(runtime.ledger, events, client);
        seen.events += events.length;
        seen.batches += 1;
      },
    },
    onError: (error, failures) => onError?.(error, shard, failures),
  });
}
