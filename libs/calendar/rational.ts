import type { Rational } from './types.ts';

/** The reduced fraction, or undefined where it is negative, has no denominator or can't be held exactly. */
export function rational(numerator: number, denominator = 1): Rational | undefined {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) return undefined;
  if (numerator < 0 || denominator <= 0) return undefined;
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export const ZERO: Rational = { numerator: 0, denominator: 1 };

/** The exact sum; throws where it can't be held exactly (a bug: printed times are bounded). */
export function addRational(a: Rational, b: Rational): Rational {
  const divisor = greatestCommonDivisor(a.denominator, b.denominator);
  const left = a.numerator * (b.denominator / divisor);
  const right = b.numerator * (a.denominator / divisor);
  return exact(rational(left + right, (a.denominator / divisor) * b.denominator));
}

/** The exact product with a positive whole number over a positive whole number. */
export function scaleRational(value: Rational, numerator: number, denominator = 1): Rational {
  return exact(rational(value.numerator * numerator, value.denominator * denominator));
}

export function toNumber(value: Rational): number {
  return value.numerator / value.denominator;
}

/** Whole part and the fraction that is left, 2,5 → 2 and 1/2. */
export function splitRational(value: Rational): { whole: number; fraction: Rational } {
  const rest = value.numerator % value.denominator;
  const whole = (value.numerator - rest) / value.denominator;
  return { whole, fraction: exact(rational(rest, value.denominator)) };
}

/** To the nearest whole number, a half up: the clock knows whole minutes only, and 0,33 ngày is 158,4 of them. */
export function roundRational(value: Rational): number {
  const { whole, fraction } = splitRational(value);
  return fraction.numerator * 2 >= fraction.denominator && fraction.numerator > 0 ? whole + 1 : whole;
}

function exact(value: Rational | undefined): Rational {
  if (value === undefined) throw new RangeError('a rational outside the safe integers');
  return value;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
