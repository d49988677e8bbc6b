/**
 * Scores one agency by one set. Each criterion's points are rounded to the cent, half up; the total is the sum of the
 * rounded points, so that the sheet adds up for whoever checks it by hand.
 */
import { adjust, type AdjustmentLine, type ScorePair } from './adjust.ts';
import { contains } from './bands.ts';
import { Exact } from './exact.ts';
import { evaluateFormula, type LookUp } from './formula/evaluate.ts';
import { namesIn, parseFormula, type Expression } from './formula/parse.ts';
import { pointsOf } from './scale.ts';
import type { Criterion, CriteriaSet, Scalar, Scoring } from './types.ts';

export interface ScoreInputs {
  /** Figures by metric name; a metric that isn't here is not known yet. */
  readonly metrics: Readonly<Record<string, number | boolean>>;
  /** By criterion id, or `P05/1` for a part. */
  readonly evidence?: Readonly<Record<string, Evidence>>;
  /** Of criteria that a person judges; of others they stand in place of the formula's or the document's points. */
  readonly judgements?: Readonly<Record<string, Judgement>>;
  /** Criteria that don't apply to this agency, with the reason. */
  readonly notApplicable?: Readonly<Record<string, string>>;
  /** For adjustments of kind `overscored`, by their `of`. */
  readonly pairs?: Readonly<Record<string, readonly ScorePair[]>>;
}

export interface Evidence {
  /** Points given; without them a document earns the maximum and none earns nothing. */
  readonly points?: number;
  readonly documents: readonly { readonly number: string; readonly date: string; readonly title?: string }[];
  readonly reason?: string;
}

export interface Judgement {
  readonly points: number;
  readonly reason: string;
  readonly by: string;
}

export interface CriterionLine {
  readonly id: string;
  readonly name: string;
  readonly group: string | null;
  readonly max: number;
  /** `open`: a figure, a document or a judgement is still wanting; it counts as no points. */
  readonly state: 'scored' | 'not-applicable' | 'open';
  /** To the cent; null unless scored. */
  readonly points: number | null;
  readonly formula: string | null;
  /** The values the formula named. */
  readonly inputs: Readonly<Record<string, Scalar>>;
  readonly explanation: string;
  readonly parts: readonly CriterionLine[];
}

export interface ScoreSheet {
  readonly set: { readonly id: string; readonly version: number; readonly official: boolean };
  readonly settings: Readonly<Record<string, Scalar>>;
  readonly criteria: readonly CriterionLine[];
  /** Maximum of the criteria that count; less than the total where some don't apply. */
  readonly maxApplicable: number;
  /** Whether the points were scaled from `maxApplicable` up to the total. */
  readonly rescaled: boolean;
  /** Before adjustments. */
  readonly subtotal: number;
  readonly adjustments: readonly AdjustmentLine[];
  /** Never under 0 nor over the set's total. */
  readonly total: number;
  /** No criterion and no adjustment is open. */
  readonly complete: boolean;
  /** Null when the total lies in no band, or in several. */
  readonly band: string | null;
}

export function scoreAgency(set: CriteriaSet, inputs: ScoreInputs): ScoreSheet {
  const lookUp = lookUpIn(set, inputs);
  const criteria = set.criteria.map((criterion) => scoreCriterion(criterion, criterion.id, inputs, lookUp));
  const counted = criteria.filter(({ state }) => state !== 'not-applicable');
  const sum = addUp(counted.map(({ points }) => points ?? 0));
  const maxApplicable = addUp(counted.map(({ max }) => max));
  const maxAll = addUp(criteria.map(({ max }) => max));
  const rescaled = maxApplicable.compare(maxAll) < 0 && !maxApplicable.isZero();
  const subtotal = (rescaled ? sum.times(maxAll).dividedBy(maxApplicable) : sum)?.rounded() ?? sum;
  const adjustments = set.adjustments.map((each) => adjust(each, set.settings, inputs.pairs ?? {}, lookUp));
  const adjusted = adjustments.reduce((points, each) => points.plus(exact(each.points)), subtotal);
  const total = adjusted.max(Exact.ZERO).min(exact(set.total));
  const bands = set.bands.filter((band) => contains(band, total));
  return {
    set: { id: set.id, version: set.version, official: set.official },
    settings: Object.fromEntries(Object.entries(set.settings).map(([name, { value }]) => [name, value])),
    criteria,
    maxApplicable: maxApplicable.toNumber(),
    rescaled,
    subtotal: subtotal.toNumber(),
    adjustments,
    total: total.toNumber(),
    complete:
      counted.every(({ state }) => state === 'scored') && adjustments.every(({ state }) => state !== 'open'),
    band: bands.length === 1 ? (bands[0]?.name ?? null) : null,
  };
}

