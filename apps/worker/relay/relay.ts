/**
 * The relay: reads the ledger in its order and tells each dossier's workflow what happened to it. Nothing is lost:
 * a checkpoint moves only when Temporal has everything before it. Everything may be told twice; workflows know.
 */
import type { Client } from '@temporalio/client';
import type { Editions } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import { deliver, type DeliveryPorts } from './delivery.ts';
import { messagesOf, type Message } from './group.ts';
import { DossierReader } from './dossier-reader.ts';
import { auditsIn, tellAudit } from './audits.ts';
import { nonconformitiesIn, tellNonconformity } from './nonconformities.ts';
import { TokenBucket } from './token-bucket.ts';
import { tellYear, yearsIn } from './years.ts';

export const RELAY = 'relay';
/** Fixed until the relay's checkpoints are reset. */
export const RELAY_SHARDS = 4;
/** A batch that came full: the relay is behind, and dossiers in it may be closed by now. */
const BATCH_EVENTS = 500;
/** Messages on their way to Temporal at one time, per shard. */
const IN_FLIGHT = 16;
export const DEFAULT_RELAY_RATE = 300;

export interface RelayOptions {
  readonly ledger: Pick<Ledger, 'follow' | 'load'>;
  readonly client: Client;
  readonly taskQueue: string;
  readonly editions: Pick<Editions, 'edition'>;
  /** Signals a second, over all shards of this process. */
  readonly ratePerSecond?: number;
  /** Which of RELAY_SHARDS this process reads; default all. */
  readonly shards?: readonly number[];
  readonly signal: AbortSignal;
  /** Temporal or the ledger is away, or a message was refused; it is tried again. */
  onTrouble(error: unknown, what: string): void;
}

export interface Relay {
  /** Ends when `signal` is aborted. */
  readonly done: Promise<void>;
  /** Messages that Temporal has taken since the start. */
  sent(): number;
}

export const ALL_SHARDS: readonly number[] = Array.from({ length: RELAY_SHARDS }, (_, shard) => shard);

export function startRelay(options: RelayOptions): Relay {
  const { ledger, signal, shards = ALL_SHARDS } = options;
  const dossiers = new DossierReader(ledger);
  let sent = 0;
  const ports: DeliveryPorts = {
    ...options,
    dossiers,
    bucket: new TokenBucket(options.ratePerSecond ?? DEFAULT_RELAY_RATE),
    onRetry: (stream, error, attempt) => options.onTrouble(error, `${stream}, attempt ${attempt}`),
  };
  const relayBatch = async (events: readonly RecordedEvent[]): Promise<void> => {
    const isBehind = events.length === BATCH_EVENTS;
    await inParallel(messagesOf(events), async (message) => {
      if (isBehind && (await isPast(message, dossiers))) return;
      if ((await deliver(message, ports, signal)) === 'told') sent += 1;
    });
    // Few, and never in a hurry: a failure has the whole batch read again.
    for (const [year, version] of yearsIn(events)) await tellYear(year, version, options);
    for (const [id, told] of nonconformitiesIn(events)) await tellNonconformity(id, told, options);
    for (const [id, told] of auditsIn(events)) await tellAudit(id, told, options);
  };
  const readers = shards.map((shard) =>
    ledger.follow({
      consumer: RELAY,
      shard,
      shards: RELAY_SHARDS,
      limit: BATCH_EVENTS,
      onBatch: { deliver: relayBatch },
      signal,
      onError: (error, failures) => {
        if (!signal.aborted) options.onTrouble(error, `shard ${shard}, failure ${failures}`);
      },
    }),
  );
  return { done: Promise.all(readers).then(() => undefined), sent: () => sent };
}

/** A dossier that was closed before the relay met it gets no workflow (imported ones, mostly). */
const isPast = async ({ opens, stream }: Message, dossiers: DossierReader): Promise<boolean> =>
  opens && dossiers.isClosed(stream);

/** In the order given; one failure ends it, and the batch is then read again. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, items.length) }, lane));
}
