/** From PostgreSQL's rows to recorded events, without a driver's conversions in between. */
import type { QueryArrayConfig } from 'pg';
import type { UsedAuthority } from '#libs/access';
import type { Instant } from '#libs/calendar';
import type { Json } from './canonical.ts';
import type { ChainedEvent } from './chain.ts';
import { positionOf } from './position.ts';
import type { RecordedEvent } from './types.ts';

/** A row as PostgreSQL prints it. */
export type TextRow = readonly (string | null)[];

const AS_PRINTED = { getTypeParser: () => (text: string) => text };

/** A prepared statement (`name`), its rows as arrays of text. */
export function textQuery(name: string, text: string, values: unknown[]): QueryArrayConfig<unknown[]> {
  return { name, text, values, rowMode: 'array', types: AS_PRINTED };
}

/** By date_part, whose double holds the milliseconds of a thousand years: extract's numeric takes five times as long. */
export const msOf = (column: string): string => `(date_part('epoch', ${column}) * 1000)::bigint`;

/** Null when neither is there: then the event's hash does not fit. */
const ACTOR = 'coalesce(e.actor_ref, (select a.ref from ledger.actor a where a.id = e.actor_id))';
const columnsWith = (body: string): string =>
  `e.stream_id, s.kind, e.stream_seq, e.epoch, e.txid, e.gpos, ${msOf('e.recorded_at')}, ${msOf('e.occurred_at')},
   e.event_id, e.command_id, e.type, e.schema_ver, e.imported, e.pii_subject, e.pii_hash, ${ACTOR}, ${body},
   e.event_hash`;

/** Of `ledger.event e` and its `ledger.stream s`; what `eventFrom` reads. */
export const EVENT_COLUMNS = columnsWith(`convert_from(e.body, 'UTF8')`);
/** The same with the body as it lies there, for `storedFrom`: it may not be text any more. */
export const STORED_COLUMNS = columnsWith('e.body');
export const EVENT_WIDTH = 18;

/** `at`: the index of the first of EVENT_COLUMNS. */
export function eventFrom(row: TextRow, at = 0): RecordedEvent {
  const text = (i: number): string => row[at + i]!;
  const [piiSubject, piiHash] = [row[at + 13], row[at + 14]];
  return {
    streamId: text(0),
    kind: text(1),
    version: Number(text(2)),
    position: positionOf(text(3), text(4), text(5)),
    recordedAt: recordedOf(text(6)),
    occurredAt: occurredOf(text(7)),
    eventId: text(8),
    commandId: text(9),
    type: text(10),
    schemaVersion: Number(text(11)),
    imported: text(12) === 't',
    ...(piiSubject && piiHash && { piiSubject, piiHash: hexOf(piiHash) }),
    actorRef: actorOf(text(15)),
    body: JSON.parse(text(16)) as Json,
    hash: hexOf(text(17)),
  };
}

/** Few act, again and again; nobody changes an actor that was read. */
const MAX_ACTORS = 10_000;
const actors = new Map<string, UsedAuthority>();

function actorOf(text: string): UsedAuthority {
  const known = actors.get(text);
  if (known) return known;
  const actor = Object.freeze(JSON.parse(text) as UsedAuthority);
  if (actors.size >= MAX_ACTORS) actors.clear();
  actors.set(text, actor);
  return actor;
}

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

export const instantOf = (ms: string): Instant => new Date(Number(ms)).toISOString() as Instant;

/** Events of one command, and most that were loaded together, have a time in common. */
function instantsInARow(): (ms: string) => Instant {
  let last: { readonly ms: string; readonly instant: Instant } | undefined;
  return (ms) => (last?.ms === ms ? last : (last = { ms, instant: instantOf(ms) })).instant;
}
const [recordedOf, occurredOf] = [instantsInARow(), instantsInARow()];

/** A bytea is printed as `\x` and hexadecimal digits. */
export const hexOf = (bytea: string): string => bytea.slice(2);
export const bytesOf = (bytea: string): Buffer => Buffer.from(bytea.slice(2), 'hex');
