/** Looking things up as an auditor has them in hand: a head, a leaf's number, an event's id or hash. All bounded. */
import type { Pool } from 'pg';
import type { Instant } from '#libs/calendar';
import { partsOf, positionOf, START, type Position } from './position.ts';
import type { SignedHead } from './proof/head.ts';
import { TILE_LEAVES } from './proof/merkle.ts';
import { HEAD_COLUMNS, headFrom, treeRowsIn } from './proof/tree-store.ts';
import { sizeBefore } from './proof/verify-tree.ts';
import { load, readAfter } from './read.ts';
import { textQuery, type TextRow } from './rows.ts';
import type { RecordedEvent } from './types.ts';

const HEADS_BEFORE = `select ${HEAD_COLUMNS} from ledger.tree_head h where h.size < $1 order by h.size desc limit $2`;

/** The newest first, of those smaller than `before`. */
export async function headsBefore(
  pool: Pool,
  before = Number.MAX_SAFE_INTEGER,
  limit = 50,
): Promise<readonly SignedHead[]> {
  const { rows } = await pool.query(textQuery('ledger-heads-before', HEADS_BEFORE, [before, limit]));
  return (rows as TextRow[]).map(headFrom);
}

/** Where the last head signed before then ends; START when there is none. Events recorded since lie behind it. */
export async function positionSince(pool: Pool, since: Instant): Promise<Position> {
  const rows = treeRowsIn(pool);
  const size = await sizeBefore(rows, since);
  const [head] = size === 0 ? [] : await rows.heads(size, 1);
  return head?.position ?? START;
}

/** The event that is a leaf of the tree, from 0 in the ledger's order; undefined: none there yet. */
export async function eventAtLeaf(pool: Pool, leaf: number): Promise<RecordedEvent | undefined> {
  const tile = Math.floor(leaf / TILE_LEAVES);
  const [before] = tile === 0 ? [] : await treeRowsIn(pool).tiles(tile - 1, 1);
  if (tile > 0 && before?.index !== tile - 1) return undefined;
  const limit = (leaf % TILE_LEAVES) + 1;
  const { events } = await readAfter(pool, before?.position ?? START, { limit });
  return events.length === limit ? events.at(-1) : undefined;
}

/** Events looked at by one call: a second's work or two. */
export const MAX_SCANNED = 200_000;
const SCANNED_PER_QUERY = 10_000;

const SCAN = `with page as materialized (
    select e.epoch, e.txid, e.gpos, e.stream_id, e.stream_seq, e.event_id, e.event_hash
    from (select (select max(epoch) from ledger.epoch) as epoch, pg_snapshot_xmin(pg_current_snapshot()) as txid) h,
      ledger.events_between($1, $2, $3, h.epoch, h.txid, 0, 1, ${SCANNED_PER_QUERY}) e)
  select count(*) over (), p.epoch, p.txid, p.gpos, f.stream_id, f.stream_seq
  from page p left join page f on f.event_id = $4 or f.event_hash = $5
  order by p.epoch desc, p.txid desc, p.gpos desc limit 1`;

export interface Scanned {
  readonly event: RecordedEvent | undefined;
  readonly scanned: number;
  /** Where to look on. */
  readonly position: Position;
  /** False: there is nothing after it. */
  readonly more: boolean;
}

/** Neither ids nor hashes are indexed, a ledger of years would pay for it with every append: so it is looked through. */
export async function scanFor(
  pool: Pool,
  wanted: { readonly eventId: string } | { readonly hash: string },
  after: Position,
): Promise<Scanned> {
  const eventId = 'eventId' in wanted ? wanted.eventId : null;
  const hash = 'hash' in wanted ? Buffer.from(wanted.hash, 'hex') : null;
  let position = after;
  for (let scanned = 0; ;) {
    const { epoch, txid, gpos } = partsOf(position);
    const { rows } = await pool.query(textQuery('ledger-scan', SCAN, [epoch, txid, gpos, eventId, hash]));
    const [count, ...place] = (rows[0] ?? ['0']) as TextRow;
    scanned += Number(count);
    if (place.length > 0) position = positionOf(place[0]!, place[1]!, place[2]!);
    const [streamId, version] = [place[3], Number(place[4])];
    const [event] = streamId ? await load(pool, streamId, { from: version, to: version }) : [];
    const more = Number(count) === SCANNED_PER_QUERY;
    if (event || !more || scanned >= MAX_SCANNED) return { event, scanned, position, more };
  }
}
