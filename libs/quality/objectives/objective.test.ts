import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOf, type LocalDate } from '#libs/calendar';
import { checkFigure, measureFigure } from '#libs/scoring';
import type { KeptRecord } from '../records/kept.ts';
import { NAMES, TestRecord, type PersonName } from '../testing/people.ts';
import { courseOf, expectedBy, isOffCourse } from './course.ts';
import { figuresOfObjectives } from './figures.ts';
import { COMMON_FORMULAS } from './formulas.ts';
import { monthsToMeasure } from './months.ts';
import { OBJECTIVE } from './objective.ts';
import type { Month, Objective, ObjectiveCommand, ObjectivePlan } from './types.ts';

const day = (text: string): LocalDate => text as LocalDate;
const PLAN: ObjectivePlan = {
  title: 'Đúng hạn từ 95 %',
  why: 'Người dân chờ lâu',
  formula: '100 * dossiers_on_time / dossiers_done',
  unit: '%',
  direction: 'at-least',
  target: 95,
  baseline: 83,
  year: 2026,
  owner: 'an',
  actions: [
    {
      what: 'Xếp lại lịch trực',
      why: 'Hồ sơ dồn cuối tháng',
      who: 'binh',
      where: 'Phòng chuyên môn',
      when: day('2026-04-15'),
      how: 'Theo số hồ sơ từng ngày',
    },
  ],
};
const DRAFT: ObjectiveCommand = { type: 'draft', ...PLAN };
const measure = (month: string, value: number | null): ObjectiveCommand => ({
  type: 'measure',
  month: month as Month,
  value,
  lacks: value === null ? 'divided-by-zero' : null,
});
const draft = (plan: Partial<ObjectivePlan> = {}) =>
  new TestRecord<Objective, ObjectiveCommand>(OBJECTIVE).does('secretary', { ...DRAFT, ...plan });
const active = (plan: Partial<ObjectivePlan> = {}) => draft(plan).does('leader', { type: 'approve' });
const kept = (record: { readonly body: Objective }): KeptRecord<Objective> => ({
  id: record.body.title,
  kind: 'objective',
  title: record.body.title,
  openedOn: day('2026-03-02'),
  body: record.body,
});

describe('formulas', () => {
  it('that are common are sound', () => {
    for (const { formula } of COMMON_FORMULAS) expect(checkFigure(formula)).toMatchObject({ ok: true });
  });

  it('name known metrics, agree in units, and give a number', () => {
    expect(checkFigure('100 * dossiers_on_time / dossiers_done')).toEqual({
      ok: true,
      names: ['dossiers_on_time', 'dossiers_done'],
      isRate: true,
      unit: 'số',
    });
    expect(checkFigure('dossiers_late')).toMatchObject({ ok: true, isRate: false });
    for (const text of ['dossiers_fast', 'dossiers_late + steps_done', 'board_in_force', '95', '1 +', '']) {
      expect([text, checkFigure(text).ok]).toEqual([text, false]);
    }
  });

  it('say what they lack', () => {
    const share = '100 * dossiers_on_time / dossiers_done';
    expect(measureFigure(share, { dossiers_on_time: 2, dossiers_done: 3 })).toEqual({
      kind: 'value',
      value: 66.6667,
    });
    expect(measureFigure(share, { dossiers_on_time: 0, dossiers_done: 0 })).toEqual({
      kind: 'divided-by-zero',
    });
    expect(measureFigure(share, { dossiers_on_time: 1 })).toEqual({
      kind: 'missing',
      metric: 'dossiers_done',
    });
  });
});

