/** The tree as PostgreSQL keeps it. */
import type { Pool } from 'pg';
import { partsOf, positionOf, type Position } from '../position.ts';
import { instantOf } from '../instants.ts';
import { bytesOf, hexOf, msOf, textQuery, type TextRow } from '../rows.ts';
import type { SignedHead } from './head.ts';
import { HASH_BYTES, TILE_BITS, TILE_LEAVES, type TreeNode } from './merkle.ts';

/** An event as a leaf of the tree. */
export interface Leaf {
  readonly position: Position;
  readonly streamId: string;
  readonly version: number;
  /** Of the event, as it is stored. */
  readonly hash: Buffer;
}

export interface Tile {
  readonly index: number;
  /** Of its last leaf. */
  readonly position: Position;
  /** TILE_LEAVES leaf hashes, one after the other. */
  readonly leaves: Buffer;
}

export const leavesOf = ({ leaves }: Pick<Tile, 'leaves'>): readonly Buffer[] =>
  Array.from({ length: leaves.length / HASH_BYTES }, (_, i) =>
    leaves.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );

/** A row's hash may have been cut short by somebody. */
export const isWhole = ({ leaves }: Pick<Tile, 'leaves'>): boolean =>
  leaves.length === TILE_LEAVES * HASH_BYTES;

/** What reading the tree needs; a check reads through it, so that it can be tried on rows in memory. */
export interface TreeRows {
  /** In ascending order of size, from a size on. */
  heads(from: number, limit: number): Promise<readonly SignedHead[]>;
  lastHead(): Promise<SignedHead | undefined>;
  tiles(from: number, limit: number): Promise<readonly Tile[]>;
  /** The first tile whose last leaf is not before the position. */
  tileAt(position: Position): Promise<Tile | undefined>;
  nodes(level: number, from: number, limit: number): Promise<readonly TreeNode[]>;
  /** Settled events after a position, in order. */
  leavesAfter(position: Position, limit: number): Promise<readonly Leaf[]>;
}

export const HEAD_COLUMNS = `h.size, h.root, h.epoch, h.txid, h.gpos, ${msOf('h.at')}, h.key_id, h.signature`;
const HEADS = `select ${HEAD_COLUMNS} from ledger.tree_head h where h.size >= $1 order by h.size limit $2`;
const LAST_HEAD = `select ${HEAD_COLUMNS} from ledger.tree_head h order by h.size desc limit 1`;
const TILE_COLUMNS = 't.index, t.epoch, t.txid, t.gpos, t.leaves';
const TILES = `select ${TILE_COLUMNS} from ledger.tree_tile t where t.index >= $1 order by t.index limit $2`;
const TILE_AT = `select ${TILE_COLUMNS} from ledger.tree_tile t where (t.epoch, t.txid, t.gpos) >= ($1, $2, $3)
  order by t.epoch, t.txid, t.gpos limit 1`;
const NODES = `select n.level, n.index, n.hash from ledger.tree_node n where n.level = $1 and n.index >= $2
  order by n.index limit $3`;
const LEAVES = `with horizon as materialized (
    select (select max(epoch) from ledger.epoch) as epoch, pg_snapshot_xmin(pg_current_snapshot()) as txid)
  select e.epoch, e.txid, e.gpos, e.stream_id, e.stream_seq, e.event_hash
  from horizon h, ledger.events_between($1, $2, $3, h.epoch, h.txid, 0, 1, $4) e
  order by e.epoch, e.txid, e.gpos`;

export function treeRowsIn(pool: Pool): TreeRows {
  const rows = async (name: string, text: string, values: unknown[]): Promise<readonly TextRow[]> =>
    (await pool.query(textQuery(name, text, values))).rows as TextRow[];
  return {
    heads: async (from, limit) => (await rows('ledger-heads', HEADS, [from, limit])).map(headFrom),
    lastHead: async () => (await rows('ledger-last-head', LAST_HEAD, [])).map(headFrom)[0],
    tiles: async (from, limit) => (await rows('ledger-tiles', TILES, [from, limit])).map(tileFrom),
    async tileAt(position) {
      const { epoch, txid, gpos } = partsOf(position);
      return (await rows('ledger-tile-at', TILE_AT, [epoch, txid, gpos])).map(tileFrom)[0];
    },
    nodes: async (level, from, limit) =>
      (await rows('ledger-nodes', NODES, [level, from, limit])).map(nodeFrom),
    async leavesAfter(position, limit) {
      const { epoch, txid, gpos } = partsOf(position);
      return (await rows('ledger-leaves', LEAVES, [epoch, txid, gpos, limit])).map(leafFrom);
    },
  };
}

export function headFrom(row: TextRow): SignedHead {
  const [size, root, epoch, txid, gpos, atMs, keyId, signature] = row as string[];
  return {
    size: Number(size),
    root: hexOf(root!),
    position: positionOf(epoch!, txid!, gpos!),
    at: instantOf(atMs!),
    keyId: keyId!,
    signature: bytesOf(signature!).toString('base64'),
  };
}

function tileFrom(row: TextRow): Tile {
  const [index, epoch, txid, gpos, leaves] = row as string[];
  return { index: Number(index), position: positionOf(epoch!, txid!, gpos!), leaves: bytesOf(leaves!) };
}

function nodeFrom(row: TextRow): TreeNode {
  const [level, index, hash] = row as string[];
  return { level: Number(level), index: Number(index), hash: bytesOf(hash!) };
}

function leafFrom(row: TextRow): Leaf {
  const [epoch, txid, gpos, streamId, version, hash] = row as string[];
  return {
    position: positionOf(epoch!, txid!, gpos!),
    streamId: streamId!,
    version: Number(version),
    hash: bytesOf(hash!),
  };
}

export interface Extension {
  readonly from: number;
  readonly head: SignedHead;
  readonly tiles: readonly Tile[];
  readonly nodes: readonly TreeNode[];
}

const ADD_KEY = 'select ledger.add_seal_key($1, $2)';
const SEAL = `select ledger.seal($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`;

export async function addSealKey(pool: Pool, keyId: string, publicKey: string): Promise<void> {
  await pool.query(ADD_KEY, [keyId, publicKey]);
}

export async function storedSealKeys(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ public_key: string }>('select public_key from ledger.seal_key');
  return rows.map((row) => row.public_key);
}

/** False: the tree no longer ends at `from`, another sealer was first. */
export async function storeExtension(pool: Pool, { from, head, tiles, nodes }: Extension): Promise<boolean> {
  const last = partsOf(head.position);
  const places = tiles.map(({ position }) => partsOf(position));
  const { rows } = await pool.query(
    textQuery('ledger-seal', SEAL, [
      from,
      head.size,
      last.epoch,
      last.txid,
      last.gpos,
      head.at,
      Buffer.from(head.root, 'hex'),
      head.keyId,
      Buffer.from(head.signature, 'base64'),
      tiles.map(({ index }) => index),
      places.map(({ epoch }) => epoch),
      places.map(({ txid }) => txid),
      places.map(({ gpos }) => gpos),
      tiles.map(({ leaves }) => leaves),
      nodes.map(({ level }) => level),
      nodes.map(({ index }) => index),
      nodes.map(({ hash }) => hash),
    ]),
  );
  return (rows[0] as TextRow)[0] === 't';
}

/** Nodes of every eighth level are stored. */
export const isKept = ({ level }: TreeNode): boolean => level > 0 && level % TILE_BITS === 0;
