import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ScorePair } from './adjust.ts';
import { scoreAgency, withSettings, type ScoreInputs, type ScoreSheet } from './score.ts';
import { readSet } from './set-file/read.ts';
import { SHIPPED_SETS } from './shipped.ts';
import { sideBySide } from './stages.ts';
import type { CriteriaSet, Scalar } from './types.ts';

function setOf(text: string): CriteriaSet {
  const { set, findings } = readSet(text);
  if (set === null || findings.length > 0) throw new Error(JSON.stringify(findings));
  return set;
}

function shipped(id: string, settings: Record<string, Scalar> = {}): CriteriaSet {
  const url = SHIPPED_SETS.get(id);
  const result = withSettings(setOf(url === undefined ? '' : readFileSync(url, 'utf8')), settings);
  if (result.set === null) throw new Error(result.refused);
  return result.set;
}

/** The sheet of a set with this one criterion. */
function score(
  criterion: string,
  metrics: ScoreInputs['metrics'] = {},
  more: Partial<ScoreInputs> = {},
): ScoreSheet {
  return scoreAgency(setOf(`criteria: [{id: A, max: 10, ${criterion}}]`), { metrics, ...more });
}

const pointsOf = (sheet: ScoreSheet) => sheet.criteria[0]?.points;
const stateOf = (sheet: ScoreSheet) => sheet.criteria[0]?.state;

describe('a computed criterion', () => {
  const rate = 'formula: dossiers_on_time / dossiers_done, whenDividedByZero: zero';
  const of = (on: number, done: number) => ({ dossiers_on_time: on, dossiers_done: done });

  it('gives what its formula says, half up to the cent, within 0 and its maximum', () => {
    const formula = 'formula: 10 * dossiers_on_time / dossiers_done, whenDividedByZero: zero';
    expect(pointsOf(score(formula, of(2, 3)))).toBe(6.67);
    expect(pointsOf(score(formula, of(1, 800)))).toBe(0.01);
    expect(pointsOf(score(formula, of(4, 3)))).toBe(10);
    expect(pointsOf(score('formula: 1 - 5'))).toBe(0);
  });

  it('is proportional below its threshold and full from it on', () => {
    const points = (on: number) => pointsOf(score(`${rate}, threshold: 0.8`, of(on, 100)));
    expect([points(80), points(79), points(40), points(100)]).toEqual([10, 9.88, 5, 10]);
  });

  it('climbs steps whose edges are closed or open', () => {
    const steps = 'steps: [{from: 0.9, points: 10}, {above: 0.5, points: 4}, {from: 0.2, points: 1}]';
    const points = (on: number) => pointsOf(score(`${rate}, ${steps}`, of(on, 100)));
    expect([90, 89, 51, 50, 20, 19].map(points)).toEqual([10, 4, 4, 1, 1, 0]);
  });

  it('takes off for each one counted, down to nothing', () => {
    const points = (late: number) =>
      pointsOf(score('formula: dossiers_late / 1, each: 0.25', { dossiers_late: late }));
    expect([0, 3, 40, 41].map(points)).toEqual([10, 9.25, 0, 0]);
  });

  it.each([
    ['zero', 'scored', 0],
    ['full', 'scored', 10],
    ['not-applicable', 'not-applicable', null],
    ['refuse', 'open', null],
  ])('divided by zero is %s', (declared, state, points) => {
    const sheet = score(
      `formula: 10 * dossiers_on_time / dossiers_done, whenDividedByZero: ${declared}`,
      of(0, 0),
    );
    expect(stateOf(sheet)).toBe(state);
    expect(pointsOf(sheet)).toBe(points);
    expect(sheet.criteria[0]?.explanation).toContain('bằng 0');
  });

  it('stays open while a figure is missing, and shows those it has', () => {
    const sheet = score('formula: dossiers_on_time / dossiers_done', { dossiers_done: 4 });
    expect(sheet.criteria[0]).toMatchObject({ state: 'open', points: null, inputs: { dossiers_done: 4 } });
    expect(sheet.complete).toBe(false);
  });

  it('opens to its formula, its inputs and an explanation', () => {
    expect(score(`${rate}, threshold: 0.8`, of(79, 100)).criteria[0]).toMatchObject({
      formula: 'dossiers_on_time / dossiers_done',
      inputs: of(79, 100),
      explanation: '0.79 × 10 / 0.8 = 9.875 điểm',
    });
  });
});

describe('evidence, judgement and a mix', () => {
  const document = { number: '12/QĐ-UBND', date: '2025-02-03' };

  it('a document earns the maximum, or the points given; none earns nothing', () => {
    const evidence = (A: object) =>
      pointsOf(score('how: evidence', {}, { evidence: { A: { documents: [], ...A } } }));
    expect(evidence({ documents: [document] })).toBe(10);
    expect(evidence({ documents: [document], points: 4.5 })).toBe(4.5);
    expect(evidence({})).toBe(0);
    expect(stateOf(score('how: evidence'))).toBe('open');
  });

  it('a judgement carries who and why', () => {
    const judgements = { A: { points: 7, by: 'Tổ thẩm định', reason: 'thiếu hai biên bản' } };
    expect(score('how: judged', {}, { judgements }).criteria[0]).toMatchObject({
      points: 7,
      explanation: 'Tổ thẩm định chấm: thiếu hai biên bản',
    });
  });

  it('a mix is the sum of its parts, and open while a part is', () => {
    const mixed = 'parts: [{id: c, max: 4, formula: 3}, {id: j, max: 6, how: judged}]';
    expect(stateOf(score(mixed))).toBe('open');
    const judgements = { 'A/j': { points: 5, by: 'x', reason: '' } };
    expect(pointsOf(score(mixed, {}, { judgements }))).toBe(8);
    expect(pointsOf(score(mixed, {}, { judgements, notApplicable: { 'A/c': 'không có' } }))).toBe(8.33);
  });
});

