/** A formula over the product's figures alone, for whoever wants one number of them: no settings, no scale. */
import { Exact } from '../exact.ts';
import { KNOWN_METRICS } from '../metrics.ts';
import { evaluateFormula } from './evaluate.ts';
import { namesIn, parseFormula } from './parse.ts';
import { describeType, isPlain, typeOf } from './units.ts';

export type CheckedFormula =
  | {
      readonly ok: true;
      /** The metrics in it. */
      readonly names: readonly string[];
      /** True: a share or a rate. False: a number of things, that grows with the period. */
      readonly isRate: boolean;
      /** `dossiers`, `số`. */
      readonly unit: string;
    }
  | { readonly ok: false; readonly message: string };

/** Every name is a known metric, units agree, and what comes of it is a number. */
export function checkFigure(text: string): CheckedFormula {
  const parsed = parseFormula(text);
  if (!parsed.ok) return { ok: false, message: parsed.message };
  const type = typeOf(parsed.expression, { metrics: KNOWN_METRICS, settings: {} });
  if ('code' in type) return { ok: false, message: type.message };
  if (type.kind !== 'number')
    return { ok: false, message: `công thức phải cho một số, không phải ${describeType(type)}` };
  const names = namesIn(parsed.expression);
  if (names.length === 0) return { ok: false, message: 'công thức phải có ít nhất một chỉ số' };
  return { ok: true, names, isRate: isPlain(type), unit: describeType(type) };
}

const DECIMALS = 4;

export type MeasuredFigure =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'missing'; readonly metric: string }
  /** Nothing to take a share of. */
  | { readonly kind: 'divided-by-zero' };

/**
 * Rounded half away from zero to four decimals.
 * @throws when the formula was never checked
 */
export function measureFigure(
  text: string,
  figures: Readonly<Record<string, number | boolean>>,
): MeasuredFigure {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(`an unchecked formula: ${parsed.message}`);
  const outcome = evaluateFormula(parsed.expression, (name) => {
    const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
    return typeof figure === 'number' ? (Exact.of(figure) ?? undefined) : figure;
  });
  switch (outcome.kind) {
    case 'missing':
      return { kind: 'missing', metric: outcome.name };
    case 'divided-by-zero':
      return { kind: 'divided-by-zero' };
    case 'value':
      if (!(outcome.value instanceof Exact)) throw new Error('an unchecked formula: no number');
      return { kind: 'value', value: outcome.value.toNumber(DECIMALS) };
    default:
      return outcome satisfies never;
  }
}
