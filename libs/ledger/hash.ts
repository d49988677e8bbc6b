/**
 * What an event's hash covers, the same as `ledger.append` computes: SHA-256 over the hash of the event before (nothing
 * for the first), then these lines, each but the last ended by a newline that none of them can hold: a format mark,
 * stream, kind, version, epoch, txid, gpos, recorded and occurred (milliseconds since 1970 with six decimals), event id,
 * command id, type, schema version, imported (t or f), subject and hash of its personal data (empty if none), actor,
 * body (both canonical JSON).
 */
import { createHash } from 'node:crypto';

export const HASH_FORMAT = 'dunghan-event-1';

/** An event's fields as the ledger keeps them. */
export interface HashedFields {
  readonly streamId: string;
  readonly kind: string;
  readonly version: number;
  readonly epoch: number;
  readonly txid: string;
  readonly gpos: string;
  readonly recordedAtMs: number;
  readonly occurredAtMs: number;
  readonly eventId: string;
  readonly commandId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly imported: boolean;
  readonly piiSubject: string | null;
  /** Hexadecimal. */
  readonly piiHash: string | null;
  /** Canonical JSON. */
  readonly actor: string;
  /** Canonical JSON; bytes when they may have been tampered with. */
  readonly body: string | Buffer;
}

/** `previous`: the event before's hash; empty for the first event of a stream. */
export function eventHash(previous: Buffer, event: HashedFields): Buffer {
  const header =
    `${HASH_FORMAT}\n${event.streamId}\n${event.kind}\n${event.version}\n${event.epoch}\n${event.txid}\n` +
    `${event.gpos}\n${event.recordedAtMs}.000000\n${event.occurredAtMs}.000000\n${event.eventId}\n${event.commandId}\n` +
    `${event.type}\n${event.schemaVersion}\n${event.imported ? 't' : 'f'}\n${event.piiSubject ?? ''}\n` +
    `${event.piiHash ?? ''}\n${event.actor}\n`;
  return createHash('sha256').update(previous).update(header).update(event.body).digest();
}

export function sha256Hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
