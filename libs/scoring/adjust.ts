/** Points added or taken off a total, each with the reading by which it was decided. */
import { Exact } from './exact.ts';
import { evaluateFormula, type LookUp } from './formula/evaluate.ts';
import { parseFormula } from './formula/parse.ts';
import { COUNTINGS, READINGS, type Adjustment, type Counting, type Reading, type Setting } from './types.ts';

/** One agency scored by the level below (or by itself), and verified by the level above. */
export interface ScorePair {
  readonly agency: string;
  readonly scored: number;
  readonly verified: number;
}

export interface AdjustmentLine {
  readonly id: string;
  readonly name: string;
  readonly state: 'applied' | 'not-met' | 'open';
  /** To the cent; 0 unless applied. */
  readonly points: number;
  /** The reading used, in words, to be printed beside the result. */
  readonly reading: string;
  /** Pairs that exceed the tolerance, whether or not the adjustment applies. */
  readonly exceeding: readonly ScorePair[];
}

type Overscored = Extract<Adjustment, { kind: 'overscored' }>;

/** How an `overscored` adjustment is to be read. */
interface Terms {
  readonly tolerance: number;
  readonly reading: Reading;
  readonly counted: Counting;
}

export function adjust(
  adjustment: Adjustment,
  settings: Readonly<Record<string, Setting>>,
  pairs: Readonly<Record<string, readonly ScorePair[]>>,
  lookUp: LookUp,
): AdjustmentLine {
  switch (adjustment.kind) {
    case 'condition':
      return adjustOnCondition(adjustment, lookUp);
    case 'overscored':
      return adjustOverscored(adjustment, termsOf(adjustment, settings), pairs[adjustment.of] ?? []);
    default:
      return adjustment satisfies never;
  }
}

function adjustOnCondition(
  adjustment: Extract<Adjustment, { kind: 'condition' }>,
  lookUp: LookUp,
): AdjustmentLine {
  const { id, name, points, when } = adjustment;
  const parsed = parseFormula(when);
  const outcome = parsed.ok ? evaluateFormula(parsed.expression, lookUp) : null;
  const base = { id, name, reading: when, exceeding: [] };
  if (outcome?.kind !== 'value') return { ...base, state: 'open', points: 0 };
  const met = outcome.value === true;
  return { ...base, state: met ? 'applied' : 'not-met', points: met ? points : 0 };
}

/**
 * Bắc Giang 2022: "a district that scored communes more than 10% higher than the province's verification loses 3". The
 * text doesn't say of what the 10% is, nor whether one commune is enough: both are the set's to say.
 */
function adjustOverscored(
  { id, name, points }: Overscored,
  terms: Terms | null,
  pairs: readonly ScorePair[],
): AdjustmentLine {
  if (terms === null)
    return { id, name, state: 'open', points: 0, reading: 'chưa rõ cách hiểu', exceeding: [] };
  const exceeding = pairs.filter(({ scored, verified }) => exceeds(terms, exact(scored), exact(verified)));
  const times = timesToApply(terms, pairs, exceeding.length);
  return {
    id,
    name,
    state: times === 0 ? 'not-met' : 'applied',
    points: exact(points).times(exact(times)).toNumber(),
    reading: describe(terms),
    exceeding,
  };
}

/** Null when a named setting is missing or holds something else. */
export function termsOf(
  { tolerance, reading, counted }: Overscored,
  settings: Readonly<Record<string, Setting>>,
): Terms | null {
  const held = (name: string) => settings[name]?.value ?? name;
  const read = READINGS.find((each) => each === held(reading));
  const count = COUNTINGS.find((each) => each === held(counted));
  return read === undefined || count === undefined ? null : { tolerance, reading: read, counted: count };
}

function timesToApply(terms: Terms, pairs: readonly ScorePair[], exceeding: number): number {
  switch (terms.counted) {
    case 'any':
      return Math.min(1, exceeding);
    case 'each':
      return exceeding;
    case 'average': {
      const [scored, verified] = [average(pairs, 'scored'), average(pairs, 'verified')];
      return scored !== null && verified !== null && exceeds(terms, scored, verified) ? 1 : 0;
    }
    default:
      return terms.counted satisfies never;
  }
}

function average(pairs: readonly ScorePair[], which: 'scored' | 'verified'): Exact | null {
  return pairs
    .reduce((total, pair) => total.plus(exact(pair[which])), Exact.ZERO)
    .dividedBy(exact(pairs.length));
}

/** Strictly more than the tolerance. */
function exceeds({ reading, tolerance }: Terms, scored: Exact, verified: Exact): boolean {
  const allowed = exact(tolerance);
  const margin = reading === 'points' ? allowed : verified.times(allowed).times(Exact.ratio(1n, 100n));
  return scored.compare(verified.plus(margin)) > 0;
}

function describe({ reading, tolerance, counted }: Terms): string {
  const more =
    reading === 'relative'
      ? `cao hơn quá ${tolerance}% điểm thẩm định (tương đối)`
      : `cao hơn quá ${tolerance} điểm (tuyệt đối)`;
  const count = { any: 'chỉ cần một đơn vị', average: 'tính bình quân', each: 'trừ theo từng đơn vị' }[
    counted
  ];
  return `${more}, ${count}`;
}

function exact(value: number): Exact {
  return Exact.of(value) ?? Exact.ZERO;
}
