import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { millisecondsOf } from './index.ts';

const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');
const instants = fc.integer({ min: FIRST, max: LAST }).map((ms) => new Date(ms).toISOString());
/** One character is another, most often one that instants have too. */
const spoilt = fc
  .tuple(instants, fc.nat(23), fc.constantFrom(...Array.from('0123456789-T:.Z x')))
  .map(([text, at, character]) => text.slice(0, at) + character + text.slice(at + 1));
const fields = fc
  .tuple(fc.nat(9_999), fc.nat(19), fc.nat(39), fc.nat(29), fc.nat(69), fc.nat(69), fc.nat(999))
  .map((numbers) =>
    numbers.map((number, index) => String(number).padStart([4, 2, 2, 2, 2, 2, 3][index]!, '0')),
  )
  .map(([y, m, d, h, min, s, ms]) => `${y}-${m}-${d}T${h}:${min}:${s}.${ms}Z`);

describe('The milliseconds of an instant', () => {
  it('are those that Date.parse reads, of whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(instants, spoilt, fields, fc.string()), (text) => {
        expect(millisecondsOf(text)).toBe(Date.parse(text));
      }),
      { numRuns: 1_000 },
    );
  });
});
