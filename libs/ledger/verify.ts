/** Recomputes the chains of hashes and says where they do not agree with what is stored. */
import type { Pool } from 'pg';
import type { Instant } from '#libs/calendar';
import { checkChain, type ChainedEvent, type ChainFault } from './chain.ts';
import { hexOf, msOf, storedFrom, STORED_COLUMNS, EVENT_WIDTH, textQuery, type TextRow } from './rows.ts';

export type FindingCode =
  | ChainFault
  /** The stream's head is not its last event: events at the end are missing, or the head was changed. */
  | 'head-differs'
  | 'events-missing'
  | 'stream-missing'
  | 'pii-differs'
  /** Gone without an erasure on record. */
  | 'pii-missing'
  | 'pii-without-event';

export interface Finding {
  readonly streamId: string;
  readonly version?: number;
  readonly code: FindingCode;
}

export interface Verification {
  readonly streams: number;
  readonly events: number;
  /** The first MAX_FINDINGS. Empty: what is stored is what was recorded. */
  readonly findings: readonly Finding[];
}

export interface VerifyScope {
  /** Only streams that were appended to since then; each of them from its first event. */
  readonly since?: Instant;
  readonly onProgress?: (sofar: { streams: number; events: number }) => void;
}

export const MAX_FINDINGS = 1_000;
const STREAMS_PER_PAGE = 500;
const EVENTS_PER_PAGE = 5_000;
const NIL = '00000000-0000-0000-0000-000000000000';

/** A stream without an event is reported as `events-missing`. */
export async function verifyStream(pool: Pool, streamId: string): Promise<Verification> {
  const tally = newTally();
  await verifyStreams(pool, [streamId], tally);
  return tally.result();
}

/** Memory stays bounded: streams by pages, in the order of their ids. Appends may go on meanwhile. */
export async function verifyAll(pool: Pool, scope: VerifyScope = {}): Promise<Verification> {
  const tally = newTally();
  for (let last = NIL; ;) {
    const { rows } = await pool.query<{ stream_id: string }>({
      name: 'ledger-verify-streams',
      text: STREAMS,
      values: [last, scope.since ?? '-infinity', STREAMS_PER_PAGE],
    });
    if (rows.length === 0) break;
    last = rows.at(-1)!.stream_id;
    await verifyStreams(
      pool,
      rows.map((row) => row.stream_id),
      tally,
    );
    scope.onProgress?.(tally.result());
  }
  if (scope.since === undefined) await findOrphans(pool, tally);
  return tally.result();
}

const STREAMS = `select stream_id from ledger.stream where stream_id > $1 and recorded_at >= $2
  order by stream_id limit $3`;

type Tally = ReturnType<typeof newTally>;

function newTally() {
  const findings: Finding[] = [];
  const count = { streams: 0, events: 0 };
  return {
    count,
    add(finding: Finding): void {
      if (findings.length < MAX_FINDINGS) findings.push(finding);
    },
    result: (): Verification => ({ ...count, findings }),
  };
}

/** An event with what stands beside it at the same moment. */
interface Checked extends ChainedEvent {
  /** Absent: there is no such stream. */
  readonly head?: { readonly version: number; readonly hash: string; readonly recordedAtMs: number };
  /** SHA-256 of the ciphertext that is there, hexadecimal. */
  readonly sealedHash?: string;
  readonly erased: boolean;
}

/** `ids` in ascending order. */
async function verifyStreams(pool: Pool, ids: readonly string[], tally: Tally): Promise<void> {
  const unseen = new Set(ids);
  let previous: Checked | undefined;
  for (;;) {
    const page: readonly Checked[] = await readPage(pool, ids, previous);
    for (const event of page) {
      if (previous && previous.streamId !== event.streamId) {
        checkHead(previous, tally);
        previous = undefined;
      }
      checkEvent(previous, event, tally);
      unseen.delete(event.streamId);
      previous = event;
    }
    tally.count.events += page.length;
    if (page.length < EVENTS_PER_PAGE) break;
  }
  if (previous) checkHead(previous, tally);
  tally.count.streams += ids.length;
  for (const streamId of unseen) tally.add({ streamId, code: 'events-missing' });
}

