import { describe, expect, it } from '@jest/globals';
import { Exact } from '../exact.ts';
import { evaluateFormula, type Value } from './evaluate.ts';
import { namesIn, parseFormula, type Expression } from './parse.ts';
import { describeType, isPlain, typeOf } from './units.ts';

function read(text: string): Expression {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.expression;
}

function compute(text: string, values: Record<string, number | boolean | string> = {}): string {
  const outcome = evaluateFormula(read(text), (name): Value | undefined => {
    const value = values[name];
    return typeof value === 'number' ? (Exact.of(value) ?? undefined) : value;
  });
  if (outcome.kind === 'value') return String(outcome.value);
  return outcome.kind === 'missing' ? `missing ${outcome.name}` : `zero in ${outcome.division}`;
}

describe('a formula', () => {
  it.each([
    ['15 * a / b', { a: 1, b: 3 }, '5'],
    ['1 / 3 * 3', {}, '1'],
    ['0.1 + 0.2', {}, '0.3'],
    ['2 + 3 × 4 − 1', {}, '13'],
    ['-a + 2', { a: 0.5 }, '1.5'],
    ['a == b ? 3 : 0', { a: 7, b: 7 }, '3'],
    ['min(a, 1, 2) + max(0, -1)', { a: 5 }, '1'],
    ['ratio(p)', { p: 12.5 }, '0.125'],
    ['reading == "relative" && !(a < 1 || a >= 3)', { reading: 'relative', a: 2 }, 'true'],
    ['a / b', { a: 1, b: 0 }, 'zero in a / b'],
    ['b == 0 ? 4 : a / b', { a: 1, b: 0 }, '4'],
    ['a + 1', {}, 'missing a'],
  ])('%s', (text, values, result) => {
    expect(compute(text, values)).toBe(result);
  });

  it.each([
    ['1 +', /ký tự thứ 4/],
    ['', /./],
    ['a.b', /không dùng được/],
    ['a[0]', /không dùng được/],
    ['[1, 2].all(x, x > 1)', /không dùng được/],
    ['size(a)', /không có hàm "size"/],
    ['min(a)', /1 đối số/],
    ['0xff * a', /không phải số thập phân/],
    ['null', /không phải số thập phân/],
    ['a; b', /ký tự thứ 2/],
    ['('.repeat(200) + '1' + ')'.repeat(200), /./],
  ])('is not "%s"', (text, message) => {
    const parsed = parseFormula(text);
    expect(parsed.ok ? '' : parsed.message).toMatch(message);
    expect(parsed.ok).toBe(false);
  });

  it('names its metrics once each', () => {
    expect(namesIn(read('a / b + (c ? a : 2) * min(b, d)'))).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('units', () => {
  const metrics = {
    done: { unit: 'dossiers', title: '' },
    late: { unit: 'dossiers', title: '' },
    steps: { unit: 'steps', title: '' },
    rate: { unit: 'ratio', title: '' },
    share: { unit: 'percent', title: '' },
    made: { unit: 'flag', title: '' },
  };
  const settings = { reading: { value: 'relative', choices: [], note: '' } };
  const check = (text: string): string => {
    const type = typeOf(read(text), { metrics, settings });
    return 'code' in type ? type.code : describeType(type);
  };

  it.each([
    ['15 * (done - late) / done', 'số'],
    ['4 * (1 - late / done)', 'số'],
    ['rate + ratio(share)', 'số'],
    ['made ? 3 : 0', 'số'],
    ['done > 0 && reading == "points"', 'đúng/sai'],
    ['done * 2', 'dossiers'],
    ['done / steps', 'dossiers·steps^-1'],
    ['done + steps', 'formula-unit'],
    ['rate + share', 'formula-unit'],
    ['done > steps', 'formula-unit'],
    ['ratio(rate)', 'formula-unit'],
    ['made * 3', 'formula-type'],
    ['done && made', 'formula-type'],
    ['reading == 1', 'formula-type'],
    ['unheard / done', 'formula-unknown-metric'],
    ['constructor', 'formula-unknown-metric'],
  ])('%s is %s', (text, result) => {
    expect(check(text)).toBe(result);
  });

  it('make points only of plain numbers', () => {
    const type = typeOf(read('rate'), { metrics, settings });
    expect('code' in type ? false : isPlain(type)).toBe(true);
  });
});
