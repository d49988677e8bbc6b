import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Exact } from './exact.ts';

const of = (text: string): Exact => {
  const exact = Exact.parse(text);
  if (exact === null) throw new Error(`${text} is no decimal`);
  return exact;
};

describe('an exact number', () => {
  it.each([
    ['2.675', '2.68'],
    ['1.005', '1.01'],
    ['-0.005', '-0.01'],
    ['0.004999', '0.00'],
    ['-0.004', '0.00'],
    ['9.3', '9.30'],
    ['1e-7', '0.00'],
    ['12.5e1', '125.00'],
  ])('%s is shown as %s', (text, shown) => {
    expect(of(text).toFixed()).toBe(shown);
  });

  it.each(['', 'NaN', '1,5', '0x10', '1e9999', '--1', '.5', '9'.repeat(61)])('is not "%s"', (text) => {
    expect(Exact.parse(text)).toBeNull();
  });

  it('prints a decimal as it is and anything else as a fraction', () => {
    expect(of('0.125').toString()).toBe('0.125');
    expect(Exact.ratio(2n, -6n).toString()).toBe('-1/3');
  });

  it('has no quotient over zero', () => {
    expect(Exact.ONE.dividedBy(Exact.ZERO)).toBeNull();
  });

  it('keeps the laws of a field', () => {
    const number = fc.tuple(fc.bigInt(-999n, 999n), fc.bigInt(1n, 99n)).map(([a, b]) => Exact.ratio(a, b));
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(
          a
            .plus(b)
            .times(c)
            .compare(a.times(c).plus(b.times(c))),
        ).toBe(0);
        expect(a.minus(b).plus(b).compare(a)).toBe(0);
        expect(a.times(b).dividedBy(b)?.compare(a)).toBe(b.isZero() ? undefined : 0);
        expect(Exact.parse(a.toFixed())?.compare(a.rounded())).toBe(0);
      }),
    );
  });
});
