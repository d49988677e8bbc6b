/** Given events, when a command comes, then events or a refusal. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instant, LocalDate } from '#libs/calendar';
import { readSet } from '../set-file/read.ts';
import type { CriteriaSet } from '../types.ts';
import { decideSheet, type SheetCommand } from './decide-sheet.ts';
import { decideYear, type YearCommand } from './decide-year.ts';
import { nextDue } from './due.ts';
import { NO_ENTRIES, overlaid, type Entries } from './entries.ts';
import type { SheetEvent, YearEvent } from './events.ts';
import { foldSheet, foldYear } from './evolve.ts';
import type { YearPlan } from './plan.ts';
import { finalScore } from './scores.ts';
import type { OpenYear } from './state.ts';

const at = (day: string): Instant => `${day}T00:00:00.000Z` as Instant;
const OPENED = at('2026-11-01');
const SET = `
id: s
total: 100
criteria:
  - {id: onTime, max: 60, formula: 60 * dossiers_on_time / dossiers_done, whenDividedByZero: not-applicable}
  - {id: site, max: 40, how: judged}
bands: [{name: Tốt, range: "[50, 100]"}, {name: Yếu, range: "[0, 50)"}]
adjustments: [{id: self, kind: overscored, of: self, points: -3, tolerance: 10, reading: relative, counted: any}]
procedure: {onSiteShare: 1/3, verificationShare: 10%, missedDate: {rule: deduct, points: 5}}
`;

function setOf(text: string): CriteriaSet {
  const { set, findings } = readSet(text);
  if (set === null) throw new Error(JSON.stringify(findings));
  return set;
}

const plan: YearPlan = {
  id: '2026',
  title: 'Năm 2026',
  period: { from: '2026-01-01' as LocalDate, to: '2026-12-31' as LocalDate },
  sets: { s: setOf(SET) },
  ends: {
    'self-scoring': at('2026-12-01'),
    review: at('2026-12-10'),
    verification: at('2026-12-15'),
    adjustment: at('2026-12-20'),
    appeals: at('2026-12-25'),
  },
  reminderDays: [1, 7],
  participants: ['a', 'b', 'c', 'd'].map((agency) => ({
    agency,
    name: agency,
    level: 'commune',
    set: 's',
    reviewer: 'above',
  })),
};
const opened: YearEvent = { type: 'YearOpened', plan, at: OPENED };
const closed = (phase: 'self-scoring' | 'review' | 'verification' | 'adjustment' | 'appeals'): YearEvent => ({
  type: 'PhaseClosed',
  phase,
  end: plan.ends[phase],
  outstanding: [],
});
const yearOf = (...events: YearEvent[]): OpenYear => foldYear([opened, ...events]) as OpenYear;

const given = (...events: YearEvent[]) => ({
  when(command: YearCommand, now: Instant) {
    const decision = decideYear(foldYear(events), command, now);
    return decision.ok ? decision.events : decision.refusal.code;
  },
});

describe('a year', () => {
  it.each([
    ['dates that fall', { ends: { ...plan.ends, review: at('2026-11-30') } }, 'dates-not-rising'],
    ['a date that has passed', { ends: { ...plan.ends, 'self-scoring': at('2026-10-01') } }, 'date-passed'],
    ['nobody', { participants: [] }, 'no-participants'],
    [
      'an agency twice',
      { participants: [plan.participants[0]!, plan.participants[0]!] },
      'participant-twice',
    ],
    [
      'reviewers in a circle',
      {
        participants: [
          { ...plan.participants[0]!, reviewer: 'b' },
          { ...plan.participants[1]!, reviewer: 'a' },
        ],
      },
      'reviews-itself',
    ],
    ['an unknown set', { sets: {} }, 'unknown-set'],
    [
      'a set that ended before',
      { sets: { s: { ...plan.sets['s']!, valid: { from: null, to: '2025-06-30' } } } },
      'set-not-in-force',
    ],
    ['a set that does not sum', { sets: { s: { ...plan.sets['s']!, total: 90 } } }, 'set-unsound'],
  ])('is not opened with %s', (_, change, code) => {
    expect(given().when({ type: 'open', plan: { ...plan, ...change } }, OPENED)).toBe(code);
  });

  it('reminds a week and a day before, then closes, and never before', () => {
    const reminded = (daysBefore: number): YearEvent => ({
      type: 'LaggardsReminded',
      phase: 'self-scoring',
      end: plan.ends['self-scoring'],
      daysBefore,
      agencies: [],
    });
    expect(nextDue(yearOf())).toMatchObject({ kind: 'remind', daysBefore: 7, at: at('2026-11-24') });
    expect(nextDue(yearOf(reminded(7)))).toMatchObject({ kind: 'remind', at: at('2026-11-30') });
    expect(nextDue(yearOf(reminded(7), reminded(1)))).toMatchObject({ kind: 'close' });
    const close = { type: 'close-phase', phase: 'self-scoring', sheets: new Map() } as const;
    expect(given(opened).when(close, at('2026-11-30'))).toBe('not-due');
    expect(given(opened).when(close, at('2026-12-01'))).toMatchObject([
      { outstanding: ['a', 'b', 'c', 'd'] },
    ]);
  });

  it('draws the same sample from the same seed, or takes a choice that is large enough and reasoned', () => {
    const past = [opened, closed('self-scoring')];
    expect(nextDue(yearOf(closed('self-scoring')))).toMatchObject({ kind: 'sample', sample: 'on-site' });
    const draw = { type: 'draw-samples', sample: 'on-site', seed: 'x' } as const;
    const drawn = given(...past).when(draw, at('2026-12-01'));
    expect(drawn).toMatchObject([{ sample: { share: '1/3', by: { seed: 'x/on-site/above/s' } } }]);
    expect(given(...past).when(draw, at('2026-12-02'))).toEqual(drawn);
    expect(given(...past, ...(drawn as YearEvent[])).when(draw, at('2026-12-02'))).toBe('already-sampled');
    const group = { type: 'choose-sample', sample: 'on-site', reviewer: 'above', set: 's' } as const;
    const choose = (agencies: string[], reason = 'vì') =>
      given(...past).when({ ...group, agencies, reason }, at('2026-12-02'));
    expect(choose(['a'])).toBe('sample-too-small');
    expect(choose(['a', 'x'])).toBe('not-in-group');
    expect(choose(['a', 'b'], ' ')).toBe('reason-missing');
    expect(choose(['a', 'b'])).toMatchObject([{ sample: { agencies: ['a', 'b'] } }]);
  });

  it('moves a date between its neighbours, with a reason', () => {
    const move = (phase: 'self-scoring' | 'review', day: string, reason = 'bão lụt') =>
      given(opened, closed('self-scoring')).when(
        { type: 'move-end', phase, end: at(day), reason },
        at('2026-12-02'),
      );
    expect(move('self-scoring', '2026-12-05')).toBe('wrong-phase');
    expect(move('review', '2026-12-16')).toBe('dates-not-rising');
    expect(move('review', '2026-12-12', '')).toBe('reason-missing');
    expect(move('review', '2026-12-12')).toMatchObject([{ type: 'PhaseEndMoved' }]);
  });
});

/** Looked at before anybody's competence. */
const STATE_FAULTS: ReadonlySet<unknown> = new Set(['wrong-phase', 'not-sampled', 'no-appeal']);

