/** Recomputes the chains of hashes and says where they do not agree with what is stored. */
import type { Instant } from '#libs/calendar';
import { checkChain, type ChainedEvent, type ChainFault } from './chain.ts';

export type FindingCode =
  | ChainFault
  /** The stream's head is not its last event: events at the end are missing, or the head was changed. */
  | 'head-differs'
  | 'events-missing'
  | 'stream-missing'
  | 'pii-differs'
  /** Gone without an erasure on record. */
  | 'pii-missing'
  | 'pii-without-event'
  /** The streams opened in a year are not here to be checked; `streamId` is the first id of that year. */
  | 'cohort-away'
  /** At a place in the order that no transaction has had yet: no reader would ever come to it, nor the tree. */
  | 'place-impossible';

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
  /** Each is given a page of streams at a time: threads, say. Absent: this one, two pages at once. */
  readonly checkers?: readonly CheckStreams[];
}

/** `ids` in ascending order. */
export type CheckStreams = (ids: readonly string[]) => Promise<Verification>;

export const MAX_FINDINGS = 1_000;
const STREAMS_PER_PAGE = 500;
const EVENTS_PER_PAGE = 5_000;
const PAGES_AT_ONCE = 2;
const NIL = '00000000-0000-0000-0000-000000000000';

/** What a check of the chains reads; so that it can be tried on rows in memory. */
export interface ChainRows {
  /** Ids in ascending order, of streams appended to since then. */
  streams(after: string, since: Instant | undefined, limit: number): Promise<readonly string[]>;
  /** In the order of stream and version; `ids` ascend. */
  events(ids: readonly string[], after: ChainedEvent | undefined, limit: number): Promise<readonly Checked[]>;
  /** What belongs to no stream or event. */
  orphans(limit: number): Promise<readonly Finding[]>;
}

/** A stream without an event is reported as `events-missing`. */
export const verifyStream = (rows: ChainRows, streamId: string): Promise<Verification> =>
  verifyStreams(rows, [streamId]);

/** Memory stays bounded: streams by pages, in the order of their ids. Appends may go on meanwhile. */
export async function verifyAll(rows: ChainRows, scope: VerifyScope = {}): Promise<Verification> {
  const tally = newTally();
  const pages = pagesOfStreams(rows, scope.since);
  // PostgreSQL reads one page while another is checked. A generator answers its callers one after the other.
  const here: readonly CheckStreams[] = Array(PAGES_AT_ONCE).fill((ids: readonly string[]) =>
    verifyStreams(rows, ids),
  );
  const checkPages = async (check: CheckStreams): Promise<void> => {
    for (let page = await pages.next(); !page.done; page = await pages.next()) {
      tally.addAll(await check(page.value));
      scope.onProgress?.(tally.result());
    }
  };
  await Promise.all((scope.checkers ?? here).map(checkPages));
  if (scope.since === undefined) for (const orphan of await rows.orphans(MAX_FINDINGS)) tally.add(orphan);
  return tally.result();
}

async function* pagesOfStreams(
  rows: ChainRows,
  since: Instant | undefined,
): AsyncGenerator<readonly string[], void, void> {
  for (let last = NIL; ;) {
    const ids = await rows.streams(last, since, STREAMS_PER_PAGE);
    if (ids.length === 0) return;
    last = ids.at(-1)!;
    yield ids;
  }
}

type Tally = ReturnType<typeof newTally>;

function newTally() {
  const findings: Finding[] = [];
  const count = { streams: 0, events: 0 };
  const add = (finding: Finding): void => {
    if (findings.length < MAX_FINDINGS) findings.push(finding);
  };
  return {
    count,
    add,
    addAll(part: Verification): void {
      count.streams += part.streams;
      count.events += part.events;
      part.findings.forEach(add);
    },
    result: (): Verification => ({ ...count, findings }),
  };
}

/** An event with what stands beside it at the same moment. */
export interface Checked extends ChainedEvent {
  /** Absent: there is no such stream. */
  readonly head?: { readonly version: number; readonly hash: string; readonly recordedAtMs: number };
  /** SHA-256 of the ciphertext that is there, hexadecimal. */
  readonly sealedHash?: string;
  readonly erased: boolean;
  /** Its transaction has begun, as far as its place in the order tells. */
  readonly possible: boolean;
}

/** `ids` in ascending order. */
export async function verifyStreams(rows: ChainRows, ids: readonly string[]): Promise<Verification> {
  const tally = newTally();
  const unseen = new Set(ids);
  let previous: Checked | undefined;
  for (;;) {
    const page: readonly Checked[] = await rows.events(ids, previous, EVENTS_PER_PAGE);
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
  return tally.result();
}

function checkEvent(previous: Checked | undefined, event: Checked, tally: Tally): void {
  const place = { streamId: event.streamId, version: event.version };
  // Without its stream the event's kind is unknown, and with it the hash; checkHead reports that.
  if (event.head) for (const code of checkChain(previous, event)) tally.add({ ...place, code });
  const { sealedHash, piiHash, erased, possible } = event;
  if (!possible) tally.add({ ...place, code: 'place-impossible' });
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
