/**
 * Several consumers of one process read the same events, the lists' and the figures' say. A full batch is read once: who
 * comes first leaves it for whoever follows close behind, and lets them come before it runs too far ahead.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from './position.ts';
import type { Batch, Slice } from './read.ts';

/** Batches of some thousand events take some megabytes each. */
const KEPT_BATCHES = 4;
const LET_COME_MS = 200;
const POLL_MS = 5;
/** Whoever has taken nothing for so long does not follow close behind, and is not waited for. */
const CLOSE_BEHIND_MS = 2_000;

type Read = (position: Position, slice: Slice) => Promise<Batch>;

interface Lane {
  followers: number;
  tookAt: number;
  /** In the order in which they were read. */
  readonly kept: Map<Position, { readonly batch: Promise<Batch>; left: number }>;
}

export interface SharedReads {
  /** A reader of a slice for one consumer, until it leaves. */
  join(slice: Slice): { readonly read: (position: Position) => Promise<Batch>; readonly leave: () => void };
}

export function sharedReads(read: Read): SharedReads {
  const lanes = new Map<string, Lane>();

  function laneOf({ limit, shard, shards }: Slice): Lane {
    const key = `${limit} ${shard}/${shards}`;
    const lane = lanes.get(key) ?? { followers: 0, tookAt: -Infinity, kept: new Map() };
    lanes.set(key, lane);
    return lane;
  }

  function readOnce(lane: Lane, position: Position, slice: Slice): Promise<Batch> {
    const known = lane.kept.get(position);
    if (known) {
      lane.tookAt = performance.now();
      known.left -= 1;
      if (known.left === 0) lane.kept.delete(position);
      return known.batch;
    }
    if (lane.followers < 2) return read(position, slice);
    // Kept before it is there: who asks at the same moment shares it too.
    const batch = Promise.resolve().then(async () => {
      await letOthersCome(lane);
      return read(position, slice);
    });
    lane.kept.set(position, { batch, left: lane.followers - 1 });
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
      lane.followers += 1;
      return {
        read: (position) => readOnce(lane, position, slice),
        leave() {
          lane.followers -= 1;
          lane.kept.clear();
        },
      };
    },
  };
}

async function letOthersCome(lane: Lane): Promise<void> {
  const until = performance.now() + LET_COME_MS;
  const isFollowed = (): boolean => performance.now() - lane.tookAt < CLOSE_BEHIND_MS;
  while (lane.kept.size > KEPT_BATCHES && isFollowed() && performance.now() < until) await sleep(POLL_MS);
  while (lane.kept.size > KEPT_BATCHES) lane.kept.delete(lane.kept.keys().next().value!);
}
