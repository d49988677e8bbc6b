import { describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '#libs/calendar';
import {
  decideEdition,
  editionInForce,
  evolveEdition,
  foldEdition,
  NO_EDITION,
  type Edition,
  type EditionCommand,
  type EditionDecision,
  type EditionEvent,
  type EditionState,
} from '#libs/procedure';
import { editionOf, line } from '../../../test/support/small-procedures.ts';

const NOW = '2025-12-15T02:00:00.000Z' as Instant;
const TODAY = '2025-12-15' as LocalDate;
const date = (text: string): LocalDate => text as LocalDate;
const edition = editionOf(line(3), { total: '3 ngày làm việc' });
const broken = editionOf(line(3), { total: '4 ngày làm việc' });

type Step = readonly [actor: string, command: EditionCommand];
const draft: Step = ['lan', { type: 'draft', edition }];
const review: Step = ['minh', { type: 'review' }];
const approve: Step = ['hoa', { type: 'approve' }];
const publish: Step = ['hoa', { type: 'publish' }];

function after(...steps: readonly Step[]): EditionState {
  return foldEdition(
    steps.reduce<EditionEvent[]>(
      (events, one) => [...events, ...eventsOf(when(foldEdition(events), one))],
      [],
    ),
  );
}

function when(state: EditionState, [actor, command]: Step): EditionDecision {
  return decideEdition(state, command, { now: NOW, actor });
}

function eventsOf(decision: EditionDecision): readonly EditionEvent[] {
  if (!decision.ok) throw new Error(decision.refusal.message);
  return decision.events;
}

const refusal = (decision: EditionDecision): string => (decision.ok ? 'accepted' : decision.refusal.code);

describe('The life of an edition', () => {
  it('goes from draft over review and approval into force, by three hands', () => {
    expect(after(draft, review, approve, publish)).toEqual({
      status: 'published',
      edition,
      drafter: 'lan',
      approver: 'hoa',
      effectiveFrom: '2026-01-01',
    });
  });

  it('given a draft, when it is published, then it is refused with what is allowed', () => {
    const decision = when(after(draft), publish);
    expect(decision).toMatchObject({
      ok: false,
      refusal: { code: 'wrong-state', state: 'draft', allowed: ['draft', 'review', 'withdraw'] },
    });
  });

  it('given a review, when the drafter approves, then another person is asked for', () => {
    expect(refusal(when(after(draft, review), ['lan', { type: 'approve' }]))).toBe('same-person');
  });

  it('given an approved edition with a wrong sum, when it is published, then the fault is named', () => {
    const decision = when(after(['lan', { type: 'draft', edition: broken }], review, approve), publish);
    expect(refusal(decision)).toBe('not-sound');
    expect(decision.ok || decision.refusal.message).toContain('sum-differs-from-total');
  });

  it('given an approved edition, it comes into force today or later', () => {
    const approved = after(draft, review, approve);
    const from = (effectiveFrom: string, imported = false): string =>
      refusal(when(approved, ['hoa', { type: 'publish', effectiveFrom: date(effectiveFrom), imported }]));
    expect([from('2025-12-14'), from(TODAY), from('2024-01-01', true)]).toEqual([
      'back-dated',
      'accepted',
      'accepted',
    ]);
  });

  it('given an edition in force, the next has a higher number and a later date', () => {
    const approved = (number: number): EditionState =>
      after(['lan', { type: 'draft', edition: { ...edition, edition: number } }], review, approve);
    const last = { edition, effectiveFrom: date('2025-12-20') };
    const next = (
      number: number,
      from: string,
      before: { edition: Edition; effectiveFrom: LocalDate } = last,
    ): string =>
      refusal(when(approved(number), ['hoa', { type: 'publish', effectiveFrom: date(from), last: before }]));
    expect(next(1, '2026-02-01')).toBe('edition-number');
    expect(next(2, '2025-12-20')).toBe('not-later');
    expect(next(2, '2026-02-01', { ...last, edition: { ...edition, code: 'QT.X.02' } })).toBe(
      'other-procedure',
    );
    expect(next(2, '2026-02-01')).toBe('accepted');
  });

  it('goes back to draft or is withdrawn only with a reason', () => {
    expect(refusal(when(after(draft, review), ['hoa', { type: 'return-to-draft', reason: ' ' }]))).toBe(
      'reason-missing',
    );
    expect(
      after(draft, review, ['hoa', { type: 'return-to-draft', reason: 'Thiếu biểu mẫu' }]),
    ).toMatchObject({ status: 'draft' });
    expect(after(draft, ['lan', { type: 'withdraw', reason: 'Trùng' }])).toMatchObject({
      status: 'withdrawn',
    });
    expect(
      refusal(when(after(draft, review, approve, publish), ['lan', { type: 'withdraw', reason: 'x' }])),
    ).toBe('wrong-state');
  });

  it('one edition at most is in force on a date', () => {
    const first = after(draft, review, approve, publish, [
      'hoa',
      { type: 'supersede', by: 2, from: date('2026-03-01') },
    ]);
    const second = after(
      ['lan', { type: 'draft', edition: { ...edition, edition: 2, effectiveFrom: date('2026-03-01') } }],
      review,
      approve,
      publish,
    );
    const inForce = (on: string): number | undefined => editionInForce([second, first], date(on))?.edition;
    expect(['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01'].map(inForce)).toEqual([
      undefined,
      1,
      1,
      2,
    ]);
    expect(editionInForce([after(draft)], TODAY)).toBeUndefined();
  });

  it('an event out of turn is a bug', () => {
    expect(() => evolveEdition(NO_EDITION, { type: 'EditionApproved', by: 'hoa', at: NOW })).toThrow(
      "EditionApproved can't follow none",
    );
  });
});
