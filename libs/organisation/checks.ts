/** Relations between periods of validity, and the shape of the tree. */
import type { Agency, Validity } from './types.ts';

export function overlaps(a: Validity, b: Validity): boolean {
  return (b.validTo === null || a.validFrom <= b.validTo) && (a.validTo === null || b.validFrom <= a.validTo);
}

/** Is `inner` valid only on days on which `outer` is? */
export function within(inner: Validity, outer: Validity): boolean {
  const endsInside = outer.validTo === null || (inner.validTo !== null && inner.validTo <= outer.validTo);
  return outer.validFrom <= inner.validFrom && endsInside;
}

/** The records that share a key with another one on some day. Sorting makes neighbours of those that touch. */
export function overlapping<T extends Validity>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  return [...Map.groupBy(rows, keyOf).values()].flatMap((group) => {
    const sorted = group.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    return sorted.filter((row, index) => index > 0 && overlaps(sorted[index - 1]!, row));
  });
}

export function hasCycle(start: string, agencies: ReadonlyMap<string, Agency>): boolean {
  const seen = new Set<string>();
  for (let id: string | null = start; id !== null; id = agencies.get(id)?.parent ?? null) {
    if (seen.has(id)) return true;
    seen.add(id);
  }
  return false;
}
