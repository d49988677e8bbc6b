import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wilson } from './interval.ts';

describe('wilson', () => {
  it('is what the textbook has for 81 of 263', () => {
    const { low, high } = wilson(81, 263)!;
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it('says nothing of none', () => expect(wilson(0, 0)).toBeNull());

  it('holds the share, within 0 and 1, and narrows as more are asked', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (hits, misses) => {
        fc.pre(hits + misses > 0);
        const one = wilson(hits, hits + misses)!;
        const ten = wilson(10 * hits, 10 * (hits + misses))!;
        expect(one.low).toBeLessThanOrEqual(one.share + 1e-12);
        expect(one.high).toBeGreaterThanOrEqual(one.share - 1e-12);
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
      }),
    );
  });
});
