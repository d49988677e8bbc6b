/** How high a level is to the eye. The products of 1…5 leave out 13 and 14. */
import type { Tone } from '../shell/index.ts';

export const SCALE = [1, 2, 3, 4, 5] as const;
export type Band = 'low' | 'middle' | 'high';

const MIDDLE_FROM = 6;
const HIGH_FROM = 15;

export const bandOf = (level: number): Band => {
  if (level >= HIGH_FROM) return 'high';
  return level >= MIDDLE_FROM ? 'middle' : 'low';
};

export const BAND_TONES: Readonly<Record<Band, Tone>> = { low: 'done', middle: 'near', high: 'late' };
