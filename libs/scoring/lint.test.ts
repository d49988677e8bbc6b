import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { lintText } from './lint.ts';
import { SHIPPED_SETS } from './shipped.ts';

const codes = (text: string) => lintText(text).findings.map(({ code, where }) => `${code} ${where}`);
const BANDS = 'bands: [{name: a, min: 50}, {name: b, min: 0}]';
const one = (criterion: string, more = '') =>
  `total: 10\ncriteria:\n  - {id: A, max: 10, ${criterion}}\n${more}`;

describe('the sets that come with the product', () => {
  it.each([...SHIPPED_SETS])('%s', (id, url) => {
    const report = lintText(readFileSync(url, 'utf8'));
    const printed = id === 'bac-giang-2014-printed';
    expect(report.ok).toBe(!printed);
    expect(report.findings.map(({ code }) => code)).toEqual(printed ? Array(4).fill('band-gap') : []);
  });

  it('the bands of 2014 as printed leave out exactly 90, 80, 70 and all up to 50', () => {
    const url = SHIPPED_SETS.get('bac-giang-2014-printed');
    const report = lintText(url === undefined ? '' : readFileSync(url, 'utf8'));
    const texts = report.findings.map(({ message }) => /điểm (.*) không/.exec(message)?.[1]);
    expect(texts).toEqual(['[0, 50]', 'đúng 70', 'đúng 80', 'đúng 90']);
  });
});

describe('a set is refused for', () => {
  it.each([
    ['a broken file', 'a: [1,\nb: 2', 'unreadable dòng 2, cột 1'],
    ['no mapping', '- 1', 'not-a-set '],
    ['nothing in it', 'id: x', 'empty-set '],
    ['a sum that differs', one('formula: 10').replace('total: 10', 'total: 12'), 'sum-differs total'],
    [
      "a group's sum that differs",
      'total: 3\ngroups: [{id: g, max: 4, criteria: [{id: A, max: 3}]}]',
      'group-sum-differs groups.g',
    ],
    ['parts that differ', one('parts: [{id: p, max: 9}]'), 'parts-sum-differs criteria.A'],
    ['an unknown metric', one('formula: unheard'), 'formula-unknown-metric criteria.A.formula'],
    ['an unreadable formula', one('formula: "1 +"'), 'formula-unreadable criteria.A.formula'],
    ['a count for points', one('formula: dossiers_late'), 'formula-unit criteria.A.formula'],
    ['a yes or no for points', one('formula: board_in_force'), 'formula-type criteria.A.formula'],
    ['a threshold of nothing', one('formula: "0.5", threshold: 0'), 'invalid-value criteria.A.threshold'],
    [
      'a step over the maximum',
      one('formula: 1, steps: [{from: 0, points: 11}]'),
      'step-over-max criteria.A.steps',
    ],
    [
      'steps from the same edge',
      one('formula: 1, steps: [{from: 0, points: 1}, {from: 0, points: 10}]'),
      'step-repeated criteria.A.steps',
    ],
    ['two scales', one('formula: 1, each: 1, threshold: 1'), 'invalid-value criteria.A'],
    ['a computed criterion without formula', one('how: computed'), 'missing-value criteria.A'],
    ['no maximum', 'criteria: [{id: A}]', 'missing-value criteria.A'],
    ['a negative maximum', 'criteria: [{id: A, max: -1}]', 'invalid-value criteria.A.max'],
    ['the same criterion twice', 'criteria: [{id: A, max: 1}, {id: A, max: 1}]', 'duplicate-name criteria.A'],
    ['the same band twice', 'bands: [{name: a, min: 50}, {name: a, min: 0}]', 'duplicate-name bands.a'],
    [
      'a setting off its choices',
      `${BANDS}\nsettings: {s: {value: 1, choices: [2]}}`,
      'invalid-value settings.s',
    ],
    [
      'a reading nobody knows',
      `${BANDS}\nadjustments: [{id: d, kind: overscored, points: -3, tolerance: 10, reading: s}]`,
      'invalid-value adjustments.d',
    ],
    [
      'a condition that is a number',
      `${BANDS}\nadjustments: [{id: d, kind: condition, points: -3, when: "1"}]`,
      'formula-type adjustments.d.when',
    ],
    [
      'a validity that ends before it starts',
      `${BANDS}\nvalid: {from: 2025-01-01, to: 2024-01-01}`,
      'validity-reversed valid',
    ],
    ['a date that is none', `${BANDS}\nvalidFrom: 2025-02-30`, 'invalid-value validFrom'],
    ['an interval nobody can read', 'bands: [{name: a, range: 80-90}]', 'invalid-value bands.a'],
    [
      'a total that can not be shared in cents',
      'groups: [{id: g, max: 1, shared: equally, criteria: [{id: A}, {id: B}, {id: C}]}]',
      'invalid-value groups.g',
    ],
  ])('%s', (_, text, finding) => {
    expect(codes(text)).toContain(finding);
    expect(lintText(text).ok).toBe(false);
  });
});

describe('a set is warned of', () => {
  it.each([
    ['a key it does not know', `${BANDS}\nbandz: []`, 'unknown-key bandz'],
    [
      'a division nobody declared',
      one('formula: 10 * dossiers_on_time / dossiers_done'),
      'division-undeclared criteria.A',
    ],
    [
      'steps that fall',
      one('formula: 1, steps: [{from: 0, points: 10}, {from: 1, points: 5}]'),
      'step-falls criteria.A.steps',
    ],
  ])('%s, and used', (_, text, finding) => {
    expect(codes(text)).toEqual([finding]);
    expect(lintText(text).ok).toBe(true);
  });
});

it('the same set in YAML, JSON and other spellings reads the same', () => {
  const yaml =
    'total: 100\nbands:\n  - {name: Tốt, min: 80}\n  - {name: Khá, range: "[50, 80)"}\n  - {name: Yếu, below: 50}\n';
  const json = JSON.stringify({
    sum_max: '100',
    classes: [
      { label: 'Tốt', from: 80, to: 100, min_inclusive: true },
      { label: 'Khá', lower: 50, upper: 80, upper_inclusive: false },
      { label: 'Yếu', text: 'dưới 50 điểm' },
    ],
  });
  expect(lintText(yaml)).toEqual({ ok: true, findings: [] });
  expect(lintText(json)).toEqual({ ok: true, findings: [] });
});
