/** Evaluates a formula with exact numbers. What it needs and can't have is a value, not an exception. */
import { Exact } from '../exact.ts';
import type { Expression } from './parse.ts';

export type Value = Exact | boolean | string;

/** The value of a metric or setting; undefined when it is not known. */
export type LookUp = (name: string) => Value | undefined;

export type Evaluated =
  | { readonly kind: 'value'; readonly value: Value }
  /** `divisor` as the formula writes it. */
  | { readonly kind: 'divided-by-zero'; readonly division: string }
  | { readonly kind: 'missing'; readonly name: string };

class Stop extends Error {
  readonly outcome: Evaluated;
  constructor(outcome: Evaluated) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

const HUNDREDTH = Exact.ratio(1n, 100n);

/** Throws on a formula of a wrong type, which the linter finds. */
export function evaluateFormula(expression: Expression, lookUp: LookUp): Evaluated {
  try {
    return { kind: 'value', value: evaluate(expression, lookUp) };
  } catch (error) {
    if (error instanceof Stop) return error.outcome;
    throw error;
  }
}

function evaluate(expression: Expression, lookUp: LookUp): Value {
  const of = (each: Expression): Value => evaluate(each, lookUp);
  const number = (each: Expression): Exact => {
    const value = of(each);
    if (!(value instanceof Exact)) throw new TypeError(`a number is needed, not ${String(value)}`);
    return value;
  };
  const flag = (each: Expression): boolean => {
    const value = of(each);
    if (typeof value !== 'boolean') throw new TypeError(`true or false is needed, not ${String(value)}`);
    return value;
  };
  switch (expression.op) {
    case 'number':
      return Exact.parse(expression.text) ?? Exact.ZERO;
    case 'constant':
      return expression.value;
    case 'name': {
      const value = lookUp(expression.name);
      if (value === undefined) throw new Stop({ kind: 'missing', name: expression.name });
      return value;
    }
    case 'negate':
      return number(expression.of).negated();
    case 'not':
      return !flag(expression.of);
    case '+':
      return number(expression.left).plus(number(expression.right));
    case '-':
      return number(expression.left).minus(number(expression.right));
    case '*':
      return number(expression.left).times(number(expression.right));
    case '/': {
      const quotient = number(expression.left).dividedBy(number(expression.right));
      if (quotient === null) throw new Stop({ kind: 'divided-by-zero', division: expression.text });
      return quotient;
    }
    case '<':
      return number(expression.left).compare(number(expression.right)) < 0;
    case '<=':
      return number(expression.left).compare(number(expression.right)) <= 0;
    case '>':
      return number(expression.left).compare(number(expression.right)) > 0;
    case '>=':
      return number(expression.left).compare(number(expression.right)) >= 0;
    case '==':
      return equal(of(expression.left), of(expression.right));
    case '!=':
      return !equal(of(expression.left), of(expression.right));
    case '&&':
      return flag(expression.left) && flag(expression.right);
    case '||':
      return flag(expression.left) || flag(expression.right);
    case 'if':
      return of(flag(expression.when) ? expression.yes : expression.no);
    case 'call': {
      const args = expression.args.map(number);
      if (expression.name === 'ratio') return (args[0] ?? Exact.ZERO).times(HUNDREDTH);
      return args.reduce((a, b) => (expression.name === 'min' ? a.min(b) : a.max(b)));
    }
    default:
      return expression satisfies never;
  }
}

function equal(left: Value, right: Value): boolean {
  return left instanceof Exact && right instanceof Exact ? left.compare(right) === 0 : left === right;
}
