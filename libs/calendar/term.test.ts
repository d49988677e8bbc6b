import { describe, expect, it } from '@jest/globals';
import { calendarDaysOf, parseTerm, printTerm, termFor, workingMinutesOf } from './index.ts';
import type { Rational, Unit } from './index.ts';

function amountOf(printed: string): [string, Rational] | string {
  const term = parseTerm(printed);
  return term.kind === 'amount' ? [term.unit, term.amount] : term.kind;
}

const whole = (numerator: number): Rational => ({ numerator, denominator: 1 });
const HALF: Rational = { numerator: 1, denominator: 2 };

describe('units as printed', () => {
  it.each([
    ['0,5 ngày', 'days', HALF],
    ['0.5 ngày', 'days', HALF],
    ['1/2 ngày', 'days', HALF],
    ['02 ngày', 'days', whole(2)],
    ['4,5 ngày làm việc', 'working-days', { numerator: 9, denominator: 2 }],
    ['7.5 ngày làm việc', 'working-days', { numerator: 15, denominator: 2 }],
    ['10,0 ngày', 'days', whole(10)],
    ['22,25 ngày', 'days', { numerator: 89, denominator: 4 }],
    ['04 giờ làm việc', 'working-hours', whole(4)],
    ['168 giờ', 'working-hours', whole(168)],
    ['3', 'bare', whole(3)],
    ['8,25', 'bare', { numerator: 33, denominator: 4 }],
    ['1/3 ngày', 'days', { numerator: 1, denominator: 3 }],
    ['0 ngày', 'days', whole(0)],
  ])('%s', (printed, unit, amount) => {
    expect(amountOf(printed)).toEqual([unit, amount]);
  });

  it('in any spacing, case and Unicode form', () => {
    const spellings = [
      '0,5ngày làm việc',
      '  0,5  NGÀY \n LÀM  VIỆC ',
      '0,5\u00a0ngày\u00a0làm\u00a0việc',
      '0 , 5 Ngày Làm Việc',
    ];
    for (const spelling of spellings.flatMap((text) => [text, text.normalize('NFD')])) {
      expect(amountOf(spelling)).toEqual(['working-days', HALF]);
    }
    expect(amountOf('KHÔNG  tính thời gian'.normalize('NFD'))).toBe('not-counted');
  });

  it.each([
    ['Không tính thời gian', 'not-counted'],
    ['Giờ hành chính', 'office-hours'],
    ['Không quy định', 'unspecified'],
    ['', 'unspecified'],
    [' \u00a0', 'unspecified'],
    ['Ngay sau khi nhận đủ hồ sơ hợp lệ', 'text'],
    ['trong 10 ngày làm việc', 'text'],
    ['1/0 ngày', 'text'],
    ['-1 ngày', 'text'],
    ['1,5,5 ngày', 'text'],
    ['3 tuần', 'text'],
    ['3 constructor', 'text'],
    ['99999999999999999999 ngày', 'text'],
  ])('%j is %s', (printed, kind) => {
    expect(parseTerm(printed)).toEqual({ kind, printed });
  });
});

describe('the unit of the total settles', () => {
  const settled: [string, Unit, Unit][] = [
    ['3 ngày', 'working-days', 'working-days'],
    ['3 ngày', 'working-hours', 'working-days'],
    ['3 ngày', 'calendar-days', 'calendar-days'],
    ['3', 'working-days', 'working-days'],
    ['3', 'working-hours', 'working-hours'],
    ['3', 'calendar-days', 'calendar-days'],
    ['3 ngày làm việc', 'calendar-days', 'working-days'],
    ['3 giờ', 'working-days', 'working-hours'],
  ];
  it.each(settled)('%s under %s: %s', (printed, total, unit) => {
    expect(termFor(parseTerm(printed), total)).toMatchObject({ unit });
  });

  it('the budget, exactly', () => {
    expect(workingMinutesOf(parseTerm('0,25 ngày'), 'working-days')).toEqual(whole(120));
    expect(workingMinutesOf(parseTerm('168 giờ'), 'working-days')).toEqual(whole(21 * 480));
    expect(workingMinutesOf(parseTerm('0,33 ngày'), 'working-days')).toEqual({
      numerator: 792,
      denominator: 5,
    });
    expect(workingMinutesOf(parseTerm('2 ngày'), 'calendar-days')).toBeUndefined();
    expect(calendarDaysOf(parseTerm('2,5 ngày'), 'calendar-days')).toEqual({ numerator: 5, denominator: 2 });
    expect(calendarDaysOf(parseTerm('2 giờ'), 'calendar-days')).toBeUndefined();
    expect(workingMinutesOf(parseTerm('Giờ hành chính'), 'working-days')).toBeUndefined();
  });
});

describe('in plain words', () => {
  it.each([
    ['02 NGÀY  làm việc', '2 ngày làm việc'],
    ['0.50 ngày', '0,5 ngày'],
    ['1/3 ngày', '1/3 ngày'],
    ['4/2 giờ', '2 giờ làm việc'],
    ['08', '8'],
    ['giờ hành chính', 'Giờ hành chính'],
    ['', 'Không quy định'],
    ['KHÔNG TÍNH THỜI GIAN', 'Không tính thời gian'],
    ['Theo lịch hẹn', 'Theo lịch hẹn'],
  ])('%j is printed %j', (printed, words) => {
    expect(printTerm(parseTerm(printed))).toBe(words);
  });
});
