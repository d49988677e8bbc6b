/** One round trip that records a command's events, or says why it does not. */
import type { Pool } from 'pg';
import { canonicalJson } from './canonical.ts';
import { eventIdOf } from './ids.ts';
import type { DataKeys, Keyring } from './keyring.ts';
import { piiContext } from './pii.ts';
import { positionOf } from './position.ts';
import { hexOf, instantOf, msOf, textQuery, type TextRow } from './rows.ts';
import { seal } from './sealing.ts';
import { searchTokensOf } from './search.ts';
import {
  MAX_COMMANDS_PER_CALL,
  MAX_EVENTS_PER_COMMAND,
  type AppendRequest,
  type AppendResult,
} from './types.ts';

/** The same command at the same moment elsewhere; or a deadlock, of which PostgreSQL rolled us back. */
const ASK_AGAIN = new Set(['DH003', '40P01']);
const MAX_ATTEMPTS = 5;

const RESULT = `status, stream_id, from_version, to_version, epoch, txid, gpos, ${msOf('recorded_at')}, event_hash`;
/** Canonical JSON holds no raw newline: a list of texts goes as lines, without an array's quoting of every quote in it. */
const lines = (parameter: string): string => `string_to_array(${parameter}, E'\\n')`;
const APPEND = `select ${RESULT} from ledger.append(
  $1,$2,$3,$4,$5,$6,$7,$8,$9,$10,${lines('$11')},${lines('$12')},$13,$14,$15,$16)`;
const APPEND_MANY = `select ${RESULT} from ledger.append_many(
  $1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,${lines('$13')},${lines('$14')},$15,$16,$17,$18)`;

export interface AppendParts {
  readonly pool: Pool;
  readonly keyring: Keyring;
  readonly searchKey: Buffer;
}

const ERASED: AppendResult = { status: 'subject-erased' };

export async function append(parts: AppendParts, request: AppendRequest): Promise<AppendResult> {
  assertBounds(request);
  const keys = await keysFor(parts.keyring, [request]);
  if (!hasKeys(request, keys)) return ERASED;
  const { streamId, kind, expectedVersion, commandId, requestHash } = request;
  const values = [
    streamId,
    kind,
    expectedVersion,
    commandId,
    requestHash,
    ...columnValues(columnsOf([request], keys, parts.searchKey)),
  ];
  const [row] = await askAgain(parts.pool, 'ledger-append', APPEND, values);
  return resultFrom(row!);
}

