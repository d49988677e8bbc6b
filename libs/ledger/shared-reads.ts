/**
 * Several consumers of one process read the same events, the lists' and the figures' say. A full batch is read once: who
 * comes first leaves it for whoever follows close behind, and lets them come before it runs too far ahead.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { START, type Position } from './position.ts';
import type { Batch, Slice } from './read.ts';

/** Batches of some thousand events take some megabytes each, and what lives long costs the collector most. */
const KEPT_BATCHES = 2;
const POLL_MS = 5;
/** Whoever has asked for nothing for so long does not follow close behind, and is not waited for. */
const CLOSE_BEHIND_MS = 5_000;

type Read = (position: Position, slice: Slice) => Promise<Batch>;

interface Reader {
  /** What it asked for last. */
  at: Position;
  askedAt: number;
}

interface Lane {
  readonly readers: Set<Reader>;
  /** In the order in which they were read. */
  readonly kept: Map<Position, Promise<Batch>>;
}

export interface SharedReads {
  /** A reader of a slice for one consumer, until it leaves. */
  join(slice: Slice): { readonly read: (position: Position) => Promise<Batch>; readonly leave: () => void };
}

export function sharedReads(read: Read): SharedReads {
  const lanes = new Map<string, Lane>();

  function laneOf({ limit, shard, shards }: Slice): Lane {
    const key = `${limit} ${shard}/${shards}`;
    const lane = lanes.get(key) ?? { readers: new Set<Reader>(), kept: new Map<Position, Promise<Batch>>() };
    lanes.set(key, lane);
    return lane;
  }

  function readFor(reader: Reader, lane: Lane, position: Position, slice: Slice): Promise<Batch> {
    reader.at = position;
    reader.askedAt = performance.now();
    const known = lane.kept.get(position);
    forgetWhatAllHave(lane);
    if (known) return known;
    if (lane.readers.size < 2) return read(position, slice);
    // Kept before it is there: who asks at the same moment shares it too.
    const batch = Promise.resolve().then(async () => {
      await letOthersCome(reader, lane);
      return read(position, slice);
    });
    lane.kept.set(position, batch);
    // What was not full may be more the next time.
    const forgetUnless = (full: boolean): void => void (full || lane.kept.delete(position));
    batch.then(
      ({ more }) => forgetUnless(more),
      () => forgetUnless(false),
    );
    return batch;
  }

  return {
    join(slice) {
      const lane = laneOf(slice);
      const reader: Reader = { at: START, askedAt: performance.now() };
      lane.readers.add(reader);
      return {
        read: (position) => readFor(reader, lane, position, slice),
        leave: () => {
          lane.readers.delete(reader);
          forgetWhatAllHave(lane);
        },
      };
    },
  };
}

function forgetWhatAllHave({ kept, readers }: Lane): void {
  for (const position of kept.keys()) {
    if ([...readers].every(({ at }) => at >= position)) kept.delete(position);
  }
}

async function letOthersCome(self: Reader, { kept, readers }: Lane): Promise<void> {
  const isFollowed = (): boolean =>
    [...readers].some((other) => other.at < self.at && performance.now() - other.askedAt < CLOSE_BEHIND_MS);
  while (kept.size > KEPT_BATCHES && isFollowed()) await sleep(POLL_MS);
  while (kept.size > KEPT_BATCHES) kept.delete(kept.keys().next().value!);
}