describe('a quality objective', () => {
  it('is refused where it is not SMART', () => {
    const one = new TestRecord<Objective, ObjectiveCommand>(OBJECTIVE);
    const refusal = (plan: Partial<ObjectivePlan>) => one.refusal('secretary', { ...DRAFT, ...plan });
    const [action] = PLAN.actions;
    expect(refusal({ formula: 'dossiers_fast / dossiers_done' })).toBe('formula');
    expect(refusal({ owner: 'auditor' })).toBe('not-an-officer');
    expect(refusal({ actions: [] })).toBe('no-action');
    expect(refusal({ actions: [{ ...action!, who: 'nobody' }] })).toBe('not-an-officer');
    expect(refusal({ actions: [{ ...action!, when: day('2027-01-04') }] })).toBe('date-passed');
    expect(refusal({ year: 2025 })).toBe('year-passed');
    expect(refusal({ baseline: 97 })).toBe('target-reached');
  });

  it('is approved by another than who wrote it', () => {
    const one = new TestRecord<Objective, ObjectiveCommand>(OBJECTIVE).does('leader', DRAFT);
    expect(one.refusal('leader', { type: 'approve' })).toBe('same-person');
    one.does('secretary', { ...DRAFT, type: 'revise', target: 96 }).does('leader', { type: 'approve' });
    expect([one.status, one.body.target, one.body.approvedBy]).toEqual(['active', 96, 'leader']);
  });

  it('measures each month that is over once, from its approval on, and ends with its year', () => {
    const one = active();
    expect(monthsToMeasure(one.body, day('2026-03-31'))).toEqual([]);
    expect(one.on('2026-03-20').refusal('system', measure('2026-03', 90))).toBe('not-to-measure');
    expect(one.on('2026-04-01').refusal('system', measure('2026-02', 90))).toBe('not-to-measure');
    one.does('system', measure('2026-03', 90));
    expect(one.refusal('system', measure('2026-03', 91))).toBe('not-to-measure');
    expect(monthsToMeasure(one.body, day('2026-07-01')).map(({ month }) => month)).toEqual([
      '2026-04',
      '2026-05',
      '2026-06',
    ]);
    const [april] = monthsToMeasure(one.body, day('2026-07-01'));
    expect([april!.last, april!.asOf]).toEqual(['2026-04-30', '2026-04-30T17:00:00.000Z']);
    one.on('2027-01-02').does('system', measure('2026-12', 95));
    expect(one.status).toBe('met');
    expect(monthsToMeasure(one.body, day('2027-02-01'))).toEqual([]);
  });

  it('that cannot be measured at the end is concluded by a person', () => {
    const one = active().on('2026-12-31');
    const conclude = { type: 'conclude', met: false, reason: 'Không có hồ sơ' } as const;
    expect(one.refusal('secretary', conclude)).toBe('year-not-over');
    expect(one.on('2027-01-02').refusal('secretary', conclude)).toBe('not-measured');
    one.does('system', measure('2026-12', null)).does('secretary', conclude);
    expect(one.status).toBe('missed');
  });

  it('off its course calls its owner to correct it', () => {
    const one = active().on('2026-07-01').does('system', measure('2026-06', 85));
    expect(isOffCourse(one.body)).toBe(true);
    const duties = () =>
      OBJECTIVE.dutiesOf(one.body).map(({ key, owner, due, done }) => [key, owner, due, done]);
    expect(duties()).toEqual([
      ['action-0', 'binh', '2026-04-15', null],
      ['correction-2026-06', 'an', '2026-07-15', null],
      ['result', 'an', '2027-01-15', null],
    ]);
    one.does('chi', { type: 'correct', note: 'Thêm một người trực' });
    expect(duties()[1]).toEqual(['correction-2026-06', 'an', '2026-07-15', '2026-07-01']);
    one.on('2026-08-01').does('system', measure('2026-07', 94));
    expect(isOffCourse(one.body)).toBe(false);
    expect(one.refusal('an', { type: 'correct', note: 'Không cần' })).toBe('on-course');
  });

  it('has its actions done by whoever is to do them, the owner, or a stand-in', () => {
    const done = { type: 'complete', action: 0, result: 'Đã xếp' } as const;
    for (const [who, may] of [
      ['binh', true],
      ['an', true],
      ['chi', true],
      ['secretary', false],
      ['leader', false],
    ] as const) {
      expect([who, active().refusal(who, done)]).toEqual([who, may ? undefined : 'not-your-part']);
    }
    expect(active().does('binh', done).refusal('binh', done)).toBe('no-open-action');
  });

  it('counts in the figures of its year when approved, and as measured when it has ended', () => {
    const period = { from: day('2026-01-01'), to: day('2026-12-31') };
    const ended = active({ title: 'a' }).on('2027-01-02').does('system', measure('2026-12', 90));
    const records = [kept(ended), kept(active({ title: 'b' })), kept(draft({ title: 'c' }))];
    expect(figuresOfObjectives(records, period)).toEqual({
      objectives: { value: 2, of: ['a', 'b'] },
      objectives_complete: { value: 2, of: ['a', 'b'] },
      objectives_measured: { value: 1, of: ['a'] },
    });
    const other = { from: day('2027-01-01'), to: day('2027-12-31') };
    expect(figuresOfObjectives(records, other)).toMatchObject({ objectives: { value: 0 } });
  });
});

