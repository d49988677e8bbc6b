/** Ids that follow from what they name, so that the same request makes the same command and the same events. */
import { hash } from 'node:crypto';
import { v7 } from 'uuid';
import { canonicalJson } from './canonical.ts';

const COMMANDS = '6f1c3a52-0b5e-5f0e-9d0a-1f2f6a2d4c11';
const UUID_BYTES = 16;
/** A UTF-16 code unit takes at most three bytes of UTF-8. */
const MOST_PER_UNIT = 3;

/** A new stream's id; its time decides the cohort it is kept in. */
export function newStreamId(openedAtMs?: number): string {
  return openedAtMs === undefined ? v7() : v7({ msecs: openedAtMs });
}

/** RFC 9562, 5.5. The package's takes two to three times as long, which appending and bulk loading feel. */
export function v5(name: string, namespace: string): string {
  const bytes = Buffer.allocUnsafe(UUID_BYTES + MOST_PER_UNIT * name.length);
  bytes.write(namespace.replaceAll('-', ''), 0, UUID_BYTES, 'hex');
  const end = UUID_BYTES + bytes.write(name, UUID_BYTES, 'utf8');
  const hex = hash('sha1', bytes.subarray(0, end), 'hex');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]! + hex.slice(17, 20);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}-${hex.slice(20, 32)}`;
}

/** UUIDv5 of the account and its idempotency key; an item of a bulk command adds its index. */
export function commandIdOf(account: string, idempotencyKey: string, item?: number): string {
  const named = item === undefined ? [account, idempotencyKey] : [account, idempotencyKey, item];
  return v5(canonicalJson(named), COMMANDS);
}

/** UUIDv5 of the stream, the command and the event's index in it, from 0. */
export function eventIdOf(streamId: string, commandId: string, index: number): string {
  return v5(`${commandId}:${index}`, streamId);
}

/** In which of `shards` (at most 256) a stream falls, from 0: by the last byte of its id, which is random. */
export function shardOf(streamId: string, shards: number): number {
  return Number.parseInt(streamId.slice(-2), 16) % shards;
}
