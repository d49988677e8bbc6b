import { describe, expect, it } from '@jest/globals';
import { localOf } from '#libs/calendar';
import { dueTimers } from './timers.ts';
import { nationalStatus } from './status.ts';
import { timeSpent } from './time-spent.ts';
import {
  an,
  applicant,
  appraised,
  at,
  binh,
  clock,
  completing,
  dung,
  EDITION,
  ELIGIBLE,
  HANDED_OVER,
  giang,
  ISSUED,
  officer,
  OFFICE,
  stranger,
  system,
} from './testing/index.ts';

const ASK = {
  type: 'request-supplement',
  step: 'B3',
  items: ['Bản vẽ'],
  reason: 'Thiếu bản vẽ',
} as const;
const BRING = { type: 'receive-supplement', documents: [{ code: 'BV', copies: 1 }] } as const;
const withProfile = (profile: Partial<typeof EDITION.profile>) => ({
  ...EDITION,
  profile: { ...EDITION.profile, ...profile },
});

describe('a request for supplements', () => {
  it('stops the clock, and what was left runs on', () => {
    const dossier = appraised().at('2026-03-02T10:00').does(binh, ASK);
    expect(nationalStatus(dossier.state)).toBe(5);
    expect(dossier.active.waiting).toMatchObject([{ cause: 'supplement', request: 1, pauses: true }]);
    expect(dueTimers(dossier.state, EDITION).map(({ key }) => key)).toEqual(['supplement#1/expiry']);

    dossier.at('2026-03-06T08:00').does(applicant, BRING);
    const { open, appointment, waiting } = dossier.active;
    expect(waiting).toEqual([]);
    // B3: 8 working hours from 09:00, one used by 10:00; seven left from 08:00 on the 6th.
    expect(localOf(open[0]!.deadline!.dueAt)).toBe('2026-03-06T16:30');
    // Received on the 2nd, paused on it: nothing used; 3 days from the 6th.
    expect(localOf(appointment!.deadline.dueAt)).toBe('2026-03-11T17:00');
    expect(localOf(appointment!.promisedAt)).toBe('2026-03-05T17:00');
    dossier.does(binh, ELIGIBLE);
    expect(dossier.active.done.at(-1)!.pauses).toEqual([
      {
        cause: 'supplement',
        from: at('2026-03-02T10:00'),
        to: at('2026-03-06T08:00'),
        pauses: true,
        step: 'B3',
        run: 1,
      },
    ]);
  });

  it('holds its step, and only one is outstanding; another may follow', () => {
    const dossier = appraised().does(binh, ASK);
    expect(dossier.code(binh, ELIGIBLE)).toBe('waiting');
    expect(dossier.code(binh, ASK)).toBe('supplement-already-requested');
    dossier.does(an, BRING);
    expect(dossier.code(an, BRING)).toBe('not-waiting');
    dossier.does(binh, ASK);
    expect(dossier.active).toMatchObject({ supplements: 2, waiting: [{ request: 2 }] });
  });

  it('is answered by the applicant, the counter or the unit that asked', () => {
    for (const actor of [applicant, an, binh])
      expect(appraised().does(binh, ASK).try(actor, BRING).ok).toBe(true);
    expect(appraised().does(binh, ASK).code(stranger, BRING)).toBe('role-missing');
    expect(appraised().does(binh, ASK).code(system, BRING)).toBe('role-missing');
  });

  it('expires, and the dossier is stopped at that moment', () => {
    const dossier = appraised().does(binh, ASK);
    const [expiry] = dueTimers(dossier.state, EDITION);
    expect(localOf(expiry!.at)).toBe('2026-03-23T17:00');
    expect(dossier.at('2026-03-23T16:59').code(clock, expiry!.command)).toBe('not-due');
    dossier.at('2026-03-24T09:00').does(clock, expiry!.command);
    expect(dossier.state).toMatchObject({ status: 'expired', closedAt: at('2026-03-23T17:00'), undo: null });
    expect(nationalStatus(dossier.state)).toBe(8);
  });

  it('begins the whole term again where the profile restarts', () => {
    const dossier = appraised(withProfile({ supplement: 'restart' }))
      .at('2026-03-03T08:00')
      .does(binh, ASK);
    dossier.at('2026-03-06T10:00').does(an, BRING);
    expect(localOf(dossier.active.appointment!.deadline.dueAt)).toBe('2026-03-11T17:00');
    expect(localOf(dossier.active.open[0]!.deadline!.dueAt)).toBe('2026-03-09T10:00');
  });

  it('leaves late what was late, and lets the clock still say so', () => {
    const dossier = appraised().at('2026-03-03T10:00');
    const due = dossier.active.open[0]!.deadline!.dueAt;
    expect(localOf(due)).toBe('2026-03-03T09:00');
    dossier.does(binh, ASK);
    const overdue = { type: 'mark-step-overdue', step: 'B3', run: 1 } as const;
    expect(dueTimers(dossier.state, EDITION).map(({ key }) => key)).toContain('B3#1/due');
    dossier.does(clock, overdue).at('2026-03-05T10:00').does(an, BRING);
    expect(dossier.active.open[0]).toMatchObject({ overdue: true, deadline: { dueAt: due } });
  });

  it('does not stop a clock that its profile lets run', () => {
    const dossier = appraised(withProfile({ pausesFor: [] })).does(binh, ASK);
    const due = dossier.active.appointment!.deadline.dueAt;
    dossier.at('2026-03-04T10:00').does(an, BRING);
    expect(dossier.active.appointment!.deadline.dueAt).toBe(due);
    expect(dossier.events.at(-1)).toMatchObject({ body: { recount: { steps: [] } } });
  });
});

