import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from './instants.ts';

/** The last moment that a Date knows. */
const MOST = 8_640_000_000_000_000;

describe('instants', () => {
  it('are written as toISOString writes them, whatever the year', () => {
    const anywhere = fc.integer({ min: -MOST, max: MOST });
    const inOurTime = fc.integer({ min: Date.UTC(1900), max: Date.UTC(2100) });
    const atTheEdges = fc.constantFrom(
      -MOST,
      -86_400_001,
      -86_400_000,
      -1,
      0,
      1,
      86_399_999,
      86_400_000,
      MOST,
    );
    fc.assert(
      fc.property(fc.oneof(anywhere, inOurTime, atTheEdges), (ms) => {
        expect(instantOf(String(ms))).toBe(new Date(ms).toISOString());
      }),
      { numRuns: 1_000 },
    );
  });
});