describe('what does not apply', () => {
  const set = (rule: string) =>
    setOf(
      `whenNotApplicable: ${rule}\ncriteria: [{id: A, max: 60, formula: 45}, {id: B, max: 40, how: judged}]`,
    );
  const inputs = { metrics: {}, notApplicable: { B: 'không phát sinh' } };

  it.each([
    ['rescale', 75, 60],
    ['zero', 45, 100],
    ['full', 85, 100],
  ])('%s', (rule, total, maxApplicable) => {
    const sheet = scoreAgency(set(rule), inputs);
    expect(sheet).toMatchObject({ total, maxApplicable, rescaled: rule === 'rescale', complete: true });
  });
});

describe('Bắc Giang 2022', () => {
  const judgements = { others: { points: 90, by: 'BCĐ', reason: '' } };
  const district = (
    metrics: Record<string, number>,
    communes: ScorePair[],
    settings: Record<string, Scalar> = {},
  ) => scoreAgency(shipped('bac-giang-2022', settings), { metrics, judgements, pairs: { communes } });
  const communes = (all: number, at80: number) => ({ communes: all, communes_at_least_80: at80 });
  const pair = (scored: number, verified: number) => ({ agency: 'xã', scored, verified });
  const lost = (communesOf: ScorePair[], settings: Record<string, Scalar>) =>
    district(communes(20, 20), communesOf, settings).adjustments[0]?.points;

  it('a district with all its communes at 80 or more gets 3 in 15.2', () => {
    expect(district(communes(20, 20), []).total).toBe(93);
    expect(district(communes(20, 19), []).total).toBe(90);
    expect(district(communes(20, 19), [], { partial_credit: true }).total).toBe(92.85);
    expect(district(communes(0, 0), []).criteria[1]?.points).toBe(3);
  });

  it('one that scored its communes over 10% too high loses 3, in either reading, and the reading is printed', () => {
    const relative = { overscoring_reading: 'relative' };
    const points = { overscoring_reading: 'points' };
    expect(lost([pair(89, 80)], relative)).toBe(-3);
    expect(lost([pair(88, 80)], relative)).toBe(0);
    expect(lost([pair(90, 80)], points)).toBe(0);
    expect(lost([pair(90.01, 80)], points)).toBe(-3);
    const sheet = district(communes(20, 20), [pair(89, 80)], points);
    expect(sheet.adjustments[0]).toMatchObject({
      state: 'not-met',
      reading: expect.stringContaining('quá 10 điểm'),
    });
    expect(sheet.settings).toMatchObject({ overscoring_reading: 'points' });
  });

  it('once for any, by the average, or once for each', () => {
    const pairs = [pair(95, 80), pair(92, 80), pair(60, 80)];
    expect(lost(pairs, { overscoring_counted: 'any' })).toBe(-3);
    expect(lost(pairs, { overscoring_counted: 'each' })).toBe(-6);
    expect(lost(pairs, { overscoring_counted: 'average' })).toBe(0);
    expect(lost([], { overscoring_counted: 'average' })).toBe(0);
  });

  it('knows no other reading', () => {
    expect(() => shipped('bac-giang-2022', { overscoring_reading: 'both' })).toThrow('overscoring_reading');
    expect(() => shipped('bac-giang-2022', { toString: 1 })).toThrow('toString');
  });
});

it('a total is never under 0 nor over the set, and has the class of its band', () => {
  const set = (formula: number, points: number) =>
    setOf(
      `criteria: [{id: A, max: 100, formula: ${formula}}]\nbands: [{name: đạt, min: 50}, {name: không, min: 0}]\n` +
        `adjustments: [{id: d, kind: condition, points: ${points}, when: dossiers_late > 0}]`,
    );
  const total = (formula: number, points: number, late = 1) =>
    scoreAgency(set(formula, points), { metrics: { dossiers_late: late } });
  expect(total(2, -3)).toMatchObject({ subtotal: 2, total: 0, band: 'không' });
  expect(total(99, 3)).toMatchObject({ total: 100, band: 'đạt' });
  expect(total(50, -3, 0)).toMatchObject({ total: 50, band: 'đạt' });
});

it('more dossiers in time never cost a point of the proposed set', () => {
  const set = shipped('proposed-100');
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), (a, b) => {
      const total = (on: number) =>
        scoreAgency(set, { metrics: { dossiers_on_time: on, dossiers_done: 500 } }).criteria.find(
          ({ id }) => id === 'P06',
        );
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((on) => total(on)?.points ?? 0);
      expect(low).toBeLessThanOrEqual(high ?? 0);
    }),
  );
});

it('stages stand side by side, with the reasons of their differences', () => {
  const at = (points: number) =>
    score('how: judged', {}, { judgements: { A: { points, by: 'x', reason: '' } } });
  const lines = sideBySide(
    { self: at(9.1), reviewed: at(8), final: at(8) },
    { reviewed: { A: 'thiếu minh chứng' } },
  );
  expect(lines).toEqual([
    {
      id: 'A',
      name: '',
      max: 10,
      points: { self: 9.1, reviewed: 8, final: 8 },
      differences: [{ from: 'self', to: 'reviewed', points: -1.1, reason: 'thiếu minh chứng' }],
    },
  ]);
});
