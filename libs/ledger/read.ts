/** Reading: a stream, a command, and the whole ledger in its order without ever missing an event. */
import type { Pool } from 'pg';
import type { Instant } from '#libs/calendar';
import { partsOf, positionOf, START, type Position } from './position.ts';
import { bareEventsFrom } from './belongings.ts';
import { instantOf } from './instants.ts';
import {
  AT,
  BARE_COLUMNS,
  EVENT_COLUMNS,
  EVENT_WIDTH,
  eventFrom,
  eventQuery,
  hexOf,
  msOf,
  textQuery,
  type TextRow,
} from './rows.ts';
import type { RecordedCommand, RecordedEvent } from './types.ts';

const MAX_VERSION = 2 ** 31 - 1;
const EVENTS_OF = 'ledger.event e join ledger.stream s using (stream_id)';

export interface VersionRange {
  readonly from?: number;
  /** The last version wanted. */
  readonly to?: number;
}

const LOAD = `select ${EVENT_COLUMNS} from ${EVENTS_OF}
  where e.stream_id = $1 and e.stream_seq between $2 and $3 order by e.stream_seq`;

/** The stream's events in order; none when there is no such stream. */
export async function load(
  pool: Pool,
  streamId: string,
  { from = 1, to = MAX_VERSION }: VersionRange = {},
): Promise<readonly RecordedEvent[]> {
  const { rows } = await pool.query(eventQuery('ledger-load', LOAD, [streamId, from, to]));
  return (rows as TextRow[]).map((row) => eventFrom(row));
}

const COMMAND_COLUMNS = 'c.command_id, c.stream_id, c.from_version, c.to_version, c.request_hash';
const FIND_COMMAND = `select ${COMMAND_COLUMNS} from ledger.command c where c.command_id = $1`;

export async function findCommand(pool: Pool, commandId: string): Promise<RecordedCommand | undefined> {
  const { rows } = await pool.query(textQuery('ledger-find-command', FIND_COMMAND, [commandId]));
  return rows[0] && commandFrom(rows[0] as TextRow);
}

export interface LoadedForCommand {
  /** Present: the command was recorded before, on this stream or another. */
  readonly command?: RecordedCommand;
  readonly events: readonly RecordedEvent[];
}

const LOAD_FOR_COMMAND = `select ${EVENT_COLUMNS}, ${COMMAND_COLUMNS}
  from (select) one
  left join ledger.command c on c.command_id = $2
  left join (${EVENTS_OF}) on e.stream_id = $1 and e.stream_seq >= $3
  order by e.stream_seq`;

/** Both things a decision asks first, in one round trip: was this command recorded before, and where is the stream? */
export async function loadForCommand(
  pool: Pool,
  streamId: string,
  commandId: string,
  from = 1,
): Promise<LoadedForCommand> {
  const values = [streamId, commandId, from];
  const rows = (await pool.query(eventQuery('ledger-load-for-command', LOAD_FOR_COMMAND, values)))
    .rows as TextRow[];
  const command = rows[0]![EVENT_WIDTH] ? commandFrom(rows[0]!.slice(EVENT_WIDTH)) : undefined;
  const events = rows[0]![0] === null ? [] : rows.map((row) => eventFrom(row));
  return { ...(command && { command }), events };
}

function commandFrom(row: TextRow): RecordedCommand {
  const [commandId, streamId, from, to, requestHash] = row as string[];
  return {
    commandId: commandId!,
    streamId: streamId!,
    from: Number(from),
    to: Number(to),
    requestHash: hexOf(requestHash!),
  };
}

export interface Slice {
  /** At most MAX_BATCH. */
  readonly limit: number;
  /** Only the streams of one shard of `shards`, see `shardOf`. */
  readonly shard?: number;
  readonly shards?: number;
}

export interface Batch {
  readonly events: readonly RecordedEvent[];
  /** Where to read on: everything before was read, or is another shard's. */
  readonly position: Position;
  /** Everything before is settled: no event will ever appear there. */
  readonly horizon: Position;
  /** The limit cut it off: more is there now. */
  readonly more: boolean;
}

export const MAX_BATCH = 5_000;

/** Below this no transaction is open any more: what is not there by now will never be. */
const HORIZON = `select (select max(epoch) from ledger.epoch) as epoch, pg_snapshot_xmin(pg_current_snapshot()) as txid`;

/** A row of the horizon among those with BARE_COLUMNS: all is null, except where the epoch and the transaction stand. */
const HORIZON_COLUMNS = Array.from({ length: EVENT_WIDTH + 1 }, (_, at) =>
  at === AT.epoch ? 'h.epoch' : at === AT.txid ? 'h.txid' : 'null',
);
const READ_AFTER = `with horizon as materialized (${HORIZON})
  select ${BARE_COLUMNS} from horizon h, ledger.events_between($1, $2, $3, h.epoch, h.txid, $4, $5, $6) e
  union all select ${HORIZON_COLUMNS.join(', ')} from horizon h`;

/**
 * The events after a position in the order (epoch, txid, gpos). Only what is settled: an event of a transaction that is
 * younger than the oldest open one waits until that one has ended, so nothing ever appears behind a reader.
 */
export async function readAfter(pool: Pool, position: Position, slice: Slice): Promise<Batch> {
  const { limit, shard = 0, shards = 1 } = slice;
  if (!(limit >= 1 && limit <= MAX_BATCH)) throw new RangeError(`a batch has 1 to ${MAX_BATCH} events`);
  const { epoch, txid, gpos } = partsOf(position);
  const values = [epoch, txid, gpos, shard, shards, limit];
  const rows = (await pool.query(eventQuery('ledger-read-after', READ_AFTER, values))).rows as TextRow[];
  const [settled] = rows.splice(
    rows.findLastIndex((row) => row[AT.stream] === null),
    1,
  );
  const horizon = positionOf(settled![AT.epoch]!, settled![AT.txid]!, '0');
  // They come in order, which takes one look at each here, and as long as a join in the database.
  const events = (await bareEventsFrom(pool, rows)).sort((one, other) =>
    one.position < other.position ? -1 : 1,
  );
  const more = events.length === limit;
  const reached = more ? events.at(-1)!.position : horizon;
  return { events, position: reached > position ? reached : position, horizon, more };
}

const HEAD = `select e.epoch, e.txid, e.gpos from ledger.event e
  order by e.epoch desc, e.txid desc, e.gpos desc limit 1`;

/** The position of the last committed event; START when there is none. */
export async function headPosition(pool: Pool): Promise<Position> {
  const { rows } = await pool.query(textQuery('ledger-head', HEAD, []));
  const [epoch, txid, gpos] = (rows[0] ?? []) as string[];
  return epoch === undefined ? START : positionOf(epoch, txid!, gpos!);
}

const HELD_SINCE = `with horizon as materialized (${HORIZON})
  select ${msOf('e.recorded_at')}
  from horizon h, ledger.events_between(h.epoch, h.txid, -1, 32767::smallint, '18446744073709551615', 0, 1, 1) e`;

/** When the first event was recorded that an open transaction holds back from readers. An alarm when it gets old. */
export async function heldSince(pool: Pool): Promise<Instant | undefined> {
  const { rows } = await pool.query(textQuery('ledger-held-since', HELD_SINCE, []));
  const ms = (rows[0] as TextRow | undefined)?.[0];
  return ms ? instantOf(ms) : undefined;
}
