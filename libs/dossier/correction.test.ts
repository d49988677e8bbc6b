import { describe, expect, it } from '@jest/globals';
import { instantOf, localOf, NATIONAL_CALENDAR, workCalendar, type CalendarData } from '#libs/calendar';
import {
  an,
  applicant,
  appraised,
  at,
  binh,
  chi,
  clock,
  completing,
  dung,
  EDITION,
  ELIGIBLE,
  giang,
  HANDED_OVER,
  ISSUED,
  RECEIVE,
  secretary,
  supervisor,
  system,
  TestDossier,
} from './testing/index.ts';
import { nationalStatus } from './status.ts';

const annul = (commandId: string) => ({ type: 'annul', commandId, reason: 'Thao tác nhầm' }) as const;

describe('annulling', () => {
  it('brings back what stood before, by an event of its own', () => {
    const dossier = appraised();
    const before = dossier.active;
    dossier.does(binh, ELIGIBLE);
    dossier.does(binh, annul(dossier.lastCommand));
    expect(dossier.active).toEqual({
      ...before,
      version: dossier.events.length,
      runs: { B1: 1, B2: 1, B3: 1, B4: 1 },
      undo: null,
    });
    dossier.does(binh, ELIGIBLE);
    expect(dossier.active.open[0]).toMatchObject({ step: 'B4', run: 2 });
  });

  it('takes back a whole command, the claim with the completion', () => {
    const dossier = appraised().does(binh, { type: 'unclaim', step: 'B3' }).does(chi, ELIGIBLE);
    dossier.does(chi, annul(dossier.lastCommand));
    expect(dossier.active.open[0]).toMatchObject({ step: 'B3', officer: null });
  });

  it('is for the last action only, its author or a superior', () => {
    const dossier = appraised().does(binh, ELIGIBLE);
    const mistake = dossier.lastCommand;
    expect(dossier.refusal(chi, annul(mistake))).toMatchObject({
      code: 'role-missing',
      holder: { officer: 'binh' },
    });
    expect(dossier.code(binh, annul('c1'))).toBe('nothing-to-annul');
    expect(dossier.code(binh, { ...annul(mistake), reason: '' })).toBe('bad-input');
    dossier.does(supervisor, annul(mistake));
    expect(dossier.code(supervisor, annul(mistake))).toBe('nothing-to-annul');
    expect(new TestDossier().does(an, RECEIVE).code(an, annul('c1'))).toBe('nothing-to-annul');
  });

  it('holds no undo within an undo', () => {
    const dossier = appraised().does(binh, ELIGIBLE).does(dung, completing('B4'));
    expect(dossier.active.undo!.before.undo).toBeNull();
  });

  it('keeps what the clock noticed meanwhile', () => {
    const dossier = appraised().does(binh, {
      type: 'request-payment',
      step: 'B3',
      amountVnd: 1,
      what: 'Phí',
    });
    const mistake = dossier.lastCommand;
    dossier.does(binh, annul(mistake)).at('2026-03-04T09:00').does(binh, ELIGIBLE);
    const other = dossier.lastCommand;
    dossier.at('2026-03-06T09:00').does(clock, { type: 'mark-dossier-overdue' });
    dossier.does(binh, annul(other));
    expect(dossier.active).toMatchObject({
      appointment: { overdue: true },
      open: [{ step: 'B3', overdue: false }],
    });
  });

  it('is not possible once something else happened, or the result is handed over', () => {
    const dossier = appraised().does(binh, {
      type: 'request-supplement',
      step: 'B3',
      items: ['x'],
      reason: 'x',
    });
    const asked = dossier.lastCommand;
    dossier.does(applicant, { type: 'receive-supplement', documents: [] });
    expect(dossier.code(binh, annul(asked))).toBe('nothing-to-annul');
    dossier.does(binh, ELIGIBLE).does(dung, completing('B4')).does(giang, ISSUED).does(an, HANDED_OVER);
    expect(dossier.code(an, annul(dossier.lastCommand))).toBe('annul-too-late');
  });

  it('opens a dossier again that was stopped by mistake, and gives out no number twice', () => {
    const dossier = appraised().does(supervisor, { type: 'stop', reason: 'Nhầm hồ sơ' });
    expect(dossier.code(binh, ELIGIBLE)).toBe('not-open');
    dossier.does(supervisor, annul(dossier.lastCommand));
    expect(dossier.active.status).toBe('open');
    const ask = { type: 'request-supplement', step: 'B3', items: ['x'], reason: 'x' } as const;
    dossier.does(binh, ask);
    dossier.does(binh, annul(dossier.lastCommand)).does(binh, ask);
    expect(dossier.active).toMatchObject({ supplements: 1, requests: 2, waiting: [{ request: 2 }] });
  });
});