describe('a sheet', () => {
  const points = (key: string, value: number, reason = 'lý do'): Entries => ({
    ...NO_ENTRIES,
    points: { [key]: { points: value, reason } },
  });
  const figures = { dossiers_on_time: 9, dossiers_done: 10 };
  const when = (
    past: readonly SheetEvent[],
    command: SheetCommand,
    year: OpenYear,
    known: object = figures,
    qualified = true,
  ) => {
    const context = { now: OPENED, year, agency: 'a', figures: { ...known }, figuresAsOf: OPENED, qualified };
    const decision = decideSheet(foldSheet(past), command, context);
    return decision.ok ? decision.events : decision.refusal.code;
  };

  it('is handed in whole, and what only repeats the computed points is no entry', () => {
    expect(when([], { type: 'submit', entries: NO_ENTRIES }, yearOf())).toBe('criteria-open');
    const both = overlaid(points('site', 30), points('onTime', 54, ''));
    expect(when([], { type: 'submit', entries: both }, yearOf())).toMatchObject([
      { total: 84, entries: { points: { site: { points: 30 } } } },
    ]);
    expect(when([], { type: 'submit', entries: overlaid(both, points('onTime', 60, '')) }, yearOf())).toBe(
      'reason-missing',
    );
    expect(when([], { type: 'submit', entries: points('site', 40.005) }, yearOf())).toBe(
      'points-out-of-range',
    );
    expect(when([], { type: 'submit', entries: points('nowhere', 1) }, yearOf())).toBe('unknown-criterion');
  });

  it('an agency’s points in place of computed ones are shown, and not taken over', () => {
    const own = overlaid(points('site', 30), points('onTime', 60));
    const [submitted] = when([], { type: 'submit', entries: own }, yearOf()) as SheetEvent[];
    expect(submitted).toMatchObject({ total: 90 });
    const review: SheetCommand = { type: 'review', entries: NO_ENTRIES, onSite: false };
    const inReview = yearOf(closed('self-scoring'));
    expect(when([submitted!], review, inReview)).toMatchObject([{ total: 84 }]);
    // Without a figure the agency's word is all there is.
    expect(when([submitted!], review, inReview, {})).toMatchObject([{ total: 90 }]);
  });

  it('official points are given by the qualified alone, where the year’s set says so', () => {
    const wanting = {
      ...plan.sets['s']!,
      procedure: { ...plan.sets['s']!.procedure, scorers: 'qualified' as const },
    };
    const phases = ['self-scoring', 'review', 'verification', 'adjustment'] as const;
    const commands: readonly SheetCommand[] = [
      { type: 'save', entries: NO_ENTRIES },
      { type: 'submit', entries: NO_ENTRIES },
      { type: 'review', entries: NO_ENTRIES, onSite: true },
      { type: 'verify', entries: NO_ENTRIES },
      { type: 'adjust', entries: NO_ENTRIES },
      { type: 'appeal', criteria: [], reason: 'vì', files: [] },
      { type: 'answer-appeal', granted: false, reason: 'vì', entries: NO_ENTRIES },
    ];
    const appeal: SheetEvent = { type: 'AppealLodged', criteria: [], reason: 'vì', files: [] };
    fc.assert(
      fc.property(
        fc.constantFrom(...commands),
        fc.integer({ min: 0, max: phases.length }),
        fc.boolean(),
        fc.boolean(),
        (command, over, wants, qualified) => {
          const known = wants ? { ...plan, sets: { s: wanting } } : plan;
          const year = foldYear([
            { type: 'YearOpened', plan: known, at: OPENED },
            ...phases.slice(0, over).map((phase) => closed(phase)),
          ]) as OpenYear;
          const past = command.type === 'answer-appeal' ? [appeal] : [];
          const competent = when(past, command, year, figures, true);
          const without = when(past, command, year, figures, qualified);
          const official = ['review', 'verify', 'adjust', 'answer-appeal'].includes(command.type);
          const barred = wants && !qualified && official && !STATE_FAULTS.has(competent);
          expect(without).toEqual(barred ? 'not-qualified' : competent);
        },
      ),
    );
  });

  it('final: the set’s rule for a missed date, and 3 off for a self-score over 10% too high', () => {
    const scored = (type: 'SelfScoreSubmitted' | 'SheetVerified', site: number): SheetEvent => ({
      type,
      entries: points('site', site),
      figures,
      figuresAsOf: OPENED,
      total: 54 + site,
    });
    const final = (...events: SheetEvent[]) =>
      finalScore(plan.sets['s']!, 'a', foldSheet(events), { figures, asOf: OPENED, below: [] });
    expect(final(scored('SelfScoreSubmitted', 40), scored('SheetVerified', 31)).total).toBe(82);
    expect(final(scored('SelfScoreSubmitted', 40), scored('SheetVerified', 32)).total).toBe(86);
    const missed: SheetEvent = { type: 'SelfScoreMissed', rule: { rule: 'deduct', points: 5 } };
    expect(final(missed, scored('SheetVerified', 0))).toMatchObject({ total: 49, band: 'Yếu' });
    const zero: SheetEvent = { type: 'SelfScoreMissed', rule: { rule: 'zero', points: 0 } };
    expect(final(zero)).toMatchObject({ total: 0, band: 'Yếu' });
  });

  it('what a later stage says stands, whatever was said before', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const entries = fc.record({
      evidence: fc.dictionary(key, fc.constant({ documents: [] })),
      points: fc.dictionary(key, fc.record({ points: fc.nat(9), reason: fc.constant('r') })),
      notApplicable: fc.dictionary(key, fc.constant('n')),
    });
    fc.assert(
      fc.property(entries, entries, (earlier, later) => {
        const both = overlaid(earlier, later);
        expect(both).toMatchObject(later);
        expect(overlaid(both, later)).toEqual(both);
        expect(overlaid(NO_ENTRIES, later)).toEqual(later);
      }),
    );
  });
});
