/**
 * Exact sums of printed times. Denominators multiply as fractions add up, past what a number can hold,
 * so they are kept as big integers; a decision's times must add up to the minute, never about.
 */
import { parseTerm, termFor, type Rational, type Term, type Unit } from '#libs/calendar';

/** Working minutes where hours or working days are meant; for calendar days 480 a day stands for the day. */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const MINUTES_PER_DAY = 480n;
const MINUTES_PER_HOUR = 60n;

export const NOTHING: Exact = { numerator: 0n, denominator: 1n };

export type AmountTerm = Extract<Term, { kind: 'amount' }>;

export function minutesOf(term: AmountTerm, totalUnit: Unit): Exact {
  const settled = termFor(term, totalUnit);
  const perUnit =
    settled.kind === 'amount' && settled.unit === 'working-hours' ? MINUTES_PER_HOUR : MINUTES_PER_DAY;
  const { numerator, denominator }: Rational = term.amount;
  return reduce(BigInt(numerator) * perUnit, BigInt(denominator));
}

export function add(a: Exact, b: Exact): Exact {
  return reduce(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function sumOf(amounts: Iterable<Exact>): Exact {
  let sum = NOTHING;
  for (const amount of amounts) sum = add(sum, amount);
  return sum;
}

/** Negative, zero or positive, as a is less than, equal to or more than b. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function equal(a: Exact, b: Exact): boolean {
  return compare(a, b) === 0;
}

export function max(a: Exact, b: Exact): Exact {
  return compare(a, b) >= 0 ? a : b;
}

export function minutesAsNumber(amount: Exact): number {
  return Number(amount.numerator) / Number(amount.denominator);
}

export function daysAsNumber(amount: Exact): number {
  return Number(amount.numerator) / Number(amount.denominator * MINUTES_PER_DAY);
}

/** For people: `9,5 ngày làm việc`, `80 giờ làm việc`, `15 ngày`. */
export function inWords(amount: Exact, unit: Unit): string {
  const number = unit === 'working-hours' ? minutesAsNumber(amount) / 60 : daysAsNumber(amount);
  const printed = String(Math.round(number * 1000) / 1000).replace('.', ',');
  return `${printed} ${UNIT_WORDS[unit]}`;
}

/** Reads one time as printed; undefined when it is no amount. */
export function amountTerm(printed: string): AmountTerm | undefined {
  const term = parseTerm(printed);
  return term.kind === 'amount' ? term : undefined;
}

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  'working-days': 'ngày làm việc',
  'working-hours': 'giờ làm việc',
  'calendar-days': 'ngày',
};

function reduce(numerator: bigint, denominator: bigint): Exact {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? NOTHING : { numerator: numerator / a, denominator: denominator / a };
}
