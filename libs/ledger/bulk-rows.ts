/** A stream's history as rows for COPY, with its hashes chained. */
import type { Actors } from './actors.ts';
import { sealedOf, tokensOf } from './append.ts';
import { canonicalJson } from './canonical.ts';
import { CopyRows } from './copy-rows.ts';
import { eventHash, sha256Hex } from './hash.ts';
import { eventIdOf } from './ids.ts';
import type { DataKeys } from './keyring.ts';
import type { AppendRequest, NewEvent } from './types.ts';

/** A stream from its first event on: its commands in order, each on the version that the one before leaves. */
export type StreamHistory = readonly AppendRequest[];

/** The columns of each table, in the order in which they are written. */
export const COPIED = {
  event: `stream_id, stream_seq, event_id, command_id, epoch, txid, gpos, recorded_at, occurred_at, schema_ver, imported,
    event_hash, type, actor_id, actor_ref, body, pii_subject, pii_hash`,
  stream: 'stream_id, recorded_at, version, kind, head_hash',
  command: 'command_id, stream_id, from_version, to_version, request_hash',
  pii: 'stream_id, stream_seq, subject_id, sealed',
} as const;
export type Copied = keyof typeof COPIED;

export const eventCount = (history: StreamHistory): number =>
  history.reduce((sum, { events }) => sum + events.length, 0);

export const subjectsOf = (history: StreamHistory): string[] =>
  history.flatMap(({ events }) => events.flatMap(({ pii }) => pii?.subject ?? []));

/** An event as far as it is known before its transaction is. */
interface PreparedEvent {
  readonly event: NewEvent;
  readonly commandId: string;
  readonly eventId: string;
  readonly occurredAtMs: number;
  readonly actor: string;
  /** Null: it is written out. */
  readonly actorId: string | null;
  readonly body: string;
  readonly sealed: Buffer | null;
}

export interface PreparedStream {
  readonly streamId: string;
  readonly history: StreamHistory;
  readonly subjects: readonly string[];
  /** A subject's key is gone. */
  readonly erased: boolean;
  readonly events: readonly PreparedEvent[];
  readonly tokens: readonly { readonly token: Buffer; readonly subject: string }[];
}

export function preparedOf(history: StreamHistory, keys: DataKeys, searchKey: Buffer): PreparedStream {
  const { streamId } = history[0]!;
  const subjects = subjectsOf(history);
  if (subjects.some((subject) => !keys.has(subject))) {
    return { streamId, history, subjects, erased: true, events: [], tokens: [] };
  }
  const events = history.flatMap((request) =>
    request.events.map((event, index) => ({
      event,
      commandId: request.commandId,
      eventId: eventIdOf(streamId, request.commandId, index),
      occurredAtMs: Date.parse(event.occurredAt),
      actor: canonicalJson(event.actorRef),
      actorId: null,
      body: canonicalJson(event.body),
      sealed: sealedOf(request, index, keys),
    })),
  );
  const tokens = history.flatMap((request) => tokensOf(request, searchKey));
  return { streamId, history, subjects, erased: false, events, tokens };
}

/** With the numbers of their actors, where those have any. */
export async function numbered(
  streams: readonly PreparedStream[],
  actors: Actors,
): Promise<readonly PreparedStream[]> {
  const refs = streams.flatMap(({ events }) => events.map(({ event }) => event.actorRef));
  const { ids } = await actors.columns(refs);
  let at = 0;
  return streams.map((stream) => ({
    ...stream,
    events: stream.events.map((event) => ({ ...event, actorId: ids[at++]! })),
  }));
}

/** Where a transaction stands in the order. */
export interface Place {
  readonly epoch: number;
  readonly txid: string;
  readonly recordedAtMs: number;
}

const NOTHING = Buffer.alloc(0);

/** The rows of each table that gets any, with the hashes chained. */
export function copiedRows(
  streams: readonly PreparedStream[],
  { epoch, txid, recordedAtMs }: Place,
  positions: readonly string[],
): [Copied, Buffer][] {
  const event = new CopyRows(18);
  const stream = new CopyRows(5);
  const command = new CopyRows(5);
  const pii = new CopyRows(4);
  let at = 0;
  let sealedRows = 0;
  for (const { streamId, history, events } of streams) {
    const { kind } = history[0]!;
    let hash: Buffer = NOTHING;
    for (const [index, one] of events.entries()) {
      const version = index + 1;
      const gpos = positions[at++]!;
      const { eventId, commandId, occurredAtMs, actor, actorId, body, sealed } = one;
      const { type, schemaVersion, imported = false } = one.event;
      const piiSubject = one.event.pii?.subject ?? null;
      const piiHash = sealed && sha256Hex(sealed);
      hash = eventHash(hash, {
        streamId,
        kind,
        version,
        epoch,
        txid,
        gpos,
        recordedAtMs,
        occurredAtMs,
        eventId,
        commandId,
        type,
        schemaVersion,
        imported,
        piiSubject,
        piiHash,
        actor,
        body,
      });
      event.row().uuid(streamId).int4(version).uuid(eventId).uuid(commandId);
      event.int2(epoch).int8(txid).int8(gpos).timestamp(recordedAtMs).timestamp(occurredAtMs);
      event.int2(schemaVersion).boolean(imported).bytes(hash).text(type);
      if (actorId === null) event.null().text(actor);
      else event.int8(actorId).null();
      event.text(body);
      if (sealed === null) event.null().null();
      else {
        event.uuid(piiSubject!).bytes(Buffer.from(piiHash!, 'hex'));
        pii.row().uuid(streamId).int4(version).uuid(piiSubject!).bytes(sealed);
        sealedRows += 1;
      }
    }
    stream.row().uuid(streamId).timestamp(recordedAtMs).int4(events.length).text(kind).bytes(hash);
    for (const { commandId, expectedVersion, events: news, requestHash } of history) {
      command
        .row()
        .uuid(commandId)
        .uuid(streamId)
        .int4(expectedVersion + 1);
      command.int4(expectedVersion + news.length).bytes(requestHash);
    }
  }
  const rows: [Copied, Buffer][] = [
    ['stream', stream.end()],
    ['command', command.end()],
    ['event', event.end()],
  ];
  return sealedRows > 0 ? [...rows, ['pii', pii.end()]] : rows;
}
