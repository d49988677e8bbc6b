import { describe, expect, it } from '@jest/globals';
import { positionOf, START, type Position } from './position.ts';
import type { Batch } from './read.ts';
import { sharedReads } from './shared-reads.ts';

const FULL = 30;
const slice = { limit: 1, shard: 0, shards: 1 };
const after = (position: Position): Position =>
  position === START
    ? positionOf(0, '1', '1')
    : positionOf(0, '1', String(Number(`0x${position.slice(-16)}`) + 1));

/** A ledger of FULL batches, and how often it was read. */
function counted() {
  const reads: Position[] = [];
  const read = async (position: Position): Promise<Batch> => {
    reads.push(position);
    const next = after(position);
    return { events: [], position: next, horizon: next, more: reads.length < 10 * FULL };
  };
  return { reads, shared: sharedReads(read) };
}

async function follow(read: (position: Position) => Promise<Batch>, batches: number): Promise<Position> {
  let position: Position = START;
  for (let i = 0; i < batches; i++) ({ position } = await read(position));
  return position;
}

describe('shared reads', () => {
  it('read each full batch once for two who go side by side', async () => {
    const { reads, shared } = counted();
    const [a, b] = [shared.join(slice), shared.join(slice)];
    const [first, second] = await Promise.all([follow(a.read, FULL), follow(b.read, FULL)]);
    expect(first).toBe(second);
    expect(reads).toHaveLength(FULL);
  });

  it('hold nobody back for one who does not follow, and give it all of it later', async () => {
    const { reads, shared } = counted();
    const [a, b] = [shared.join(slice), shared.join(slice)];
    const reached = await follow(a.read, FULL);
    expect(await follow(b.read, FULL)).toBe(reached);
    expect(reads.length).toBeLessThanOrEqual(2 * FULL);
  });

  it('keep nothing for one who goes alone, nor of a batch that was not full', async () => {
    const { reads, shared } = counted();
    const a = shared.join(slice);
    await follow(a.read, 3);
    await follow(a.read, 3);
    expect(reads).toHaveLength(6);
    const quiet = sharedReads(async (position) => {
      reads.push(position);
      return { events: [], position, horizon: position, more: false };
    });
    const [c, d] = [quiet.join(slice), quiet.join(slice)];
    await c.read(START);
    await d.read(START);
    expect(reads).toHaveLength(8);
  });
});
