/** The positions that replies carry, and the wait of a read that must see its own write. */
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

/** Of commands on many dossiers, the furthest position of each shard. */
export function furthest(tokens: readonly string[], shards: number): string | null {
  const byShard = new Map<number, string>();
  for (const token of tokens) {
    const { shard } = readPositionToken(token, shards);
    const known = byShard.get(shard);
    if (known === undefined || known < token) byShard.set(shard, token);
  }
  return byShard.size === 0 ? null : [...byShard.values()].join(',');
}

export const readPositionTokens = (text: string, shards: number): readonly Awaited[] =>
  text.split(',').map((token) => readPositionToken(token, shards));

function readPositionToken(token: string, shards: number): Awaited {
  const [, text = '', byte = ''] = TOKEN.exec(token) ?? [];
  const position = readPosition(text);
  if (position === undefined) throw problem(400, 'bad-position', 'Tham số after chưa đúng.');
  return { position, shard: shardOf(byte, shards) };
}
