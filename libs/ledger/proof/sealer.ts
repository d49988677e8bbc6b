/** Extends the tree over the ledger's order and signs its heads: every second, and after every 1,000 events. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Instant } from '#libs/calendar';
import type { Position } from '../position.ts';
import { frontierAt, TreeBroken } from './frontier-at.ts';
import { checkHead, signHead, type SealKeys, type SignedHead } from './head.ts';
import type { HeadsFile } from './heads-file.ts';
import { keyIdOf, publicPem, sealKeysOf } from './keys.ts';
import { leafHash, TILE_LEAVES, type Frontier, type TreeNode } from './merkle.ts';
import {
  addSealKey,
  isKept,
  storedSealKeys,
  storeExtension,
  treeRowsIn,
  type Leaf,
  type Tile,
  type TreeRows,
} from './tree-store.ts';

export const MAX_EVENTS_PER_HEAD = 1_000;
const HEAD_EVERY_MS = 1_000;
const FAILED_MOST_MS = 30_000;
const HEADS_PER_PAGE = 1_000;

export interface SealerOptions {
  readonly pool: Pool;
  /** Ed25519. */
  readonly privateKey: KeyObject;
  /** Where every head is written down outside the database. */
  readonly headsFile: HeadsFile;
  readonly now?: () => Date;
}

/** Where the tree ends: its frontier, and the leaves that fill no tile yet. */
interface Tail {
  readonly frontier: Frontier;
  readonly unfilled: readonly Buffer[];
  readonly position: Position;
}

export interface Sealed {
  readonly head: SignedHead;
  /** More may be waiting: a head covers no more of them. */
  readonly full: boolean;
}

export interface Sealer {
  /** Seals at most MAX_EVENTS_PER_HEAD settled events under one head; undefined: there were none, or another sealer was first. */
  sealNext(): Promise<Sealed | undefined>;
}

/** Throws TreeBroken when what is stored, or the file of heads, does not agree with the last head: nothing is sealed over that. */
export async function openSealer({
  pool,
  privateKey,
  headsFile,
  now = () => new Date(),
}: SealerOptions): Promise<Sealer> {
  const rows = treeRowsIn(pool);
  const publicKey = createPublicKey(privateKey);
  await addSealKey(pool, keyIdOf(publicKey), publicPem(publicKey));
  const keys = sealKeysOf(...(await storedSealKeys(pool)));
  const open = async (): Promise<Tail> => {
    const tail = await openTail(rows, keys);
    await catchUp(rows, headsFile);
    return tail;
  };
  let tail = await open();
  return {
    async sealNext() {
      const leaves = await rows.leavesAfter(tail.position, MAX_EVENTS_PER_HEAD);
      if (leaves.length === 0) return undefined;
      const from = tail.frontier.size;
      const { tail: next, tiles, nodes } = extended(tail, leaves);
      const { frontier, position } = next;
      const at = now().toISOString() as Instant;
      const root = frontier.root().toString('hex');
      const head = signHead({ size: frontier.size, root, position, at }, privateKey);
      const first = await storeExtension(pool, { from, head, tiles, nodes });
      tail = first ? next : await open();
      if (first) await headsFile.append(head);
      return first ? { head, full: leaves.length === MAX_EVENTS_PER_HEAD } : undefined;
    },
  };
}

async function openTail(rows: TreeRows, keys: SealKeys): Promise<Tail> {
  const head = await rows.lastHead();
  const size = head?.size ?? 0;
  const { frontier, position } = await frontierAt(rows, Math.floor(size / TILE_LEAVES));
  if (!head) return { frontier, unfilled: [], position };
  const leaves = size === frontier.size ? [] : await rows.leavesAfter(position, size - frontier.size);
  const unfilled = leaves.map((leaf) => leafHash(leaf.hash));
  for (const leaf of unfilled) frontier.push(leaf);
  const fault = checkHead(head, keys);
  if (fault) throw new TreeBroken(`the last head: ${fault}`);
  if (frontier.size !== size || frontier.root().toString('hex') !== head.root) {
    throw new TreeBroken(`the events are not those under the head of ${size}`);
  }
  return { frontier, unfilled, position: leaves.at(-1)?.position ?? position };
}

function extended(tail: Tail, leaves: readonly Leaf[]) {
  const frontier = tail.frontier.copy();
  const tiles: Tile[] = [];
  const nodes: TreeNode[] = [];
  let unfilled = [...tail.unfilled];
  for (const { hash, position } of leaves) {
    const leaf = leafHash(hash);
    frontier.push(leaf, 0, (node) => isKept(node) && nodes.push(node));
    unfilled.push(leaf);
    if (unfilled.length < TILE_LEAVES) continue;
    tiles.push({ index: frontier.size / TILE_LEAVES - 1, position, leaves: Buffer.concat(unfilled) });
    unfilled = [];
  }
  const position = leaves.at(-1)!.position;
  return { tail: { frontier, unfilled, position } satisfies Tail, tiles, nodes };
}

/** Writes the heads into the file that it does not have yet: this process died before it could, or another sealed. */
async function catchUp(rows: TreeRows, file: HeadsFile): Promise<void> {
  const last = await file.last();
  let size = 0;
  if (last && 'restoredTo' in last) size = last.restoredTo;
  else if (last) {
    size = last.size;
    const [same] = await rows.heads(size, 1);
    if (same?.root !== last.root || same.size !== size) {
      throw new TreeBroken(`the head of ${size} that was written down is not in the database`);
    }
  }
  for (;;) {
    const heads = await rows.heads(size + 1, HEADS_PER_PAGE);
    await file.append(...heads);
    if (heads.length < HEADS_PER_PAGE) return;
    size = heads.at(-1)!.size;
  }
}

export interface SealingOptions extends SealerOptions {
  /** Ends the loop. */
  readonly signal: AbortSignal;
  readonly onHead?: (head: SignedHead) => void;
  /** It is tried again: `failures` in a row so far. */
  readonly onError?: (error: unknown, failures: number) => void;
}

/** Runs until the signal. Of several at once, each head is one's. */
export async function keepSealing(options: SealingOptions): Promise<void> {
  const { signal, onHead, onError } = options;
  let sealer: Sealer | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      sealer ??= await openSealer(options);
      const sealed = await sealer.sealNext();
      failures = 0;
      if (sealed) onHead?.(sealed.head);
      if (sealed?.full) continue;
    } catch (error) {
      failures += 1;
      sealer = undefined;
      onError?.(error, failures);
    }
    const pauseMs = Math.min(HEAD_EVERY_MS * 2 ** Math.max(0, failures - 1), FAILED_MOST_MS);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
