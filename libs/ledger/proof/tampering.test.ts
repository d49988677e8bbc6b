/**
 * A thousand random forgeries by somebody who has the whole database and the source, on rows in memory: all are found.
 * Long, because it holds a small ledger of its own beside twenty ways to forge one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v5 } from 'uuid';
import type { Instant } from '#libs/calendar';
import { eventHash } from '../hash.ts';
import { partsOf, positionOf, type Position } from '../position.ts';
import { verifyAll, type ChainRows, type Checked } from '../verify.ts';
import { compareFile } from './compare-file.ts';
import { signHead, type SignedHead } from './head.ts';
import { headsFileAt } from './heads-file.ts';
import { newSealKey, sealKeysOf, signingKey } from './keys.ts';
import { Frontier, leafHash, TILE_LEAVES, type TreeNode } from './merkle.ts';
import { isKept, type Tile, type TreeRows } from './tree-store.ts';
import { verifyTree } from './verify-tree.ts';

const TRIALS = 1_040;
const STREAMS = 50;
const EVENTS_IN_STREAM = 6;
const EVENTS_PER_HEAD = 40;
const AT = '2026-03-02T01:00:00.000Z' as Instant;
const AT_MS = Date.parse(AT);
const NAMESPACE = '6f1c3a52-0b5e-5f0e-9d0a-1f2f6a2d4c11';

type Row = { -readonly [K in Exclude<keyof Checked, 'head' | 'sealedHash'>]: Checked[K] };
interface Head {
  version: number;
  hash: string;
  recordedAtMs: number;
}
/** Everything a forger can lay hands on. */
interface Rows {
  events: Row[];
  streams: Map<string, Head>;
  tiles: Tile[];
  nodes: TreeNode[];
  heads: SignedHead[];
}

/** The same random numbers in every run (mulberry32). */
let seed = 20_260_302;
function below(bound: number): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % bound;
}
const oneOf = <T>(all: readonly T[]): T => all[below(all.length)]!;
const idOf = (name: string): string => v5(name, NAMESPACE);

const pem = newSealKey();
const privateKey = signingKey(pem);
const keys = sealKeysOf(pem);
const placeOf = (row: Row): Position => positionOf(row.epoch, row.txid, row.gpos);
const byPlace = (a: Row, b: Row): number => (placeOf(a) < placeOf(b) ? -1 : 1);

function newRow(streamId: string, version: number, n: number): Row {
  return {
    streamId,
    kind: 'dossier',
    version,
    epoch: 0,
    txid: String(1_000 + n),
    gpos: String(n + 1),
    recordedAtMs: AT_MS + n * 1_000,
    occurredAtMs: AT_MS + n * 1_000,
    eventId: idOf(`${streamId} ${version}`),
    commandId: idOf(`command ${n}`),
    type: 'StepCompleted',
    schemaVersion: 1,
    imported: false,
    piiSubject: null,
    piiHash: null,
    actor: '{"id":"officer-1"}',
    body: Buffer.from(`{"n":${n}}`),
    hash: Buffer.alloc(0),
    erased: false,
    possible: true,
  };
}

/** Chains the streams anew, as a forger with the source would. */
function chain(rows: Rows): void {
  rows.streams.clear();
  const inOrder = rows.events.toSorted((a, b) =>
    a.streamId === b.streamId ? a.version - b.version : a.streamId < b.streamId ? -1 : 1,
  );
  let previous: Row | undefined;
  for (const row of inOrder) {
    const before = previous?.streamId === row.streamId ? previous.hash : Buffer.alloc(0);
    row.hash = eventHash(before, row);
    rows.streams.set(row.streamId, {
      version: row.version,
      hash: row.hash.toString('hex'),
      recordedAtMs: row.recordedAtMs,
    });
    previous = row;
  }
}

/** Builds the tree anew, its heads signed by `key`; by the sizes of the heads there were. */
function seal(rows: Rows, key = privateKey, sizes = rows.heads.map(({ size }) => size)): void {
  Object.assign(rows, { tiles: [], nodes: [], heads: [] });
  const frontier = new Frontier();
  let leaves: Buffer[] = [];
  for (const row of rows.events.toSorted(byPlace)) {
    const leaf = leafHash(row.hash);
    leaves.push(leaf);
    frontier.push(leaf, 0, (node) => isKept(node) && rows.nodes.push(node));
    const [size, position] = [frontier.size, placeOf(row)];
    if (leaves.length === TILE_LEAVES) {
      rows.tiles.push({ index: size / TILE_LEAVES - 1, position, leaves: Buffer.concat(leaves) });
      leaves = [];
    }
    if (sizes.includes(size))
      rows.heads.push(signHead({ size, root: frontier.root().toString('hex'), position, at: AT }, key));
  }
}

