/** The check of a printed table, as `dunghan procedure check` reports it. */
import { parseTerm, type Unit } from '#libs/calendar';
import { daysAsNumber, inWords, minutesAsNumber, minutesOf } from '../check/exact.ts';
import { error, isSound, warning } from '../check/finding.ts';
import { checkNumbers } from '../check/numbers.ts';
import { checkReferences, exists, wayBackIn } from '../check/references.ts';
import { covers, normaliseStepNo, parseStepSpan } from '../step-no.ts';
import type { Finding, StepNo } from '../types.ts';
import { roleIn } from './roles.ts';
import { countedTimes, sumTable, type TableSum } from './sum.ts';
import type { PrintedStep, PrintedTable } from './types.ts';

/** One procedure's answer. Exactly one of the two sums is there: working minutes, or calendar days. */
export interface Checked {
  readonly id: string;
  readonly ok: boolean;
  readonly sumWorkingMinutes?: number;
  readonly sumCalendarDays?: number;
  readonly findings: readonly Finding[];
}

export function checkPrinted(table: PrintedTable): Checked {
  const sum = sumTable(table);
  const findings = [
    ...checkNumbers(table.steps.map((step) => ({ no: step.no, timed: step.time !== '' }))),
    ...checkTimes(table, sum),
    ...checkUnits(table, sum),
    ...checkSum(sum),
    ...checkReferences(table.steps.map((step) => ({ no: step.no, text: step.content }))),
    ...checkWaysBack(table.steps),
    ...checkRoles(table.steps),
    ...checkForms(table.steps),
  ];
  return { id: table.id, ok: isSound(findings), ...sumFields(sum), findings };
}

export function sumFields({ unit, steps }: Pick<TableSum, 'unit' | 'steps'>): Partial<Checked> {
  return unit === 'calendar-days'
    ? { sumCalendarDays: daysAsNumber(steps) }
    : { sumWorkingMinutes: minutesAsNumber(steps) };
}

function at(step: PrintedStep): StepNo | undefined {
  return normaliseStepNo(step.no) ?? undefined;
}

function checkTimes(table: PrintedTable, sum: TableSum): Finding[] {
  const steps = table.steps.flatMap((step) => {
    if (parseTerm(step.time).kind !== 'text') return [];
    return [
      warning(
        'unreadable-time',
        `Không đọc được thời gian “${shorten(step.time)}”: bước không có thời hạn.`,
        at(step),
      ),
    ];
  });
  const total =
    sum.total.kind === 'text'
      ? [warning('unreadable-time', `Không đọc được tổng thời gian “${shorten(sum.total.printed)}”.`)]
      : [];
  return [...steps, ...total];
}

function checkSum(sum: TableSum): Finding[] {
  switch (sum.verdict) {
    case 'differs': {
      const [steps, total] = [
        inWords(sum.steps, sum.unit),
        sum.goal ? inWords(minutesOf(sum.goal, sum.unit), sum.unit) : '',
      ];
      return [error('sum-differs-from-total', `Các bước cộng lại ${steps}, khác tổng ${total}.`)];
    }
    case 'composite':
      return [warning('composite-total', `Tổng gồm nhiều phần: ${sum.reason ?? ''}.`)];
    case 'no-total':
      return sum.steps.numerator === 0n ? [warning('no-deadline', 'Thủ tục không có thời hạn nào.')] : [];
    case 'matches':
      return [];
    default:
      return sum.verdict satisfies never;
  }
}

/**
 * Working days or hours under a total of calendar days can't be counted together: an error. Hours beside working days,
 * `ngày` beside `ngày làm việc` under a working total, or several limits in several units: worth a look.
 */
function checkUnits(table: PrintedTable, sum: TableSum): Finding[] {
  const amounts = countedTimes(table.steps).flatMap((one) =>
    one.amount && one.amount.unit !== 'bare' ? [{ at: at(one.step), unit: one.amount.unit }] : [],
  );
  const units = new Set(amounts.map((amount) => amount.unit));
  if (sum.unit === 'calendar-days' && sum.goal) {
    return amounts
      .filter(({ unit }) => unit === 'working-days' || unit === 'working-hours')
      .map(({ at: step }) =>
        error('mixed-units', 'Bước tính theo ngày hoặc giờ làm việc trong khi tổng tính theo ngày.', step),
      );
  }
  if (units.size < 2) return [];
  const odd = rarest(amounts.map((amount) => amount.unit));
  const step = amounts.find((amount) => amount.unit === odd)?.at;
  return [warning('mixed-units', `Các bước dùng lẫn đơn vị: ${[...units].map(unitWords).join(', ')}.`, step)];
}

function rarest<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => a - b)[0]?.[0];
}

function unitWords(unit: Unit | 'days' | 'bare'): string {
  switch (unit) {
    case 'working-days':
      return 'ngày làm việc';
    case 'working-hours':
      return 'giờ làm việc';
    case 'days':
    case 'calendar-days':
      return 'ngày';
    case 'bare':
      return 'không ghi đơn vị';
    default:
      return unit satisfies never;
  }
}

function checkWaysBack(steps: readonly PrintedStep[]): Finding[] {
  const spans = steps.map((step) => parseStepSpan(step.no)).filter((span) => span !== null);
  return steps.flatMap((step) => {
    if (step.onReject === null) return [];
    if (!exists(step.onReject, spans)) {
      return [error('reference-missing', `Trả lại “${step.onReject}”, nhưng không có bước này.`, at(step))];
    }
    const target = parseStepSpan(step.onReject);
    const own = parseStepSpan(step.no);
    if (target && own && (own.from.path[0] ?? 0) <= (target.from.path[0] ?? 0)) {
      return [
        error('return-not-earlier', `Trả lại “${step.onReject}”, không phải bước đứng trước.`, at(step)),
      ];
    }
    const said = wayBackIn(step.content);
    if (target && said && !covers(target, said)) {
      const words = `Nội dung trả về bước ${said.path.join('.')}, cột trả lại ghi “${step.onReject}”.`;
      return [warning('inconsistent-references', words, at(step))];
    }
    return [];
  });
}

function checkRoles(steps: readonly PrintedStep[]): Finding[] {
  return steps.flatMap((step) => {
    if (step.responsible === '')
      return [error('role-unheld', 'Bước không ghi ai chịu trách nhiệm.', at(step))];
    if (roleIn(step.responsible)) return [];
    return [warning('role-unheld', `Không nhận ra vai trò “${shorten(step.responsible)}”.`, at(step))];
  });
}

/** TT 03/2025/TT-VPCP has the forms 01 to 07; a bare number beyond them is no form of the one-stop rules. */
const LAST_FORM = 7;
const BARE_FORM = /(?:^|[;,]\s*)mẫu(?:\s+số)?\s*(\d+)\s*(?=$|[;,.])/giu;

function checkForms(steps: readonly PrintedStep[]): Finding[] {
  return steps.flatMap((step) =>
    [...step.result.matchAll(BARE_FORM)].flatMap(([, number]) => {
      const n = Number(number);
      if (n >= 1 && n <= LAST_FORM) return [];
      return [warning('form-unknown', `Không có Mẫu ${number} trong TT 03/2025/TT-VPCP.`, at(step))];
    }),
  );
}

function shorten(text: string): string {
  const MAX = 60;
  return text.length > MAX ? `${text.slice(0, MAX - 1)}…` : text;
}
