/** From PostgreSQL's rows to recorded events, without a driver's conversions in between. */
import type { QueryArrayConfig } from 'pg';
import type { UsedAuthority } from '#libs/access';
import type { Json } from './canonical.ts';
import type { ChainedEvent } from './chain.ts';
import { instantOf } from './instants.ts';
import { onceFor, onceInARow } from './memo.ts';
import { positionOf } from './position.ts';
import type { RecordedEvent } from './types.ts';

/** A row as PostgreSQL prints it. */
export type TextRow = readonly (string | null)[];

const asPrinted = (text: string): string => text;
const AS_PRINTED = { getTypeParser: () => asPrinted };

/** A prepared statement (`name`), its rows as arrays of text. */
export function textQuery(name: string, text: string, values: unknown[]): QueryArrayConfig<unknown[]> {
  return { name, text, values, rowMode: 'array', types: AS_PRINTED };
}

const WITH_BODIES = {
  getTypeParser: (type: number) => (type === VARCHAR ? parseBody : asPrinted),
};
const parseBody = (text: string): unknown => JSON.parse(text);

/** A `textQuery` for EVENT_COLUMNS or BARE_COLUMNS: each body is parsed as it arrives, so that no batch holds its texts. */
export const eventQuery = (name: string, text: string, values: unknown[]): QueryArrayConfig<unknown[]> => ({
  ...textQuery(name, text, values),
  types: WITH_BODIES,
});

/** By date_part, whose double holds the milliseconds of a thousand years: extract's numeric takes five times as long. */
export const msOf = (column: string): string => `(date_part('epoch', ${column}) * 1000)::bigint`;

/** Null when neither is there: then the event's hash does not fit. */
const ACTOR = 'coalesce(e.actor_ref, (select a.ref from ledger.actor a where a.id = e.actor_id))';
/** As a type of its own, by which `eventQuery` knows it. */
const BODY = `convert_from(e.body, 'UTF8')::varchar`;
const VARCHAR = 1043;
const hexadecimal = (column: string): string => `encode(${column}, 'hex')`;
const columnsWith = (
  body: string,
  bytes: (column: string) => string,
  kind = 's.kind',
  actor = ACTOR,
): string =>
  `e.stream_id, ${kind}, e.stream_seq, e.epoch, e.txid, e.gpos, ${msOf('e.recorded_at')}, ${msOf('e.occurred_at')},
   e.event_id, e.command_id, e.type, e.schema_ver, e.imported, e.pii_subject, ${bytes('e.pii_hash')}, ${actor}, ${body},
   ${bytes('e.event_hash')}`;

/** Of `ledger.event e` and its `ledger.stream s`; what `eventFrom` reads. */
export const EVENT_COLUMNS = columnsWith(BODY, hexadecimal);
/**
 * Of `ledger.event e` alone: its actor as a number unless it is written out, its kind only where the stream begins. What is
 * not there a `Belongings` knows. Looking both up for each event takes as long as reading the events.
 */
export const BARE_COLUMNS = `${columnsWith(
  BODY,
  hexadecimal,
  `case when e.stream_seq = 1 then (select s.kind from ledger.stream s where s.stream_id = e.stream_id) end`,
  'e.actor_ref',
)}, e.actor_id`;
/** The same with the body as it lies there, for `storedFrom`: it may not be text any more. */
export const STORED_COLUMNS = columnsWith('e.body', (column) => column);
export const EVENT_WIDTH = 18;

/** Where each of EVENT_COLUMNS is that others need to know; the last is of BARE_COLUMNS. */
export const AT = { stream: 0, kind: 1, epoch: 3, txid: 4, actor: 15, actorId: EVENT_WIDTH } as const;

export const eventFrom = (row: TextRow): RecordedEvent =>
  eventOf(row, row[AT.kind]!, actorOf(row[AT.actor]!));

/** From a row that begins with EVENT_COLUMNS or BARE_COLUMNS. */
export function eventOf(row: TextRow, kind: string, actorRef: UsedAuthority): RecordedEvent {
  const event = {
    streamId: streamOf(row[0]!),
    kind,
    version: Number(row[2]),
    position: positionOf(row[3]!, row[4]!, row[5]!),
    recordedAt: recordedOf(row[6]!),
    occurredAt: occurredOf(row[7]!),
    eventId: row[8]!,
    commandId: commandOf(row[9]!),
    type: nameOf(row[10]!),
    schemaVersion: Number(row[11]),
    imported: row[12] === 't',
    actorRef,
    body: row[16] as unknown as Json,
    hash: row[17]!,
  };
  const [piiSubject, piiHash] = [row[13], row[14]];
  return piiSubject && piiHash ? { ...event, piiSubject, piiHash } : event;
}

/** Few act, again and again; nobody changes an actor that was read. */
const MAX_ACTORS = 10_000;
export const actorOf = onceFor(MAX_ACTORS, (text: string) =>
  Object.freeze(JSON.parse(text) as UsedAuthority),
);

/** An event as it lies in the table, trusted in nothing. */
export function storedFrom(row: TextRow): ChainedEvent {
  const text = (i: number): string => row[i]!;
  return {
    streamId: text(0),
    kind: text(1),
    version: Number(text(2)),
    epoch: Number(text(3)),
    txid: text(4),
    gpos: text(5),
    recordedAtMs: Number(text(6)),
    occurredAtMs: Number(text(7)),
    eventId: text(8),
    commandId: text(9),
    type: text(10),
    schemaVersion: Number(text(11)),
    imported: text(12) === 't',
    piiSubject: row[13] ?? null,
    piiHash: row[14] ? hexOf(row[14]) : null,
    actor: row[15] ?? '',
    body: bytesOf(text(16)),
    hash: bytesOf(text(17)),
  };
}

/** One string for all events of a stream, and of a command, that come one after the other. */
const [streamOf, commandOf] = [onceInARow(asPrinted), onceInARow(asPrinted)];

/** There are some hundred types and kinds. */
const MAX_NAMES = 10_000;
/** One string for all that say the same. */
export const nameOf = onceFor(MAX_NAMES, asPrinted);

/** Events of one command, and most that were loaded together, have a time in common. */
const [recordedOf, occurredOf] = [onceInARow(instantOf), onceInARow(instantOf)];

/** A bytea is printed as `\x` and hexadecimal digits. */
export const hexOf = (bytea: string): string => bytea.slice(2);
export const bytesOf = (bytea: string): Buffer => Buffer.from(bytea.slice(2), 'hex');
