/** Ids that follow from what they name, so that the same request makes the same command and the same events. */
import { parse, v5, v7 } from 'uuid';
import { canonicalJson } from './canonical.ts';

const COMMANDS = parse('6f1c3a52-0b5e-5f0e-9d0a-1f2f6a2d4c11');

/** A new stream's id; its time decides the cohort it is kept in. */
export function newStreamId(openedAtMs?: number): string {
  return openedAtMs === undefined ? v7() : v7({ msecs: openedAtMs });
}

/** UUIDv5 of the account and its idempotency key; an item of a bulk command adds its index. */
export function commandIdOf(account: string, idempotencyKey: string, item?: number): string {
  const named = item === undefined ? [account, idempotencyKey] : [account, idempotencyKey, item];
  return v5(Buffer.from(canonicalJson(named)), COMMANDS);
}

/** UUIDv5 of the stream, the command and the event's index in it, from 0. */
export function eventIdOf(streamId: string, commandId: string, index: number): string {
  return v5(Buffer.from(`${commandId}:${index}`), streamId);
}

/** In which of `shards` (at most 256) a stream falls, from 0: by the last byte of its id, which is random. */
export function shardOf(streamId: string, shards: number): number {
  return Number.parseInt(streamId.slice(-2), 16) % shards;
}
