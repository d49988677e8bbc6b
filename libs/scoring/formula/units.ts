/** Units of formulas: dossiers are not added to steps, and points come of a ratio, not of a count. */
import type { Metric, Scalar, Setting } from '../types.ts';
import type { Expression } from './parse.ts';

/** Exponents by unit; empty is a plain ratio. A literal takes the unit that its place asks for. */
export type Unit = Readonly<Record<string, number>> | 'literal';
export type FormulaType =
  { readonly kind: 'number'; readonly unit: Unit } | { readonly kind: 'flag' } | { readonly kind: 'text' };

export interface Names {
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly settings: Readonly<Record<string, Setting>>;
}

export interface FormulaProblem {
  readonly code: 'formula-unknown-metric' | 'formula-type' | 'formula-unit';
  readonly message: string;
}

const FLAG: FormulaType = { kind: 'flag' };
const RATIO: FormulaType = { kind: 'number', unit: {} };
const LITERAL: FormulaType = { kind: 'number', unit: 'literal' };
/** Points are plain numbers. */
const PLAIN_UNITS: readonly string[] = ['ratio', 'points'];

class Mistyped extends Error {
  readonly problem: FormulaProblem;
  constructor(code: FormulaProblem['code'], message: string) {
    super(message);
    this.problem = { code, message };
  }
}

/** The type of a formula, or the first thing wrong with it. */
export function typeOf(expression: Expression, names: Names): FormulaType | FormulaProblem {
  try {
    return check(expression, names);
  } catch (error) {
    if (error instanceof Mistyped) return error.problem;
    throw error;
  }
}

/** A number of no particular things: what points, rates and thresholds are. */
export function isPlain(type: FormulaType): boolean {
  return type.kind === 'number' && (type.unit === 'literal' || Object.keys(type.unit).length === 0);
}

export function describeType(type: FormulaType): string {
  if (type.kind === 'flag') return 'đúng/sai';
  if (type.kind === 'text') return 'chữ';
  if (isPlain(type)) return 'số';
  const units = Object.entries(type.unit).sort(([a], [b]) => (a < b ? -1 : 1));
  const powers = units.map(([unit, power]) => (power === 1 ? unit : `${unit}^${power}`));
  return powers.join('·');
}

function check(expression: Expression, names: Names): FormulaType {
  const number = (each: Expression): Unit => {
    const type = check(each, names);
    if (type.kind !== 'number') throw new Mistyped('formula-type', `cần số, gặp ${describeType(type)}`);
    return type.unit;
  };
  const flag = (each: Expression): FormulaType => {
    const type = check(each, names);
    if (type.kind !== 'flag') throw new Mistyped('formula-type', `cần đúng/sai, gặp ${describeType(type)}`);
    return type;
  };
  switch (expression.op) {
    case 'number':
      return LITERAL;
    case 'constant':
      return typeOfScalar(expression.value);
    case 'name':
      return typeOfName(expression.name, names);
    case 'negate':
      return { kind: 'number', unit: number(expression.of) };
    case 'not':
      return flag(expression.of);
    case '*':
      return { kind: 'number', unit: product(number(expression.left), number(expression.right), 1) };
    case '/':
      return { kind: 'number', unit: product(number(expression.left), number(expression.right), -1) };
    case '+':
    case '-':
      return same(
        { kind: 'number', unit: number(expression.left) },
        { kind: 'number', unit: number(expression.right) },
        expression.text,
      );
    case '<':
    case '<=':
    case '>':
    case '>=':
      number(expression.left);
      number(expression.right);
      same(check(expression.left, names), check(expression.right, names), expression.text);
      return FLAG;
    case '==':
    case '!=':
      same(check(expression.left, names), check(expression.right, names), expression.text);
      return FLAG;
    case '&&':
    case '||':
      flag(expression.left);
      return flag(expression.right);
    case 'if':
      flag(expression.when);
      return same(check(expression.yes, names), check(expression.no, names), '? :');
    case 'call':
      return typeOfCall(
        expression.name,
        expression.args.map((each): FormulaType => ({ kind: 'number', unit: number(each) })),
      );
    default:
      return expression satisfies never;
  }
}

function typeOfCall(name: 'min' | 'max' | 'ratio', args: readonly FormulaType[]): FormulaType {
  if (name === 'ratio') {
    same(args[0] ?? LITERAL, { kind: 'number', unit: { percent: 1 } }, 'ratio(…)');
    return RATIO;
  }
  return args.reduce((left, right) => same(left, right, `${name}(…)`));
}

function typeOfName(name: string, { metrics, settings }: Names): FormulaType {
  const metric = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  if (metric !== undefined) {
    if (metric.unit === 'flag') return FLAG;
    return PLAIN_UNITS.includes(metric.unit) ? RATIO : { kind: 'number', unit: { [metric.unit]: 1 } };
  }
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (setting !== undefined) return typeOfScalar(setting.value);
  throw new Mistyped('formula-unknown-metric', `không có chỉ số hay thiết lập nào tên "${name}"`);
}

function typeOfScalar(value: Scalar): FormulaType {
  if (typeof value === 'number') return LITERAL;
  return typeof value === 'boolean' ? FLAG : { kind: 'text' };
}

function product(left: Unit, right: Unit, sign: 1 | -1): Unit {
  if (left === 'literal' && right === 'literal') return 'literal';
  const powers: Record<string, number> = left === 'literal' ? {} : { ...left };
  for (const [unit, power] of Object.entries(right === 'literal' ? {} : right)) {
    powers[unit] = (powers[unit] ?? 0) + sign * power;
    if (powers[unit] === 0) delete powers[unit];
  }
  return powers;
}

function same(left: FormulaType, right: FormulaType, text: string): FormulaType {
  if (left.kind !== right.kind) {
    throw new Mistyped('formula-type', `"${text}" ghép ${describeType(left)} với ${describeType(right)}`);
  }
  if (left.kind !== 'number' || right.kind !== 'number' || right.unit === 'literal') return left;
  if (left.unit === 'literal') return right;
  if (describeType(left) === describeType(right)) return left;
  throw new Mistyped('formula-unit', `"${text}" ghép ${describeType(left)} với ${describeType(right)}`);
}
