/** Step numbers as decisions print them: `B3`, `Bước 2.1`, `Bước 6-13`, `5a`, a bare 3. */
import type { StepNo } from './types.ts';

/** One number with its sub-numbers and letter: 2.1 is [2, 1]; 5a is [5] with the letter `a`. */
export interface StepNumber {
  readonly path: readonly number[];
  readonly letter: string;
}

/** What a number cell covers: one step, or a row of several (`Bước 6-13` is 6 to 13). */
export interface StepSpan {
  readonly no: StepNo;
  readonly from: StepNumber;
  readonly to: StepNumber;
}

const ONE = String.raw`(\d+(?:\s*\.\s*\d+)*)\s*([a-zđ]?)`;
const CELL = new RegExp(
  String.raw`^(?:bước|b)?\s*\.?\s*${ONE}(?:\s*(?:-|–|—|đến|,|và)\s*(?:bước|b)?\s*${ONE})?\s*[.:)]?$`,
  'i',
);

/** Reads a number cell; null when it holds no step number. */
export function parseStepSpan(printed: string): StepSpan | null {
  const text = printed.normalize('NFC').trim();
  const match = CELL.exec(text);
  if (!match) return null;
  const from = numberOf(match[1], match[2]);
  const to = match[3] === undefined ? from : numberOf(match[3], match[4]);
  const no = `B${format(from)}${match[3] === undefined ? '' : `-${format(to)}`}`;
  return { no, from, to };
}

/** `Bước 2.1` → `B2.1`; null when it is no step number. */
export function normaliseStepNo(printed: string): StepNo | null {
  return parseStepSpan(printed)?.no ?? null;
}

/** Is `wanted` this row, within its span, or the head of its sub-steps (2 of 2.1)? */
export function covers(span: StepSpan, wanted: StepNumber): boolean {
  const first = wanted.path[0] ?? 0;
  const [from, to] = [span.from.path[0] ?? 0, span.to.path[0] ?? 0];
  if (from !== to) return from <= first && first <= to;
  const same = wanted.path.every((n, i) => span.from.path[i] === n);
  return same && (wanted.letter === '' || wanted.letter === span.from.letter);
}

function numberOf(digits: string | undefined, letter: string | undefined): StepNumber {
  const path = (digits ?? '').split('.').map((part) => Number(part.trim()));
  return { path, letter: (letter ?? '').toLowerCase() };
}

function format(number: StepNumber): string {
  return number.path.join('.') + number.letter;
}
