/** Ranking: equal scores share a rank and the next ranks are skipped (1224); names in Vietnamese order among equals. */

export interface Ranked {
  readonly agency: string;
  /** Points, rounded to the cent. */
  readonly score: number;
  readonly rank: number;
}

const collator = new Intl.Collator('vi');

export function rank(
  scores: readonly { readonly agency: string; readonly score: number }[],
): readonly Ranked[] {
  const sorted = [...scores].sort((a, b) => b.score - a.score || collator.compare(a.agency, b.agency));
  let shared = 1;
  return sorted.map(({ agency, score }, index) => {
    if (score !== sorted[index - 1]?.score) shared = index + 1;
    return { agency, score, rank: shared };
  });
}
