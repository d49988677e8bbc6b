import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkEdition, PROFILES, sumFields, sumOfEdition, type Edition, type Step } from '#libs/procedure';
import { editionOf, line, step } from '../../../test/support/small-procedures.ts';

const errors = (edition: Edition): string[] =>
  checkEdition(edition)
    .filter((finding) => finding.severity === 'error')
    .map((finding) => `${finding.step ?? '-'} ${finding.code}`);
const changed = (steps: readonly Step[], no: string, changes: Partial<Step>): Step[] =>
  steps.map((one) => (one.no === no ? { ...one, ...changes } : one));
const calendarDays = { ...PROFILES['calendar-days'] } as Edition['profile'];

describe('The check of an edition', () => {
  const sound = editionOf(line(4), { total: '4 ngày làm việc' });

  it('finds nothing in a sound one', () => {
    expect(checkEdition(sound)).toEqual([]);
  });

  it.each<[string, Partial<Edition>, string[]]>([
    ['a wrong total', { total: '5 ngày làm việc' }, ['- sum-differs-from-total']],
    ['an unreadable total', { total: 'sớm nhất' }, ['- unreadable-time']],
    ['no first step', { firstStep: 'B9' }, ['- branch-target-missing', 'B1 step-unreachable']],
    [
      'a part nobody declared',
      { parts: [] },
      ['B1 part-unknown', 'B2 part-unknown', 'B3 part-unknown', 'B4 part-unknown'],
    ],
    [
      'working days counted as calendar days',
      { profile: calendarDays, total: '4 ngày' },
      ['B1 mixed-units', 'B2 mixed-units', 'B3 mixed-units', 'B4 mixed-units'],
    ],
    [
      'a document twice',
      {
        documents: [1, 2].map(() => ({
          code: 'DON',
          name: 'Đơn',
          form: 'original',
          copies: 1,
          required: true,
        })),
      },
      ['- document-doubled'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(errors({ ...sound, ...changes }).slice(0, 4)).toEqual(
      expect.arrayContaining(expected.slice(0, 2)),
    );
    expect(errors({ ...sound, ...changes }).length).toBeGreaterThanOrEqual(expected.length);
  });

  it.each<[string, Partial<Step>, string[]]>([
    [
      'a target that is not there',
      { transitions: [{ outcome: 'done', label: '', to: ['B9'] }] },
      [
        'B2 branch-target-missing',
        'B1 never-ends',
        'B2 never-ends',
        'B3 step-unreachable',
        'B4 step-unreachable',
      ],
    ],
    [
      'an outcome twice',
      { transitions: [1, 2].map(() => ({ outcome: 'done', label: '', to: ['B3'] })) },
      ['B2 outcome-doubled'],
    ],
    ['a return to a step that is not there', { returnsTo: ['B9'] }, ['B2 reference-missing']],
    ['a return to a later step', { returnsTo: ['B3'] }, ['B2 return-not-earlier']],
    ['another person than nobody', { otherPersonThan: ['B9'] }, ['B2 reference-missing']],
    ['a role nobody holds', { role: 'wizard' }, ['B2 role-unheld']],
    ['a unit nobody has', { unit: 'cellar' }, ['B2 unit-unknown']],
    ['a form unknown', { forms: ['tt03-2025/receipt', 'Mẫu 99'] }, ['B2 form-unknown']],
    ['words that lead nowhere', { content: 'Chuyển lại Bước 9' }, ['B2 reference-missing']],
    ['an expiry of an officer', { expiry: '15 ngày' }, ['B2 expiry-misplaced']],
    ['a shared time stated twice', { sharedTime: 'x' }, []],
    [
      'an end without hand-over',
      {
        transitions: [
          { outcome: 'no', label: '', to: [] },
          { outcome: 'yes', label: '', to: ['B3'] },
        ],
      },
      ['B2 result-never-handed-over'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(errors({ ...sound, steps: changed(sound.steps, 'B2', changes) })).toEqual(expected);
  });

  it('a first step of another agency than the one that receives', () => {
    const parts = [...sound.parts, { key: 'other', name: 'Sở khác', total: null }];
    expect(errors({ ...sound, parts, steps: changed(sound.steps, 'B1', { part: 'other' }) })).toEqual([
      'B1 part-unknown',
    ]);
  });

  it('doubled and missing numbers', () => {
    const steps = line(4).map((one) => (one.no === 'B3' ? { ...one, no: 'B2' } : one));
    expect(errors({ ...sound, steps })).toEqual(
      expect.arrayContaining(['B2 step-number-doubled', 'B3 step-number-missing']),
    );
  });

  it('a result handed over that no step issued', () => {
    const steps = changed(line(3), 'B3', { issuesResult: false });
    expect(errors(editionOf(steps))).toEqual(['B3 result-never-issued']);
  });

  it('a time shared by several steps counts once, and is stated once', () => {
    const shared = line(3).map((one, i) => ({ ...one, sharedTime: 'x', time: i === 0 ? '2 ngày' : '' }));
    expect(errors(editionOf(shared, { total: '2 ngày làm việc' }))).toEqual([]);
    expect(errors(editionOf(changed(shared, 'B2', { time: '1 ngày' })))).toEqual(['B1 shared-time-unclear']);
    expect(errors(editionOf(changed(shared, 'B1', { time: '' })))).toEqual(['B1 shared-time-unclear']);
  });

  it('a part outside the total is not added up, and has a total of its own', () => {
    const parts = [
      { key: 'main', name: 'Xã', total: '2 ngày làm việc' },
      { key: 'other', name: 'Sở', total: '1 ngày làm việc', outsideTotal: true },
    ];
    const steps = changed(line(3), 'B2', { part: 'other' });
    expect(errors(editionOf(steps, { parts, total: '2 ngày làm việc' }))).toEqual([]);
    expect(errors(editionOf(steps, { parts, total: '3 ngày làm việc' }))).toEqual([
      '- sum-differs-from-total',
    ]);
  });
});

describe('Branches and parallel ways', () => {
  const branch = (joins: boolean): Step[] => [
    step('B1', ['B2', 'B3']),
    step('B2', ['B4'], { time: '2 ngày' }),
    step('B3', ['B4'], { time: '5 ngày' }),
    step('B4', [], { ...(joins && { joins: true }) }),
  ];

  it('parallel branches take as long as the longest', () => {
    expect(errors(editionOf(branch(true), { total: '7 ngày làm việc' }))).toEqual([]);
  });

  it('a step where they meet must wait for both', () => {
    expect(errors(editionOf(branch(false)))).toEqual(['B4 join-missing']);
  });

  it('alternatives need no join', () => {
    const transitions = ['B2', 'B3'].map((no) => ({ outcome: no, label: no, to: [no] }));
    expect(
      errors(editionOf(changed(branch(false), 'B1', { transitions }), { total: '7 ngày làm việc' })),
    ).toEqual([]);
  });

  it('a way back counts as a repetition', () => {
    const again = { outcome: 'again', label: 'Làm lại', to: ['B1'] };
    const steps = line(3).map((one) =>
      one.no === 'B2' ? { ...one, transitions: [again, ...one.transitions] } : one,
    );
    expect(errors(editionOf(steps, { total: '3 ngày làm việc' }))).toEqual([]);
  });
});

describe('Laws of the check', () => {
  /** Any graph of up to 8 steps: each leads to some of them, or ends. */
  const graphs = fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc
      .array(fc.array(fc.integer({ min: 1, max: n }), { maxLength: 3 }), { minLength: n, maxLength: n })
      .map((targets) =>
        editionOf(
          targets.map((to, i) => {
            const transitions =
              to.length === 0
                ? [{ outcome: 'done', label: '', to: [] }]
                : to.map((no, k) => ({ outcome: `o${k}`, label: '', to: [`B${no}`] }));
            return step(`B${i + 1}`, [], { transitions });
          }),
        ),
      ),
  );

  it('a step is unreachable or never ends exactly when a walk says so', () => {
    fc.assert(
      fc.property(graphs, (edition) => {
        const found = checkEdition(edition);
        const next = (no: string): string[] =>
          edition.steps.find((s) => s.no === no)?.transitions.flatMap((t) => [...t.to]) ?? [];
        const walk = (from: string): Set<string> => {
          const seen = new Set([from]);
          for (const no of seen) next(no).forEach((to) => seen.add(to));
          return seen;
        };
        for (const { no } of edition.steps) {
          const unreachable = !walk('B1').has(no);
          const endless = [...walk(no)].every((to) => next(to).length > 0);
          expect(found.some((f) => f.code === 'step-unreachable' && f.step === no)).toBe(unreachable);
          expect(found.some((f) => f.code === 'never-ends' && f.step === no)).toBe(endless);
        }
      }),
    );
  });

  it('a straight line adds up exactly, in any fractions', () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 99 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(times, (fractions) => {
        const steps = line(fractions.length).map((one, i) => ({
          ...one,
          time: `${fractions[i]?.[0]}/${fractions[i]?.[1]} ngày`,
        }));
        const { sumWorkingMinutes } = sumFields(sumOfEdition(editionOf(steps)));
        expect(sumWorkingMinutes).toBeCloseTo(
          fractions.reduce((sum, [n, d]) => sum + (n / d) * 480, 0),
          6,
        );
      }),
    );
  });
});