function genuine(): Rows {
  const rows: Rows = { events: [], streams: new Map(), tiles: [], nodes: [], heads: [] };
  const versions = new Map<string, number>();
  const size = STREAMS * EVENTS_IN_STREAM;
  for (let n = 0; n < size; n++) {
    const streamId = idOf(`stream ${n % STREAMS}`);
    versions.set(streamId, (versions.get(streamId) ?? 0) + 1);
    rows.events.push(newRow(streamId, versions.get(streamId)!, n));
  }
  chain(rows);
  const heads = Array.from({ length: Math.ceil(size / EVENTS_PER_HEAD) }, (_, i) =>
    Math.min((i + 1) * EVENTS_PER_HEAD, size),
  );
  seal(rows, privateKey, heads);
  return rows;
}

const copyOf = ({ events, streams, tiles, nodes, heads }: Rows): Rows => ({
  events: events.map((row) => ({ ...row })),
  streams: new Map([...streams].map(([id, head]) => [id, { ...head }])),
  tiles: [...tiles],
  nodes: [...nodes],
  heads: [...heads],
});

function chainRowsOf({ events, streams }: Rows): ChainRows {
  const sorted = events.toSorted((a, b) =>
    a.streamId === b.streamId ? a.version - b.version : a.streamId < b.streamId ? -1 : 1,
  );
  return {
    streams: async (after) => [...streams.keys()].filter((id) => id > after).sort(),
    events: async (ids, after) => {
      if (after) return [];
      const asked = new Set(ids);
      return sorted
        .filter((row) => asked.has(row.streamId))
        .map((row) => ({ ...row, ...(streams.has(row.streamId) && { head: streams.get(row.streamId)! }) }));
    },
    orphans: async () =>
      events
        .filter(({ streamId }) => !streams.has(streamId))
        .map(({ streamId }) => ({ streamId, code: 'stream-missing' as const })),
  };
}

function treeRowsOf({ events, tiles, nodes, heads }: Rows): TreeRows {
  const leaves = events
    .toSorted(byPlace)
    .map((row) => ({ position: placeOf(row), streamId: row.streamId, version: row.version, hash: row.hash }));
  const sorted = heads.toSorted((a, b) => a.size - b.size);
  return {
    heads: async (from, limit) => sorted.filter(({ size }) => size >= from).slice(0, limit),
    lastHead: async () => sorted.at(-1),
    tiles: async (from, limit) => tiles.filter(({ index }) => index >= from).slice(0, limit),
    tileAt: async (position) => tiles.find((tile) => tile.position >= position),
    nodes: async (level, from, limit) =>
      nodes.filter((n) => n.level === level && n.index >= from).slice(0, limit),
    leavesAfter: async (position, limit) => leaves.filter((leaf) => leaf.position > position).slice(0, limit),
  };
}

const FIELDS: readonly ((row: Row) => void)[] = [
  (row) =>
    (row.body = Buffer.from(row.body).map((byte, i) => (i === 1 ? byte ^ (1 << below(8)) : byte)) as Buffer),
  (row) => (row.actor = '{"id":"officer-2"}'),
  (row) => (row.type = 'StepReturned'),
  (row) => (row.occurredAtMs -= 1 + below(86_400_000)),
  (row) => (row.recordedAtMs -= 1 + below(500)),
  (row) => (row.commandId = idOf(`other ${below(1_000)}`)),
  (row) => (row.imported = !row.imported),
  (row) => (row.schemaVersion += 1),
  (row) => (row.hash = Buffer.from(row.hash).fill(below(256), 0, 4)),
];

function remove(rows: Rows, gone: (row: Row) => boolean): void {
  rows.events = rows.events.filter((row) => !gone(row));
}

/** Closes the gaps in the versions. */
function renumber(rows: Rows): void {
  for (const row of rows.events.toSorted((a, b) => a.version - b.version)) {
    row.version =
      1 +
      rows.events.filter((other) => other.streamId === row.streamId && other.version < row.version).length;
  }
}

function swapPlaces(a: Row, b: Row): void {
  [a.txid, a.gpos, b.txid, b.gpos] = [b.txid, b.gpos, a.txid, a.gpos];
}

function twoOf(rows: Rows): [Row, Row] {
  const a = oneOf(rows.events);
  return [a, oneOf(rows.events.filter((row) => row !== a))];
}

function cutOff(rows: Rows): number {
  const kept = 1 + below(rows.events.length - 1);
  rows.events = rows.events.toSorted(byPlace).slice(0, kept);
  return kept;
}

