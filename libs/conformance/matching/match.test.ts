import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DIFFERENCE_KINDS, keyOfDifference } from '../compare/types.ts';
import { matchOf, matchRuleOn, readMatchRules, SHIPPED_MATCH_RULES } from './match.ts';

const RULES = readMatchRules(readFileSync(SHIPPED_MATCH_RULES, 'utf8'));
const [FIRST] = RULES;
const NONE = new Set<string>();

describe('a procedure matches the software', () => {
  it('unless a counted difference is in more of the cases than the rule tolerates', () => {
    const at = (cases: number, kind: 'missing' | 'slow' | 'foreign' = 'missing') =>
      matchOf({ cases: 100, differences: [{ kind, at: 'B2', cases }] }, NONE, FIRST!).matches;
    expect([at(5), at(6), at(100, 'slow'), at(100, 'foreign')]).toEqual([true, false, true, true]);
    expect(matchOf({ cases: 0, differences: [] }, NONE, FIRST!).matches).toBe(false);
  });

  const differences = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom(...DIFFERENCE_KINDS),
      at: fc.constantFrom('B1', 'B2', 'B3'),
      cases: fc.integer({ min: 1, max: 50 }),
    }),
    { selector: keyOfDifference },
  );

  it('no less when another difference is answered; and at last when all are', () => {
    fc.assert(
      fc.property(differences, fc.integer({ min: 50, max: 60 }), fc.nat(), (found, cases, nth) => {
        const compared = { cases, differences: found };
        const before = matchOf(compared, NONE, FIRST!);
        expect(before.matches).toBe(before.open.length === 0);
        const one = found[nth % Math.max(1, found.length)];
        const after = matchOf(compared, new Set(one ? [keyOfDifference(one)] : []), FIRST!);
        expect(after.open.length).toBeLessThanOrEqual(before.open.length);
        expect(after.open.length + after.answered.length).toBe(before.open.length);
        expect(matchOf(compared, new Set(found.map(keyOfDifference)), FIRST!).matches).toBe(true);
      }),
    );
  });

  it('by the edition of the rule that holds on the day; editions follow one another', () => {
    const later = { ...FIRST!, edition: 2, validFrom: '2030-01-01', tolerance: 0 };
    const both = readMatchRules(JSON.stringify([FIRST, later]));
    expect(['2019', '2029', '2030'].map((y) => matchRuleOn(both, `${y}-06-01`).edition)).toEqual([1, 1, 2]);
    expect(() => readMatchRules(JSON.stringify([later, FIRST]))).toThrow('follows the one before');
  });
});
