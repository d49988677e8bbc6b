/** That an event is a leaf under a signed head: the proof is made from the stored tree, and checked with nothing but it. */
import type { Position } from '../position.ts';
import { checkHead, type SealKeys, type SignedHead } from './head.ts';
import {
  inclusionPath,
  leafHash,
  nodeHash,
  rootByPath,
  splitOf,
  TILE_BITS,
  TILE_LEAVES,
  type RangeHash,
} from './merkle.ts';
import { leavesOf, type TreeRows } from './tree-store.ts';
import { frontierAt, TreeBroken } from './frontier-at.ts';

export interface LeafProof {
  readonly version: number;
  /** From 0 in the ledger's order. */
  readonly index: number;
  /** From the leaf up, hexadecimal. */
  readonly path: readonly string[];
}

export interface InclusionProof {
  readonly head: SignedHead;
  /** In the order of versions; an event recorded after the head has none. */
  readonly leaves: readonly LeafProof[];
}

interface Proven {
  readonly version: number;
  readonly position: Position;
  /** Hexadecimal. */
  readonly hash: string;
}

/** Under the last head; undefined when nothing has been sealed yet. Throws TreeBroken for an event that should be a leaf and is none. */
export async function proveInclusion(
  rows: TreeRows,
  events: readonly Proven[],
): Promise<InclusionProof | undefined> {
  const head = await rows.lastHead();
  if (!head) return undefined;
  const tree = storedTree(rows, head);
  const leaves: LeafProof[] = [];
  for (const { version, position, hash } of events) {
    if (position > head.position) continue;
    const index = await tree.indexOf(position, leafHash(Buffer.from(hash, 'hex')));
    const path = await inclusionPath(index, head.size, tree.hashOf);
    leaves.push({ version, index, path: path.map((each) => each.toString('hex')) });
  }
  return { head, leaves };
}

export type InclusionFault = 'key-unknown' | 'signature-differs' | 'not-a-leaf';

/** Checks the proof for a stream's events, which are known by their hashes; pure. */
export function checkInclusion(
  { head, leaves }: InclusionProof,
  events: readonly Proven[],
  keys: SealKeys,
): readonly { readonly code: InclusionFault; readonly version?: number }[] {
  const fault = checkHead(head, keys);
  if (fault) return [{ code: fault }];
  const proofs = new Map(leaves.map((leaf) => [leaf.version, leaf]));
  return events
    .filter(({ position }) => position <= head.position)
    .filter(({ version, hash }) => {
      const proof = proofs.get(version);
      if (!proof) return true;
      const path = proof.path.map((each) => Buffer.from(each, 'hex'));
      const root = rootByPath(leafHash(Buffer.from(hash, 'hex')), proof.index, head.size, path);
      return root?.toString('hex') !== head.root;
    })
    .map(({ version }) => ({ code: 'not-a-leaf', version }));
}

/** Asks once for each key. */
function remember<Key, Value>(make: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const known = new Map<Key, Promise<Value>>();
  return (key: Key): Promise<Value> => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

function storedTree(rows: TreeRows, head: SignedHead) {
  const bound = Math.floor(head.size / TILE_LEAVES) * TILE_LEAVES;
  /** The leaves of a tile, or those after the last full one. */
  const leavesFrom = remember(async (start: number): Promise<readonly Buffer[]> => {
    if (start < bound) {
      const [tile] = await rows.tiles(start / TILE_LEAVES, 1);
      if (!tile) throw new TreeBroken(`no tile at ${start}`);
      return leavesOf(tile);
    }
    const { position } = await frontierAt(rows, bound / TILE_LEAVES);
    return (await rows.leavesAfter(position, head.size - bound)).map(({ hash }) => leafHash(hash));
  });
  /** 256 nodes of a kept level in a row. */
  const nodesFrom = remember(async (key: `${number}/${number}`): Promise<readonly Buffer[]> => {
    const [level, from] = key.split('/').map(Number) as [number, number];
    return (await rows.nodes(level, from, TILE_LEAVES)).map(({ hash }) => hash);
  });

  const hashOf: RangeHash = async (start, count) => {
    const level = Math.log2(count);
    if (count > 1 && !Number.isInteger(level)) {
      const split = splitOf(count);
      return nodeHash(await hashOf(start, split), await hashOf(start + split, count - split));
    }
    // A full subtree: from the nodes (or leaves) of the kept level below it.
    const kept = Math.floor(level / TILE_BITS) * TILE_BITS;
    const [from, span] = [start / 2 ** kept, count / 2 ** kept];
    const page = Math.floor(from / TILE_LEAVES) * TILE_LEAVES;
    const nodes = kept === 0 ? await leavesFrom(page) : await nodesFrom(`${kept}/${page}`);
    const row = nodes.slice(from - page, from - page + span);
    if (row.length !== span) throw new TreeBroken(`nodes of level ${kept} from ${from} on are missing`);
    return fold(row);
  };

  return {
    hashOf,
    async indexOf(position: Position, leaf: Buffer): Promise<number> {
      const tile = await rows.tileAt(position);
      const start = tile && tile.index * TILE_LEAVES < bound ? tile.index * TILE_LEAVES : bound;
      const at = (await leavesFrom(start)).findIndex((each) => each.equals(leaf));
      if (at < 0) throw new TreeBroken(`the event at ${position} is not a leaf`);
      return start + at;
    },
  };
}

/** The root over a full subtree's nodes, a power of two of them. */
function fold(nodes: readonly Buffer[]): Buffer {
  let row = nodes;
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i]!, row[2 * i + 1]!));
  return row[0]!;
}