describe('a payment and a consultation', () => {
  const PAY = { type: 'request-payment', step: 'B3', amountVnd: 200_000, what: 'Lệ phí' } as const;
  const CONFIRM = { type: 'confirm-payment', reference: 'BL-1' } as const;
  const CONSULT = { type: 'consult', step: 'B3', agency: 'stc', question: 'Ý kiến?' } as const;
  const ANSWER = { type: 'answer-consultation', agency: 'stc', answer: 'Đồng ý', files: [] } as const;

  it('is asked, and confirmed by the counter or the payment system, never by the applicant', () => {
    const dossier = appraised().does(binh, PAY);
    expect(nationalStatus(dossier.state)).toBe(6);
    expect(dossier.code(applicant, CONFIRM)).toBe('role-missing');
    expect(dossier.code(binh, PAY)).toBe('waiting');
    expect(appraised().code(binh, { ...PAY, amountVnd: 0.5 })).toBe('bad-input');
    expect(appraised().code(an, CONFIRM)).toBe('not-waiting');
    expect(dossier.does(system, CONFIRM).events.at(-1)).toMatchObject({ body: { amountVnd: 200_000 } });
  });

  it('is answered by the agency that was asked, and by none that was not', () => {
    const dossier = appraised().does(binh, CONSULT);
    expect(dossier.code(binh, CONSULT)).toBe('waiting');
    expect(dossier.code(officer('x', 'specialist', 'professional', { agency: 'syt' }), ANSWER)).toBe(
      'role-missing',
    );
    expect(dossier.code(binh, { ...ANSWER, agency: 'syt' })).toBe('not-waiting');
    expect(dossier.does(stranger, ANSWER).active.waiting).toEqual([]);
  });

  it('counts once where two waits overlap', () => {
    const dossier = appraised().at('2026-03-02T10:00').does(binh, ASK).does(binh, PAY);
    dossier.at('2026-03-03T10:00').does(an, BRING);
    expect(dossier.events.at(-1)).toMatchObject({ body: { recount: { steps: [] } } });
    dossier.at('2026-03-04T10:00').does(an, CONFIRM);
    // Seven working hours were left.
    expect(localOf(dossier.active.open[0]!.deadline!.dueAt)).toBe('2026-03-05T09:00');
  });

  it('holds back the hand-over', () => {
    const dossier = appraised().does(binh, ELIGIBLE).does(dung, completing('B4')).does(giang, ISSUED);
    dossier.does(an, { ...PAY, step: 'B6' });
    expect(dossier.code(an, HANDED_OVER)).toBe('waiting');
    dossier.does(an, CONFIRM).does(an, HANDED_OVER);
    expect(nationalStatus(dossier.state)).toBe(10);
  });

  it('keeps whose time it was apart', () => {
    const dossier = appraised().at('2026-03-02T10:00').does(binh, CONSULT);
    dossier.at('2026-03-02T14:00').does(stranger, ANSWER).does(binh, ASK);
    dossier.at('2026-03-03T08:30').does(an, BRING).at('2026-03-03T09:30').does(binh, ELIGIBLE);
    const times = timeSpent(dossier.active, () => OFFICE, at('2026-03-03T10:00'));
    expect(times.find(({ step }) => step === 'B3')!.minutes).toEqual({
      own: 60 + 60,
      otherAgency: 90 + 60,
      applicant: 180 + 60,
      outside: 90 + 14.5 * 60,
    });
  });
});

describe('a step of the applicant', () => {
  const edition = {
    ...EDITION,
    steps: EDITION.steps.map((step) =>
      step.no === 'B4'
        ? {
            ...step,
            kind: 'applicant' as const,
            role: 'applicant',
            time: 'Không tính thời gian',
            expiry: '15 ngày',
            otherPersonThan: [],
          }
        : step,
    ),
  };

  it('stops the clock where it is not counted, and expires', () => {
    const dossier = appraised(edition).at('2026-03-03T08:00').does(binh, ELIGIBLE);
    expect(dueTimers(dossier.state, edition)).toMatchObject([
      {
        key: 'B4#1/expiry',
        at: at('2026-03-18T17:00'),
        summary: 'B4 Bước B4 · tổ chức, cá nhân nộp hồ sơ · hết hạn chờ 17:00 18/03',
      },
    ]);
    expect(dossier.code(an, BRING)).toBe('not-waiting');
    expect(dossier.code(binh, completing('B4'))).toBe('role-missing');
    dossier.at('2026-03-10T08:00').does(an, completing('B4'));
    // Received on the 2nd, stopped on the 3rd: no whole day between them is used.
    expect(localOf(dossier.active.appointment!.deadline.dueAt)).toBe('2026-03-13T17:00');
    expect(dossier.active).toMatchObject({ waiting: [], done: [{}, {}, {}, { step: 'B4', officer: 'an' }] });
    const [, , , spent] = timeSpent(dossier.active, () => OFFICE, dossier.now);
    expect(spent!.minutes).toMatchObject({ own: 0, otherAgency: 0 });
  });

  it('is done by the applicant too', () => {
    const dossier = appraised(edition).does(binh, ELIGIBLE).does(applicant, completing('B4'));
    expect(dossier.active.done.at(-1)).toMatchObject({ officer: 'cd-1' });
  });

  it('closes the dossier when it expires', () => {
    const dossier = appraised(edition).at('2026-03-03T08:00').does(binh, ELIGIBLE);
    dossier.at('2026-03-18T17:00').does(clock, { type: 'expire-applicant-step', step: 'B4', run: 1 });
    expect(dossier.state.status).toBe('expired');
  });
});
