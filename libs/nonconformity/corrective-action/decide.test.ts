/** Given, when, then: the way of a nonconformity from found to closed, and what is refused on it. */
import { describe, expect, it } from '@jest/globals';
import { at, DO, FIND, FOUND, TestNc, type PersonName } from './testing/people.ts';
import { nextDue } from './due.ts';

const period = { from: FOUND.since, to: FOUND.since };
const check = (before: [number, number], after: [number, number]) =>
  ({
    type: 'check',
    figures: {
      before: { dossiers: before[0], deviating: before[1], ...period },
      after: { dossiers: after[0], deviating: after[1], ...period },
    },
  }) as const;

const found = (): TestNc => new TestNc().does('system', FIND);
const approved = (plan: Parameters<TestNc['does']>[1] = DO.propose): TestNc =>
  found()
    .does('secretary', DO.review)
    .does('an', DO.contain)
    .does('an', DO.analyse)
    .does('an', plan)
    .does('leader', DO.approve);
const verifying = (): TestNc => approved().does('an', DO.complete);

describe('a nonconformity', () => {
  it('goes from found to closed when later dossiers deviate less', () => {
    const nc = verifying();
    expect(nc.open.stage).toBe('verification');
    expect(nc.refusal('clock', check([58, 7], [41, 1]))).toBe('not-due');
    nc.now = nc.open.due.dueAt;
    nc.does('clock', check([58, 7], [41, 1]));
    expect(nc.state).toMatchObject({ status: 'closed', by: 'figures', nc: { round: 1 } });
    expect(nc.events.at(-2)?.event).toMatchObject({ body: { verdict: 'effective' } });
  });

  it('is opened again when they deviate no less, and analysed anew', () => {
    const nc = verifying();
    nc.now = nc.open.due.dueAt;
    nc.does('clock', check([58, 7], [41, 6]));
    expect(nc.open).toMatchObject({ stage: 'analysis', nc: { round: 2, plan: null, done: null } });
  });

  it('has its period extended while too few came, thrice; then a person who is not the owner concludes', () => {
    const nc = verifying();
    for (let extension = 1; extension <= 3; extension++) {
      nc.now = nc.open.due.dueAt;
      nc.does('clock', check([58, 7], [3, 0]));
      expect(nc.open.stage).toBe('verification');
    }
    nc.now = nc.open.due.dueAt;
    nc.does('clock', check([58, 7], [12, 0]));
    expect(nc.open.stage).toBe('judgement');
    expect(nc.refusal('an', DO.judge)).toBe('not-your-part');
    nc.does('auditor', DO.judge);
    expect(nc.state).toMatchObject({ status: 'closed', by: 'judgement' });
  });

  it('that no detector counts is concluded by a person after the period', () => {
    const nc = new TestNc().does('leader', {
      type: 'raise',
      found: { ...FOUND, source: 'complaint', cause: null },
    });
    nc.does('secretary', DO.review).does('an', DO.contain).does('an', DO.analyse).does('an', DO.propose);
    nc.does('leader', DO.approve).does('an', DO.complete);
    nc.now = nc.open.due.dueAt;
    nc.does('clock', { type: 'check', figures: null });
    expect(nc.open).toMatchObject({ stage: 'judgement', nc: { checks: [{ verdict: 'not-counted' }] } });
  });

  it('whose plan is an amended procedure is done by its publication', () => {
    const plan = { ...DO.propose, measures: [], amendment: { procedure: 'QT.KHCN.01', above: 2 } };
    const nc = approved(plan);
    expect(nc.refusal('an', DO.complete)).toBe('edition-not-published');
    const edition = (number: number) =>
      ({ type: 'note-edition', edition: number, effectiveFrom: '2026-04-01' as never }) as const;
    expect(nc.refusal('system', edition(2))).toBe('not-amending');
    nc.does('system', edition(3));
    expect(nc.open).toMatchObject({
      stage: 'verification',
      nc: { done: { countsFrom: at('2026-04-01T00:00') } },
    });
  });

  it('with other measures beside the amendment waits for both', () => {
    const nc = approved({ ...DO.propose, amendment: { procedure: 'QT.KHCN.01', above: 2 } });
    expect(nc.refusal('an', DO.complete)).toBe('edition-not-published');
    nc.does('system', { type: 'note-edition', edition: 4, effectiveFrom: '2026-03-02' as never });
    nc.does('an', { ...DO.complete, files: [] });
    expect(nc.open.stage).toBe('verification');
  });

  it('is dismissed with a reason, and can be taken up again', () => {
    const nc = found().does('secretary', DO.dismiss);
    expect(nc.state).toMatchObject({ status: 'dismissed', reason: DO.dismiss.reason });
    expect(nextDue(nc.state)).toBeNull();
    expect(nc.does('auditor', DO['take-up-again']).open.stage).toBe('review');
  });

  it('is worked on by whoever stands in for the owner, while they do', () => {
    const nc = found().does('secretary', DO.review);
    expect(nc.refusal('chi', DO.contain)).toBe('not-your-part');
    nc.at('2026-03-02T13:00').does('chi', DO.contain);
    expect(nc.events.at(-1)?.by).toBe('chi');
    nc.at('2026-04-02T12:00');
    expect(nc.refusal('chi', DO.analyse)).toBe('not-your-part');
  });

  it('is reminded of a working day ahead, escalated when due and once more, each at its moment', () => {
    const nc = found();
    const { due } = nc.open;
    expect(due).toEqual({
      remindAt: at('2026-03-04T17:00'),
      dueAt: at('2026-03-05T17:00'),
      escalateAt: at('2026-03-10T17:00'),
    });
    nc.at('2026-03-20T09:00').does('clock', { type: 'remind' });
    nc.does('clock', { type: 'escalate', level: 1 }).does('clock', { type: 'escalate', level: 2 });
    expect(nc.events.slice(1).map((one) => one.at)).toEqual([due.remindAt, due.dueAt, due.escalateAt]);
    expect(nextDue(nc.state)).toBeNull();
  });

  it.each<[string, PersonName, Parameters<TestNc['try']>[1], string]>([
    ['review by its own owner', 'leader', { ...DO.review, owner: 'leader' }, 'owner-reviews'],
    ['an owner from elsewhere', 'secretary', { ...DO.review, owner: 'otherLeader' }, 'not-an-officer'],
    ['another before it was reviewed', 'secretary', DO['change-owner'], 'wrong-stage'],
    ['finding it again', 'system', FIND, 'already-found'],
  ])('refuses %s', (_what, who, command, code) => {
    expect(found().refusal(who, command)).toBe(code);
  });

  it('refuses two whys, no measure, a leader’s own case, no evidence, a date that has passed', () => {
    const nc = found()
      .does('secretary', { ...DO.review, owner: 'leader' })
      .does('leader', DO.contain);
    expect(nc.refusal('leader', { ...DO.analyse, whys: ['a', 'b'] })).toBe('too-few-whys');
    nc.does('leader', DO.analyse);
    expect(nc.refusal('leader', { ...DO.propose, measures: [] })).toBe('no-measure');
    nc.does('leader', DO.propose);
    expect(nc.refusal('leader', DO.approve)).toBe('own-case');
    nc.does('deputy', DO.approve);
    expect(nc.refusal('leader', { ...DO.complete, files: [] })).toBe('no-evidence');
    expect(nc.refusal('deputy', { ...DO['move-due'], dueAt: FOUND.since })).toBe('date-passed');
  });
});
