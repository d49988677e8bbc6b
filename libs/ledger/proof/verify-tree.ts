/** Recomputes the tree from its leaves, the leaves from the events, and says where they and the signed heads differ. */
import type { Instant } from '#libs/calendar';
import { START, type Position } from '../position.ts';
import { frontierAt, TreeBroken } from './frontier-at.ts';
import { checkHeadApart, type SealKeys, type SignatureFault, type SignedHead } from './head.ts';
import { leafHash, TILE_BITS, TILE_LEAVES, type Frontier, type TreeNode } from './merkle.ts';
import { isKept, isWhole, leavesOf, type Leaf, type Tile, type TreeRows } from './tree-store.ts';

export type TreeFault =
  | SignatureFault
  /** An event that stands where it was not when its place was sealed. */
  | 'not-a-leaf'
  /** `leaf` was sealed, and there is no such event any more. */
  | 'leaf-missing'
  /** The same events in another order than they were sealed in. */
  | 'order-differs'
  /** Fewer events than were sealed under a head, and the missing ones were the last. */
  | 'tail-missing'
  /** The head of `leaf` events is not the root over them. */
  | 'root-differs'
  /** What is stored of the tree itself is not what its leaves make up. */
  | 'tree-differs';

export interface TreeFinding {
  readonly code: TreeFault;
  readonly streamId?: string;
  readonly version?: number;
  /** From 0 in the ledger's order; for a head: its size. */
  readonly leaf?: number;
}

export interface TreeVerification {
  readonly heads: number;
  /** Events under the last head. */
  readonly sealed: number;
  /** Settled events after it: sealed within seconds while a sealer runs. */
  readonly unsealed: number;
  readonly findings: readonly TreeFinding[];
}

export interface TreeScope {
  /** From the last head before then on; that what lies before has not changed, its root still proves for the tree. */
  readonly since?: Instant;
  readonly onProgress?: (leaves: number) => void;
}

const MAX_FINDINGS = 1_000;
const EVENTS_PER_PAGE = 5_000;
const HEADS_PER_PAGE = 1_000;
const TILES_PER_PAGE = 64;
const NODES_PER_PAGE = 1_000;
/** Signatures that are looked at beside the walk. */
const SIGNATURES_AT_ONCE = 64;

export async function verifyTree(
  rows: TreeRows,
  keys: SealKeys,
  { since, onProgress }: TreeScope = {},
): Promise<TreeVerification> {
  const findings: TreeFinding[] = [];
  const add = (finding: TreeFinding): void => void (findings.length < MAX_FINDINGS && findings.push(finding));
  try {
    const fromTile = since === undefined ? 0 : await tileBefore(rows, since);
    const { frontier, position } = await frontierAt(rows, fromTile);
    const walk = new Walk(rows, keys, frontier, position, add);
    return { ...(await walk.all(onProgress)), findings };
  } catch (error) {
    if (!(error instanceof TreeBroken)) throw error;
    add({ code: 'tree-differs' });
    return { heads: 0, sealed: 0, unsealed: 0, findings };
  }
}

const tileBefore = async (rows: TreeRows, since: Instant): Promise<number> =>
  Math.floor((await sizeBefore(rows, since)) / TILE_LEAVES);

/** Of the last head signed before then; 0 when there is none. */
export async function sizeBefore(rows: TreeRows, since: Instant): Promise<number> {
  let [low, high] = [0, (await rows.lastHead())?.size ?? 0];
  // Heads are found by size; their times rise with it, but for a clock that was set back.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [head] = await rows.heads(middle, 1);
    if (head && head.at < since) low = Math.max(middle, head.size);
    else high = middle - 1;
  }
  return low;
}

/** One way through the tree, from a tile's bound to its end, beside the events. */
class Walk {
  readonly #rows: TreeRows;
  readonly #keys: SealKeys;
  readonly #frontier: Frontier;
  readonly #from: Position;
  readonly #add: (finding: TreeFinding) => void;
  readonly #heads: Cursor<SignedHead>;
  readonly #events: Cursor<Leaf>;
  readonly #nodes = new Map<number, Cursor<TreeNode>>();
  #signatures: Promise<void>[] = [];
  #checked = 0;

