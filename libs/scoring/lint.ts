/** What is wrong with a criteria set as a whole: sums, bands, formulas, dates. */
import { termsOf } from './adjust.ts';
import { lintBands } from './bands.ts';
import { Exact } from './exact.ts';
import { namesIn, parseFormula, type Expression } from './formula/parse.ts';
import { describeType, isPlain, typeOf } from './formula/units.ts';
import { readSet } from './set-file/read.ts';
import { COUNTINGS, READINGS, type Criterion, type CriteriaSet, type Finding, type Scale } from './types.ts';

export interface LintReport {
  /** No error; warnings may be there. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** Of a file's text, YAML or JSON. */
export function lintText(text: string): LintReport {
  const { set, findings } = readSet(text);
  const all = set === null ? findings : [...findings, ...lintSet(set)];
  return { ok: all.every(({ severity }) => severity !== 'error'), findings: all };
}

export function lintSet(set: CriteriaSet): readonly Finding[] {
  const findings: Finding[] = [];
  if (set.criteria.length === 0 && set.bands.length === 0) {
    findings.push(error('empty-set', '', 'bộ tiêu chí không có tiêu chí cũng không có mức xếp loại'));
  }
  if (set.total <= 0)
    findings.push(error('invalid-value', 'total', `tổng điểm phải lớn hơn 0, gặp ${set.total}`));
  if (set.valid.from !== null && set.valid.to !== null && set.valid.from > set.valid.to) {
    findings.push(
      error('validity-reversed', 'valid', `hiệu lực từ ${set.valid.from} nhưng đến ${set.valid.to}`),
    );
  }
  return [
    ...findings,
    ...duplicates(set.criteria, 'criteria'),
    ...duplicates(set.groups, 'groups'),
    ...duplicates(set.adjustments, 'adjustments'),
    ...duplicates(
      set.bands.map(({ name }) => ({ id: name })),
      'bands',
    ),
    ...lintSums(set),
    ...set.criteria.flatMap((criterion) => lintCriterion(criterion, `criteria.${criterion.id}`, set)),
    ...lintAdjustments(set),
    ...lintSettings(set),
    ...lintBands(set.bands, set.total),
  ];
}

function lintSums({ criteria, groups, total }: CriteriaSet): readonly Finding[] {
  const findings: Finding[] = [];
  const compare = (
    code: string,
    where: string,
    what: string,
    stated: number,
    members: readonly Criterion[],
  ) => {
    const sum = sumOf(members);
    if (sum.compare(exact(stated)) !== 0) {
      findings.push(
        error(code, where, `${what}: nêu ${stated} điểm, cộng các tiêu chí được ${sum.toString()}`),
      );
    }
  };
  if (criteria.length > 0) compare('sum-differs', 'total', 'tổng điểm', total, criteria);
  for (const group of groups) {
    if (group.max === null) continue;
    const members = criteria.filter((each) => each.group === group.id || each.group === group.name);
    compare('group-sum-differs', `groups.${group.id}`, `nhóm "${group.name}"`, group.max, members);
  }
  return findings;
}

function lintCriterion(criterion: Criterion, where: string, set: CriteriaSet): readonly Finding[] {
  const { scoring, max } = criterion;
  switch (scoring.how) {
    case 'evidence':
    case 'judged':
      return [];
    case 'mixed': {
      const sum = sumOf(scoring.parts);
      const message = `nêu ${max} điểm, cộng các phần được ${sum.toString()}`;
      return [
        ...(sum.compare(exact(max)) === 0 ? [] : [error('parts-sum-differs', where, message)]),
        ...duplicates(scoring.parts, `${where}.parts`),
        ...scoring.parts.flatMap((part) => lintCriterion(part, `${where}.parts.${part.id}`, set)),
      ];
    }
    case 'computed': {
      const { findings, expression } = lintFormula(scoring.scale.formula, `${where}.formula`, 'number', set);
      const undeclared =
        expression !== null && scoring.whenDividedByZero === 'refuse' && dividesByName(expression)
          ? [
              warning(
                'division-undeclared',
                where,
                'mẫu số có thể bằng 0 mà không nêu whenDividedByZero: tiêu chí sẽ bỏ ngỏ',
              ),
            ]
          : [];
      return [...findings, ...undeclared, ...lintScale(scoring.scale, max, where)];
    }
    default:
      return scoring satisfies never;
  }
}

function lintScale(scale: Scale, max: number, where: string): readonly Finding[] {
  switch (scale.kind) {
    case 'points':
      return [];
    case 'proportional':
      if (scale.threshold > 0) return [];
      return [error('invalid-value', `${where}.threshold`, `ngưỡng phải lớn hơn 0, gặp ${scale.threshold}`)];
    case 'deduction':
      if (scale.each > 0) return [];
      return [error('invalid-value', `${where}.each`, `điểm trừ mỗi lần phải lớn hơn 0, gặp ${scale.each}`)];
    case 'stepwise':
      return lintSteps(scale, max, `${where}.steps`);
    default:
      return scale satisfies never;
  }
}

function lintSteps(
  { steps }: Extract<Scale, { kind: 'stepwise' }>,
  max: number,
  where: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (steps.length === 0) findings.push(error('missing-value', where, 'không có bậc nào'));
  const sorted = [...steps].sort((a, b) => a.from - b.from || Number(b.closed) - Number(a.closed));
  for (const [index, step] of sorted.entries()) {
    const below = sorted[index - 1];
    if (step.points > max) {
      findings.push(
        error('step-over-max', where, `bậc từ ${step.from} cho ${step.points} điểm, quá tối đa ${max}`),
      );
    }
    if (below !== undefined && below.from === step.from && below.closed === step.closed) {
      findings.push(error('step-repeated', where, `hai bậc cùng bắt đầu từ ${step.from}`));
    } else if (below !== undefined && below.points > step.points) {
      findings.push(warning('step-falls', where, `bậc từ ${step.from} cho ít điểm hơn bậc từ ${below.from}`));
    }
  }
  const top = Math.max(...steps.map(({ points }) => points));
  if (steps.length > 0 && top < max) {
    findings.push(warning('max-unreachable', where, `bậc cao nhất cho ${top} điểm, không tới tối đa ${max}`));
  }
  return findings;
}

function lintAdjustments(set: CriteriaSet): readonly Finding[] {
  return set.adjustments.flatMap((each) => {
    const where = `adjustments.${each.id}`;
    if (each.kind === 'condition') return lintFormula(each.when, `${where}.when`, 'flag', set).findings;
    if (termsOf(each, set.settings) !== null) return [];
    const message =
      `reading phải là ${READINGS.join(', ')} và counted là ${COUNTINGS.join(', ')}, ` +
      `hoặc tên một thiết lập giữ giá trị đó; gặp "${each.reading}", "${each.counted}"`;
    return [error('invalid-value', where, message)];
  });
}

function lintSettings({ settings, metrics }: CriteriaSet): readonly Finding[] {
  return Object.entries(settings).flatMap(([name, { value, choices }]) => {
    const where = `settings.${name}`;
    const shadows = Object.hasOwn(metrics, name)
      ? [error('duplicate-name', where, `"${name}" vừa là thiết lập vừa là chỉ số`)]
      : [];
    if (choices.length === 0 || choices.includes(value)) return shadows;
    const message = `"${String(value)}" không thuộc các lựa chọn: ${choices.map(String).join(', ')}`;
    return [...shadows, error('invalid-value', where, message)];
  });
}

function lintFormula(
  formula: string,
  where: string,
  wanted: 'number' | 'flag',
  set: CriteriaSet,
): { findings: readonly Finding[]; expression: Expression | null } {
  const parsed = parseFormula(formula);
  if (!parsed.ok) {
    return {
      findings: [error('formula-unreadable', where, `"${formula}": ${parsed.message}`)],
      expression: null,
    };
  }
  const { expression } = parsed;
  const unknown = namesIn(expression).filter(
    (name) => !Object.hasOwn(set.metrics, name) && !Object.hasOwn(set.settings, name),
  );
  if (unknown.length > 0) {
    const findings = unknown.map((name) =>
      error('formula-unknown-metric', where, `"${formula}": không có chỉ số hay thiết lập nào tên "${name}"`),
    );
    return { findings, expression };
  }
  const type = typeOf(expression, set);
  if ('code' in type)
    return { findings: [error(type.code, where, `"${formula}": ${type.message}`)], expression };
  const right = wanted === 'flag' ? type.kind === 'flag' : isPlain(type);
  if (right) return { findings: [], expression };
  const message = `"${formula}" cho ra ${describeType(type)}, cần ${wanted === 'flag' ? 'đúng/sai' : 'số'}`;
  const code = type.kind === 'number' && wanted === 'number' ? 'formula-unit' : 'formula-type';
  return { findings: [error(code, where, message)], expression };
}

/** Divides by something other than a number written out. */
function dividesByName(expression: Expression): boolean {
  switch (expression.op) {
    case 'number':
    case 'constant':
    case 'name':
      return false;
    case 'negate':
    case 'not':
      return dividesByName(expression.of);
    case 'if':
      return [expression.when, expression.yes, expression.no].some(dividesByName);
    case 'call':
      return expression.args.some(dividesByName);
    default:
      if (expression.op === '/' && namesIn(expression.right).length > 0) return true;
      return dividesByName(expression.left) || dividesByName(expression.right);
  }
}

function duplicates(entries: readonly { readonly id: string }[], where: string): readonly Finding[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [error('duplicate-name', `${where}.${id}`, `"${id}" có hai lần`)] : [];
  });
}

function sumOf(criteria: readonly Criterion[]): Exact {
  return criteria.reduce((sum, { max }) => sum.plus(exact(max)), Exact.ZERO);
}

function exact(value: number): Exact {
  return Exact.of(value) ?? Exact.ZERO;
}

function error(code: string, where: string, message: string): Finding {
  return { code, severity: 'error', where, message };
}

function warning(code: string, where: string, message: string): Finding {
  return { code, severity: 'warning', where, message };
}
