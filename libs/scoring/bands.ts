/** Bands (classes): their edges, open or closed, and what is wrong with a row of them. */
import { Exact } from './exact.ts';
import type { Band, Edge, Finding } from './types.ts';

/** Edges as far as the set states them. */
export interface StatedBand {
  readonly name: string;
  readonly lower: Edge | null;
  readonly upper: Edge | null;
}

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const INTERVAL = new RegExp(String.raw`^\s*([[(\]])\s*${NUMBER}?\s*[,;]\s*${NUMBER}?\s*([\])[])\s*$`);

/** `[80, 90)`, or as in French and Vietnamese textbooks `[80; 90[`. Null when it is no interval. */
export function readInterval(text: string): Omit<StatedBand, 'name'> | null {
  const match = INTERVAL.exec(text);
  if (match === null) return null;
  const [, left, from, to, right] = match;
  return {
    lower: from === undefined ? null : { at: decimal(from), closed: left === '[' },
    upper: to === undefined ? null : { at: decimal(to), closed: right === ']' },
  };
}

/** A band as decisions print it: "từ trên 80 đến dưới 90", "từ 90 điểm trở lên", "dưới 50". Null when it says nothing. */
export function readPrinted(text: string): Omit<StatedBand, 'name'> | null {
  const plain = text.normalize('NFC').toLowerCase().replaceAll('điểm', '');
  const open = new RegExp(String.raw`trên\s*${NUMBER}`).exec(plain);
  const closed = new RegExp(String.raw`(?:từ|ít nhất)\s*${NUMBER}|${NUMBER}\s*trở lên`).exec(plain);
  const below = new RegExp(String.raw`(?:dưới|nhỏ hơn)\s*${NUMBER}`).exec(plain);
  const upTo = new RegExp(
    String.raw`(?:đến|đến hết|không quá|tối đa)\s*${NUMBER}|${NUMBER}\s*trở xuống`,
  ).exec(plain);
  const lower = edge(open, false) ?? edge(closed, true);
  const upper = edge(below, false) ?? edge(upTo, true);
  return lower === null && upper === null ? null : { lower, upper };
}

function edge(match: RegExpExecArray | null, closed: boolean): Edge | null {
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? null : { at: decimal(digits), closed };
}

function decimal(text: string): number {
  return Number(text.replace(',', '.'));
}

/**
 * An edge that isn't stated is where the neighbour begins or ends, so that the two meet; at the ends of the scale it
 * is 0 or the total, closed. A band without any edge has none.
 */
export function completeBands(bands: readonly StatedBand[], total: number): readonly Band[] {
  return bands.map(({ name, lower, upper }) => {
    if (lower === null && upper === null) return { name, edges: null };
    const neighbours = bands.filter((each) => each.name !== name);
    return {
      name,
      edges: {
        lower: lower ?? meeting(neighbours, 'upper', upper) ?? { at: 0, closed: true },
        upper: upper ?? meeting(neighbours, 'lower', lower) ?? { at: total, closed: true },
      },
    };
  });
}

/** The nearest stated edge of a neighbour beyond `from`, turned to its other side. */
function meeting(bands: readonly StatedBand[], side: 'lower' | 'upper', from: Edge | null): Edge | null {
  if (from === null) return null;
  const sign = side === 'lower' ? 1 : -1;
  const edges = bands.flatMap((band) => band[side] ?? []).filter(({ at }) => (at - from.at) * sign > 0);
  const [nearest] = edges.sort((a, b) => (a.at - b.at) * sign);
  return nearest === undefined ? null : { at: nearest.at, closed: !nearest.closed };
}

export function contains(band: Band, score: Exact): boolean {
  if (band.edges === null) return false;
  const { lower, upper } = band.edges;
  const above = score.compare(exact(lower.at));
  const below = score.compare(exact(upper.at));
  return (lower.closed ? above >= 0 : above > 0) && (upper.closed ? below <= 0 : below < 0);
}

function exact(value: number): Exact {
  return Exact.of(value) ?? Exact.ZERO;
}

/** Every score from 0 to the total lies in exactly one band, or here is where it doesn't. */
export function lintBands(bands: readonly Band[], total: number): readonly Finding[] {
  const findings: Finding[] = [];
  const found = (code: string, where: string, message: string) =>
    findings.push({ code, severity: 'error', where, message });
  const edged = bands.flatMap(({ name, edges }) => (edges === null ? [] : [{ name, ...edges }]));
  if (edged.length === 0) return findings;
  for (const { name, edges } of bands) {
    const where = `bands.${name}`;
    if (edges === null) {
      found('band-without-edges', where, `mức "${name}" không nêu ngưỡng, các mức khác có nêu`);
      continue;
    }
    const { lower, upper } = edges;
    if (lower.at < 0 || upper.at > total) {
      found('band-outside', where, `mức "${name}" ${show(edges)} vượt ngoài thang điểm [0, ${total}]`);
    }
    if (lower.at > upper.at || (lower.at === upper.at && !(lower.closed && upper.closed))) {
      found('band-empty', where, `mức "${name}" ${show(edges)} không chứa điểm nào`);
    }
  }
  const sorted = edged
    .filter(({ lower, upper }) => lower.at <= upper.at)
    .sort((a, b) => a.lower.at - b.lower.at || Number(b.lower.closed) - Number(a.lower.closed));
  /** How far the scale is covered: up to `at`, which itself is covered when closed. */
  let covered: Edge & { by: string } = { at: 0, closed: false, by: '' };
  for (const { name, lower, upper } of sorted) {
    const where = covered.by === '' ? `bands.${name}` : `bands.${covered.by}, bands.${name}`;
    if (lower.at > covered.at || (lower.at === covered.at && !lower.closed && !covered.closed)) {
      const gap = {
        lower: { at: covered.at, closed: !covered.closed },
        upper: { at: lower.at, closed: !lower.closed },
      };
      found('band-gap', where, `điểm ${show(gap)} không thuộc mức nào`);
    } else if (covered.by !== '' && (lower.at < covered.at || (lower.closed && covered.closed))) {
      const end = upper.at < covered.at ? upper : covered;
      found(
        'band-overlap',
        where,
        `điểm ${show({ lower, upper: end })} thuộc cả "${covered.by}" lẫn "${name}"`,
      );
    }
    if (upper.at > covered.at || (upper.at === covered.at && upper.closed)) covered = { ...upper, by: name };
  }
  if (covered.at < total || (covered.at === total && !covered.closed)) {
    const gap = { lower: { at: covered.at, closed: !covered.closed }, upper: { at: total, closed: true } };
    found('band-gap', `bands.${covered.by}`, `điểm ${show(gap)} không thuộc mức nào`);
  }
  return findings;
}

export function show({ lower, upper }: { lower: Edge; upper: Edge }): string {
  if (lower.at === upper.at && lower.closed && upper.closed) return `đúng ${lower.at}`;
  return `${lower.closed ? '[' : '('}${lower.at}, ${upper.at}${upper.closed ? ']' : ')'}`;
}
