/** Who may do what with a management review and when, what is owed of it, and what it says to the scoring. */
import { describe, expect, it } from '@jest/globals';
import { dateOf, type LocalDate } from '#libs/calendar';
import type { KeptRecord } from '../records/kept.ts';
import { figuresOfReviews } from './figures.ts';
import { INPUT_FIGURES, INPUTS, packOf } from './pack.ts';
import { REVIEW } from './review.ts';
import { after, DO, NOW, PACK, PEOPLE, REVIEWS, send, TODAY, type Kept, type Who } from './testing/people.ts';
import type { Review, ReviewCommand } from './types.ts';
import { FIGURE_WORDS, INPUT_WORDS } from './words.ts';

type Type = ReviewCommand['type'];
type Where = keyof typeof REVIEWS;

/** Written down again from the clauses: who, and on which of the reviews above. Everybody and everything else is refused. */
const PERMITTED: Readonly<Record<Type, readonly [readonly Who[], readonly Where[]]>> = {
  plan: [['secretary', 'leader'], ['none']],
  gather: [
    ['secretary', 'leader', 'chair'],
    ['planned', 'prepared'],
  ],
  explain: [['secretary', 'chair', 'member', 'standIn', 'officer'], ['prepared']],
  hold: [['secretary', 'chair'], ['prepared']],
  report: [['member', 'standIn'], ['held']],
  judge: [['secretary', 'leader'], ['reported']],
  reassign: [['secretary', 'leader'], ['held']],
  close: [['secretary', 'leader', 'chair'], ['accepted']],
  replan: [
    ['secretary', 'leader'],
    ['planned', 'prepared'],
  ],
  cancel: [['leader'], ['planned', 'prepared']],
};

const keysOf = <Key extends string>(of: Readonly<Record<Key, unknown>>) => Object.keys(of) as Key[];
const codeOf = (answer: ReturnType<typeof send>) => (answer.ok ? 'done' : answer.refusal.code);

describe('a management review', () => {
  it('is refused to the wrong person and at the wrong time, whatever is asked', () => {
    for (const type of keysOf(DO)) {
      const [people, states] = PERMITTED[type];
      for (const who of keysOf(PEOPLE)) {
        for (const where of keysOf(REVIEWS)) {
          const { ok } = send(REVIEWS[where], who, DO[type]);
          const expected = people.includes(who) && states.includes(where);
          expect({ type, who, where, ok }).toEqual({ type, who, where, ok: expected });
        }
      }
    }
  });

  it('is judged by nobody who did it', () => {
    const own = after(
      REVIEWS.held,
      'secretary',
      { ...DO.reassign, owner: 'giam-doc' },
      '2026-03-11' as LocalDate,
    );
    const done = after(own, 'leader', DO.report);
    expect(codeOf(send(done, 'leader', DO.judge))).toBe('own-case');
    expect(codeOf(send(done, 'secretary', DO.judge))).toBe('done');
  });

  it.each<[string, ReviewCommand, string]>([
    ['by somebody else than the one who led', { ...DO.hold, attended: ['an'] }, 'chair-absent'],
    ['in the future', { ...DO.hold, on: '2026-03-11' as LocalDate }, 'not-held-yet'],
    ['before its inputs were taken', { ...DO.hold, on: '2026-03-09' as LocalDate }, 'inputs-too-late'],
    ['with a stranger', { ...DO.hold, attended: ['chu-tri', 'la'] }, 'not-an-officer'],
  ])('is not held %s', (_how, command, code) => {
    expect(codeOf(send(REVIEWS.prepared, 'secretary', command))).toBe(code);
  });

  it.each<[string, Partial<typeof DO.plan>, string]>([
    ['of the past', { holdBy: '2026-03-01' as never }, 'date-passed'],
    ['of a period that ends before it begins', { from: '2026-04-01' as never }, 'bad-period'],
    ['with the chair twice', { members: ['chu-tri'] as never }, 'named-twice'],
    ['with a stranger', { members: ['la'] as never }, 'not-an-officer'],
  ])('is not planned %s', (_how, change, code) => {
    expect(codeOf(send(null, 'secretary', { ...DO.plan, ...change }))).toBe(code);
  });

  it('has its decisions followed: due in working days, sent back, done again, accepted, then closed', () => {
    const held: Kept = REVIEWS.held;
    // Five working days after Tuesday 10 March.
    expect(held.body.decisions[0]).toMatchObject({ due: '2026-03-17', reported: null });
    expect(codeOf(send(held, 'leader', DO.close))).toBe('decisions-open');
    const reported = after(held, 'standIn', DO.report, '2026-03-18' as LocalDate);
    expect(reported.body.decisions[0]?.reported?.by).toBe('thay-an');
    const back = after(reported, 'leader', { ...DO.judge, accepted: false, note: 'thiếu minh chứng' });
    expect(dutiesOf(back)).toEqual([
      ['review.hold', '2026-03-20', '2026-03-10'],
      ['review.decision', '2026-03-17', null],
    ]);
    const again = after(back, 'member', DO.report, '2026-03-19' as LocalDate);
    const accepted = after(again, 'leader', DO.judge, '2026-03-20' as LocalDate);
    expect(dutiesOf(accepted)).toEqual([
      ['review.hold', '2026-03-20', '2026-03-10'],
      ['review.decision', '2026-03-17', '2026-03-19'],
      ['review.judge', '2026-03-26', '2026-03-20'],
    ]);
    expect(after(accepted, 'chair', DO.close).body.status).toBe('closed');
    expect(REVIEW.dutiesOf(REVIEWS.cancelled.body)).toEqual([]);
  });
});

