import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  checkPrinted,
  draftOf,
  looksPrinted,
  readPrintedTables,
  type Checked,
  type PrintedTable,
} from '#libs/procedure';

interface Expected {
  readonly id: string;
  readonly sumOfSteps: number;
  readonly statedTotal: number | null;
  readonly sumMatches: boolean | 'composite' | null;
  readonly units: readonly string[];
}

const FILE = new URL('../../../../shared/domain/step-tables.json', import.meta.url);
const present = existsSync(FILE);
const file = present
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { tables: PrintedTable[]; expected: Expected[] })
  : { tables: [], expected: [] };
const read = present ? readPrintedTables(file) : { ok: true as const, value: [] };
const tables = read.ok ? read.value : [];
const single = tables.filter((table) => expectedOf(table.id).sumMatches === true);

function expectedOf(id: string): Expected {
  const expected = file.expected.find((one) => one.id === id);
  if (!expected) throw new Error(`nothing is expected of ${id}`);
  return expected;
}

function checked(id: string, change: (table: PrintedTable) => PrintedTable = (table) => table): Checked {
  const table = tables.find((one) => one.id === id);
  if (!table) throw new Error(`no table ${id}`);
  return checkPrinted(change(table));
}

/** As the expectation counts: hours where the table counts hours, else days. */
function inPrintedUnits(answer: Checked, hours: boolean): number | undefined {
  if (answer.sumWorkingMinutes === undefined) return answer.sumCalendarDays;
  return answer.sumWorkingMinutes / (hours ? 60 : 480);
}

const codes = (answer: Checked): string[] => answer.findings.map((finding) => finding.code);
const errors = (answer: Checked): string[] =>
  answer.findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code);
const withStep =
  (index: number, change: Partial<PrintedTable['steps'][number]>) =>
  (table: PrintedTable): PrintedTable => ({
    ...table,
    steps: table.steps.map((step, i) => (i === index ? { ...step, ...change } : step)),
  });

const describeTables = present ? describe : describe.skip;

describeTables('The printed step tables (shared/domain/step-tables.json)', () => {
  it('are all read', () => {
    expect(looksPrinted(file)).toBe(true);
    expect(tables.map((table) => table.id)).toEqual(file.expected.map((one) => one.id));
  });

  it.each(file.expected.map((one) => [one.id, one] as const))('%s adds up as expected', (id, expected) => {
    const answer = checked(id);
    expect(inPrintedUnits(answer, expected.units.includes('giờ làm việc'))).toBe(expected.sumOfSteps);
    expect(codes(answer)).not.toContain('sum-differs-from-total');
    expect(answer.ok).toBe(id !== '8bb6ac-18');
    expect(codes(answer).includes('composite-total')).toBe(expected.sumMatches === 'composite');
  });

  it('raise no alarm but where something is odd', () => {
    const odd = tables.flatMap((table) =>
      checkPrinted(table).findings.map((f) => `${table.id} ${f.step ?? '-'} ${f.code}`),
    );
    expect(odd).toEqual([
      '8bb6ac-17 B1 unreadable-time',
      '8bb6ac-17 - composite-total',
      '8bb6ac-18 B3 step-number-doubled',
      '8bb6ac-19 - composite-total',
      '77dca8-2 B1 unreadable-time',
      '77dca8-4 B1 unreadable-time',
      '77dca8-5 B1 unreadable-time',
      '77dca8-8 - no-deadline',
      '80bb1f-3 B10 mixed-units',
      '80bb1f-3 - composite-total',
      'def9c7-1 B2 unreadable-time',
      'def9c7-1 - no-deadline',
      'def9c7-2 B2 unreadable-time',
      'def9c7-2 - no-deadline',
      'def9c7-4 B2 unreadable-time',
      'def9c7-4 - no-deadline',
    ]);
    expect(tables.filter((table) => !checkPrinted(table).ok).map((table) => table.id)).toEqual(['8bb6ac-18']);
  });

  it('count `42 ngày` as working days where the header says so, and `20 ngày` as calendar days', () => {
    expect(checked('adc1d3-1').sumWorkingMinutes).toBe(42 * 480);
    expect(checked('1ea5e7-1').sumCalendarDays).toBe(20);
  });

  it('make drafts whose steps follow one another', () => {
    for (const table of tables) {
      const draft = draftOf(table);
      expect(draft.steps).toHaveLength(table.steps.length);
      expect(draft.steps.at(-1)?.transitions[0]?.to).toEqual([]);
    }
  });
});

