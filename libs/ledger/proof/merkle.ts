/** The Merkle tree of RFC 9162, 2.1, over event hashes. Pure. */
import { hash } from 'node:crypto';

export const HASH_BYTES = 32;
/** Leaves are kept in tiles, and the roots of subtrees at every eighth level. */
export const TILE_BITS = 8;
export const TILE_LEAVES = 2 ** TILE_BITS;

const LEAF_PREFIX = 0;
const NODE_PREFIX = 1;
/** What is hashed is put together here: an allocation for each of millions of nodes costs as much as the hash. */
const input = Buffer.alloc(1 + 2 * HASH_BYTES);

/** An event's hash that somebody made longer is a leaf of its own kind, too. */
export function leafHash(eventHash: Buffer): Buffer {
  if (eventHash.length > 2 * HASH_BYTES)
    return hash('sha256', Buffer.concat([Buffer.of(LEAF_PREFIX), eventHash]), 'buffer');
  input[0] = LEAF_PREFIX;
  const end = 1 + eventHash.copy(input, 1);
  return hash('sha256', input.subarray(0, end), 'buffer');
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('a hash has 32 bytes');
  input[0] = NODE_PREFIX;
  left.copy(input, 1);
  right.copy(input, 1 + HASH_BYTES);
  return hash('sha256', input, 'buffer');
}

/** A full subtree of 2^level leaves. */
export interface TreeNode {
  readonly level: number;
  /** From 0, among those of its level. */
  readonly index: number;
  readonly hash: Buffer;
}

/** The roots of the full subtrees that make up a tree: all that is needed to extend it, O(log n). */
export class Frontier {
  #size = 0;
  readonly #peaks: (Buffer | undefined)[] = [];

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf, or the root of a full subtree where the tree ends on its bound. Tells of each subtree that is full now. */
  push(root: Buffer, level = 0, onNode?: (node: TreeNode) => void): void {
    if (this.#size % 2 ** level !== 0)
      throw new RangeError(`no subtree of level ${level} begins at ${this.#size}`);
    this.#size += 2 ** level;
    let at = level;
    let full = root;
    for (let left = this.#peaks[at]; left; left = this.#peaks[at]) {
      this.#peaks[at] = undefined;
      full = nodeHash(left, full);
      at += 1;
      onNode?.({ level: at, index: this.#size / 2 ** at - 1, hash: full });
    }
    this.#peaks[at] = full;
  }

  root(): Buffer {
    let root: Buffer | undefined;
    for (const peak of this.#peaks) if (peak) root = root ? nodeHash(peak, root) : peak;
    return root ?? hash('sha256', '', 'buffer');
  }

  copy(): Frontier {
    const copy = new Frontier();
    copy.#size = this.#size;
    copy.#peaks.push(...this.#peaks);
    return copy;
  }
}

/** The hash over `count` leaves from `start` on; `count` a power of two where `start` is a multiple of it, or the tree's end. */
export type RangeHash = (start: number, count: number) => Promise<Buffer>;

/** The largest power of two below `count`. */
export function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** The inclusion path of a leaf in a tree of `size` (RFC 9162, 2.1.3.1), from the leaf up. */
export async function inclusionPath(
  index: number,
  size: number,
  hashOf: RangeHash,
): Promise<readonly Buffer[]> {
  const path: Buffer[] = [];
  let [start, count] = [0, size];
  while (count > 1) {
    const split = splitOf(count);
    const isLeft = index < start + split;
    path.push(await (isLeft ? hashOf(start + split, count - split) : hashOf(start, split)));
    [start, count] = isLeft ? [start, split] : [start + split, count - split];
  }
  return path.toReversed();
}

/** The root that a path leads to (RFC 9162, 2.1.3.2); undefined when the path does not fit the tree. */
export function rootByPath(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | undefined {
  if (!(index >= 0 && index < size)) return undefined;
  let [at, last] = [index, size - 1];
  let root = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(sibling, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      root = nodeHash(root, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : undefined;
}

const half = (n: number): number => Math.floor(n / 2);
