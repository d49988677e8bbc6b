/** One round trip that records a command's events, or says why it does not. */
import type { Pool } from 'pg';
import { ACTOR_UNKNOWN, type ActorColumns, type Actors } from './actors.ts';
import { arrayOf } from './binary-columns.ts';
import { canonicalJson } from './canonical.ts';
import { eventIdOf } from './ids.ts';
import type { DataKeys, Keyring } from './keyring.ts';
import { piiContext } from './pii.ts';
import { positionOf } from './position.ts';
import { instantOf } from './instants.ts';
import { hexOf, msOf, textQuery, type TextRow } from './rows.ts';
import { seal } from './sealing.ts';
import { searchTokensOf } from './search.ts';
import {
  MAX_COMMANDS_PER_CALL,
  MAX_EVENTS_PER_COMMAND,
  type AppendRequest,
  type AppendResult,
  type NewEvent,
} from './types.ts';

/** Others came between; or a deadlock, of which PostgreSQL rolled us back. */
const ASK_AGAIN = new Set(['DH003', '40P01', ACTOR_UNKNOWN]);
const MAX_ATTEMPTS = 5;

const RESULT = `status, stream_id, from_version, to_version, epoch, txid, gpos, ${msOf('recorded_at')}, event_hash`;
/** Canonical JSON holds no raw newline: a list of texts goes as lines, without an array's quoting of every quote in it. */
const lines = (parameter: string): string => `string_to_array(${parameter}, E'\\n')`;
const linesOrNull = (parameter: string): string => `string_to_array(${parameter}, E'\\n', '')`;
const APPEND = `select ${RESULT} from ledger.append(
  $1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,${linesOrNull('$12')},${lines('$13')},$14,$15,$16,$17)`;
const APPEND_MANY = `select ${RESULT} from ledger.append_many(
  $1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,${linesOrNull('$14')},${lines('$15')},$16,$17,$18,$19)`;

export interface AppendParts {
  readonly pool: Pool;
  readonly keyring: Keyring;
  readonly actors: Actors;
  readonly searchKey: Buffer;
}

const ERASED: AppendResult = { status: 'subject-erased' };

export async function append(parts: AppendParts, request: AppendRequest): Promise<AppendResult> {
  assertBounds(request);
  const keys = await keysFor(parts.keyring, [request]);
  if (!hasKeys(request, keys)) return ERASED;
  const { streamId, kind, expectedVersion, commandId, requestHash } = request;
  const command = [streamId, kind, expectedVersion, commandId, requestHash];
  const columns = columnsOf([request], keys, parts.searchKey);
  const [row] = await askAgain(parts, 'ledger-append', APPEND, command, columns);
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
    const columns = columnsOf(sorted, keys, parts.searchKey);
    const commands = [
      arrayOf(
        'uuid',
        sorted.map((r) => r.streamId),
      ),
      arrayOf(
        'text',
        sorted.map((r) => r.kind),
      ),
      arrayOf(
        'integer',
        sorted.map((r) => r.expectedVersion),
      ),
      arrayOf(
        'uuid',
        sorted.map((r) => r.commandId),
      ),
      arrayOf(
        'bytea',
        sorted.map((r) => r.requestHash),
      ),
      arrayOf(
        'integer',
        sorted.map((r) => r.events.length),
      ),
      arrayOf('integer', columns.tokenCounts),
    ];
    const rows = await askAgain(parts, 'ledger-append-many', APPEND_MANY, commands, columns);
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
  readonly eventIds: readonly string[];
  readonly events: readonly NewEvent[];
  readonly bodies: readonly string[];
  readonly subjects: readonly (string | null)[] | null;
  readonly sealed: readonly (Buffer | null)[] | null;
  readonly tokens: readonly Buffer[] | null;
  readonly tokenSubjects: readonly string[] | null;
  /** A command's. */
  readonly tokenCounts: readonly number[];
}

/** In the order of the functions' parameters. */
function columnValues(columns: Columns, actors: ActorColumns): unknown[] {
  const { eventIds, events, bodies, subjects, sealed, tokens, tokenSubjects } = columns;
  return [
    arrayOf('uuid', eventIds),
    arrayOf(
      'text',
      events.map((event) => event.type),
    ),
    arrayOf(
      'smallint',
      events.map((event) => event.schemaVersion),
    ),
    arrayOf(
      'timestamptz',
      events.map((event) => event.occurredAt),
    ),
    arrayOf(
      'boolean',
      events.map((event) => event.imported ?? false),
    ),
    arrayOf('int8', actors.ids),
    actors.texts.every((text) => text === null) ? null : actors.texts.join('\n'),
    bodies.join('\n'),
    subjects && arrayOf('uuid', subjects),
    sealed && arrayOf('bytea', sealed),
    tokens && arrayOf('bytea', tokens),
    tokenSubjects && arrayOf('uuid', tokenSubjects),
  ];
}

function columnsOf(requests: readonly AppendRequest[], keys: DataKeys, searchKey: Buffer): Columns {
  const all = requests.flatMap((request) =>
    request.events.map((event, index) => ({ request, event, index })),
  );
  const tokensEach = requests.map((request) => tokensOf(request, searchKey));
  const tokens = tokensEach.flat();
  const personal = all.some(({ event }) => event.pii);
  return {
    eventIds: all.map(({ request, index }) => eventIdOf(request.streamId, request.commandId, index)),
    events: all.map(({ event }) => event),
    bodies: all.map(({ event }) => canonicalJson(event.body)),
    subjects: personal ? all.map(({ event }) => event.pii?.subject ?? null) : null,
    sealed: personal ? all.map(({ request, index }) => sealedOf(request, index, keys)) : null,
    tokens: personal ? tokens.map(({ token }) => token) : null,
    tokenSubjects: personal ? tokens.map(({ subject }) => subject) : null,
    tokenCounts: tokensEach.map((each) => each.length),
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
  { pool, actors }: AppendParts,
  name: string,
  text: string,
  commands: readonly unknown[],
  columns: Columns,
): Promise<readonly TextRow[]> {
  for (let attempt = 1; ; attempt++) {
    const acting = await actors.columns(columns.events.map((event) => event.actorRef));
    const values = [...commands, ...columnValues(columns, acting)];
    try {
      return (await pool.query(textQuery(name, text, values))).rows as TextRow[];
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === ACTOR_UNKNOWN) actors.forget();
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