/** The same set under other readings; null and the name of the first setting that the set doesn't have or allow. */
export function withSettings(
  set: CriteriaSet,
  values: Readonly<Record<string, Scalar>>,
): { readonly set: CriteriaSet } | { readonly set: null; readonly refused: string } {
  const settings = { ...set.settings };
  for (const [name, value] of Object.entries(values)) {
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    const allowed =
      setting !== undefined && (setting.choices.length === 0 || setting.choices.includes(value));
    if (!allowed) return { set: null, refused: name };
    settings[name] = { ...setting, value };
  }
  return { set: { ...set, settings } };
}

function lookUpIn({ settings }: CriteriaSet, { metrics }: ScoreInputs): LookUp {
  return (name) => {
    const value = Object.hasOwn(metrics, name) ? metrics[name] : settings[name]?.value;
    return typeof value === 'number' ? (Exact.of(value) ?? undefined) : value;
  };
}

function scoreCriterion(
  criterion: Criterion,
  key: string,
  inputs: ScoreInputs,
  lookUp: LookUp,
): CriterionLine {
  const reason = inputs.notApplicable?.[key];
  if (reason !== undefined) return notApplicable(criterion, `không đánh giá: ${reason}`, {});
  const { scoring } = criterion;
  const judgement = inputs.judgements?.[key];
  switch (scoring.how) {
    case 'computed': {
      const computed = scoreComputed(criterion, scoring, lookUp);
      return judgement === undefined ? computed : judgedInstead(criterion, judgement, computed);
    }
    case 'evidence': {
      if (judgement !== undefined) return judged(criterion, judgement);
      const evidence = inputs.evidence?.[key];
      if (evidence === undefined) return line(criterion, 'open', null, 'chưa có minh chứng');
      const full = evidence.documents.length > 0 ? criterion.max : 0;
      const documents = evidence.documents.map(({ number, date }) => `${number} (${date})`).join('; ');
      const shown = documents === '' ? 'không có minh chứng' : `minh chứng: ${documents}`;
      return scored(criterion, exact(evidence.points ?? full), withReason(shown, evidence.reason));
    }
    case 'judged':
      return judgement === undefined
        ? line(criterion, 'open', null, 'chưa chấm')
        : judged(criterion, judgement);
    case 'mixed': {
      const parts = scoring.parts.map((part) => scoreCriterion(part, `${key}/${part.id}`, inputs, lookUp));
      return scoreMixed(criterion, parts);
    }
    default:
      return scoring satisfies never;
  }
}

function judged(criterion: Criterion, { points, reason, by }: Judgement, detail: Detail = {}): CriterionLine {
  return scored(criterion, exact(points), withReason(`${by} chấm`, reason), detail);
}

/** A person's points stand, and what the formula gave stays beside them. */
function judgedInstead(
  criterion: Criterion,
  judgement: Judgement,
  { formula, inputs, explanation }: CriterionLine,
): CriterionLine {
  const given = judged(criterion, judgement, { formula, inputs });
  return { ...given, explanation: `${given.explanation} (theo công thức: ${explanation})` };
}

