/** A seeded source of chance: the same seed, the same history, on every machine. */
export interface Luck {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** True that often. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Skewed as human work is: half of the draws lie below `median`, a few far above. */
  logNormal(median: number, sigma: number): number;
  exponential(mean: number): number;
  bytes(count: number): Uint8Array;
}

/** Mixes numbers into one seed, so that each dossier has a source of its own. */
export function seedOf(...parts: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const part of parts) {
    state = Math.imul(state ^ (part >>> 0), 0x85ebca6b) >>> 0;
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) >>> 0;
    state = (state ^ (state >>> 16)) >>> 0;
  }
  return state;
}

/** mulberry32. */
export function luckOf(seed: number): Luck {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const exponential = (mean: number): number => -mean * Math.log(1 - next());
  return {
    next,
    below,
    exponential,
    chance: (share) => next() < share,
    pick: (from) => from[below(from.length)]!,
    logNormal(median, sigma) {
      const radius = Math.sqrt(2 * exponential(1));
      return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * next()));
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
}
