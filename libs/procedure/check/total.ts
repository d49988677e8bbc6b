/** The total of a procedure as decisions word it: `Không quá 17 ngày kể từ…`, `80 giờ làm việc (tương đương 10 ngày làm việc)`. */
import { parseTerm } from '#libs/calendar';
import { amountTerm, equal, minutesOf, sumOf, type AmountTerm } from './exact.ts';

export type TotalReading =
  /** No deadline is stated. */
  | { readonly kind: 'none' }
  | { readonly kind: 'single'; readonly amount: AmountTerm; readonly parts: readonly AmountTerm[] }
  /** Several limits of several phases; the steps can't be held against one of them. */
  | { readonly kind: 'components'; readonly amounts: readonly AmountTerm[] }
  | { readonly kind: 'text'; readonly printed: string };

const NUMBER = String.raw`\d+(?:\s*[.,/]\s*\d+)?`;
const UNIT = String.raw`(?:ngày|giờ)(?:\s+làm\s+việc)?`;
/** `10 (mười) ngày làm việc`: the number in words stands between. */
const AMOUNT = String.raw`(${NUMBER})\s*(?:\([^()\d]{1,40}\)\s*)?(${UNIT})`;
/** A time of day (`trước 15 giờ 00`) is no duration. */
const DURATION = new RegExp(
  String.raw`(?<![\p{L}\d.,/])(?<!(?:trước|sau|lúc)\s+)${AMOUNT}(?![\p{L}])`,
  'giu',
);
const NO_DEADLINE = /không\s+(?:tính\s+thời\s+gian|quy\s+định)\.?\s*$/iu;
/** `…, không tính thời gian lấy ý kiến 07 ngày`: what follows is outside the total. */
const OUTSIDE = /(?:không|chưa)\s+(?:bao\s+gồm|tính|kể)|ngoài\s+ra|trừ\s+thời\s+gian/iu;
/** `80 giờ làm việc (tương đương 10 ngày làm việc)`: the same length in other words. */
const SAME_AGAIN = /^[\s,;:(–-]*(?:tương\s+đương|tức|bằng|hay|=)/iu;
const BREAKDOWN = /^[\s,;:(–-]*(?:trong\s+đó|bao\s+gồm|gồm|cụ\s+thể)/iu;
const IN_BRACKETS = new RegExp(String.raw`\(\s*${AMOUNT}\s*\)`, 'giu');

/** The amounts a text names, in order. */
export function amountsIn(text: string): readonly { readonly term: AmountTerm; readonly end: number }[] {
  return [...text.normalize('NFC').matchAll(DURATION)].flatMap((match) => {
    const term = amountTerm(`${match[1]} ${match[2]}`);
    return term ? [{ term, end: match.index + match[0].length }] : [];
  });
}

/** Reads a stated total. */
export function readTotal(stated: string | null): TotalReading {
  const text = (stated ?? '').normalize('NFC').trim();
  const whole = parseTerm(text);
  if (whole.kind === 'amount') return { kind: 'single', amount: whole, parts: [] };
  const [first, ...others] = amountsIn(text);
  if (!first) {
    return text === '' || whole.kind !== 'text' || NO_DEADLINE.test(text)
      ? { kind: 'none' }
      : { kind: 'text', printed: text };
  }
  const outside = OUTSIDE.exec(text.slice(first.end));
  const end = outside ? first.end + outside.index : text.length;
  const parts = others.filter((other) => other.end <= end).map((other) => other.term);
  const after = text.slice(first.end);
  if (SAME_AGAIN.test(after)) return { kind: 'single', amount: first.term, parts: [] };
  if (isBrokenDown(first.term, parts) || BREAKDOWN.test(after)) {
    return { kind: 'single', amount: first.term, parts };
  }
  if (parts.every((other) => sameLength(first.term, other))) {
    return { kind: 'single', amount: first.term, parts: [] };
  }
  return { kind: 'components', amounts: [first.term, ...parts] };
}

/** An amount that stands alone in brackets in a procedure's name: its header, `… – phần cấp xã (03 ngày làm việc)`. */
export function totalInName(name: string): AmountTerm | undefined {
  const found = [...name.normalize('NFC').matchAll(IN_BRACKETS)];
  const [only] = found;
  return only && found.length === 1 ? amountTerm(`${only[1]} ${only[2]}`) : undefined;
}

export function sameLength(a: AmountTerm, b: AmountTerm): boolean {
  return equal(minutesOf(a, 'working-days'), minutesOf(b, 'working-days'));
}

function isBrokenDown(whole: AmountTerm, parts: readonly AmountTerm[]): boolean {
  if (parts.length < 2) return false;
  return equal(minutesOf(whole, 'working-days'), sumOf(parts.map((part) => minutesOf(part, 'working-days'))));
}
