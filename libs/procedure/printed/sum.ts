/**
 * The sum of a printed table against its stated total. A wrong sum is told apart from a composite table: parts of two
 * agencies, limits of several phases, a part outside the total, or one time given for the whole in words.
 */
import { parseTerm, type Term, type Unit } from '#libs/calendar';
import { add, compare, equal, minutesOf, sumOf, type AmountTerm, type Exact } from '../check/exact.ts';
import { sections } from '../check/numbers.ts';
import { amountsIn, readTotal, sameLength, totalInName, type TotalReading } from '../check/total.ts';
import { parseStepSpan } from '../step-no.ts';
import { LEVELS, levelOf, mentionsLinkedAgencies, partInName, waitsForOthers } from './agencies.ts';
import type { PrintedStep, PrintedTable } from './types.ts';

export interface TableSum {
  /** How the table counts: the unit of its total, else of its steps. */
  readonly unit: Unit;
  /** What the steps' own times add up to. */
  readonly steps: Exact;
  readonly total: TotalReading;
  /** What the steps of this table must add up to; absent for none, and for limits of several phases. */
  readonly goal: AmountTerm | undefined;
  readonly verdict: 'matches' | 'differs' | 'composite' | 'no-total';
  /** Why it is composite, for people. */
  readonly reason?: string;
}

/** A step's time as it enters the sum. */
export interface TimedStep {
  readonly step: PrintedStep;
  readonly term: Term;
  /** Absent where the time is none of its own: shared, or already in the sub-steps. */
  readonly amount: AmountTerm | undefined;
}

export function sumTable(table: PrintedTable): TableSum {
  const timed = countedTimes(table.steps);
  const total = readTotal(table.statedTotal);
  const goal = goalOf(table, total);
  const unit = unitOf(table, goal, timed);
  const known = { unit, steps: sumIn(timed, unit), total, goal };
  if (!goal) return { ...known, ...(total.kind === 'components' ? againstLimits(total, known) : NO_TOTAL) };
  return { ...known, ...against(table, timed, goal, known) };
}

const NO_TOTAL = { verdict: 'no-total' } as const;

type Verdict = Pick<TableSum, 'verdict' | 'reason'>;
type Known = Pick<TableSum, 'unit' | 'steps' | 'total'>;

/** A part's own total in its name is stronger than the total of the whole that its part belongs to. */
function goalOf(table: PrintedTable, total: TotalReading): AmountTerm | undefined {
  const named = totalInName(table.name);
  if (named && partInName(table.name)) return named;
  if (total.kind === 'single') return total.amount;
  return total.kind === 'none' ? named : undefined;
}

function against(table: PrintedTable, timed: readonly TimedStep[], goal: AmountTerm, known: Known): Verdict {
  const wanted = minutesOf(goal, known.unit);
  const amounts = timed.filter((one) => one.amount);
  if (equal(known.steps, wanted)) {
    const whole = known.total.kind === 'single' ? known.total.amount : goal;
    if (sameLength(goal, whole)) return { verdict: 'matches' };
    return {
      verdict: 'composite',
      reason: 'bảng là một phần của thủ tục liên thông; các bước khớp với thời hạn của phần này',
    };
  }
  if (amounts.length === 0) {
    return {
      verdict: 'composite',
      reason: 'thời gian chỉ nêu một lần cho cả thủ tục, các bước không có thời gian riêng',
    };
  }
  if (isPartOfAWhole(table, known, wanted)) {
    return { verdict: 'composite', reason: 'bảng chỉ là một phần, tổng là của cả thủ tục' };
  }
  const composite = partThatFits(table, timed, wanted, known.unit);
  if (composite) return { verdict: 'composite', reason: composite };
  return { verdict: wordsFill(timed, wanted, known) ? 'matches' : 'differs' };
}

/** The name says that this is a part, without its own total; or the total is broken down and one part is this one. */
function isPartOfAWhole(table: PrintedTable, known: Known, wanted: Exact): boolean {
  if (partInName(table.name) && !totalInName(table.name)) return compare(known.steps, wanted) < 0;
  const { total } = known;
  if (total.kind !== 'single' || !mentionsLinkedAgencies(table)) return false;
  return total.parts.some((part) => equal(minutesOf(part, known.unit), known.steps));
}

/**
 * A time in words has no deadline (counting.md), so it adds nothing. But where words name one amount (`không quá 02
 * ngày`) and with it the sum is whole, the sum is not wrong; the words are reported on their own.
 */
function wordsFill(timed: readonly TimedStep[], wanted: Exact, known: Known): boolean {
  const worded = timed.filter((one) => one.term.kind === 'text');
  const meant = worded.flatMap((one) => {
    const [first, ...more] = amountsIn(one.term.printed).map((found) => found.term);
    return first && more.every((other) => sameLength(first, other)) ? [minutesOf(first, known.unit)] : [];
  });
  return meant.length > 0 && equal(add(known.steps, sumOf(meant)), wanted);
}

