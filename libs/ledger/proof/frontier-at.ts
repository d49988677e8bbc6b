/** The tree's frontier as it stood at a size, from what is stored. */
import { START, type Position } from '../position.ts';
import { Frontier, TILE_BITS, TILE_LEAVES } from './merkle.ts';
import type { TreeRows } from './tree-store.ts';

const TILES_BITS_MOST = 40;

export interface TileBound {
  readonly frontier: Frontier;
  /** Of the last leaf before it. */
  readonly position: Position;
}

/** What is stored does not make up a tree. */
export class TreeBroken extends Error {}

/** The frontier where `tiles` full tiles end, from at most 255 nodes of each kept level. */
export async function frontierAt(rows: TreeRows, tiles: number): Promise<TileBound> {
  const frontier = new Frontier();
  if (tiles === 0) return { frontier, position: START };
  for (let level = TILES_BITS_MOST; level >= TILE_BITS; level -= TILE_BITS) {
    const span = 2 ** level;
    const from = frontier.size / span;
    const until = Math.floor((tiles * TILE_LEAVES) / span);
    if (until === from) continue;
    const nodes = await rows.nodes(level, from, until - from);
    for (let index = from; index < until; index++) {
      const node = nodes[index - from];
      if (node?.index !== index) throw new TreeBroken(`node ${index} of level ${level} is missing`);
      frontier.push(node.hash, level);
    }
  }
  const [last] = await rows.tiles(tiles - 1, 1);
  if (last?.index !== tiles - 1) throw new TreeBroken(`tile ${tiles - 1} is missing`);
  return { frontier, position: last.position };
}