describe('withdrawing and stopping', () => {
  it('is the applicant’s wish, told to whoever they meet; a stop is a superior’s', () => {
    const wish = { type: 'withdraw', reason: 'Xin rút' } as const;
    for (const actor of [applicant, an, binh, dung, supervisor]) {
      expect(appraised().does(actor, wish).state).toMatchObject({ status: 'withdrawn', waiting: [] });
    }
    expect(appraised().code(system, wish)).toBe('role-missing');
    expect(appraised().code(binh, { type: 'stop', reason: 'x' })).toBe('role-missing');
    for (const actor of [giang, dung, supervisor]) {
      expect(appraised().does(actor, { type: 'stop', reason: 'x' }).state.status).toBe('stopped');
    }
  });
});

describe('extending with an apology', () => {
  const to = at('2026-03-10T17:00');

  it('replaces the appointment, and keeps what was promised', () => {
    const dossier = appraised()
      .at('2026-03-04T17:00')
      .does(supervisor, { type: 'extend', to, reason: 'Chờ ý kiến' });
    expect(dossier.active.appointment).toMatchObject({
      deadline: { dueAt: to, lines: [] },
      promisedAt: at('2026-03-05T17:00'),
      extensions: 1,
    });
    expect(dossier.events.at(-1)).toMatchObject({ body: { number: 1, apologyInTime: true } });
    expect(dossier.code(supervisor, { type: 'extend', to: at('2026-03-20T17:00'), reason: 'x' })).toBe(
      'extension-limit',
    );
  });

  it('is late from one working day before the due moment on, unless the profile apologises afterwards', () => {
    const late = appraised().at('2026-03-04T17:01').does(supervisor, { type: 'extend', to, reason: 'x' });
    expect(late.events.at(-1)).toMatchObject({ body: { apologyInTime: false } });
    const after = appraised({ ...EDITION, profile: { ...EDITION.profile, apology: 'after' } });
    after.at('2026-03-06T08:00').does(supervisor, { type: 'extend', to, reason: 'x' });
    expect(after.events.at(-1)).toMatchObject({ body: { apologyInTime: true } });
  });

  it('must be later, and there must be something to extend', () => {
    const extend = { type: 'extend', to, reason: 'x' } as const;
    expect(appraised().code(supervisor, { ...extend, to: at('2026-03-05T17:00') })).toBe(
      'extension-not-later',
    );
    expect(appraised().code(supervisor, { ...extend, to: '2026-03-10' as typeof to })).toBe('bad-input');
    expect(appraised().code(binh, extend)).toBe('role-missing');
    expect(appraised({ ...EDITION, total: null }).code(supervisor, extend)).toBe('extension-not-allowed');
    const asked = appraised().does(binh, {
      type: 'request-supplement',
      step: 'B3',
      items: ['x'],
      reason: 'x',
    });
    expect(asked.code(supervisor, extend)).toBe('waiting');
  });

  it('moves by working minutes when the clock stops later', () => {
    const dossier = appraised().at('2026-03-03T08:00').does(supervisor, { type: 'extend', to, reason: 'x' });
    dossier
      .at('2026-03-06T08:00')
      .does(binh, { type: 'request-supplement', step: 'B3', items: ['x'], reason: 'x' });
    dossier.at('2026-03-09T08:00').does(an, { type: 'receive-supplement', documents: [] });
    expect(localOf(dossier.active.appointment!.deadline.dueAt)).toBe('2026-03-11T17:00');
  });
});

/** The national calendar with one more day off. */
function withDayOff(date: string): CalendarData {
  const years = NATIONAL_CALENDAR.years.map((year) =>
    year.year === 2026
      ? { ...year, days: [...year.days, { date: date as never, kind: 'holiday' as const, name: 'Nghỉ' }] }
      : year,
  );
  return { version: 'thử', years };
}

describe('after a calendar change', () => {
  it('moves what it touches, and says when it touches nothing', () => {
    const dossier = appraised();
    expect(dossier.code(system, { type: 'recount' })).toBe('nothing-changed');
    expect(dossier.code(binh, { type: 'recount' })).toBe('role-missing');
    const changed = workCalendar(withDayOff('2026-03-03'));
    dossier.calendarOf = () => changed;
    dossier.does(system, { type: 'recount' });
    expect(localOf(dossier.active.appointment!.deadline.dueAt)).toBe('2026-03-06T17:00');
    expect(localOf(dossier.active.open[0]!.deadline!.dueAt)).toBe('2026-03-04T09:00');
    expect(dossier.active.appointment!.promisedAt).toBe(at('2026-03-05T17:00'));
    expect(dossier.active.pinned.calendarVersion).toBe('thử');
  });

  it('opens again what had been noticed of a moment that moves', () => {
    const dossier = appraised().at('2026-03-05T10:00').does(clock, { type: 'warn-dossier' });
    const changed = workCalendar(withDayOff('2026-03-04'));
    dossier.calendarOf = () => changed;
    dossier.does(supervisor, { type: 'recount' });
    expect(dossier.active.appointment).toMatchObject({ warned: false, overdue: false });
  });
});