/** Each with its rows' hashes as they were, or recomputed through chain and heads of the streams. */
const FORGERIES: Readonly<Record<string, (rows: Rows) => void>> = {
  flip: (rows) => oneOf(FIELDS)(oneOf(rows.events)),
  'flip and rehash the row': (rows) => {
    const row = oneOf(rows.events);
    oneOf(FIELDS.slice(0, -1))(row);
    row.hash = eventHash(Buffer.alloc(0), row);
  },
  'flip and rehash': (rows) => {
    oneOf(FIELDS.slice(0, -1))(oneOf(rows.events));
    chain(rows);
  },
  delete: (rows) => rows.events.splice(below(rows.events.length), 1),
  'delete, renumber and rehash': (rows) => {
    rows.events.splice(below(rows.events.length), 1);
    renumber(rows);
    chain(rows);
  },
  'delete a stream': (rows) => {
    const { streamId } = oneOf(rows.events);
    remove(rows, (row) => row.streamId === streamId);
    rows.streams.delete(streamId);
  },
  'truncate a stream and rehash': (rows) => {
    const { streamId, version } = oneOf(rows.events);
    remove(rows, (row) => row.streamId === streamId && row.version >= version);
    chain(rows);
  },
  'truncate the ledger': (rows) => {
    cutOff(rows);
    chain(rows);
  },
  'truncate the ledger with its tree and heads': (rows) => {
    const kept = cutOff(rows);
    rows.heads = rows.heads.filter(({ size }) => size <= kept);
    chain(rows);
    seal(rows);
  },
  reorder: (rows) => {
    const [a, b] = twoOf(rows);
    [a.body, b.body] = [b.body, a.body];
  },
  'reorder and rehash': (rows) => {
    swapPlaces(...twoOf(rows));
    chain(rows);
  },
  'reorder in the ledger’s order only': (rows) => swapPlaces(...twoOf(rows)),
  'insert a stream into the past and rehash': (rows) => {
    // Behind the last event it would be none of the past, and under no head yet.
    const n = below(rows.events.length - 1);
    rows.events.push({ ...newRow(idOf(`forged ${below(1e6)}`), 1, n), gpos: String(1_000 + n) });
    chain(rows);
  },
  'insert an event and rehash': (rows) => {
    const { streamId, version, txid } = oneOf(rows.events);
    for (const row of rows.events) if (row.streamId === streamId && row.version >= version) row.version += 1;
    rows.events.push({ ...newRow(streamId, version, below(999)), txid, gpos: String(5_000 + below(999)) });
    chain(rows);
  },
  'put an event into the future': (rows) => {
    Object.assign(rows.events.at(-1)!, { txid: '999999', possible: false });
    chain(rows);
  },
  'fork: another past, sealed with another key': (rows) => {
    oneOf(FIELDS.slice(0, -1))(oneOf(rows.events));
    chain(rows);
    seal(rows, signingKey(newSealKey()));
  },
  'fork: another past under the old signatures': (rows) => {
    const signatures = new Map(rows.heads.map((head) => [head.size, head]));
    oneOf(FIELDS.slice(0, -1))(oneOf(rows.events));
    chain(rows);
    seal(rows);
    rows.heads = rows.heads.map((head) => {
      const { keyId, signature } = signatures.get(head.size)!;
      return { ...head, keyId, signature };
    });
  },
  'change a head': (rows) => {
    const i = below(rows.heads.length);
    const head = rows.heads[i]!;
    const later = `2026-03-02T02:00:00.${100 + below(900)}Z` as Instant;
    const { epoch, txid } = partsOf(head.position);
    rows.heads[i] = oneOf([
      { ...head, at: later },
      { ...head, size: head.size + 1 },
      { ...head, position: positionOf(epoch, txid, '77') },
      { ...head, root: 'ab'.repeat(32) },
    ]);
  },
  'delete a head': (rows) => rows.heads.splice(below(rows.heads.length), 1),
  'change the tree': (rows) => {
    const i = below(rows.tiles.length);
    const tile = rows.tiles[i]!;
    const at = below(tile.leaves.length);
    const flipped = tile.leaves.map((byte, j) => (j === at ? byte ^ 1 : byte)) as Buffer;
    rows.tiles[i] = { ...tile, leaves: flipped };
  },
};

describe('a forged ledger', () => {
  const original = genuine();
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dunghan-heads-'));
    path = join(folder, 'heads.jsonl');
    await headsFileAt(path).append(...original.heads);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function findingsOf(rows: Rows): Promise<number> {
    const tree = treeRowsOf(rows);
    const found = [
      await verifyAll(chainRowsOf(rows)),
      await verifyTree(tree, keys),
      await compareFile(path, tree, keys),
    ];
    return found.reduce((sum, { findings }) => sum + findings.length, 0);
  }

  it('is nothing that an untouched one is taken for', async () => {
    expect(await findingsOf(copyOf(original))).toBe(0);
  });

  const each = Math.ceil(TRIALS / Object.keys(FORGERIES).length);
  it.each(Object.entries(FORGERIES))('%s: found, every time', async (_, forge) => {
    for (let trial = 0; trial < each; trial++) {
      const rows = copyOf(original);
      forge(rows);
      expect([trial, (await findingsOf(rows)) > 0]).toEqual([trial, true]);
    }
  });
});
