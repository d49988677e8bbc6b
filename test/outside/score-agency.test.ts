/** Generated agencies under every shipped set: each criterion and total equals an outside computation to the cent. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  readSet,
  scoreAgency,
  SHIPPED_SETS,
  withSettings,
  type CriteriaSet,
  type ScoreInputs,
} from '#libs/scoring';
import { hasPython, outside } from './python.ts';

/** The year of the province: 41 agencies under decision 19/2014, 209 communes, 3 public units. */
const AGENCIES = 253;
const SEED = 20251231;

/** A set with every scale, rule and adjustment, which the shipped ones don't all use. */
const EVERYTHING = `
id: everything
total: 100
whenNotApplicable: rescale
settings: {bonus: 1.5}
criteria:
  - {id: steps, max: 20, formula: dossiers_on_time / dossiers_done, whenDividedByZero: full,
     steps: [{from: 0.9, points: 20}, {above: 0.5, points: 10.5}, {from: 0.25, points: 3}]}
  - {id: deduction, max: 15, formula: "dossiers_late / max(1, dossiers_done) * 100", each: 0.35}
  - {id: threshold, max: 25, formula: "min(1, steps_on_time / steps_done)", threshold: 0.95, whenDividedByZero: not-applicable}
  - {id: points, max: 10, formula: "board_in_force && !(year_plan_in_time) ? bonus * 10 / 3 : 7 / 3"}
  - {id: document, max: 10, how: evidence, whenNotApplicable: zero}
  - {id: mixed, max: 20, parts: [{id: a, max: 7, formula: 7 * communes_at_least_80 / communes, whenDividedByZero: not-applicable},
                                  {id: b, max: 13, how: judged}]}
adjustments:
  - {id: late, kind: condition, points: -1.25, when: dossiers_late > dossiers_on_time}
  - {id: over, kind: overscored, of: communes, points: -3, tolerance: 10, reading: points, counted: each}
`;

function setOf(text: string): CriteriaSet {
  const { set, findings } = readSet(text);
  if (set === null || findings.length > 0) throw new Error(JSON.stringify(findings));
  return set;
}

const sets: [string, CriteriaSet][] = [
  ['everything', setOf(EVERYTHING)],
  ...[...SHIPPED_SETS]
    .map(([id, url]): [string, CriteriaSet] => [id, setOf(readFileSync(url, 'utf8'))])
    .filter(([, set]) => set.criteria.length > 0),
];

function agencyOf(set: CriteriaSet): fc.Arbitrary<ScoreInputs> {
  const metrics = fc.record(
    Object.fromEntries(Object.entries(set.metrics).map(([name, { unit }]) => [name, metricOf(unit)])),
    { requiredKeys: [] },
  );
  const cents = fc.integer({ min: 0, max: 1000 }).map((cent) => cent / 100);
  const keys = set.criteria.flatMap(({ id, scoring }) => [
    id,
    ...(scoring.how === 'mixed' ? scoring.parts.map((part) => `${id}/${part.id}`) : []),
  ]);
  const some = <T>(value: fc.Arbitrary<T>) =>
    fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });
  const judgement = fc.record({ points: cents, reason: fc.constant('r'), by: fc.constant('b') });
  const document = fc.constant({ number: '1', date: '2025-01-01' });
  const evidence = fc.oneof(
    fc.record({ documents: fc.array(document, { maxLength: 1 }) }),
    fc.record({ documents: fc.constant([]), points: cents }),
  );
  const pair = fc.record({
    agency: fc.constant('x'),
    scored: fc.integer({ min: 0, max: 100 }),
    verified: fc.integer({ min: 40, max: 100 }),
  });
  const pairs = fc.array(pair, { maxLength: 4 }).map((list) => ({ communes: list, self: list.slice(0, 1) }));
  const notApplicable = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: some(fc.constant('không phát sinh')).map((all) =>
        Object.fromEntries(Object.entries(all).slice(0, 2)),
      ),
    },
  );
  return fc.record({
    metrics,
    evidence: some(evidence),
    judgements: some(judgement),
    pairs,
    notApplicable,
  }) as fc.Arbitrary<ScoreInputs>;
}

function metricOf(unit: string): fc.Arbitrary<number | boolean> {
  if (unit === 'flag') return fc.boolean();
  if (unit === 'ratio') return fc.integer({ min: 0, max: 1000 }).map((permille) => permille / 1000);
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 400 }) },
  );
}

const cent = (points: number) => Math.round(points * 100);

describe('scores equal an outside computation to the cent', () => {
  (hasPython ? it : it.skip).each(sets)('%s', (_, set) => {
    const agencies = fc.sample(agencyOf(set), { numRuns: AGENCIES, seed: SEED });
    const sheets = agencies.map((inputs) => scoreAgency(set, inputs));
    const ours = sheets.map(({ criteria, total }) => ({
      points: Object.fromEntries(
        criteria.map(({ id, state, points }) => [id, points === null ? state : cent(points)]),
      ),
      total: cent(total),
    }));
    expect(ours).toEqual(outside('score_agency.py', [], JSON.stringify({ set, agencies })));
  });

  (hasPython ? it : it.skip)('under every reading of the 10% of 2022', () => {
    const [, base] = sets.find(([id]) => id === 'bac-giang-2022') ?? ['', setOf('bands: []')];
    const agencies = fc.sample(agencyOf(base), { numRuns: AGENCIES, seed: SEED });
    for (const reading of base.settings['overscoring_reading']?.choices ?? []) {
      for (const counted of base.settings['overscoring_counted']?.choices ?? []) {
        const { set } = withSettings(base, { overscoring_reading: reading, overscoring_counted: counted });
        const totals =
          set === null ? [] : agencies.map((inputs) => ({ total: cent(scoreAgency(set, inputs).total) }));
        expect(totals).toHaveLength(AGENCIES);
        expect(outside('score_agency.py', [], JSON.stringify({ set, agencies }))).toMatchObject(totals);
      }
    }
  });
});
