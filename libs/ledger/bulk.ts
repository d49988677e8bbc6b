/**
 * Loading whole streams in bulk, as the owner: the same rows and the same chains as `append` makes, hashed here and
 * brought by COPY. For what is not there yet: imports and simulations. The application's role can do none of it.
 */
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Actors } from './actors.ts';
import { assertBounds } from './append.ts';
import {
  COPIED,
  copiedRows,
  eventCount,
  numbered,
  preparedOf,
  subjectsOf,
  type PreparedStream,
  type StreamHistory,
} from './bulk-rows.ts';
import type { Keyring } from './keyring.ts';
import { textQuery, type TextRow } from './rows.ts';

export interface Loaded {
  readonly streams: number;
  readonly events: number;
  /** Streams that were there before: left as they are. */
  readonly repeated: number;
  /** Streams with personal data of somebody who was erased: not loaded. */
  readonly erased: number;
}

export interface BulkLoader {
  /**
   * All in one transaction, which holds the ledger's readers back: some thousands of events at once, no more.
   * Throws RangeError for a history that is none.
   */
  load(histories: readonly StreamHistory[]): Promise<Loaded>;
}

export interface BulkParts {
  /** Connects as the role that owns the ledger. */
  readonly owner: Pool;
  readonly keyring: Keyring;
  readonly actors: Actors;
  readonly searchKey: Buffer;
}

export const MAX_EVENTS_PER_LOAD = 20_000;
const MAX_ATTEMPTS = 5;
/** Somebody else opened one of the streams meanwhile, or recorded one of the commands; or a deadlock. */
const TRY_AGAIN = new Set(['23505', '40P01']);

const FREE = 'select ledger.subjects_may_be_kept($1)';
const ERASED = 'select subject_id from ledger.erasure where subject_id = any ($1)';
const THERE = 'select stream_id from ledger.stream where stream_id = any ($1)';
/** Reading the epoch shuts out raise_epoch until this transaction ends. */
const PLACE = `select (select max(epoch) from ledger.epoch), pg_current_xact_id(),
  floor(extract(epoch from clock_timestamp()) * 1000)::bigint,
  (select string_agg(nextval('ledger.event_gpos')::text, ',') from generate_series(1, $1::integer))`;
const KEEP_WORDS = 'select ledger.keep_words($1, $2)';

export function bulkLoader(parts: BulkParts): BulkLoader {
  return {
    async load(histories) {
      histories.forEach(assertHistory);
      const events = histories.reduce((sum, history) => sum + eventCount(history), 0);
      if (events > MAX_EVENTS_PER_LOAD) throw new RangeError(`over ${MAX_EVENTS_PER_LOAD} events`);
      const subjects = [...new Set(histories.flatMap(subjectsOf))];
      const keys = subjects.length > 0 ? await parts.keyring.ensure(subjects) : new Map<string, Buffer>();
      const prepared = histories.map((history) => preparedOf(history, keys, parts.searchKey));
      const streams = await numbered(prepared, parts.actors);
      for (let attempt = 1; ; attempt++) {
        try {
          return await inTransaction(parts.owner, (client) => write(client, streams));
        } catch (error) {
          const { code } = error as { code?: string };
          if (attempt >= MAX_ATTEMPTS || !code || !TRY_AGAIN.has(code)) throw error;
        }
      }
    },
  };
}

function assertHistory(history: StreamHistory): void {
  const { streamId, kind } = history[0] ?? {};
  let version = 0;
  for (const request of history) {
    assertBounds(request);
    if (request.streamId !== streamId || request.kind !== kind || request.expectedVersion !== version) {
      throw new RangeError(`not a history of ${streamId}: a command on version ${request.expectedVersion}`);
    }
    version += request.events.length;
  }
}

async function write(client: PoolClient, all: readonly PreparedStream[]): Promise<Loaded> {
  const streams = await stillToLoad(client, all);
  const events = streams.reduce((sum, stream) => sum + stream.events.length, 0);
  const erased = all.length - streams.length - streams.repeated;
  if (events === 0) return { streams: 0, events, repeated: streams.repeated, erased };
  const [epoch, txid, recordedAtMs, positions] = (await rowOf(client, PLACE, [events])) as string[];
  const place = { epoch: Number(epoch), txid: txid!, recordedAtMs: Number(recordedAtMs) };
  for (const [table, bytes] of copiedRows(streams, place, positions!.split(','))) {
    const into = client.query(copyFrom(`copy ledger.${table} (${COPIED[table]}) from stdin (format binary)`));
    await pipeline(Readable.from([bytes]), into);
  }
  const tokens = streams.flatMap((stream) => stream.tokens);
  if (tokens.length > 0) {
    const values = [tokens.map(({ token }) => token), tokens.map(({ subject }) => subject)];
    await client.query({ name: 'ledger-load-words', text: KEEP_WORDS, values });
  }
  return { streams: streams.length, events, repeated: streams.repeated, erased };
}

/** Without the streams that are there, and without those of the erased. */
async function stillToLoad(
  client: PoolClient,
  all: readonly PreparedStream[],
): Promise<PreparedStream[] & { repeated: number }> {
  const subjects = [...new Set(all.flatMap((stream) => stream.subjects))];
  const [free] = await rowOf(client, FREE, [subjects]);
  const erased = free === 't' ? new Set<string>() : await idsOf(client, ERASED, subjects);
  const there = await idsOf(
    client,
    THERE,
    all.map(({ streamId }) => streamId),
  );
  const streams = all.filter(
    (stream) =>
      !stream.erased &&
      !there.has(stream.streamId) &&
      !stream.subjects.some((subject) => erased.has(subject)),
  );
  return Object.assign(streams, { repeated: there.size });
}

async function idsOf(client: PoolClient, text: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query(textQuery(`ledger-load ${text}`.slice(0, 60), text, [ids]));
  return new Set((rows as TextRow[]).map(([id]) => id!));
}

async function rowOf(client: PoolClient, text: string, values: unknown[]): Promise<TextRow> {
  const { rows } = await client.query(textQuery(`ledger-load ${text}`.slice(0, 60), text, values));
  return rows[0] as TextRow;
}

async function inTransaction<Answer>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const answer = await work(client);
    await client.query('commit');
    return answer;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A failed COPY leaves its connection in a state of its own: nobody gets it again.
    client.release(broken);
  }
}
