/** How many forms are enough. */

/** Of the normal distribution, for 95 %. */
const Z = 1.96;
const MARGIN = 0.1;
/** The share of which the widest sample is needed. */
const HALF_BY_HALF = 0.25;

/**
 * Forms needed to know the share of satisfied applicants within ten points either way, 95 times of 100, when so many
 * dossiers were done: Cochran's sample with the correction for a finite population. No decree that was read sets a
 * number; an agency's own plan (its record's `answersRequired`) stands before this one.
 */
export function formsRequired(dossiers: number): number {
  const spread = Z * Z * HALF_BY_HALF;
  return dossiers === 0 ? 0 : Math.ceil((dossiers * spread) / (MARGIN * MARGIN * (dossiers - 1) + spread));
}
