import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { iso } from './scope.ts';

describe('A moment as PostgreSQL prints it', () => {
  const moments = fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true });

  it('is the same moment in our form, whole seconds, milliseconds and any offset', () => {
    fc.assert(
      fc.property(moments, fc.boolean(), (moment, whole) => {
        if (whole) moment.setUTCMilliseconds(0);
        const utc = moment.toISOString();
        // Zeros at the end of a fraction are left out, and a fraction of nothing.
        const printed = utc.replace(/\.?0*Z$/, '');
        const there = new Date(moment.getTime() + 7 * 3_600_000).toISOString().replace(/\.?0*Z$/, '');
        expect(iso(`${printed}+00:00`)).toBe(utc);
        expect(iso(`${there}+07:00`)).toBe(utc);
      }),
    );
    expect(iso(null)).toBeNull();
    expect(iso('2026-11-22T13:44:38.042317+00:00')).toBe('2026-11-22T13:44:38.042Z');
  });
});
