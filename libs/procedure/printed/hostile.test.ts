import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkEdition, checkPrinted, draftOf, readPrintedTables } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';

/** Cells as hostile tables hold them: numbers of every kind, words, numbers, nothing. */
const cell = fc.oneof(
  fc.jsonValue(),
  fc.string(),
  fc.constantFrom(
    'B1',
    'Bước 1',
    'Bước 99999999999',
    '1/0 ngày',
    '9999999 ngày',
    '1/9999991 ngày',
    '0 giờ',
    'ngày',
    'bước B5…',
  ),
);
const step = fc.record({
  no: cell,
  content: cell,
  responsible: cell,
  time: cell,
  result: cell,
  on_reject: cell,
  shared_time: cell,
});
const table = fc.record({
  id: cell,
  name: cell,
  statedTotal: cell,
  tthc: cell,
  steps: fc.array(step, { maxLength: 12 }),
});

describe('Whatever a file holds', () => {
  it('a table is read and checked, or refused; nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(table, fc.array(table, { maxLength: 3 }), fc.jsonValue()), (json) => {
        const read = readPrintedTables(json);
        const answers = read.ok ? read.value.map((one) => ({ one, answer: checkPrinted(one) })) : [];
        for (const { one, answer } of answers) {
          draftOf(one);
          const sums = [answer.sumWorkingMinutes, answer.sumCalendarDays].filter((sum) => sum !== undefined);
          expect(sums).toHaveLength(1);
          expect(sums.every((sum) => Number.isFinite(sum) && sum >= 0)).toBe(true);
        }
      }),
    );
  });

  it('an edition is read and checked, or refused; nothing throws', () => {
    const own = fc.record(
      {
        code: cell,
        title: cell,
        field: cell,
        agency: cell,
        'effective-from': fc.constant('2026-01-01'),
        total: cell,
        profile: cell,
        parts: cell,
        documents: cell,
        steps: fc.array(
          fc.record(
            {
              no: cell,
              content: cell,
              role: cell,
              time: cell,
              next: cell,
              outcomes: cell,
              'returns-to': cell,
            },
            { requiredKeys: ['no', 'content', 'role'] },
          ),
        ),
      },
      { requiredKeys: ['code', 'title', 'field', 'agency', 'effective-from', 'steps'] },
    );
    fc.assert(
      fc.property(fc.oneof(own, fc.jsonValue(), fc.string()), (source) => {
        const read = parseEdition(source);
        expect(read.ok ? checkEdition(read.value).length >= 0 : read.findings.length > 0).toBe(true);
      }),
    );
  });
});
