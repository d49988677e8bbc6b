/** The position a reply carries, and the wait of a read that must see its own write. */
import type { Position } from '#libs/ledger';
import { readPosition, shardOf } from '#libs/ledger';
import { problem } from '../http/problem.ts';

/** Ledger position and the dossier's shard byte, so that a list knows which shard's checkpoint to wait for. */
export const positionToken = (position: Position, dossier: string): string =>
  `${position}.${dossier.slice(-2)}`;

export interface Awaited {
  readonly position: Position;
  readonly shard: number;
}

const TOKEN = /^(.+)\.([0-9a-f]{2})$/;

export function readPositionToken(token: string, shards: number): Awaited {
  const [, text = '', byte = ''] = TOKEN.exec(token) ?? [];
  const position = readPosition(text);
  if (position === undefined) throw problem(400, 'bad-position', 'Tham số after chưa đúng.');
  return { position, shard: shardOf(byte, shards) };
}