function checkEvent(previous: Checked | undefined, event: Checked, tally: Tally): void {
  const place = { streamId: event.streamId, version: event.version };
  // Without its stream the event's kind is unknown, and with it the hash; checkHead reports that.
  if (event.head) for (const code of checkChain(previous, event)) tally.add({ ...place, code });
  const { sealedHash, piiHash, erased } = event;
  if (sealedHash !== undefined) {
    if (sealedHash !== piiHash) tally.add({ ...place, code: 'pii-differs' });
  } else if (piiHash !== null && !erased) {
    tally.add({ ...place, code: 'pii-missing' });
  }
}

/** Head and last event come from one row, so an append in between does not make them differ. */
function checkHead(last: Checked, tally: Tally): void {
  const { streamId, head } = last;
  if (!head) return tally.add({ streamId, code: 'stream-missing' });
  const agrees =
    head.version === last.version &&
    head.hash === last.hash.toString('hex') &&
    head.recordedAtMs === last.recordedAtMs;
  if (!agrees) tally.add({ streamId, version: head.version, code: 'head-differs' });
}

const PAGE = `select ${STORED_COLUMNS},
    s.version, s.head_hash, ${msOf('s.recorded_at')}, sha256(p.sealed), r.subject_id is not null
  from ledger.event e left join ledger.stream s using (stream_id)
  left join ledger.pii p on p.stream_id = e.stream_id and p.stream_seq = e.stream_seq
  left join ledger.erasure r on r.subject_id = e.pii_subject
  where e.stream_id = any ($1) and (e.stream_id, e.stream_seq) > ($2, $3)
  order by e.stream_id, e.stream_seq limit $4`;

async function readPage(
  pool: Pool,
  ids: readonly string[],
  after: ChainedEvent | undefined,
): Promise<readonly Checked[]> {
  const values = [ids, after?.streamId ?? NIL, after?.version ?? 0, EVENTS_PER_PAGE];
  const { rows } = await pool.query(textQuery('ledger-verify-page', PAGE, values));
  return (rows as TextRow[]).map(checkedFrom);
}

function checkedFrom(row: TextRow): Checked {
  const [version, hash, recordedAtMs, sealedHash, erased] = row.slice(EVENT_WIDTH);
  return {
    ...storedFrom(row),
    ...(version && {
      head: { version: Number(version), hash: hexOf(hash!), recordedAtMs: Number(recordedAtMs) },
    }),
    ...(sealedHash && { sealedHash: hexOf(sealedHash) }),
    erased: erased === 't',
  };
}

const ORPHANS = `
  (select distinct e.stream_id, null::integer, 'stream-missing' from ledger.event e
   where not exists (select from ledger.stream s where s.stream_id = e.stream_id) limit $1)
  union all
  (select p.stream_id, p.stream_seq, 'pii-without-event' from ledger.pii p
   where not exists (select from ledger.event e where e.stream_id = p.stream_id and e.stream_seq = p.stream_seq)
   limit $1)`;

async function findOrphans(pool: Pool, tally: Tally): Promise<void> {
  const client = await pool.connect();
  try {
    // It reads every table once, which may take longer than the application otherwise has. It writes nothing, so it
    // holds no reader of the ledger back.
    await client.query('set transaction_timeout = 0');
    const { rows } = await client.query(textQuery('ledger-verify-orphans', ORPHANS, [MAX_FINDINGS]));
    for (const [streamId, version, code] of rows as TextRow[]) {
      tally.add({
        streamId: streamId!,
        ...(version && { version: Number(version) }),
        code: code as FindingCode,
      });
    }
  } finally {
    // Not handed back: the next user of the connection shall have the timeout again.
    client.release(true);
  }
}
