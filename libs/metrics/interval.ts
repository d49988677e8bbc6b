/** How sure a share is, when it comes from few. */

export interface ShareInterval {
  /** 0 to 1. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Standard deviations on either side: 95 of 100 such intervals hold the true share. */
const Z95 = 1.959_963_984_540_054;

/** Wilson's score interval for `hits` of `n`; null: of none there is no share. */
export function wilson(hits: number, n: number, z = Z95): ShareInterval | null {
  if (n === 0) return null;
  const share = hits / n;
  const z2 = z * z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