const dutiesOf = ({ body }: Kept) => REVIEW.dutiesOf(body).map(({ what, due, done }) => [what, due, done]);

describe('its inputs', () => {
  it('tell what is not on record from zero', () => {
    const of = (code: string) => PACK.inputs.find((input) => input.code === code)!;
    expect(of('performance').figures).toContainEqual({ name: 'dossiers_late', value: 0 });
    expect(of('performance').figures).toContainEqual({ name: 'dossiers_early', value: null });
    expect(of('audits').figures.every(({ value }) => value === null)).toBe(true);
  });

  it('are those of 9.3.2, each with words in both languages', () => {
    expect(Object.keys(INPUT_WORDS).toSorted()).toEqual([...INPUTS].toSorted());
    const named = new Set(Object.values(INPUT_FIGURES).flat());
    expect(Object.keys(FIGURE_WORDS).toSorted()).toEqual([...named].toSorted());
  });

  it('ask for external providers only where there are any', () => {
    const span = { asOf: NOW, from: TODAY, to: TODAY };
    const requires = (known: Record<string, number>) =>
      packOf(span, known, {}).inputs.find(({ code }) => code === 'providers')!.required;
    expect([requires({}), requires({ providers_engaged: 0 })]).toEqual([false, true]);
  });
});

describe('what it says to the scoring', () => {
  const kept = (body: Review): KeptRecord<Review> => ({
    id: 'r',
    kind: 'review',
    title: body.title,
    openedOn: dateOf(NOW),
    body,
  });
  const year = { from: '2026-01-01' as LocalDate, to: '2026-12-31' as LocalDate };

  it('counts the inputs that were given, by figures or by words', () => {
    const told = after(REVIEWS.prepared, 'member', DO.explain);
    const review = after(told, 'chair', DO.hold);
    const figures = figuresOfReviews([kept(review.body)], year);
    const values = Object.entries(figures).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(values)).toEqual({
      reviews_held: 1,
      review_inputs_required: 11,
      // performance and risks by figures, audits by words, resources by discussion
      review_inputs_given: 4,
      review_decisions: 1,
      review_decisions_assigned: 1,
    });
    expect(figures['reviews_held']?.of).toEqual(['r']);
  });

  it('is of the period in which the meeting was', () => {
    const before = { from: '2025-01-01' as LocalDate, to: '2025-12-31' as LocalDate };
    const review = kept(REVIEWS.closed.body);
    expect(figuresOfReviews([review], before)['reviews_held']).toEqual({ value: 0, of: [] });
    expect(figuresOfReviews([kept(REVIEWS.planned.body)], year)['reviews_held']?.value).toBe(0);
  });
});