describe('moving to another edition', () => {
  const second = {
    ...EDITION,
    edition: 2,
    total: '5 ngày làm việc',
    steps: EDITION.steps.map((step) =>
      step.no === 'B3'
        ? { ...step, no: 'B3.1', time: '2 ngày' }
        : {
            ...step,
            transitions: step.transitions.map((t) => ({
              ...t,
              to: t.to.map((no) => (no === 'B3' ? 'B3.1' : no)),
            })),
            returnsTo: step.returnsTo.map((no) => (no === 'B3' ? 'B3.1' : no)),
            otherPersonThan: [],
          },
    ),
  };
  const move = { type: 'change-edition', reason: 'Quy trình mới', steps: { B3: 'B3.1' } } as const;

  it('carries the open steps over, counted by the new edition from when they started', () => {
    const dossier = appraised().at('2026-03-03T08:00');
    dossier.toEdition = second;
    expect(dossier.code(secretary, move)).toBe('role-missing');
    dossier.does(supervisor, move);
    expect(dossier.active.pinned.edition).toBe(2);
    expect(dossier.active.open).toMatchObject([
      { step: 'B3.1', run: 1, officer: 'binh', startsAt: at('2026-03-02T09:00') },
    ]);
    expect(localOf(dossier.active.open[0]!.deadline!.dueAt)).toBe('2026-03-04T09:00');
    expect(localOf(dossier.active.appointment!.deadline.dueAt)).toBe('2026-03-09T17:00');
    expect(dossier.active.done.at(-1)).toMatchObject({ step: 'B3', outcome: 'moved', returned: true });
    dossier.does(binh, completing('B3.1', { outcome: 'eligible', results: ['Tờ trình'] }));
    expect(dossier.openSteps).toEqual(['B4']);
  });

  it('is refused where the edition has no such step, is not in force, or is the same', () => {
    const dossier = appraised();
    expect(dossier.code(supervisor, move)).toBe('edition-mismatch');
    dossier.toEdition = second;
    expect(dossier.code(supervisor, { ...move, steps: {} })).toBe('edition-mismatch');
    expect(dossier.code(binh, move)).toBe('role-missing');
    dossier.toEdition = { ...second, effectiveFrom: '2026-12-01' as typeof second.effectiveFrom };
    expect(dossier.code(supervisor, move)).toBe('edition-not-in-force');
    dossier.toEdition = EDITION;
    expect(dossier.code(supervisor, move)).toBe('nothing-changed');
    dossier.edition = second;
    expect(dossier.code(binh, ELIGIBLE)).toBe('edition-mismatch');
  });
});

describe('a dossier submitted online', () => {
  const submit = {
    type: 'submit',
    channel: 'online',
    documents: [{ code: 'DON', copies: 1 }],
    lookupHash: 'b',
  } as const;

  it('waits for its receipt, or is refused with a reason', () => {
    const dossier = new TestDossier().does(applicant, submit);
    expect(dossier.state).toMatchObject({ status: 'submitted', agency: 'skhcn' });
    expect(dossier.code(applicant, submit)).toBe('already-exists');
    expect(dossier.code(binh, ELIGIBLE)).toBe('not-open');
    expect(dossier.code(binh, { type: 'refuse', reason: 'x', channel: 'online' })).toBe('role-missing');
    const refused = new TestDossier()
      .does(applicant, submit)
      .does(an, { type: 'refuse', reason: 'Sai', channel: 'online' });
    expect(refused.state.status).toBe('refused');
    dossier.does(an, { ...RECEIVE, channel: 'online' });
    expect(dossier.active.receivedAt).toBe(instantOf('2026-03-02T08:00' as never));
  });

  it('is asked for what lacks before the receipt, and keeps what was brought', () => {
    const lacking = { ...RECEIVE, type: 'request-completion', items: ['Bản vẽ'], reason: 'Thiếu' } as const;
    const brought = new TestDossier().does(an, { ...lacking, documents: [{ code: 'DON', copies: 1 }] });
    expect(brought.code(an, { ...lacking, items: [] })).toBe('bad-input');
    expect([brought.state.status, nationalStatus(brought.state)]).toEqual(['submitted', 5]);
    expect(brought.code(binh, lacking)).toBe('role-missing');
    expect(brought.does(an, RECEIVE).active.status).toBe('open');
    expect(brought.code(an, lacking)).toBe('already-exists');
    const online = new TestDossier().does(applicant, submit).does(an, lacking);
    expect(online.state).toMatchObject({ channel: 'online', documents: submit.documents, lookupHash: 'b' });
  });

  it('is withdrawn before the receipt by the applicant or at the counter, and then it is over', () => {
    for (const actor of [applicant, an]) {
      const dossier = new TestDossier().does(applicant, submit);
      expect(dossier.code(binh, { type: 'withdraw', reason: 'x' })).toBe('role-missing');
      dossier.does(actor, { type: 'withdraw', reason: 'Nộp nhầm' });
      expect([dossier.state.status, nationalStatus(dossier.state)]).toEqual(['withdrawn', 7]);
      expect(dossier.code(an, RECEIVE)).toBe('already-exists');
    }
  });

  it('does not exist before', () => {
    expect(new TestDossier().code(binh, ELIGIBLE)).toBe('not-found');
    expect(new TestDossier().code(an, submit)).toBe('role-missing');
  });
});