function scoreComputed(
  criterion: Criterion,
  { scale, whenDividedByZero }: Extract<Scoring, { how: 'computed' }>,
  lookUp: LookUp,
): CriterionLine {
  const parsed = parseFormula(scale.formula);
  if (!parsed.ok) return line(criterion, 'open', null, `công thức không đọc được: ${parsed.message}`);
  const detail = { formula: scale.formula, inputs: valuesOf(parsed.expression, lookUp) };
  const outcome = evaluateFormula(parsed.expression, lookUp);
  switch (outcome.kind) {
    case 'missing':
      return line(criterion, 'open', null, `chưa có số liệu "${outcome.name}"`, detail);
    case 'divided-by-zero': {
      const why = `mẫu số của ${outcome.division} bằng 0`;
      if (whenDividedByZero === 'zero') return scored(criterion, Exact.ZERO, `${why}: 0 điểm`, detail);
      if (whenDividedByZero === 'full')
        return scored(criterion, exact(criterion.max), `${why}: điểm tối đa`, detail);
      if (whenDividedByZero === 'not-applicable')
        return notApplicable(criterion, `${why}: không đánh giá`, detail);
      return line(criterion, 'open', null, `${why}: cần người quyết định`, detail);
    }
    case 'value': {
      if (!(outcome.value instanceof Exact))
        return line(criterion, 'open', null, 'công thức không cho ra số', detail);
      const { points, explanation } = pointsOf(scale, outcome.value, criterion.max);
      return scored(criterion, points, explanation, detail);
    }
    default:
      return outcome satisfies never;
  }
}

/** The parts' sum; a part that doesn't apply hands its share to the others where the criterion rescales. */
function scoreMixed(criterion: Criterion, parts: readonly CriterionLine[]): CriterionLine {
  const counted = parts.filter(({ state }) => state !== 'not-applicable');
  const detail = { parts };
  if (counted.length === 0) return notApplicable(criterion, 'không phần nào áp dụng', detail);
  const open = counted.filter(({ state }) => state === 'open').map(({ id }) => id);
  if (open.length > 0) return line(criterion, 'open', null, `còn phần chưa chấm: ${open.join(', ')}`, detail);
  const sum = addUp(counted.map(({ points }) => points ?? 0));
  const max = addUp(counted.map((part) => part.max));
  const whole = counted.length === parts.length;
  const points = (whole ? sum : sum.times(exact(criterion.max)).dividedBy(max)) ?? sum;
  return scored(
    criterion,
    points,
    `cộng ${counted.length} phần: ${sum.toString()} / ${max.toString()}`,
    detail,
  );
}

type Detail = Partial<Pick<CriterionLine, 'formula' | 'inputs' | 'parts'>>;

function notApplicable(criterion: Criterion, explanation: string, detail: Detail): CriterionLine {
  switch (criterion.whenNotApplicable) {
    case 'zero':
      return scored(criterion, Exact.ZERO, explanation, detail);
    case 'full':
      return scored(criterion, exact(criterion.max), explanation, detail);
    case 'rescale':
      return line(criterion, 'not-applicable', null, explanation, detail);
    default:
      return criterion.whenNotApplicable satisfies never;
  }
}

function scored(
  criterion: Criterion,
  points: Exact,
  explanation: string,
  detail: Detail = {},
): CriterionLine {
  const within = points.max(Exact.ZERO).min(exact(criterion.max));
  return line(criterion, 'scored', within.toNumber(), explanation, detail);
}

function line(
  { id, name, group, max }: Criterion,
  state: CriterionLine['state'],
  points: number | null,
  explanation: string,
  detail: Detail = {},
): CriterionLine {
  return {
    id,
    name,
    group,
    max,
    state,
    points,
    formula: null,
    inputs: {},
    explanation,
    parts: [],
    ...detail,
  };
}

export function valuesOf(expression: Expression, lookUp: LookUp): Record<string, Scalar> {
  const values: Record<string, Scalar> = {};
  for (const name of namesIn(expression)) {
    const value = lookUp(name);
    if (value !== undefined) values[name] = value instanceof Exact ? value.toNumber(6) : value;
  }
  return values;
}

function withReason(text: string, reason: string | undefined): string {
  return reason === undefined || reason === '' ? text : `${text}: ${reason}`;
}

function addUp(points: readonly number[]): Exact {
  return points.reduce((sum, each) => sum.plus(exact(each)), Exact.ZERO);
}

function exact(value: number): Exact {
  return Exact.of(value) ?? Exact.ZERO;
}