  constructor(
    rows: TreeRows,
    keys: SealKeys,
    frontier: Frontier,
    from: Position,
    add: (finding: TreeFinding) => void,
  ) {
    this.#rows = rows;
    this.#keys = keys;
    this.#frontier = frontier;
    this.#from = from;
    this.#add = add;
    const size = frontier.size;
    this.#heads = new Cursor(HEADS_PER_PAGE, (last, limit) =>
      rows.heads((last?.size ?? size - 1) + 1, limit),
    );
    this.#events = new Cursor(EVENTS_PER_PAGE, (last, limit) =>
      rows.leavesAfter(last?.position ?? from, limit),
    );
  }

  async all(onProgress?: (leaves: number) => void): Promise<Omit<TreeVerification, 'findings'>> {
    const first = this.#frontier.size / TILE_LEAVES;
    const tiles = new Cursor<Tile>(TILES_PER_PAGE, (last, limit) =>
      this.#rows.tiles(last ? last.index + 1 : first, limit),
    );
    const lastHead = await this.#rows.lastHead();
    await this.#headHere(this.#from);
    for (let tile = await tiles.next(); tile; tile = await tiles.next()) {
      if (tile.index !== this.#frontier.size / TILE_LEAVES || !isWhole(tile)) {
        throw new TreeBroken('a tile is missing, or is none');
      }
      await this.#tile(tile);
      onProgress?.(this.#frontier.size);
    }
    await this.#tail(lastHead?.size ?? 0);
    const sealed = this.#frontier.size;
    // Heads beyond the last event, or of a size that no leaf makes up.
    for (let head = await this.#heads.next(); head; head = await this.#heads.next()) {
      this.#add({ code: 'tail-missing', leaf: head.size });
    }
    if (sealed > (lastHead?.size ?? 0)) this.#add({ code: 'tree-differs', leaf: sealed });
    await this.#noNodesBeyond();
    await this.#signaturesEnd();
    let unsealed = 0;
    while (await this.#events.next()) unsealed += 1;
    return { heads: this.#checked, sealed, unsealed };
  }

  /** Its leaves are as they were sealed, which the heads prove; its events must be those. */
  async #tile(tile: Tile): Promise<void> {
    const events: Leaf[] = [];
    for (;;) {
      const event = this.#events.atHand ?? (await this.#events.peek());
      if (!event || event.position > tile.position || events.length > 2 * TILE_LEAVES) break;
      events.push(event);
      this.#events.pass();
    }
    const start = this.#frontier.size;
    const leaves = leavesOf(tile);
    const agree = compare(leaves, events, start, this.#add);
    for (const [i, leaf] of leaves.entries()) {
      const due = this.#push(leaf, agree ? events[i]!.position : undefined);
      if (due) await due;
    }
    if (agree && events.at(-1)!.position !== tile.position) this.#add({ code: 'tree-differs', leaf: start });
  }

  /** The leaves after the last full tile are kept nowhere but in the events. */
  async #tail(size: number): Promise<void> {
    while (this.#frontier.size < size) {
      const event = await this.#events.next();
      if (!event) return;
      await this.#push(leafHash(event.hash), event.position);
    }
  }

  /** Most leaves make up neither a node that is kept nor a head's size: nothing is to be waited for then. */
  #push(leaf: Buffer, position: Position | undefined): Promise<void> | undefined {
    const full: TreeNode[] = [];
    this.#frontier.push(leaf, 0, (node) => isKept(node) && full.push(node));
    const head = this.#heads.atHand;
    if (full.length === 0 && head !== undefined && head.size > this.#frontier.size) return undefined;
    return this.#due(full, position);
  }

  async #due(full: readonly TreeNode[], position: Position | undefined): Promise<void> {
    for (const node of full) await this.#node(node);
    await this.#headHere(position);
  }

  async #node(node: TreeNode): Promise<void> {
    const stored = await this.#nodesOf(node.level, node.index).next();
    if (stored?.index !== node.index || !stored.hash.equals(node.hash)) {
      this.#add({ code: 'tree-differs', leaf: node.index * 2 ** node.level });
    }
  }

  #nodesOf(level: number, first: number): Cursor<TreeNode> {
    const known = this.#nodes.get(level);
    if (known) return known;
    const cursor = new Cursor<TreeNode>(NODES_PER_PAGE, (last, limit) =>
      this.#rows.nodes(level, last ? last.index + 1 : first, limit),
    );
    this.#nodes.set(level, cursor);
    return cursor;
  }

  async #noNodesBeyond(): Promise<void> {
    for (let level = TILE_BITS; ; level += TILE_BITS) {
      const count = Math.floor(this.#frontier.size / 2 ** level);
      const [beyond] = await this.#rows.nodes(level, count, 1);
      if (beyond) this.#add({ code: 'tree-differs', leaf: beyond.index * 2 ** level });
      if (count === 0) return;
    }
  }

  /** `position`: of the event that makes up the size, where it is known. */
  async #headHere(position: Position | undefined): Promise<void> {
    const head = await this.#heads.peek();
    if (!head || head.size !== this.#frontier.size) return;
    await this.#heads.next();
    this.#checked += 1;
    this.#signatures.push(this.#signature(head));
    if (this.#signatures.length === SIGNATURES_AT_ONCE) await this.#signaturesEnd();
    const agrees =
      head.root === this.#frontier.root().toString('hex') &&
      (position === undefined || position === START || head.position === position);
    if (!agrees) this.#add({ code: 'root-differs', leaf: head.size });
  }

  async #signature(head: SignedHead): Promise<void> {
    const fault = await checkHeadApart(head, this.#keys);
    if (fault) this.#add({ code: fault, leaf: head.size });
  }

  async #signaturesEnd(): Promise<void> {
    await Promise.all(this.#signatures.splice(0));
  }
}

