/**
 * What an event's hash covers, the same as `ledger.append` computes: SHA-256 over the hash of the event before (nothing
 * for the first), then these lines, each but the last ended by a newline that none of them can hold: a format mark,
 * stream, kind, version, epoch, txid, gpos, recorded and occurred (milliseconds since 1970 with six decimals), event id,
 * command id, type, schema version, imported (t or f), subject and hash of its personal data (empty if none), actor,
 * body (both canonical JSON).
 */
import { hash } from 'node:crypto';

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

const FIRST_BYTES = 1 << 13;
/** A UTF-16 code unit takes at most three bytes of UTF-8. */
const MOST_PER_UNIT = 3;
/** What is hashed is put together here: hashing it in parts, each handed over by itself, costs more than the hash. */
let input = Buffer.allocUnsafe(FIRST_BYTES);

/** `previous`: the event before's hash; empty for the first event of a stream. */
export function eventHash(previous: Buffer, event: HashedFields): Buffer {
  const header =
    `${HASH_FORMAT}\n${event.streamId}\n${event.kind}\n${event.version}\n${event.epoch}\n${event.txid}\n` +
    `${event.gpos}\n${event.recordedAtMs}.000000\n${event.occurredAtMs}.000000\n${event.eventId}\n${event.commandId}\n` +
    `${event.type}\n${event.schemaVersion}\n${event.imported ? 't' : 'f'}\n${event.piiSubject ?? ''}\n` +
    `${event.piiHash ?? ''}\n${event.actor}\n`;
  const { body } = event;
  const most = previous.length + MOST_PER_UNIT * (header.length + body.length);
  if (most > input.length) input = Buffer.allocUnsafe(2 * most);
  let end = previous.copy(input);
  end += input.write(header, end);
  end += typeof body === 'string' ? input.write(body, end) : body.copy(input, end);
  return hash('sha256', input.subarray(0, end), 'buffer');
}

export const sha256Hex = (bytes: Buffer): string => hash('sha256', bytes);
