import { describe, expect, it } from '@jest/globals';
import {
  compileGraph,
  isJoin,
  normaliseStepNo,
  partOf,
  pathToEnd,
  sharedGroup,
  stepOf,
  successors,
  targetsOf,
} from '#libs/procedure';
import { editionOf, line, step } from '../../test/support/small-procedures.ts';

describe('Steps as a graph', () => {
  const steps = [
    step('B1', [], {
      transitions: [
        { outcome: 'council', label: '', to: ['B2', 'B3'] },
        { outcome: 'none', label: '', to: ['B4'] },
      ],
    }),
    step('B2', ['B4'], { sharedTime: 'x' }),
    step('B3', ['B4'], { sharedTime: 'x', time: '' }),
    step('B4', [], { joins: true }),
  ];
  const edition = editionOf(steps);
  const first = stepOf(edition, 'B1');

  it('tells where an outcome leads', () => {
    expect(first && targetsOf(first, 'council')).toEqual(['B2', 'B3']);
    expect(first && targetsOf(first, 'nonsense')).toBeUndefined();
    expect(first && successors(first)).toEqual(['B2', 'B3', 'B4']);
  });

  it('knows joins, shared times and parts', () => {
    const third = stepOf(edition, 'B3');
    expect(third && sharedGroup(edition, third).map((one) => one.no)).toEqual(['B2', 'B3']);
    expect(third && partOf(edition, third)?.name).toBe('Sở');
    expect(steps.map(isJoin)).toEqual([false, false, false, true]);
    expect(compileGraph(edition).predecessors.get('B4')).toEqual(['B1', 'B2', 'B3']);
  });

  it('finds the shortest way to an end', () => {
    expect(pathToEnd(edition, 'B1')).toEqual(['B1', 'B4']);
    expect(pathToEnd(edition, 'B9')).toBeNull();
    expect(pathToEnd(editionOf(line(3).slice(0, 2)), 'B1')).toBeNull();
  });
});

describe('A step number', () => {
  it.each([
    ['B3', 'B3'],
    ['Bước 3', 'B3'],
    ['bước  2.1', 'B2.1'],
    ['Bước 6-13', 'B6-13'],
    ['Bước 6 đến Bước 13', 'B6-13'],
    ['5a', 'B5a'],
    ['B01', 'B1'],
    ['4.', 'B4'],
    ['', null],
    ['Bước ba', null],
    ['I', null],
  ])('%s is %s', (printed, expected) => {
    expect(normaliseStepNo(printed)).toBe(expected);
  });
});
