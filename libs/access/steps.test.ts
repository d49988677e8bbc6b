import { describe, expect, it } from '@jest/globals';
import type { Instant } from '#libs/calendar';
import { canActOnStep, canSupervise, rolesAt, type Authorities, type Substitution } from '#libs/access';

const at = (text: string): Instant => `2026-03-02T${text}:00.000Z` as Instant;
const NOON = at('12:00');
const appraisal = { role: 'specialist', unit: 'skhcn/tdc', agency: 'skhcn' };

const nobody: Authorities = {
  officer: 'binh',
  account: 'binh',
  agency: 'skhcn',
  unit: 'skhcn/tdc',
  systemRoles: ['officer'],
  roles: [],
  substitutions: [],
  organisationVersion: 7,
};
const lent = (from: string, to: string, rest: Partial<Substitution> = {}): Substitution => ({
  id: 'qd-12',
  officer: 'lan',
  roles: [appraisal],
  from: at(from),
  to: at(to),
  ...rest,
});

describe('canActOnStep', () => {
  it('lets the holder of the role in the unit act, and keeps what was used', () => {
    const answer = canActOnStep({ ...nobody, roles: [appraisal] }, appraisal, NOON);
    expect(answer).toEqual({
      ok: true,
      authority: { kind: 'officer', id: 'binh', ...appraisal, organisationVersion: 7 },
    });
  });

  it.each([
    ['wrong-role', { ...appraisal, role: 'clerk' }],
    ['wrong-unit', { ...appraisal, unit: 'skhcn/qlcn' }],
    ['wrong-agency', { role: 'specialist', unit: 'snv/p1', agency: 'snv' }],
  ])('refuses with %s and says who is allowed', (code, held) => {
    const answer = canActOnStep({ ...nobody, roles: [held] }, appraisal, NOON);
    expect(answer).toMatchObject({ ok: false, refusal: { code, allowed: appraisal } });
  });

  it.each([
    ['11:59', '12:01', true],
    ['12:00', '12:01', true],
    ['11:00', '12:00', false],
    ['12:01', '13:00', false],
  ])('a substitution from %s to %s at noon: %s', (from, to, allowed) => {
    const answer = canActOnStep({ ...nobody, substitutions: [lent(from, to)] }, appraisal, NOON);
    expect(answer).toMatchObject(
      allowed
        ? { ok: true, authority: { id: 'binh', onBehalfOf: 'lan', substitution: 'qd-12' } }
        : { ok: false, refusal: { code: 'substitution-not-in-force' } },
    );
  });

  it('uses the own role before a lent one', () => {
    const both = { ...nobody, roles: [appraisal], substitutions: [lent('08:00', '17:00')] };
    const answer = canActOnStep(both, appraisal, NOON);
    expect(answer.ok && answer.authority.onBehalfOf).toBeUndefined();
  });

  it('keeps the agency of the unit when it works within another agency’s part', () => {
    const held = { role: 'specialist', unit: 'vpubnd/th', agency: 'vpubnd' };
    const answer = canActOnStep({ ...nobody, roles: [held] }, { ...held, agency: 'skhcn' }, NOON);
    expect(answer).toMatchObject({ ok: true, authority: held });
  });
});

describe('canSupervise', () => {
  const head = { role: 'division-head', unit: 'skhcn/tdc', agency: 'skhcn' };

  it('lets a supervisor rule in the whole agency and nowhere else', () => {
    const director: Authorities = { ...nobody, systemRoles: ['officer', 'supervisor'] };
    expect(canSupervise(director, { agency: 'skhcn', unit: 'skhcn/qlcn' }, NOON).ok).toBe(true);
    expect(canSupervise(director, { agency: 'snv' }, NOON)).toMatchObject({
      refusal: { code: 'not-supervisor' },
    });
  });

  it('lets the head of a unit rule in that unit alone', () => {
    const who = { ...nobody, roles: [head] };
    expect(canSupervise(who, { agency: 'skhcn', unit: 'skhcn/tdc' }, NOON).ok).toBe(true);
    expect(canSupervise(who, { agency: 'skhcn', unit: 'skhcn/qlcn' }, NOON).ok).toBe(false);
    expect(canSupervise(who, { agency: 'skhcn' }, NOON).ok).toBe(false);
  });

  it('lends a supervisor’s authority with the substitution, while it is in force', () => {
    const seat = { role: 'agency-head', unit: 'skhcn/ld', agency: 'skhcn' };
    const substitution = lent('12:00', '13:00', { roles: [seat], systemRoles: ['supervisor'] });
    const who = { ...nobody, substitutions: [substitution] };
    expect(canSupervise(who, { agency: 'skhcn' }, NOON)).toMatchObject({
      ok: true,
      authority: { role: 'supervisor', unit: 'skhcn/ld', onBehalfOf: 'lan' },
    });
    expect(canSupervise(who, { agency: 'skhcn' }, at('13:00')).ok).toBe(false);
  });
});

describe('rolesAt', () => {
  it('adds the roles lent at that moment', () => {
    const who = { ...nobody, substitutions: [lent('12:00', '13:00')] };
    expect(rolesAt(who, NOON)).toEqual([appraisal]);
    expect(rolesAt(who, at('13:00'))).toEqual([]);
  });
});
