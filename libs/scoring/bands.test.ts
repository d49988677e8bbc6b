import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { completeBands, contains, lintBands, readInterval, readPrinted, show } from './bands.ts';
import { Exact } from './exact.ts';
import type { Band, Edge } from './types.ts';

const TOTAL = 100;

describe('a printed band', () => {
  it.each([
    ['trên 90 điểm', '(90, 100]'],
    ['từ trên 80 đến dưới 90', '(80, 90)'],
    ['Từ 80 điểm đến dưới 90 điểm', '[80, 90)'],
    ['từ 70,5 đến 80', '[70.5, 80]'],
    ['từ 90 điểm trở lên', '[90, 100]'],
    ['90 điểm trở lên', '[90, 100]'],
    ['dưới 50 điểm', '[0, 50)'],
  ])('"%s" is %s', (text, interval) => {
    const stated = readPrinted(text);
    const [band] = stated === null ? [] : completeBands([{ name: 'x', ...stated }], TOTAL);
    expect(band?.edges && show(band.edges)).toBe(interval);
  });

  it('says nothing without a number', () => {
    expect(readPrinted('hoàn thành tốt')).toBeNull();
  });
});

describe('an interval', () => {
  it.each(['[80, 90)', '[80;90[', ' [ 80 , 90 ) '])('%s', (text) => {
    expect(readInterval(text)).toEqual({ lower: { at: 80, closed: true }, upper: { at: 90, closed: false } });
  });

  it.each(['80-90', '[80 90)', '(a, b)', ''])('is not "%s"', (text) => {
    expect(readInterval(text)).toBeNull();
  });
});

it('an edge that is not stated meets the neighbour', () => {
  const lower = (name: string, at: number, closed: boolean) => ({ name, lower: { at, closed }, upper: null });
  const bands = completeBands([lower('A', 90, true), lower('B', 80, false), lower('C', 0, true)], TOTAL);
  expect(bands.map(({ edges }) => edges && show(edges))).toEqual(['[90, 100]', '(80, 90)', '[0, 80]']);
  expect(lintBands(bands, TOTAL)).toEqual([]);
});

describe('the linter', () => {
  const edge = fc.record({ at: fc.integer({ min: -2, max: 12 }), closed: fc.boolean() });
  const band = fc.record({ lower: edge, upper: edge });
  const codes = (bands: readonly Band[], total: number) => lintBands(bands, total).map(({ code }) => code);

  it('finds a gap or an overlap exactly where some score lies in no band or in several', () => {
    const total = 10;
    // With edges at whole numbers, halves stand for all that lies between.
    const scores = Array.from({ length: 2 * total + 1 }, (_, half) => Exact.ratio(BigInt(half), 2n));
    fc.assert(
      fc.property(fc.array(band, { minLength: 1, maxLength: 5 }), (all) => {
        const bands = all.map((edges, index) => ({ name: String(index), edges }));
        const found = codes(bands, total);
        fc.pre(!found.includes('band-empty') && !found.includes('band-outside'));
        const hits = scores.map((score) => bands.filter((each) => contains(each, score)).length);
        expect(found.includes('band-gap')).toBe(hits.includes(0));
        expect(found.includes('band-overlap')).toBe(hits.some((count) => count > 1));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses bands that hold nothing, leave the scale or have no edges among others that have', () => {
    const at = (value: number, closed = true): Edge => ({ at: value, closed });
    const whole = { name: 'whole', edges: { lower: at(0), upper: at(100) } };
    expect(codes([whole], TOTAL)).toEqual([]);
    expect(codes([{ name: 'x', edges: { lower: at(0), upper: at(101) } }], TOTAL)).toContain('band-outside');
    expect(codes([whole, { name: 'x', edges: { lower: at(9), upper: at(3) } }], TOTAL)).toEqual([
      'band-empty',
    ]);
    expect(codes([whole, { name: 'x', edges: null }], TOTAL)).toEqual(['band-without-edges']);
    expect(codes([{ name: 'x', edges: null }], TOTAL)).toEqual([]);
  });
});
