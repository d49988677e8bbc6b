import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '#libs/calendar';
import { showInYear, type Deed, type Held } from './for-show.ts';
import type { QualityKind } from './records/record.ts';

const deeds = (count: number, of: (index: number) => Partial<Deed>): Deed[] =>
  Array.from({ length: count }, (_, index) => ({
    record: `r${index % 4}`,
    kind: 'risk',
    on: `2026-${String((index % 12) + 1).padStart(2, '0')}-05` as LocalDate,
    by: `p${index % 3}`,
    ...of(index),
  }));
const signs = (rows: readonly Deed[], held: readonly Held[] = []) =>
  showInYear(rows, held).map(({ sign, kind, count, of }) => [sign, kind, count, of]);
const audit = (record: string, findings: number): Held => ({ record, kind: 'audit', findings });

describe('work for show', () => {
  it('is all on one day, by one person, with nothing found', () => {
    const day = '2026-12-20' as LocalDate;
    const rows = deeds(12, (index) => ({ on: index < 10 ? day : ('2026-03-01' as LocalDate), by: 'an' }));
    expect(signs(rows, [audit('a', 0), audit('b', 0)])).toEqual([
      ['one-day', 'risk', 10, 12],
      ['one-person', 'risk', 12, 12],
      ['no-findings', 'audit', 2, 2],
    ]);
    const [first, second] = showInYear(rows, []);
    expect([first!.on, first!.records, second!.by]).toEqual([day, ['r0', 'r1', 'r2', 'r3'], 'an']);
  });

  it('is not said of little work, nor of one audit, nor where something was found', () => {
    expect(signs(deeds(9, () => ({ on: '2026-12-20' as LocalDate, by: 'an' })))).toEqual([]);
    expect(signs(deeds(40, () => ({ record: 'r', by: 'an' })))).toEqual([]);
    expect(signs([], [audit('a', 0)])).toEqual([]);
    expect(signs([], [audit('a', 0), audit('b', 1)])).toEqual([]);
  });

  it('is said of all kinds together before each', () => {
    const kinds: readonly QualityKind[] = ['risk', 'objective'];
    const rows = deeds(24, (index) => ({ kind: kinds[index % 2]!, by: 'an' }));
    expect(signs(rows)).toEqual([['one-person', null, 24, 24]]);
  });

  it('is never said of work by many, spread over the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (count) => {
        expect(signs(deeds(count, () => ({})))).toEqual([]);
      }),
    );
  });
});
