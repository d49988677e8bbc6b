/**
 * Exact numbers. Points and percentages are fractions of whole numbers until they are shown; they are rounded once,
 * half away from zero ("half up" for the non-negative), because 2.675 must give 2.68 whatever a double makes of it.
 */

/** Decimal places of points and percentages as shown. */
export const SHOWN_DECIMALS = 2;
/** More digits than any score has, few enough that a hostile exponent can't fill the memory. */
const MAX_DECIMAL_LENGTH = 60;
const MAX_EXPONENT = 400;
/** A longer decimal reads better as a fraction. */
const EXACT_DECIMALS = 12;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;

export class Exact {
  readonly over: bigint;
  readonly under: bigint;

  static readonly ZERO = new Exact(0n, 1n);
  static readonly ONE = new Exact(1n, 1n);

  /** In lowest terms; `under` is positive. */
  private constructor(over: bigint, under: bigint) {
    this.over = over;
    this.under = under;
  }

  static ratio(over: bigint, under: bigint): Exact {
    if (under === 0n) throw new RangeError('a fraction over zero');
    const sign = under < 0n ? -1n : 1n;
    const divisor = gcd(over < 0n ? -over : over, under * sign);
    return new Exact((over * sign) / divisor, (under * sign) / divisor);
  }

  /** A decimal as written: `90`, `13.95`, `-0.5`, `1e-7`; null when it is none. */
  static parse(text: string): Exact | null {
    const match = text.length > MAX_DECIMAL_LENGTH ? null : DECIMAL.exec(text);
    if (match === null) return null;
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    const places = fraction.length - Number(exponent);
    if (Math.abs(places) > MAX_EXPONENT) return null;
    const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
    return places >= 0
      ? Exact.ratio(digits, 10n ** BigInt(places))
      : Exact.ratio(digits * 10n ** BigInt(-places), 1n);
  }

  /** Of a number the decimal that it prints as: 0.1 is a tenth. Null for NaN and the infinities. */
  static of(value: number | bigint): Exact | null {
    return typeof value === 'bigint' ? Exact.ratio(value, 1n) : Exact.parse(String(value));
  }

  plus(other: Exact): Exact {
    return Exact.ratio(this.over * other.under + other.over * this.under, this.under * other.under);
  }

  minus(other: Exact): Exact {
    return this.plus(other.negated());
  }

  times(other: Exact): Exact {
    return Exact.ratio(this.over * other.over, this.under * other.under);
  }

  /** Null over zero: who divides says what that means. */
  dividedBy(other: Exact): Exact | null {
    return other.isZero() ? null : Exact.ratio(this.over * other.under, this.under * other.over);
  }

  negated(): Exact {
    return new Exact(-this.over, this.under);
  }

  isZero(): boolean {
    return this.over === 0n;
  }

  /** Negative, zero or positive. */
  compare(other: Exact): number {
    const difference = this.over * other.under - other.over * this.under;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  min(other: Exact): Exact {
    return this.compare(other) <= 0 ? this : other;
  }

  max(other: Exact): Exact {
    return this.compare(other) >= 0 ? this : other;
  }

  /** Half away from zero. */
  rounded(decimals = SHOWN_DECIMALS): Exact {
    const scale = 10n ** BigInt(decimals);
    const magnitude = this.over < 0n ? -this.over : this.over;
    const units = (2n * magnitude * scale + this.under) / (2n * this.under);
    return Exact.ratio(this.over < 0n ? -units : units, scale);
  }

  /** Rounded, as a number: `13.95`. */
  toNumber(decimals = SHOWN_DECIMALS): number {
    return Number(this.toFixed(decimals));
  }

  /** Rounded, with all its places: `9.30`. */
  toFixed(decimals = SHOWN_DECIMALS): string {
    const { over, under } = this.rounded(decimals);
    const units = ((over < 0n ? -over : over) * 10n ** BigInt(decimals)) / under;
    const digits = units.toString().padStart(decimals + 1, '0');
    const whole = digits.slice(0, digits.length - decimals);
    const sign = over < 0n ? '-' : '';
    return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
  }

  /** Exactly, when it is a decimal; otherwise as a fraction: `0.125`, `2/3`. */
  toString(): string {
    for (let decimals = 0; decimals <= EXACT_DECIMALS; decimals += 1) {
      if ((this.over * 10n ** BigInt(decimals)) % this.under === 0n) return this.toFixed(decimals);
    }
    return `${this.over}/${this.under}`;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