describeTables('A fault put into a sound table', () => {
  const timed = single.flatMap((table) =>
    table.steps.flatMap((step, index) => (/^\d/u.test(step.time) ? [{ table, step, index }] : [])),
  );
  const changed = (time: string, by: number): string =>
    time.replace(/^[\d.,]+/u, (number) => String(Number(number.replace(',', '.')) + by).replace('.', ','));

  it.each([0.25, 1, -0.125, 100])('every time changed by %d is a wrong sum, and nothing else', (by) => {
    const missed = timed.filter(({ table, step, index }) => {
      const time = changed(step.time, by);
      return errors(checkPrinted(withStep(index, { time })(table))).join() !== 'sum-differs-from-total';
    });
    expect(timed.length).toBeGreaterThan(300);
    expect(missed.map(({ table, step }) => `${table.id} ${step.no}`)).toEqual([]);
  });

  it('a total changed is a wrong sum', () => {
    for (const table of single) {
      const statedTotal = (table.statedTotal ?? '').replace(/\d+(?:,\d+)?(?=\s*(?:ngày|giờ))/u, '77');
      expect(`${table.id} ${errors(checkPrinted({ ...table, statedTotal })).join()}`).toBe(
        `${table.id} sum-differs-from-total`,
      );
    }
  });

  it('a step lost is a number missing, and a wrong sum where it had a time', () => {
    for (const { table, index } of timed.filter((one) => one.index < one.table.steps.length - 1)) {
      const steps = table.steps.filter((_, i) => i !== index);
      const found = errors(checkPrinted({ ...table, steps }));
      expect(found).toContain('sum-differs-from-total');
      // The last of some sub-steps leaves no gap.
      const gap = table.steps[index]?.no !== 'Bước 2.3';
      expect(found.includes('step-number-missing')).toBe(gap);
    }
  });

  it('a number printed twice is doubled', () => {
    for (const table of single.filter((one) => one.steps.length > 2)) {
      const no = table.steps[0]?.no ?? '';
      const found = errors(checkPrinted(withStep(2, { no })(table)));
      expect(found).toContain('step-number-doubled');
    }
  });

  it('a doubled last number is no second part', () => {
    const last = (table: PrintedTable): PrintedTable =>
      withStep(table.steps.length - 1, { no: 'Bước 1' })(table);
    expect(errors(checked('8bb6ac-2', last))).toContain('step-number-doubled');
  });

  it.each([
    ['711530-1', 6, '05 ngày làm việc', ['mixed-units']],
    ['711530-1', 6, '05 giờ làm việc', ['mixed-units', 'sum-differs-from-total']],
    ['8bb6ac-2', 4, '05 giờ làm việc', ['sum-differs-from-total']],
    ['8bb6ac-2', 4, '40 giờ làm việc', []],
    ['8bb6ac-2', 4, '05 ngày', []],
    ['8bb6ac-2', 4, '5', []],
  ])('%s: step %d given as %s', (id, index, time, expected) => {
    expect(errors(checked(id, withStep(index, { time })))).toEqual(expected);
  });

  it('units that can be counted together are worth a look', () => {
    expect(codes(checked('8bb6ac-2', withStep(4, { time: '40 giờ làm việc' })))).toEqual(['mixed-units']);
    expect(codes(checked('8bb6ac-2', withStep(4, { time: '05 ngày' })))).toEqual(['mixed-units']);
  });

  it('words for a time are unreadable; with the amount they name, the sum may still be right', () => {
    expect(codes(checked('8bb6ac-2', withStep(4, { time: 'ngay' })))).toEqual([
      'unreadable-time',
      'sum-differs-from-total',
    ]);
    expect(codes(checked('8bb6ac-2', withStep(4, { time: 'Không quá 05 ngày làm việc' })))).toEqual([
      'unreadable-time',
    ]);
    expect(errors(checked('8bb6ac-2', withStep(4, { time: '' })))).toEqual(['sum-differs-from-total']);
  });

  it('a way back to a step that is not there', () => {
    expect(errors(checked('hanoi-QTTP-20', withStep(5, { onReject: 'Bước 99' })))).toEqual([
      'reference-missing',
    ]);
    expect(errors(checked('hanoi-QTTP-20', withStep(5, { onReject: 'Bước 14' })))).toEqual([
      'return-not-earlier',
    ]);
    expect(codes(checked('hanoi-QTTP-20', withStep(6, { onReject: 'Bước 3' })))).toEqual([
      'inconsistent-references',
    ]);
    expect(checked('hanoi-QTTP-20', withStep(8, { onReject: 'Bước 9' })).ok).toBe(true);
  });

  it('words that lead to a step that is not there', () => {
    const says = (content: string): string[] => errors(checked('adc1d3-1', withStep(6, { content })));
    expect(says('Trên kết quả bước B5, chuyển bước B19')).toEqual(['reference-missing']);
    expect(says('Xem xét kết quả tại B12')).toEqual(['reference-missing']);
    expect(says('Mẫu B12 NĐ 95/2023, giấy phép hạng B15, tiếng Anh B2')).toEqual([]);
    expect(says('Bước 14: tiêu đề; bước 1…')).toEqual([]);
  });

  it('nobody responsible, or nobody known', () => {
    expect(errors(checked('8bb6ac-2', withStep(1, { responsible: '' })))).toEqual(['role-unheld']);
    expect(codes(checked('8bb6ac-2', withStep(1, { responsible: 'Xyz' })))).toEqual(['role-unheld']);
  });
});

