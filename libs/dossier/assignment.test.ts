import { describe, expect, it } from '@jest/globals';
import {
  an,
  appraised,
  at,
  authorities,
  binh,
  chi,
  dung,
  ELIGIBLE,
  standingIn,
  stranger,
  supervisor,
  type TestDossier,
} from './testing/index.ts';

const from = at('2026-03-01T00:00');
const free = (): TestDossier => appraised().does(binh, { type: 'unclaim', step: 'B3' });
const to = (officer: typeof binh) => ({
  step: 'B3',
  assignee: authorities(officer),
  reason: 'Phân công lại',
});

describe('a step without an officer', () => {
  it('is claimed by whoever holds its role in its unit', () => {
    const dossier = free();
    expect(dossier.code(an, { type: 'claim', step: 'B3' })).toBe('role-missing');
    expect(dossier.code(binh, { type: 'unclaim', step: 'B3' })).toBe('step-unassigned');
    dossier.does(chi, { type: 'claim', step: 'B3' });
    expect(dossier.active.open[0]!.officer).toBe('chi');
    expect(dossier.refusal(binh, { type: 'claim', step: 'B3' })).toMatchObject({
      code: 'step-taken',
      holder: { officer: 'chi' },
    });
    expect(dossier.code(binh, { type: 'unclaim', step: 'B3' })).toBe('step-not-yours');
  });

  it('is handed out by the head of its unit or a supervisor, to somebody able', () => {
    expect(
      free()
        .does(dung, { type: 'assign', ...to(chi) })
        .events.at(-1),
    ).toMatchObject({
      body: { officer: 'chi', manner: 'assigned' },
      by: { id: 'dung', role: 'division-head' },
    });
    expect(free().try(supervisor, { type: 'assign', ...to(chi) }).ok).toBe(true);
    expect(free().code(chi, { type: 'assign', ...to(chi) })).toBe('role-missing');
    expect(free().code(dung, { type: 'assign', ...to(an) })).toBe('role-missing');
    expect(free().code(dung, { type: 'assign', ...to(stranger) })).toBe('role-missing');
    expect(free().code(dung, { type: 'reassign', ...to(chi) })).toBe('step-unassigned');
  });
});

describe('a step with an officer', () => {
  it('is given to another by a superior, with a reason', () => {
    const dossier = appraised();
    expect(dossier.code(dung, { type: 'assign', ...to(chi) })).toBe('step-taken');
    expect(dossier.code(dung, { type: 'reassign', ...to(chi), reason: '' })).toBe('bad-input');
    expect(dossier.code(dung, { type: 'reassign', ...to(binh) })).toBe('nothing-changed');
    expect(dossier.code(chi, { type: 'reassign', ...to(chi) })).toBe('role-missing');
    dossier.does(dung, { type: 'reassign', ...to(chi) });
    expect(dossier.events.at(-1)).toMatchObject({
      body: { officer: 'chi', from: 'binh', manner: 'reassigned' },
    });
    expect(dossier.code(binh, ELIGIBLE)).toBe('step-not-yours');
  });

  it('is done by a substitute only while the substitution is in force', () => {
    const inForce = standingIn('nga', binh, from, at('2026-03-09T00:00'));
    const ended = standingIn('nga', binh, from, at('2026-03-02T08:30'));
    const ofAnother = standingIn('nga', chi, from, at('2026-03-09T00:00'));
    expect(appraised().code(ended, ELIGIBLE)).toBe('substitution-invalid');
    expect(appraised().code(ofAnother, ELIGIBLE)).toBe('step-not-yours');
    const dossier = appraised().does(inForce, ELIGIBLE);
    expect(dossier.events.at(-1)).toMatchObject({
      body: { officer: 'nga' },
      by: { id: 'nga', onBehalfOf: 'binh', substitution: 'tt-nga' },
    });
  });

  it('is taken up by a substitute, or given to one', () => {
    const nga = standingIn('nga', binh, from, at('2026-03-09T00:00'));
    const substitute = { type: 'substitute', ...to(nga) } as const;
    expect(appraised().does(nga, substitute).active.open[0]!.officer).toBe('nga');
    expect(appraised().does(dung, substitute).active.open[0]!.officer).toBe('nga');
    expect(appraised().code(dung, { ...substitute, assignee: authorities(chi) })).toBe(
      'substitution-invalid',
    );
    expect(appraised().code(chi, substitute)).toBe('role-missing');
    expect(
      appraised().code(nga, {
        ...substitute,
        assignee: authorities(standingIn('oanh', binh, from, at('2026-03-09T00:00'))),
      }),
    ).toBe('role-missing');
    const late = standingIn('nga', binh, from, at('2026-03-02T08:30'));
    expect(appraised().code(late, substitute)).toBe('substitution-invalid');
    expect(free().code(dung, substitute)).toBe('step-unassigned');
  });
});
