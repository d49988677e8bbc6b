/** How far a follower of the ledger is behind. */
import type { RecordedEvent } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';

/** Age of the oldest event not yet taken, in seconds. Looked up afresh: a follower that hangs takes nothing, and its lag must grow. */
export async function lagSecondsOf({ ledger }: Runtime, consumer: string, shards: number): Promise<number> {
  const ages = Array.from({ length: shards }, async (_, shard) => {
    const position = await ledger.checkpoint(consumer, shard);
    const { events } = await ledger.readAfter(position, { limit: 1, shard, shards });
    return ageOf(events[0]);
  });
  return Math.max(...(await Promise.all(ages)));
}

const ageOf = (event: RecordedEvent | undefined): number =>
  event === undefined ? 0 : Math.max(0, Date.now() - Date.parse(event.recordedAt)) / 1_000;