/** The part of a composite table that the total is meant for, if one fits exactly and the table says it has parts. */
function partThatFits(
  table: PrintedTable,
  timed: readonly TimedStep[],
  wanted: Exact,
  unit: Unit,
): string | undefined {
  const fits = (part: readonly TimedStep[]): boolean =>
    part.length < timed.length && equal(sumIn(part, unit), wanted);
  if (partsByNumber(timed).some(fits)) return 'bảng gồm nhiều phần; tổng là của một phần';
  if (fits(timed.filter((one) => !waitsForOthers(one.step, table.statedTotal ?? '')))) {
    return 'có bước nằm ngoài tổng thời gian';
  }
  if (!mentionsLinkedAgencies(table)) return undefined;
  const levels = LEVELS.map((level) => timed.filter((one) => levelOf(one.step.responsible) === level));
  return levels.some(fits) ? 'tổng là của phần thuộc một cấp, phần còn lại nằm ngoài tổng' : undefined;
}

function partsByNumber(timed: readonly TimedStep[]): readonly (readonly TimedStep[])[] {
  const spans = timed.flatMap((one) => {
    const span = parseStepSpan(one.step.no);
    return span ? [{ ...span, one }] : [];
  });
  if (spans.length < timed.length) return [];
  return sections(spans).map((section) => section.map((span) => span.one));
}

function againstLimits(total: Extract<TotalReading, { kind: 'components' }>, known: Known): Verdict {
  const limits = total.amounts.map((amount) => minutesOf(amount, known.unit));
  if (limits.some((limit) => equal(limit, known.steps)) || equal(sumOf(limits), known.steps)) {
    return { verdict: 'matches' };
  }
  return {
    verdict: 'composite',
    reason: 'tổng gồm nhiều thời hạn thành phần, không đối chiếu được bằng một phép cộng',
  };
}

/** `ngày` for a total means calendar days, unless the table or its header says working days (counting.md). */
function unitOf(table: PrintedTable, goal: AmountTerm | undefined, timed: readonly TimedStep[]): Unit {
  const printed = new Set(timed.flatMap((one) => (one.amount ? [one.amount.unit] : [])));
  const stepsSay = (...units: AmountTerm['unit'][]): boolean =>
    printed.size > 0 && [...printed].every((unit) => units.includes(unit));
  const stated = goal?.unit;
  switch (stated) {
    case 'working-days':
    case 'working-hours':
    case 'calendar-days':
      return stated;
    case 'days': {
      const header = totalInName(table.name);
      const headerSaysWorking = header?.unit === 'working-days' && goal && sameLength(header, goal);
      return headerSaysWorking || stepsSay('working-days', 'working-hours')
        ? 'working-days'
        : 'calendar-days';
    }
    case 'bare':
    case undefined:
      if (stepsSay('working-hours')) return 'working-hours';
      return stepsSay('working-days', 'working-hours') ? 'working-days' : 'calendar-days';
    default:
      return stated satisfies never;
  }
}

function sumIn(timed: readonly TimedStep[], unit: Unit): Exact {
  return sumOf(timed.flatMap((one) => (one.amount ? [minutesOf(one.amount, unit)] : [])));
}

/** Every step with what it adds: a shared time counts once, and a step with timed sub-steps not again. */
export function countedTimes(steps: readonly PrintedStep[]): readonly TimedStep[] {
  const read = steps.map((step) => ({ step, term: parseTerm(step.time) }));
  return read.map(({ step, term }, index) => {
    if (term.kind !== 'amount') return { step, term, amount: undefined };
    const before = read[index - 1];
    const sharedWithBefore =
      step.sharedTime &&
      before?.step.sharedTime === true &&
      before.term.kind === 'amount' &&
      sameLength(before.term, term);
    const counted = !sharedWithBefore && !isHeadOfItsSubSteps(step, term, read);
    return { step, term, amount: counted ? term : undefined };
  });
}

function isHeadOfItsSubSteps(
  step: PrintedStep,
  term: AmountTerm,
  all: readonly { readonly step: PrintedStep; readonly term: Term }[],
): boolean {
  const own = parseStepSpan(step.no)?.from.path;
  if (own?.length !== 1) return false;
  const children = all.filter((other) => {
    const path = parseStepSpan(other.step.no)?.from.path;
    return path !== undefined && path.length > 1 && path[0] === own[0];
  });
  const amounts = children.flatMap(({ term: child }) => (child.kind === 'amount' ? [child] : []));
  if (amounts.length < 2) return false;
  return equal(sumOf(amounts.map((a) => minutesOf(a, 'working-days'))), minutesOf(term, 'working-days'));
}
