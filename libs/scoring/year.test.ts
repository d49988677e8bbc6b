/** What a committee counts at the end of the year: classes, ranks, samples, progress, printed reports. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classify, readScores } from './classify.ts';
import { Exact } from './exact.ts';
import { progressBy } from './progress.ts';
import { rank } from './rank.ts';
import { readReport, reconcile } from './reconcile.ts';
import { drawSample, readShare, sampleSize } from './sample.ts';
import { readSet } from './set-file/read.ts';
import { SHIPPED_REPORTS, SHIPPED_SETS } from './shipped.ts';
import type { CriteriaSet } from './types.ts';

function shipped(id: string): CriteriaSet {
  const url = SHIPPED_SETS.get(id);
  const { set } = readSet(url === undefined ? '' : readFileSync(url, 'utf8'));
  if (set === null) throw new Error(id);
  return set;
}

function classesOf(set: CriteriaSet, rows: readonly object[]) {
  const { scores, findings } = readScores(JSON.stringify(rows), set);
  expect(findings).toEqual([]);
  return classify(set, scores);
}

const rows = (...scores: number[]) => scores.map((score, index) => ({ agency: `Cơ quan ${index}`, score }));
const repeated = (count: number, score: number) => Array.from({ length: count }, () => score);

describe('classes', () => {
  it('of 2014: 43 agencies', () => {
    const scores = [...repeated(6, 93.5), ...repeated(14, 85), ...repeated(19, 74.25), ...repeated(4, 61)];
    const result = classesOf(shipped('bac-giang-2014-printed'), rows(...scores));
    expect(result).toEqual({
      total: 43,
      classes: [
        { name: 'Rất tốt', count: 6, percent: 13.95 },
        { name: 'Tốt', count: 14, percent: 32.56 },
        { name: 'Khá', count: 19, percent: 44.19 },
        { name: 'Trung bình', count: 4, percent: 9.3 },
      ],
      unclassified: [],
    });
  });

  it('at the edges: none as printed, the upper class once closed', () => {
    const printed = classesOf(shipped('bac-giang-2014-printed'), rows(90, 80, 70, 50));
    expect(printed.unclassified.map(({ score }) => score)).toEqual([90, 80, 70, 50]);
    const closed = classesOf(shipped('bac-giang-2014'), rows(90, 80, 70, 50, 49.99, 0, 100));
    expect(closed.classes.map(({ count }) => count)).toEqual([2, 1, 1, 1, 2]);
    expect(closed.unclassified).toEqual([]);
  });

  it('of Trà Vinh 2019: given by name, since no thresholds were printed', () => {
    const given = [...Array(83).fill('Tốt'), ...Array(85).fill('Đạt yêu cầu')].map((name: string, index) => ({
      agency: String(index),
      class: name,
    }));
    const result = classesOf(shipped('tra-vinh-2019'), given);
    expect(result.total).toBe(168);
    expect(result.classes.map(({ count, percent }) => [count, percent])).toEqual([
      [83, 49.4],
      [85, 50.6],
      [0, 0],
    ]);
  });

  it('an agency in overlapping bands is in none of them, and counted once', () => {
    const { set } = readSet('bands: [{name: a, range: "[50, 100]"}, {name: b, range: "[0, 50]"}]');
    const result = set && classesOf(set, rows(50, 51));
    expect(result?.unclassified).toEqual([{ agency: 'Cơ quan 0', score: 50, bands: ['a', 'b'] }]);
    expect(result?.classes.map(({ count }) => count)).toEqual([1, 0]);
  });

  it('with the unclassified sum to the total, whatever the scores', () => {
    const sets = [...SHIPPED_SETS.keys()].map(shipped);
    fc.assert(
      fc.property(fc.constantFrom(...sets), fc.array(fc.integer({ min: 0, max: 10000 })), (set, cents) => {
        const { total, classes, unclassified } = classesOf(set, rows(...cents.map((cent) => cent / 100)));
        expect(classes.reduce((sum, { count }) => sum + count, unclassified.length)).toBe(total);
        expect(total).toBe(cents.length);
      }),
    );
  });
});

describe('scores are refused', () => {
  const codesOf = (text: string) =>
    readScores(text, shipped('proposed-100')).findings.map(({ code }) => code);

  it.each([
    [
      'an agency twice, however it is typed',
      '[{"agency":"Sở","score":1},{"agency":" So\u031b\u0309 ","score":2}]',
      'duplicate-agency',
    ],
    ['over the scale by a hair', '[{"agency":"a","score":100.00000000000000000001}]', 'score-out-of-range'],
    ['below nothing', '[{"agency":"a","score":-0.5}]', 'score-out-of-range'],
    ['no number', '[{"agency":"a","score":"90"}]', 'score-not-a-number'],
    ['null', '[{"agency":"a","score":null}]', 'score-not-a-number'],
    ['nothing', '[{"agency":"a"}]', 'score-not-a-number'],
    ['no agency', '[{"score":1}]', 'agency-missing'],
    ['NaN', '[{"agency":"a","score":NaN}]', 'unreadable'],
    ['an unknown class', '[{"agency":"a","class":"tuyệt"}]', 'unknown-class'],
    ['no list', '{}', 'not-a-list'],
    ['no row', '[1]', 'invalid-row'],
  ])('%s', (_, text, code) => {
    expect(codesOf(text)).toEqual([code]);
  });

  it('but read with all their digits', () => {
    const set = shipped('bac-giang-2014');
    const { scores } = readScores('[{"agency":"a","score":89.9999999999999999999}]', set);
    expect(classify(set, scores).classes.map(({ count }) => count)).toEqual([0, 1, 0, 0, 0]);
  });
});

it('equal scores share a rank, 1224, in Vietnamese order', () => {
  const ranked = rank([
    { agency: 'Đa', score: 80 },
    { agency: 'Âu', score: 90 },
    { agency: 'Da', score: 80 },
    { agency: 'Xa', score: 70 },
  ]);
  expect(ranked.map((each) => [each.rank, each.agency])).toEqual([
    [1, 'Âu'],
    [2, 'Da'],
    [2, 'Đa'],
    [4, 'Xa'],
  ]);
});

describe('printed reports', () => {
  const reconciled = (id: string) => {
    const url = SHIPPED_REPORTS.get(id);
    const { report } = readReport(url === undefined ? '' : readFileSync(url, 'utf8'));
    if (report === null) throw new Error(id);
    return reconcile(report);
  };

  it("Trà Vinh's 168 reconcile, and the misprint is reported", () => {
    const result = reconciled('tra-vinh-2019');
    expect(result).toMatchObject({ ok: false, reconciles: true, total: 168 });
    const misprints = result.findings.filter(({ code }) => code === 'denominator-misprint');
    expect(misprints.map(({ message }) => message)).toEqual([
      'in 83/167, đúng là 83/168',
      'in 85/167, đúng là 85/168',
    ]);
  });

  it("Bắc Giang's 43 reconcile, and 32,26% is a misprint", () => {
    const result = reconciled('bac-giang-2014');
    expect(result.reconciles).toBe(true);
    expect(result.findings.map(({ message }) => message)).toEqual(['in 32,26%, đúng là 32.56%']);
  });

  it('classes or parts that do not sum to the agencies are found', () => {
    const report = (text: string) => {
      const read = readReport(text).report;
      return read && reconcile(read).findings.map(({ code }) => code);
    };
    expect(report('{total: 3, classes: [{name: a, count: 2}]}')).toEqual(['classes-differ']);
    expect(report('{total: 2, population: [{name: x, count: 1}], classes: [{name: a, count: 2}]}')).toEqual([
      'population-differs',
    ]);
    expect(readReport('{total: many}').findings.map(({ where }) => where)).toEqual(['total', 'classes']);
  });
});

it('"x of y agencies by date": 40, then 45 of 48', () => {
  const population = Array.from({ length: 48 }, (_, index) => `Cơ quan ${index + 1}`);
  const reached = population.slice(0, 45).flatMap((agency, index) => {
    const on = index < 40 ? '2015-04-30' : '2015-05-20';
    const milestone = ['xây dựng', 'mở rộng', 'nâng cấp'][index % 3] ?? '';
    return [
      { agency, milestone, on },
      { agency, milestone: 'công bố', on: '2015-05-31' },
    ];
  });
  const system = ['xây dựng', 'mở rộng', 'nâng cấp'];
  const figure = (by: string, wanted: string[][]) => progressBy(by, wanted, population, reached);
  expect(figure('2015-04-30', [system])).toMatchObject({ reached: 40, of: 48, percent: 83.33 });
  expect(figure('2015-05-31', [system, ['công bố']])).toMatchObject({ reached: 45, of: 48, percent: 93.75 });
  expect(figure('2015-05-30', [system, ['công bố']])).toMatchObject({ reached: 0 });
  expect(figure('2015-05-31', [system]).outstanding).toEqual(population.slice(45));
});

describe('a sample', () => {
  it('is at least its share', () => {
    const size = (population: number, share: string) =>
      sampleSize(population, readShare(share) ?? Exact.ZERO);
    expect([size(209, '1/3'), size(21, '10%'), size(9, '1/3'), size(1, '10%'), size(0, '1/3')]).toEqual([
      70, 3, 3, 1, 0,
    ]);
    expect(readShare('a third')).toBeNull();
  });

  it('is drawn again from its seed, whatever the order of the names', () => {
    const names = Array.from({ length: 209 }, (_, index) => `Xã ${index}`);
    const drawn = drawSample(names, 70, '2022/mở hộp');
    expect(new Set(drawn).size).toBe(70);
    expect(drawSample(names.toReversed(), 70, '2022/mở hộp')).toEqual(drawn);
    expect(drawSample(names, 70, 'another')).not.toEqual(drawn);
  });

  it('favours nobody', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const times = new Map(names.map((name) => [name, 0]));
    const draws = 3000;
    for (let seed = 0; seed < draws; seed += 1) {
      for (const name of drawSample(names, 2, `seed ${seed}`)) times.set(name, (times.get(name) ?? 0) + 1);
    }
    for (const count of times.values()) expect(Math.abs(count - draws / 3)).toBeLessThan(draws / 20);
  });
});
