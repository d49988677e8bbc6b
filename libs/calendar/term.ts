import { rational, scaleRational, toNumber } from './rational.ts';
import type { Rational, Term, Unit } from './types.ts';

/** 1 ngày làm việc = 8 giờ làm việc (CAL-09), whatever an agency's own hours. */
export const MINUTES_PER_WORKING_DAY = 480;
export const MINUTES_PER_HOUR = 60;
export const HOURS_PER_WORKING_DAY = 8;

/** Longer cells are prose; no amount is printed with more digits. */
const MAX_AMOUNT_DIGITS = 7;

const AMOUNT = /^(\d+)(?:\s*([.,/])\s*(\d+))?\s*([\p{L}\s]*)$/u;

const UNITS = new Map<string, Unit | 'days' | 'bare'>([
  ['', 'bare'],
  ['ngày', 'days'],
  ['ngày làm việc', 'working-days'],
  ['giờ', 'working-hours'],
  ['giờ làm việc', 'working-hours'],
]);

/**
 * Reads a time as a table prints it (counting.md, "Units as printed"), in any spacing, case and Unicode form.
 * Never fails: what can't be read is `text`, and has no deadline.
 */
export function parseTerm(printed: string): Term {
  const words = printed.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
  switch (words) {
    case '':
    case 'không quy định':
      return { kind: 'unspecified', printed };
    case 'không tính thời gian':
      return { kind: 'not-counted', printed };
    case 'giờ hành chính':
      return { kind: 'office-hours', printed };
  }
  const match = AMOUNT.exec(words);
  const unit = UNITS.get((match?.[4] ?? '').trim());
  const amount = match && readAmount(match[1] ?? '', match[2], match[3] ?? '');
  if (!amount || unit === undefined) return { kind: 'text', printed };
  return { kind: 'amount', unit, amount, printed };
}

/** The term with its unit settled by the unit of the total it stands under (or of the profile, for a total). */
export function termFor(term: Term, totalUnit: Unit): Term {
  if (term.kind !== 'amount') return term;
  if (term.unit === 'bare') return { ...term, unit: totalUnit };
  if (term.unit !== 'days') return term;
  return { ...term, unit: totalUnit === 'calendar-days' ? 'calendar-days' : 'working-days' };
}

/** The budget in working minutes, exact; undefined where the term is no amount of working time. */
export function workingMinutesOf(term: Term, totalUnit: Unit): Rational | undefined {
  const settled = termFor(term, totalUnit);
  if (settled.kind !== 'amount' || settled.unit === 'calendar-days') return undefined;
  const minutes = settled.unit === 'working-hours' ? MINUTES_PER_HOUR : MINUTES_PER_WORKING_DAY;
  return scaleRational(settled.amount, minutes);
}

/** The calendar days, exact; undefined where the term is no amount of them (hours, working days, words). */
export function calendarDaysOf(term: Term, totalUnit: Unit): Rational | undefined {
  const settled = termFor(term, totalUnit);
  return settled.kind === 'amount' && settled.unit === 'calendar-days' ? settled.amount : undefined;
}

const UNIT_WORDS: Readonly<Record<Unit | 'days' | 'bare', string>> = {
  bare: '',
  days: ' ngày',
  'calendar-days': ' ngày',
  'working-days': ' ngày làm việc',
  'working-hours': ' giờ làm việc',
};

/** In plain words: `0,5 ngày làm việc`, `1/3 ngày`, `Giờ hành chính`; a text as it was printed. */
export function printTerm(term: Term): string {
  switch (term.kind) {
    case 'amount':
      return printAmount(term.amount) + UNIT_WORDS[term.unit];
    case 'not-counted':
      return 'Không tính thời gian';
    case 'office-hours':
      return 'Giờ hành chính';
    case 'unspecified':
      return 'Không quy định';
    case 'text':
      return term.printed;
    default:
      return term satisfies never;
  }
}

function readAmount(whole: string, separator: string | undefined, rest: string): Rational | undefined {
  if (whole.length + rest.length > MAX_AMOUNT_DIGITS) return undefined;
  if (separator === undefined) return rational(Number(whole));
  if (separator === '/') return rational(Number(whole), Number(rest));
  return rational(Number(whole + rest), 10 ** rest.length);
}

function printAmount(amount: Rational): string {
  const decimal = toNumber(amount).toString();
  const exactDecimal = rational(Number(decimal.replace('.', '')), 10 ** (decimal.split('.')[1]?.length ?? 0));
  const same =
    exactDecimal?.numerator === amount.numerator && exactDecimal.denominator === amount.denominator;
  return same ? decimal.replace('.', ',') : `${amount.numerator}/${amount.denominator}`;
}
