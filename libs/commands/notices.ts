/** Records who was told, each thing once (`notice` streams). */
import type { Instant } from '#libs/calendar';
import { requestHashOf } from '#libs/ledger';
import type { Json, Ledger, RecordedEvent } from '#libs/ledger';
import { NOTICE_SCHEMA_VERSION, onceKey } from '#libs/notices';
import type { NoticeEvent } from '#libs/notices';
import { parse, stringify, v5 } from 'uuid';

export const NOTICE = 'notice';
const NOTICES = '5b0a8f0e-7a0c-5c8e-9d53-6f0e4f3f7c21';
const MAX_ATTEMPTS = 5;
const BY = { kind: 'system', id: 'notices' } as const;

/** The first 48 bits of a dossier's id are its opening time, the last byte its shard. */
const TIME_BYTES = 6;
const VERSION_BYTE = 6;
const LAST_BYTE = 15;

/** Follows from the dossier's id, and lies in its cohort and shard. A UUIDv7 like it. */
export function noticeStream(dossier: string): string {
  const about = parse(dossier);
  const bytes = parse(v5(dossier, NOTICES));
  bytes.set(about.subarray(0, TIME_BYTES));
  bytes[VERSION_BYTE] = (bytes[VERSION_BYTE]! & 0x0f) | 0x70;
  bytes[LAST_BYTE] = about[LAST_BYTE]!;
  return stringify(bytes);
}

/** One stream for each reader of digests. */
export const digestStream = (officer: string): string => v5(`digest ${officer}`, NOTICES);

export function noticeEventOf({ type, body }: Pick<RecordedEvent, 'type' | 'body'>): NoticeEvent {
  return { type, body } as unknown as NoticeEvent;
}

export interface NoticeRequest {
  readonly stream: string;
  /** From what is told, so that telling it again is the same command. */
  readonly commandId: string;
  readonly at: Instant;
  readonly events: readonly NoticeEvent[];
}

/** What was told before is left out; answers what was recorded now. */
export async function recordNotices(
  ledger: Pick<Ledger, 'append' | 'loadForCommand'>,
  request: NoticeRequest,
): Promise<readonly NoticeEvent[]> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { events: past, command } = await ledger.loadForCommand(request.stream, request.commandId);
    if (command) return [];
    const told = new Set(past.map((event) => onceKey(noticeEventOf(event))));
    const fresh = request.events.filter((event) => !told.has(onceKey(event)));
    if (fresh.length === 0) return [];
    const result = await ledger.append({
      streamId: request.stream,
      kind: NOTICE,
      expectedVersion: past.length,
      commandId: request.commandId,
      requestHash: requestHashOf(request.commandId),
      events: fresh.map(({ type, body }) => ({
        type,
        schemaVersion: NOTICE_SCHEMA_VERSION,
        occurredAt: request.at,
        actorRef: BY,
        body: body as unknown as Json,
      })),
    });
    if (result.status === 'recorded') return fresh;
    if (result.status === 'repeated') return [];
    if (result.status !== 'conflict') throw new Error(`a notice of ${request.stream}: ${result.status}`);
  }
  throw new Error(`others keep writing to ${request.stream}`);
}