describe('A composite table', () => {
  const step = (no: string, time: string, responsible: string): object => ({
    no,
    content: 'Xử lý',
    responsible,
    time,
  });
  const verdict = (table: object): { ok: boolean; codes: string[] } => {
    const got = readPrintedTables(table);
    if (!got.ok || !got.value[0]) throw new Error('unreadable');
    const answer = checkPrinted(got.value[0]);
    return { ok: answer.ok, codes: codes(answer) };
  };
  const composite = { ok: true, codes: ['composite-total'] };
  const wrong = { ok: false, codes: ['sum-differs-from-total'] };
  const twoParts = (statedTotal: string | null, name = 'Thủ tục'): object => ({
    id: 'x',
    name,
    statedTotal,
    steps: [
      step('Bước 1', '1 ngày làm việc', 'Công chức UBND xã'),
      step('Bước 2', '2 ngày làm việc', 'Lãnh đạo UBND xã'),
      step('Bước 3', '5 ngày làm việc', 'Chuyên viên Sở Y tế'),
    ],
  });

  it('of two agencies adds up as a whole, or to one part when the total says whose it is', () => {
    expect(verdict(twoParts('08 ngày làm việc'))).toEqual({ ok: true, codes: [] });
    expect(verdict(twoParts('Tổng thời gian ở cấp xã: 03 ngày làm việc'))).toEqual(composite);
    expect(verdict(twoParts('05 ngày làm việc', 'Hỗ trợ (liên thông)'))).toEqual(composite);
    expect(verdict(twoParts('Tổng thời gian ở cấp xã: 04 ngày làm việc'))).toEqual(wrong);
    expect(verdict(twoParts('03 ngày làm việc'))).toEqual(wrong);
  });

  it('is one part of a linked procedure, with its own total in the name', () => {
    const part = (own: string): object =>
      twoParts('Tổng thời gian 12 ngày làm việc', `– phần cấp tỉnh (${own})`);
    expect(verdict(part('08 ngày làm việc'))).toEqual(composite);
    expect(verdict(part('07 ngày làm việc'))).toEqual(wrong);
  });

  it('is a part whose own total is not printed', () => {
    const part = (total: string): object =>
      twoParts(total, 'Tiếp nhận đối tượng – phần cấp tỉnh; tổng liên thông 12');
    expect(verdict(part('12 ngày làm việc'))).toEqual(composite);
    expect(verdict(part('07 ngày làm việc'))).toEqual(wrong);
    expect(
      verdict(twoParts('12 ngày làm việc (tại cấp xã 08 ngày làm việc; cấp tỉnh 04 ngày làm việc)')),
    ).toEqual(composite);
    expect(
      verdict(twoParts('12 ngày làm việc (tại cấp xã 09 ngày làm việc; cấp tỉnh 03 ngày làm việc)')),
    ).toEqual(wrong);
  });

  it('may count its second part from 1 again', () => {
    const table = (statedTotal: string): object => ({
      id: 'x',
      name: 'Thủ tục',
      statedTotal,
      steps: [1, 2, 1, 2, 3].map((no) => step(`Bước ${no}`, '1 ngày', 'Chuyên viên')),
    });
    expect(verdict(table('5 ngày'))).toEqual({ ok: true, codes: [] });
    expect(verdict(table('3 ngày'))).toEqual(composite);
    expect(verdict(table('4 ngày'))).toEqual(wrong);
  });

  it('may leave the time of those who are asked outside its total', () => {
    const table = (statedTotal: string): object => ({
      id: 'x',
      name: 'Thủ tục',
      statedTotal,
      steps: [
        step('B1', '3 ngày', 'Chuyên viên'),
        step('B2', '7 ngày', 'Các Sở được xin ý kiến'),
        step('B3', '2 ngày', 'Văn thư'),
      ],
    });
    expect(verdict(table('5 ngày (không tính thời gian lấy ý kiến)'))).toEqual(composite);
    expect(verdict(table('6 ngày (không tính thời gian lấy ý kiến)'))).toEqual(wrong);
    expect(verdict(table('5 ngày'))).toEqual(wrong);
  });

  it('may state a step and its sub-steps', () => {
    const steps = [
      step('B1', '1 ngày', 'Văn thư'),
      step('B2', '4 ngày', 'Phòng'),
      step('B2.1', '1 ngày', 'Phòng'),
      step('B2.2', '3 ngày', 'Phòng'),
    ];
    expect(verdict({ id: 'x', name: '', statedTotal: '5 ngày', steps })).toEqual({ ok: true, codes: [] });
    expect(verdict({ id: 'x', name: '', statedTotal: '9 ngày', steps })).toEqual(wrong);
  });

  it('a decision whose steps come to 9,5 of 10,5 is just wrong', () => {
    const times = ['0,5', '0,5', '04', '01', '0,5', '03'].map((n) => `${n} ngày làm việc`);
    const steps = times.map((time, i) => step(`Bước ${i + 1}`, time, 'Chuyên viên'));
    expect(
      verdict({
        id: '1.003999',
        name: 'Thủ tục',
        statedTotal: 'Tổng thời gian giải quyết 10,5 ngày làm việc',
        steps,
      }),
    ).toEqual(wrong);
  });
});
