/**
 * Appends a second with 16 connections beside what a user would pick instead: plain INSERTs and COPY of the same rows,
 * emmett, message-db's function. Interleaved rounds on one PostgreSQL that syncs as in production.
 */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { canonicalJson, newStreamId } from '#libs/ledger';
import { newEvent, newRequest, openBenchLedger } from './support/bench-ledger.ts';
import { peer } from './support/peers.ts';
import { ratio, runRound, takeTurns, tell, type Round } from './support/rounds.ts';

const CONNECTIONS = 16;
const ROUNDS = 5;
const ROUND_MS = 1_500;
const STREAM_LENGTH = 10;
const BATCH_STREAMS = 100;
const COPY_ROWS = 500;

const bench = await openBenchLedger(CONNECTIONS);
const { scratch, owner, pool, ledger } = bench;
await owner.query(`create table public.plain (stream_id uuid, stream_seq integer, event_id uuid, command_id uuid,
  occurred_at timestamptz, recorded_at timestamptz default now(), type text, actor_ref text, body bytea,
  gpos bigint generated always as identity unique, primary key (stream_id, stream_seq));
  grant insert, select on public.plain to dunghan_app`);

/** Each connection fills a stream of its own, then opens the next. */
const writers = Array.from({ length: CONNECTIONS }, () => ({ streamId: newStreamId(), version: 0 }));
function place(connection: number, events: number): { streamId: string; version: number } {
  const writer = writers[connection]!;
  if (writer.version >= STREAM_LENGTH * events)
    Object.assign(writer, { streamId: newStreamId(), version: 0 });
  const here = { ...writer };
  writer.version += events;
  return here;
}

async function appendOnce(connection: number, events: number): Promise<void> {
  const { streamId, version } = place(connection, events);
  const { status } = await ledger.append(newRequest(streamId, version, events));
  if (status !== 'recorded') throw new Error(status);
}

async function insertOnce(connection: number): Promise<void> {
  const { streamId, version } = place(connection, 1);
  const { type, actorRef, body, occurredAt } = newEvent();
  await pool.query({
    name: 'plain',
    text: `insert into public.plain (stream_id, stream_seq, event_id, command_id, occurred_at, type, actor_ref, body)
      values ($1, $2, $3, $4, $5, $6, $7, convert_to($8, 'UTF8'))`,
    values: [
      streamId,
      version + 1,
      randomUUID(),
      randomUUID(),
      occurredAt,
      type,
      canonicalJson(actorRef),
      canonicalJson(body),
    ],
  });
}

/** The same event in the shape that the peers take. */
function peerEvent() {
  const { type, body, actorRef, occurredAt } = newEvent();
  return { type, data: { ...(body as object), occurredAt }, metadata: { by: actorRef } };
}

async function copyRows(): Promise<void> {
  const client = await pool.connect();
  const rows = Array.from({ length: COPY_ROWS }, () => {
    const { type, actorRef, body, occurredAt } = newEvent();
    const bytes = Buffer.from(canonicalJson(body)).toString('hex');
    return `${randomUUID()}\t1\t${randomUUID()}\t${randomUUID()}\t${occurredAt}\t${type}\t${canonicalJson(actorRef)}\t\\\\x${bytes}\n`;
  });
  const columns = 'stream_id, stream_seq, event_id, command_id, occurred_at, type, actor_ref, body';
  await pipeline(
    Readable.from([rows.join('')]),
    client.query(copyFrom(`copy public.plain (${columns}) from stdin`)),
  );
  client.release();
}

interface Emmett {
  append(stream: string, version: number, events: readonly object[]): Promise<unknown>;
  close(): Promise<void>;
}
interface MessageDb {
  append(stream: string, version: number, id: string, event: object): Promise<unknown>;
  close(): Promise<void>;
}
type Open<Peer> = (url: string, connections: number) => Promise<Peer>;

const round = (units: number, act: (connection: number) => Promise<unknown>): Promise<Round> => {
  for (const writer of writers) Object.assign(writer, { streamId: newStreamId(), version: 0 });
  return runRound({ connections: CONNECTIONS, ms: ROUND_MS }, units, act);
};

const emmett = await (
  await peer<{ openEmmett: Open<Emmett> }>('emmett.mjs')
)?.openEmmett(scratch.adminUrl, CONNECTIONS);
const messageDb = await (
  await peer<{ openMessageDb: Open<MessageDb> }>('message-db.mjs')
)?.openMessageDb(scratch.adminUrl, CONNECTIONS);

const emmettOnce = (connection: number, events: number): Promise<unknown> => {
  const { streamId, version } = place(connection, events);
  return emmett!.append(streamId, version, Array.from({ length: events }, peerEvent));
};

const ours = {
  insert: () => round(1, insertOnce),
  append1: () => round(1, (connection) => appendOnce(connection, 1)),
  append10: () => round(10, (connection) => appendOnce(connection, 10)),
  appendMany: () =>
    round(BATCH_STREAMS, () =>
      ledger.appendMany(Array.from({ length: BATCH_STREAMS }, () => newRequest(newStreamId(), 0, 1))),
    ),
  copy: () => round(COPY_ROWS, copyRows),
};
const theirs = {
  ...(emmett && {
    emmett1: () => round(1, (connection) => emmettOnce(connection, 1)),
    emmett10: () => round(10, (connection) => emmettOnce(connection, 10)),
  }),
  ...(messageDb && {
    messageDb: () =>
      round(1, (connection) => {
        const { streamId, version } = place(connection, 1);
        return messageDb.append(streamId, version, randomUUID(), peerEvent());
      }),
  }),
};

try {
  const figures = await takeTurns<keyof typeof ours | 'emmett1' | 'emmett10' | 'messageDb'>(ROUNDS, {
    ...ours,
    ...theirs,
  });
  const { insert, append1, append10, emmett1, emmett10, messageDb: message } = figures;
  tell('append', figures, {
    perSecond: append1!.perSecond,
    vsInsert: ratio(append1!, insert!),
    ...(emmett1 && { vsEmmett1: ratio(append1!, emmett1) }),
    ...(emmett10 && { vsEmmett10: ratio(append10!, emmett10) }),
    ...(message && { vsMessageDb: ratio(append1!, message) }),
  });
} finally {
  await emmett?.close();
  await messageDb?.close();
  await bench.close();
}