it('a course ends at the target, never leaves the way to it, and a count begins at nothing', () => {
  const numbers = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(
      numbers,
      fc.option(numbers),
      fc.boolean(),
      fc.constantFrom('at-least' as const, 'at-most' as const),
      fc.integer({ min: 1, max: 12 }),
      (target, baseline, isRate, direction, month) => {
        const objective = { target, baseline, isRate, direction };
        expect(expectedBy(objective, 12)).toBeCloseTo(target);
        const start = courseOf(objective) === 'linear-from-zero' ? 0 : (baseline ?? target);
        const expected = expectedBy(objective, month);
        expect(expected).toBeGreaterThanOrEqual(Math.min(start, target) - 1e-9);
        expect(expected).toBeLessThanOrEqual(Math.max(start, target) + 1e-9);
      },
    ),
  );
});

/** Written from the rules, not from the guards: An has it, Chi stands in, Bình does its action. */
const MAY: Readonly<Record<ObjectiveCommand['type'], readonly PersonName[]>> = {
  draft: ['secretary', 'leader'],
  revise: ['secretary', 'leader', 'an', 'chi'],
  approve: ['leader'],
  'send-back': ['leader'],
  measure: ['system'],
  complete: ['an', 'chi', 'binh'],
  correct: ['an', 'chi'],
  'hand-over': ['secretary', 'leader'],
  conclude: ['secretary', 'leader'],
  drop: ['leader'],
};
const DO: readonly ObjectiveCommand[] = [
  DRAFT,
  { ...DRAFT, type: 'revise' },
  { type: 'approve' },
  { type: 'send-back', reason: 'Chưa rõ' },
  measure('2026-03', 80),
  measure('2026-12', 96),
  { type: 'complete', action: 0, result: 'Đã xếp' },
  { type: 'correct', note: 'Thêm người' },
  { type: 'conclude', met: true, reason: 'Đủ' },
  { type: 'drop', reason: 'Trùng' },
];

it('every transition is refused to the wrong person, and a refusal changes nothing', () => {
  const step = fc.record({
    who: fc.constantFrom(...NAMES),
    command: fc.constantFrom(...DO),
    on: fc.constantFrom('2026-03-02', '2026-04-01', '2027-01-02'),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (asked) => {
      const one = new TestRecord<Objective, ObjectiveCommand>(OBJECTIVE);
      for (const { who, command, on } of asked) {
        if (day(on) >= dateOf(one.now)) one.on(on);
        const before = one.record;
        const offered = one.allowed(who);
        const answer = one.try(who, command);
        expect(answer.ok && !MAY[command.type].includes(who)).toBe(false);
        expect(answer.ok && before !== null && !offered.includes(command.type)).toBe(false);
        expect(!answer.ok && one.record !== before).toBe(false);
      }
    }),
  );
});
