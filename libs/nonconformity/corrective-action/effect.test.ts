import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differenceOf, shareOf, verdictOn, type Tally } from './effect.ts';

const tally = fc
  .tuple(fc.integer({ min: 1, max: 2_000 }), fc.nat(2_000))
  .map(([dossiers, some]): Tally => ({ dossiers, deviating: Math.min(some, dossiers) }));
const period = { from: '2026-01-01T00:00:00.000Z' as never, to: '2026-02-01T00:00:00.000Z' as never };
const of = (dossiers: number, deviating: number): Tally => ({ dossiers, deviating });
const verdict = (before: Tally, after: Tally) =>
  verdictOn({ before: { ...before, ...period }, after: { ...after, ...period } }, 20);

describe('a share and its interval', () => {
  it('of none of 20 reaches z²/(n+z²), Wilson', () => {
    expect(shareOf(of(20, 0))).toMatchObject({ share: 0, low: 0 });
    expect(shareOf(of(20, 0))?.high).toBeCloseTo(0.119_16, 5);
    expect(shareOf(of(0, 0))).toBeNull();
  });

  it('lies around the share, within 0 and 1, and of the rest is its mirror', () => {
    fc.assert(
      fc.property(tally, (one) => {
        const { share, low, high } = shareOf(one)!;
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        expect(low >= 0 && high <= 1).toBe(true);
        const rest = shareOf(of(one.dossiers, one.dossiers - one.deviating))!;
        expect(rest.low).toBeCloseTo(1 - high, 9);
      }),
    );
  });

  it('a difference turned round is its own mirror, and of a share with itself holds nought', () => {
    fc.assert(
      fc.property(tally, tally, (a, b) => {
        const [there, back] = [differenceOf(a, b)!, differenceOf(b, a)!];
        expect(back.low).toBeCloseTo(-there.high, 9);
        const none = differenceOf(a, a)!;
        expect(none.low <= 0 && none.high >= 0).toBe(true);
      }),
    );
  });
});

describe('the verdict', () => {
  it.each([
    ['effective', of(58, 7), of(41, 1)],
    ['too-few', of(58, 7), of(19, 0)],
    ['unclear', of(58, 7), of(41, 3)],
    ['unclear', of(1_000, 1), of(41, 0)],
    ['unclear', of(0, 0), of(41, 0)],
    ['ineffective', of(58, 7), of(41, 5)],
    ['ineffective', of(58, 0), of(41, 2)],
  ])('is %s for %o before and %o after', (expected, before, after) => {
    expect(verdict(before, after)).toBe(expected);
  });

  it('is never effective where the later share is no lower', () => {
    fc.assert(
      fc.property(tally, tally, (before, after) => {
        if (after.deviating * before.dossiers < before.deviating * after.dossiers) return;
        expect(verdict(before, after)).not.toBe('effective');
      }),
    );
  });
});
