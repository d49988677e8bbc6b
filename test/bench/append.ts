/**
 * Appends a second with 16 connections beside plain INSERTs of the same rows, in interleaved rounds on one PostgreSQL
 * that syncs as in production. Prints one line of JSON: medians, and the spread of the rounds.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Instant } from '#libs/calendar';
import {
  canonicalJson,
  createKeyring,
  createLedger,
  migrateKeyring,
  migrateLedger,
  newStreamId,
  requestHashOf,
  type AppendRequest,
  type NewEvent,
} from '#libs/ledger';
import { startScratchPostgres } from '../support/postgres.ts';

const CONNECTIONS = 16;
const ROUNDS = 5;
const ROUND_MS = 2_000;
const STREAM_LENGTH = 10;
const BATCH_STREAMS = 100;

const FILLER = 'Thẩm định nội dung đăng ký chuyển giao công nghệ. '.repeat(6);
const BODY = { step: 'B3', run: 1, outcome: 'đạt', forms: ['BM.01', 'BM.02'], note: FILLER };

function newEvent(): NewEvent {
  const actorRef = {
    kind: 'officer',
    id: 'officer-17',
    role: 'specialist',
    unit: 'p-cn',
    agency: 'skhcn',
  } as const;
  const occurredAt = new Date().toISOString() as Instant;
  return { type: 'StepCompleted', schemaVersion: 1, occurredAt, actorRef, body: BODY };
}

function newRequest(streamId: string, expectedVersion: number, events: number): AppendRequest {
  const commandId = randomUUID();
  return {
    streamId,
    kind: 'dossier',
    expectedVersion,
    commandId,
    requestHash: requestHashOf({ commandId }),
    events: Array.from({ length: events }, newEvent),
  };
}

interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs `act` on all connections for a round; each call does `units` of work. */
async function round(units: number, act: (connection: number) => Promise<unknown>): Promise<Figures> {
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      while (performance.now() - start < ROUND_MS) {
        const before = performance.now();
        await act(connection);
        times.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number(times[Math.floor(times.length * share)]!.toFixed(2));
  return { perSecond: Math.round((times.length * units) / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

const scratch = await startScratchPostgres();
const owner = new pg.Pool({ connectionString: scratch.ownerUrl });
await migrateLedger(owner);
await migrateKeyring(owner);
await owner.query(`create table public.plain (stream_id uuid, stream_seq integer, event_id uuid, command_id uuid,
  occurred_at timestamptz, recorded_at timestamptz default now(), type text, actor_ref text, body bytea,
  gpos bigint generated always as identity unique, primary key (stream_id, stream_seq));
  grant insert, select on public.plain to dunghan_app`);
const pool = new pg.Pool({ connectionString: scratch.appUrl, max: CONNECTIONS });
const keyring = createKeyring({ pool, masterKeys: [randomBytes(32)] });
const ledger = createLedger({ pool, keyring, searchKey: randomBytes(32) });

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

const kinds = {
  insert: () => round(1, insertOnce),
  append1: () => round(1, (connection) => appendOnce(connection, 1)),
  append10: () => round(10, (connection) => appendOnce(connection, 10)),
  appendMany: () =>
    round(BATCH_STREAMS, () =>
      ledger.appendMany(Array.from({ length: BATCH_STREAMS }, () => newRequest(newStreamId(), 0, 1))),
    ),
};

function reset(): void {
  for (const writer of writers) Object.assign(writer, { streamId: newStreamId(), version: 0 });
}

const rounds: Record<string, Figures[]> = {};
try {
  for (let i = 0; i <= ROUNDS; i++) {
    for (const [kind, run] of Object.entries(kinds)) {
      reset();
      const figures = await run();
      // The first round warms up.
      if (i > 0) (rounds[kind] ??= []).push(figures);
    }
  }
  const medians = Object.fromEntries(Object.entries(rounds).map(([kind, all]) => [kind, median(all)]));
  const vsInsert = Number((medians['append1']!.perSecond / medians['insert']!.perSecond).toFixed(2));
  console.log(JSON.stringify({ append: { perSecond: medians['append1']!.perSecond, vsInsert, ...medians } }));
} finally {
  await pool.end();
  await owner.end();
  await scratch.drop();
}

function median(all: readonly Figures[]): Figures & { spread: [number, number] } {
  const sorted = all.toSorted((a, b) => a.perSecond - b.perSecond);
  return {
    ...sorted[Math.floor(sorted.length / 2)]!,
    spread: [sorted[0]!.perSecond, sorted.at(-1)!.perSecond],
  };
}