/** Commands on many streams in one call and one transaction; each is recorded or refused by itself, in order. */
export async function appendMany(
  parts: AppendParts,
  requests: readonly AppendRequest[],
): Promise<readonly AppendResult[]> {
  if (requests.length > MAX_COMMANDS_PER_CALL) throw new RangeError(`over ${MAX_COMMANDS_PER_CALL} commands`);
  requests.forEach(assertBounds);
  const keys = await keysFor(parts.keyring, requests);
  const results = requests.map((request) => (hasKeys(request, keys) ? undefined : ERASED));
  // In the order of the streams, so that two calls never wait for each other; commands on one stream keep theirs.
  const order = [...requests.keys()]
    .filter((i) => !results[i])
    .sort((a, b) => compare(requests[a]!.streamId, requests[b]!.streamId) || a - b);
  const sorted = order.map((i) => requests[i]!);
  if (sorted.length > 0) {
    const rows = await askAgain(parts.pool, 'ledger-append-many', APPEND_MANY, [
      sorted.map((r) => r.streamId),
      sorted.map((r) => r.kind),
      sorted.map((r) => r.expectedVersion),
      sorted.map((r) => r.commandId),
      sorted.map((r) => r.requestHash),
      sorted.map((r) => r.events.length),
      sorted.map((r) => tokensOf(r, parts.searchKey).length),
      ...columnValues(columnsOf(sorted, keys, parts.searchKey)),
    ]);
    order.forEach((i, at) => (results[i] = resultFrom(rows[at]!)));
  }
  return results as AppendResult[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function assertBounds({ events, expectedVersion, requestHash }: AppendRequest): void {
  if (events.length < 1 || events.length > MAX_EVENTS_PER_COMMAND) {
    throw new RangeError(`${events.length} events: 1 to ${MAX_EVENTS_PER_COMMAND} in a command`);
  }
  if (!(expectedVersion >= 0)) throw new RangeError(`expected version ${expectedVersion}`);
  if (requestHash.length !== 32) throw new RangeError('a request hash has 32 bytes');
}

async function keysFor(keyring: Keyring, requests: readonly AppendRequest[]): Promise<DataKeys> {
  const subjects = requests.flatMap(({ events }) => events.flatMap(({ pii }) => pii?.subject ?? []));
  return subjects.length === 0 ? new Map() : keyring.ensure(subjects);
}

function hasKeys({ events }: AppendRequest, keys: DataKeys): boolean {
  return events.every(({ pii }) => !pii || keys.has(pii.subject));
}

/** The events' fields as parallel arrays; those of personal data null when no event has any. */
interface Columns {
  readonly eventIds: string[];
  readonly types: string[];
  readonly schemaVersions: number[];
  readonly occurredAt: string[];
  readonly imported: boolean[];
  readonly actors: string[];
  readonly bodies: string[];
  readonly subjects: (string | null)[] | null;
  readonly sealed: (Buffer | null)[] | null;
  readonly tokens: Buffer[] | null;
  readonly tokenSubjects: string[] | null;
}

/** In the order of the functions' parameters. */
function columnValues(columns: Columns): unknown[] {
  const { eventIds, types, schemaVersions, occurredAt, imported, actors, bodies } = columns;
  const { subjects, sealed, tokens, tokenSubjects } = columns;
  return [
    eventIds,
    types,
    schemaVersions,
    occurredAt,
    imported,
    actors.join('\n'),
    bodies.join('\n'),
    subjects,
    sealed,
    tokens,
    tokenSubjects,
  ];
}

function columnsOf(requests: readonly AppendRequest[], keys: DataKeys, searchKey: Buffer): Columns {
  const all = requests.flatMap((request) =>
    request.events.map((event, index) => ({ request, event, index })),
  );
  const tokens = requests.flatMap((request) => tokensOf(request, searchKey));
  const personal = all.some(({ event }) => event.pii);
  return {
    eventIds: all.map(({ request, index }) => eventIdOf(request.streamId, request.commandId, index)),
    types: all.map(({ event }) => event.type),
    schemaVersions: all.map(({ event }) => event.schemaVersion),
    occurredAt: all.map(({ event }) => event.occurredAt),
    imported: all.map(({ event }) => event.imported ?? false),
    actors: all.map(({ event }) => canonicalJson(event.actorRef)),
    bodies: all.map(({ event }) => canonicalJson(event.body)),
    subjects: personal ? all.map(({ event }) => event.pii?.subject ?? null) : null,
    sealed: personal ? all.map(({ request, index }) => sealedOf(request, index, keys)) : null,
    tokens: personal ? tokens.map(({ token }) => token) : null,
    tokenSubjects: personal ? tokens.map(({ subject }) => subject) : null,
  };
}

export function sealedOf(request: AppendRequest, index: number, keys: DataKeys): Buffer | null {
  const pii = request.events[index]!.pii;
  if (!pii) return null;
  const context = piiContext(request.streamId, request.expectedVersion + index + 1);
  return seal(keys.get(pii.subject)!, context, Buffer.from(canonicalJson(pii.data)));
}

export function tokensOf({ events }: AppendRequest, searchKey: Buffer): { token: Buffer; subject: string }[] {
  return events.flatMap(({ pii }) =>
    (pii?.search ?? []).flatMap((text) =>
      searchTokensOf(text, searchKey).map((token) => ({ token, subject: pii!.subject })),
    ),
  );
}

async function askAgain(
  pool: Pool,
  name: string,
  text: string,
  values: unknown[],
): Promise<readonly TextRow[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await pool.query(textQuery(name, text, values))).rows as TextRow[];
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (attempt >= MAX_ATTEMPTS || !code || !ASK_AGAIN.has(code)) throw error;
    }
  }
}

function resultFrom(row: TextRow): AppendResult {
  const [status, streamId, from, to, epoch, txid, gpos, recordedAtMs, hash] = row as string[];
  switch (status) {
    case 'conflict':
      return { status, version: Number(to) };
    case 'other-request':
    case 'subject-erased':
      return { status };
    case 'recorded':
    case 'repeated':
      return {
        status,
        streamId: streamId!,
        from: Number(from),
        to: Number(to),
        position: positionOf(epoch!, txid!, gpos!),
        recordedAt: instantOf(recordedAtMs!),
        hash: hexOf(hash!),
      };
    default:
      throw new Error(`ledger.append answered ${status}`);
  }
}
