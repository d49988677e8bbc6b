/**
 * Did it help? The share of dossiers that deviate, before the action and among later ones, each with its interval
 * (ISO 9001 10.2.1 d, 9.1.3 e). Wilson's score interval for a share, Newcombe's hybrid of two for their difference.
 */
import type { Instant } from '#libs/calendar';
import { wilson, type ShareInterval } from '#libs/metrics';

/** Dossiers that went through the step, and how many of them deviate. */
export interface Tally {
  readonly dossiers: number;
  readonly deviating: number;
}

export interface EffectFigures {
  readonly before: Tally & { readonly from: Instant; readonly to: Instant };
  readonly after: Tally & { readonly from: Instant; readonly to: Instant };
}

export type Verdict =
  /** The later share is lower, beyond what chance makes. */
  | 'effective'
  /** Enough dossiers, and no lower share. */
  | 'ineffective'
  /** Fewer later dossiers than the agency's least. */
  | 'too-few'
  /** Lower, but chance could have made it so. */
  | 'unclear'
  /** No detector counts it. */
  | 'not-counted';

export type Share = ShareInterval;

/** Two-sided 90 %: “lower” is then said with 95 %. */
const Z = 1.644_853_626_951_472_6;

/** Null: of no dossiers there is no share. */
export const shareOf = ({ dossiers, deviating }: Tally): Share | null => wilson(deviating, dossiers, Z);

/** After minus before, with its interval; null where either has no dossiers. */
export function differenceOf(before: Tally, after: Tally): Share | null {
  const [b, a] = [shareOf(before), shareOf(after)];
  if (b === null || a === null) return null;
  const share = a.share - b.share;
  return {
    share,
    low: share - Math.hypot(a.share - a.low, b.high - b.share),
    high: share + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

export function verdictOn({ before, after }: EffectFigures, leastDossiers: number): Verdict {
  if (after.dossiers < leastDossiers) return 'too-few';
  const difference = differenceOf(before, after);
  if (difference === null) return 'unclear';
  if (difference.high < 0) return 'effective';
  return difference.share >= 0 && after.deviating > 0 ? 'ineffective' : 'unclear';
}
