/** What goes into the ledger, what comes out, and what an append can come to. */
import type { UsedAuthority } from '#libs/access';
import type { Instant } from '#libs/calendar';
import type { Json } from './canonical.ts';
import type { Position } from './position.ts';

/** Personal data of one event. Kept as ciphertext under the key of its subject (an applicant's id, a UUID). */
export interface NewPersonalData {
  readonly subject: string;
  readonly data: Json;
  /** Names, numbers, telephones that the subject shall be found by; kept as keyed hashes of their words. */
  readonly search?: readonly string[];
}

export interface NewEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: Instant;
  readonly actorRef: UsedAuthority;
  /** No personal data in here: it can never be erased. */
  readonly body: Json;
  /** Taken over from another system: known from its `occurredAt`. */
  readonly imported?: boolean;
  readonly pii?: NewPersonalData;
}

export interface AppendRequest {
  readonly streamId: string;
  /** What the stream is about, `dossier` say; the same in every append. */
  readonly kind: string;
  /** The version the events were decided on; 0 opens the stream. */
  readonly expectedVersion: number;
  readonly commandId: string;
  /** SHA-256 of the request (`requestHashOf`): tells a repetition from another request under the same id. */
  readonly requestHash: Buffer;
  /** 1 to MAX_EVENTS_PER_COMMAND. */
  readonly events: readonly NewEvent[];
}

/** Where a command's events stand: versions `from` to `to` of a stream, the last of them at `position`. */
export interface Recording {
  readonly streamId: string;
  readonly from: number;
  readonly to: number;
  readonly position: Position;
  readonly recordedAt: Instant;
  /** Of the last event, hexadecimal. */
  readonly hash: string;
}

export type AppendResult =
  | ({ readonly status: 'recorded' } & Recording)
  /** As recorded the first time. */
  | ({ readonly status: 'repeated' } & Recording)
  /** Another writer was first: the stream is at `version`. Load, decide, try again. */
  | { readonly status: 'conflict'; readonly version: number }
  /** The command id was used for another request. */
  | { readonly status: 'other-request' }
  /** The events bring personal data of a subject who was erased. */
  | { readonly status: 'subject-erased' };

export interface RecordedEvent {
  readonly streamId: string;
  readonly kind: string;
  /** 1 for the first event of the stream. */
  readonly version: number;
  readonly position: Position;
  readonly eventId: string;
  readonly commandId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly imported: boolean;
  readonly actorRef: UsedAuthority;
  readonly body: Json;
  readonly piiSubject?: string;
  /** SHA-256 of the ciphertext, hexadecimal. */
  readonly piiHash?: string;
  /** SHA-256 over the previous event's hash and this event, hexadecimal. */
  readonly hash: string;
}

export interface RecordedCommand {
  readonly commandId: string;
  readonly streamId: string;
  readonly from: number;
  readonly to: number;
  /** Hexadecimal. */
  readonly requestHash: string;
}

/** One command's events; also the most a stream can grow in one append. */
export const MAX_EVENTS_PER_COMMAND = 1_000;
/** Commands in one `appendMany`; each may hold two locks of the server's shared table (64 × connections). */
export const MAX_COMMANDS_PER_CALL = 100;
