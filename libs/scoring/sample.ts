/** Draws a sample that anyone can draw again: from the names and the recorded seed alone. */
import { Exact } from './exact.ts';

/** `1/3`, `10%` or `0.1`; null when it is none. */
export function readShare(text: string): Exact | null {
  const fraction = /^(\d+)\/([1-9]\d*)$/.exec(text);
  if (fraction !== null) return Exact.ratio(BigInt(fraction[1] ?? '0'), BigInt(fraction[2] ?? '1'));
  if (text.endsWith('%')) return Exact.parse(text.slice(0, -1))?.dividedBy(Exact.ratio(100n, 1n)) ?? null;
  return Exact.parse(text);
}

/** "At least a third": rounded up. */
export function sampleSize(population: number, share: Exact): number {
  const wanted = share.times(Exact.ratio(BigInt(population), 1n));
  const whole = wanted.over / wanted.under;
  const size = whole * wanted.under === wanted.over ? whole : whole + 1n;
  return Math.min(population, Number(size));
}

/** The order in which the names are given plays no part. */
export function drawSample(names: readonly string[], size: number, seed: string): readonly string[] {
  const drawn = [...names].sort(byCodeUnit);
  const random = xorshift(seed);
  for (let index = 0; index < Math.min(size, drawn.length); index += 1) {
    const other = index + (random() % (drawn.length - index));
    [drawn[index], drawn[other]] = [drawn[other] ?? '', drawn[index] ?? ''];
  }
  return drawn.slice(0, size).sort(byCodeUnit);
}

/** xorshift32 (Marsaglia 2003) seeded with the FNV-1a hash of the text. */
function xorshift(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  if (state === 0) state = 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
