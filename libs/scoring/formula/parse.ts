/**
 * Formulas are CEL expressions (cel.dev): the library reads them, nothing is ever evaluated as code. A formula may use
 * numbers, true, false, strings, names, + - * /, comparisons, && || !, a ? b : c, and the functions below.
 */
import { Environment, ParseError, type ASTNode } from '@marcbachmann/cel-js';

export type Arithmetic = '+' | '-' | '*' | '/';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';
/** `min` and `max` of two or more; `ratio(p)` turns per cent into a ratio. */
export const FUNCTIONS = ['min', 'max', 'ratio'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export type Expression =
  | { readonly op: 'number'; readonly text: string }
  | { readonly op: 'constant'; readonly value: boolean | string }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'negate' | 'not'; readonly of: Expression }
  | {
      readonly op: Arithmetic | Comparison | '&&' | '||';
      readonly left: Expression;
      readonly right: Expression;
      readonly text: string;
    }
  | {
      readonly op: 'if';
      readonly when: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly op: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] };

export type Parsed =
  { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly message: string };

const LIMITS = { maxAstNodes: 500, maxDepth: 50, maxCallArguments: 16 } as const;
const environment = new Environment({ unlistedVariablesAreDyn: true, limits: LIMITS });

class Unsupported extends Error {}

export function parseFormula(text: string): Parsed {
  try {
    return { ok: true, expression: read(environment.parse(plainSigns(text)).ast) };
  } catch (error) {
    if (error instanceof Unsupported) return { ok: false, message: error.message };
    if (!(error instanceof ParseError)) throw error;
    const at = error.range === undefined ? '' : ` (ký tự thứ ${error.range.start + 1})`;
    return { ok: false, message: `${error.summary}${at}` };
  }
}

/** Signs as people print them, one character for one, so that positions stay. */
function plainSigns(text: string): string {
  return text.replaceAll('×', '*').replaceAll('÷', '/').replaceAll('−', '-');
}

function read(node: ASTNode): Expression {
  const text = node.input.slice(node.start, node.end);
  switch (node.op) {
    case 'value':
      return readValue(node.args, text);
    case 'id':
      return { op: 'name', name: node.args };
    case '-_':
      return { op: 'negate', of: read(node.args) };
    case '!_':
      return { op: 'not', of: read(node.args) };
    case '+':
    case '-':
    case '*':
    case '/':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case '!=':
    case '&&':
    case '||':
      return { op: node.op, left: read(node.args[0]), right: read(node.args[1]), text };
    case '?:':
      return { op: 'if', when: read(node.args[0]), yes: read(node.args[1]), no: read(node.args[2]) };
    case 'call':
      return readCall(node.args[0], node.args[1]);
    default:
      throw new Unsupported(`không dùng được "${text}" trong công thức`);
  }
}

function readValue(value: unknown, text: string): Expression {
  if (typeof value === 'boolean' || typeof value === 'string') return { op: 'constant', value };
  if (/^\d+(\.\d+)?$/.test(text)) return { op: 'number', text };
  throw new Unsupported(`"${text}" không phải số thập phân`);
}

function readCall(name: string, args: readonly ASTNode[]): Expression {
  const known = FUNCTIONS.find((each) => each === name);
  if (known === undefined) throw new Unsupported(`không có hàm "${name}"; chỉ có ${FUNCTIONS.join(', ')}`);
  const enough = known === 'ratio' ? args.length === 1 : args.length >= 2;
  if (!enough) throw new Unsupported(`hàm "${name}" không nhận ${args.length} đối số`);
  return { op: 'call', name: known, args: args.map(read) };
}

/** The names of metrics and settings in it, each once, in order. */
export function namesIn(expression: Expression): readonly string[] {
  const names = new Set<string>();
  const visit = (each: Expression): void => {
    switch (each.op) {
      case 'number':
      case 'constant':
        return;
      case 'name':
        names.add(each.name);
        return;
      case 'negate':
      case 'not':
        return visit(each.of);
      case 'if':
        return [each.when, each.yes, each.no].forEach(visit);
      case 'call':
        return each.args.forEach(visit);
      default:
        return [each.left, each.right].forEach(visit);
    }
  };
  visit(expression);
  return [...names];
}
