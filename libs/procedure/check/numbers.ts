/** Missing and doubled step numbers. */
import type { Finding } from '../types.ts';
import { parseStepSpan, type StepNumber, type StepSpan } from '../step-no.ts';
import { error, warning } from './finding.ts';

export interface Numbered {
  /** As printed. */
  readonly no: string;
  /** A row that carries a time is a step, not a heading or the end of the row before. */
  readonly timed: boolean;
}

/** A part of a table that counts from 1 anew needs at least so many rows; one alone is a misprint. */
const MIN_ROWS_OF_A_PART = 2;
/** A larger gap is a misprinted number, not that many lost rows. */
const MAX_NAMED_GAP = 10;

export function checkNumbers(rows: readonly Numbered[]): Finding[] {
  const unnumbered = rows.flatMap((row, index) => {
    if (parseStepSpan(row.no)) return [];
    const message = `Dòng thứ ${index + 1} không có số bước đọc được (“${row.no}”).`;
    return [row.timed ? error('step-number-missing', message) : warning('step-number-missing', message)];
  });
  const spans = rows.map((row) => parseStepSpan(row.no)).filter((span) => span !== null);
  return [...unnumbered, ...sections(spans).flatMap((section) => [...doubled(section), ...missing(section)])];
}

/**
 * A table of two agencies' parts may count each from 1: split where the count begins again and goes on 1, 2, …
 * to the end; anything else is one part, and its doubled numbers are misprints.
 */
export function sections<T extends { readonly from: StepNumber; readonly to: StepNumber }>(
  spans: readonly T[],
): readonly (readonly T[])[] {
  const starts = spans.flatMap((span, i) => (i > 0 && head(span.from) === 1 && isPlain(span) ? [i] : []));
  const cuts = [0, ...starts, spans.length];
  const parts = cuts.slice(1).map((end, i) => spans.slice(cuts[i], end));
  const sound = parts.length > 1 && parts.every((part) => part.length >= MIN_ROWS_OF_A_PART && counts(part));
  return sound ? parts : [spans];
}

function counts(part: readonly { readonly from: StepNumber; readonly to: StepNumber }[]): boolean {
  return part.every((span, i) => head(span.from) === i + 1 && isPlain(span));
}

function isPlain(span: { readonly from: StepNumber; readonly to: StepNumber }): boolean {
  return span.from.path.length === 1 && span.from.letter === '' && head(span.from) === head(span.to);
}

function doubled(spans: readonly StepSpan[]): Finding[] {
  const seen: StepSpan[] = [];
  const findings: Finding[] = [];
  for (const span of spans) {
    if (seen.some((other) => overlaps(other, span))) {
      findings.push(error('step-number-doubled', `Số bước ${span.no} lặp lại.`, span.no));
    }
    seen.push(span);
  }
  return findings;
}

/** 2 and 2.1 don't overlap: a step and its sub-steps. */
function overlaps(a: StepSpan, b: StepSpan): boolean {
  if (a.no === b.no) return true;
  const oneRow = head(a.from) === head(a.to) && head(b.from) === head(b.to);
  if (oneRow) return false;
  return head(a.from) <= head(b.to) && head(b.from) <= head(a.to);
}

function missing(spans: readonly StepSpan[]): Finding[] {
  const heads = new Set(spans.flatMap((span) => range(head(span.from), head(span.to))));
  const highest = Math.max(0, ...heads);
  const lost = range(1, highest)
    .filter((n) => !heads.has(n))
    .map(String);
  return [...lost.slice(0, MAX_NAMED_GAP), ...missingSubSteps(spans)].map((n) =>
    error('step-number-missing', `Thiếu bước B${n} trong dãy số.`, `B${n}`),
  );
}

function missingSubSteps(spans: readonly StepSpan[]): string[] {
  const children = new Map<number, Set<number>>();
  for (const { from } of spans) {
    const [parent, child] = from.path;
    if (parent === undefined || child === undefined) continue;
    children.set(parent, (children.get(parent) ?? new Set()).add(child));
  }
  return [...children].flatMap(([parent, found]) =>
    range(1, Math.max(...found))
      .filter((n) => !found.has(n))
      .slice(0, MAX_NAMED_GAP)
      .map((n) => `${parent}.${n}`),
  );
}

function head(number: StepNumber): number {
  return number.path[0] ?? 0;
}

/** Bounded: a misprinted number of ten digits must not fill the memory. */
function range(from: number, to: number): number[] {
  const MAX_STEPS = 1000;
  return Array.from({ length: Math.max(0, Math.min(to - from + 1, MAX_STEPS)) }, (_, i) => from + i);
}