/** True: the events are the leaves, each in its place. */
function compare(
  leaves: readonly Buffer[],
  events: readonly Leaf[],
  start: number,
  add: (finding: TreeFinding) => void,
): boolean {
  const hashes = events.map((event) => leafHash(event.hash));
  if (hashes.length === leaves.length && hashes.every((leaf, i) => leaf.equals(leaves[i]!))) return true;
  const sealed = new Map(leaves.map((leaf, i) => [leaf.toString('hex'), start + i]));
  let findings = 0;
  for (const [i, leaf] of hashes.entries()) {
    if (sealed.delete(leaf.toString('hex'))) continue;
    const { streamId, version } = events[i]!;
    add({ code: 'not-a-leaf', streamId, version });
    findings += 1;
  }
  for (const leaf of sealed.values()) add({ code: 'leaf-missing', leaf });
  if (findings + sealed.size === 0) add({ code: 'order-differs', leaf: start });
  return false;
}

/** Rows by pages, one after the other. */
class Cursor<Row> {
  readonly #limit: number;
  readonly #read: (last: Row | undefined, limit: number) => Promise<readonly Row[]>;
  #page: readonly Row[] = [];
  #at = 0;
  #last: Row | undefined;
  #ended = false;

  constructor(limit: number, read: (last: Row | undefined, limit: number) => Promise<readonly Row[]>) {
    this.#limit = limit;
    this.#read = read;
  }

  /** The next row; undefined where only `peek` knows whether there is one. */
  get atHand(): Row | undefined {
    return this.#page[this.#at];
  }

  async peek(): Promise<Row | undefined> {
    if (this.#at === this.#page.length && !this.#ended) {
      this.#page = await this.#read(this.#last, this.#limit);
      this.#at = 0;
      this.#ended = this.#page.length < this.#limit;
    }
    return this.#page[this.#at];
  }

  async next(): Promise<Row | undefined> {
    const row = await this.peek();
    if (row !== undefined) this.pass();
    return row;
  }

  /** Goes past the row at hand. */
  pass(): void {
    this.#last = this.#page[this.#at];
    this.#at += 1;
  }
}
