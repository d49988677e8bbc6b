import { describe, expect, it } from '@jest/globals';
import { localOf } from '#libs/calendar';
import {
  an,
  appraised,
  at,
  binh,
  chi,
  completing,
  dung,
  EDITION,
  ELIGIBLE,
  giang,
  HANDED_OVER,
  ISSUED,
  RECEIVE,
  stranger,
  TestDossier,
} from './testing/index.ts';

describe('a dossier from receipt to hand-over', () => {
  it('goes the way of its procedure', () => {
    const dossier = appraised()
      .at('2026-03-03T09:00')
      .does(binh, ELIGIBLE)
      .does(dung, completing('B4'))
      .at('2026-03-04T09:00')
      .does(giang, ISSUED)
      .at('2026-03-05T09:00')
      .does(an, HANDED_OVER);

    expect(dossier.types).toEqual([
      'DossierReceived',
      'StepCompleted',
      'StepAssigned',
      'StepCompleted',
      'StepAssigned',
      'StepCompleted',
      'StepAssigned',
      'StepCompleted',
      'StepAssigned',
      'StepCompleted',
      'ResultIssued',
      'StepAssigned',
      'StepCompleted',
      'ResultHandedOver',
    ]);
    expect(dossier.state).toMatchObject({
      status: 'handed-over',
      closedAt: at('2026-03-05T09:00'),
      result: { number: '12/GCN', positive: true, issuedAt: at('2026-03-04T09:00') },
      open: [],
      waiting: [],
    });
    expect(dossier.handled.done.map((done) => `${done.step} ${done.officer}`)).toEqual([
      'B1 an',
      'B2 dung',
      'B3 binh',
      'B4 dung',
      'B5 giang',
      'B6 an',
    ]);
  });

  it('gets its appointment and its first deadline at the receipt', () => {
    const { active } = new TestDossier().at('2026-03-02T08:00').does(an, RECEIVE);
    expect(localOf(active.appointment!.deadline.dueAt)).toBe('2026-03-05T17:00');
    const [first] = active.open;
    expect(first).toMatchObject({ step: 'B1', run: 1, officer: 'an', startsAt: at('2026-03-02T08:00') });
    expect(localOf(first!.deadline!.dueAt)).toBe('2026-03-02T13:30');
    expect(localOf(first!.warnAt!)).toBe('2026-03-02T11:00');
  });

  it('starts a step at the next opening when it opens after the close', () => {
    const dossier = new TestDossier().at('2026-03-02T16:00').does(an, RECEIVE);
    dossier.at('2026-03-02T18:00').does(an, completing('B1', { forms: ['tt03-2025/receipt'] }));
    const [open] = dossier.active.open;
    expect(open!.openedAt).toBe(at('2026-03-02T18:00'));
    expect(open!.startsAt).toBe(at('2026-03-03T07:30'));
    expect(localOf(open!.deadline!.dueAt)).toBe('2026-03-03T11:30');
  });

  it('keeps with every event whose authority was used', () => {
    const [received] = new TestDossier().does(an, RECEIVE).events;
    expect(received!.by).toEqual({
      kind: 'officer',
      id: 'an',
      role: 'reception',
      unit: 'skhcn/one-stop',
      agency: 'skhcn',
      organisationVersion: 1,
    });
  });
});

describe('a receipt', () => {
  it('is the one-stop section’s', () => {
    const { code, allowed } = new TestDossier().refusal(binh, RECEIVE);
    expect(code).toBe('role-missing');
    expect(allowed).toEqual([]);
  });

  it('needs every required document in its number', () => {
    const dossier = new TestDossier();
    const lacking = {
      ...RECEIVE,
      documents: [
        { code: 'DON', copies: 1 },
        { code: 'BS', copies: 1 },
      ],
    };
    expect(dossier.code(an, lacking)).toBe('document-missing');
    expect(dossier.code(an, { ...RECEIVE, documents: [] })).toBe('document-missing');
    expect(dossier.try(an, { ...lacking, channel: 'online' }).ok).toBe(true);
  });

  it('is given once, and by an edition in force', () => {
    expect(new TestDossier().at('2025-06-30T08:00').code(an, RECEIVE)).toBe('edition-not-in-force');
    expect(new TestDossier().does(an, RECEIVE).code(an, RECEIVE)).toBe('already-exists');
  });

  it('needs to know who does the first step', () => {
    const dossier = new TestDossier({
      ...EDITION,
      steps: EDITION.steps.map((step) => (step.no === 'B1' ? { ...step, unit: 'nowhere' } : step)),
    });
    expect(dossier.code(an, RECEIVE)).toBe('placement-missing');
  });

  it('cannot be counted in a year without calendar data', () => {
    expect(new TestDossier().at('2040-03-02T08:00').code(an, RECEIVE)).toBe('no-calendar-data');
  });
});

describe('completing a step', () => {
  it('is refused where the step is not open, not yours, or of another unit', () => {
    const dossier = appraised();
    expect(dossier.code(dung, completing('B4'))).toBe('step-not-open');
    expect(dossier.refusal(chi, ELIGIBLE)).toMatchObject({
      code: 'step-not-yours',
      step: 'B3',
      status: 'open',
      holder: { officer: 'binh', role: 'specialist', unit: 'skhcn/professional' },
    });
    dossier.does(binh, { type: 'unclaim', step: 'B3' });
    expect(dossier.code(stranger, ELIGIBLE)).toBe('role-missing');
    expect(dossier.code(an, ELIGIBLE)).toBe('role-missing');
  });

  it('tells what is allowed instead', () => {
    const { allowed } = appraised().refusal(binh, completing('B3', { outcome: 'eligible' }));
    expect(allowed.map(({ action, step }) => `${action} ${step ?? ''}`.trim())).toEqual(
      expect.arrayContaining(['complete B3', 'return B3', 'request-supplement B3', 'unclaim B3']),
    );
    expect(allowed.find(({ action }) => action === 'complete')).toEqual({
      action: 'complete',
      step: 'B3',
      choices: [
        { value: 'eligible', label: 'Đủ điều kiện' },
        { value: 'not-eligible', label: 'Không đủ điều kiện' },
      ],
      forms: [],
      results: ['Tờ trình'],
    });
  });

  it('needs a known outcome, and the papers of the main one', () => {
    const dossier = new TestDossier().does(an, RECEIVE);
    expect(dossier.code(an, completing('B1'))).toBe('form-missing');
    expect(dossier.code(an, completing('B1', { outcome: 'maybe' }))).toBe('unknown-outcome');
    const appraising = appraised();
    expect(appraising.code(binh, completing('B3', { outcome: 'eligible' }))).toBe('result-missing');
    expect(appraising.try(binh, completing('B3', { outcome: 'not-eligible' })).ok).toBe(true);
  });

  it('bounds what is given', () => {
    const dossier = appraised();
    const file = { sha256: 'not a hash', name: 'a.pdf', mediaType: 'application/pdf', bytes: 1 };
    expect(dossier.code(binh, { ...ELIGIBLE, files: [file] } as never)).toBe('bad-input');
    expect(dossier.code(binh, { ...ELIGIBLE, note: ' ' } as never)).toBe('bad-input');
    expect(dossier.code(binh, { ...ELIGIBLE, result: { number: '1', positive: true } } as never)).toBe(
      'bad-input',
    );
  });

  it('wants another pair of eyes where the procedure says so', () => {
    const both = { ...dung, roles: [...dung.roles, ...binh.roles] };
    const dossier = appraised().does(binh, { type: 'unclaim', step: 'B3' }).does(both, ELIGIBLE);
    expect(dossier.code(both, completing('B4'))).toBe('same-person');
    expect(dossier.code(both, { type: 'claim', step: 'B4' })).toBe('same-person');
  });

  it('is not for a step that hands over, nor for one that was not reached', () => {
    const dossier = appraised().does(binh, ELIGIBLE).does(dung, completing('B4'));
    expect(dossier.code(an, HANDED_OVER)).toBe('result-not-issued');
    expect(dossier.code(giang, completing('B5'))).toBe('result-missing');
    dossier.does(giang, ISSUED);
    expect(dossier.code(an, completing('B6'))).toBe('hand-over-instead');
    expect(dossier.code(giang, HANDED_OVER)).toBe('role-missing');
  });
});

describe('a result', () => {
  it('is not issued before all is done', () => {
    const issue = { type: 'issue-result', step: 'B5', number: '1', positive: true, files: [] } as const;
    const dossier = appraised();
    expect(dossier.refusal(giang, issue)).toMatchObject({
      code: 'not-approved',
      holder: { officer: 'binh' },
    });
    expect(dossier.code(giang, { ...issue, step: 'B4' })).toBe('not-approved');
  });

  it('may be issued before its step is completed, and once', () => {
    const issue = { type: 'issue-result', step: 'B5', number: '1', positive: false, files: [] } as const;
    const dossier = appraised().does(binh, ELIGIBLE).does(dung, completing('B4')).does(giang, issue);
    expect(dossier.openSteps).toEqual(['B5']);
    expect(dossier.code(giang, issue)).toBe('result-already-issued');
    expect(dossier.code(giang, ISSUED)).toBe('result-already-issued');
    dossier.does(giang, completing('B5'));
    expect(dossier.openSteps).toEqual(['B6']);
  });

  it('ends what would contradict it', () => {
    const dossier = appraised().does(binh, ELIGIBLE).does(dung, completing('B4')).does(giang, ISSUED);
    expect(dossier.code(an, { type: 'withdraw', reason: 'Xin rút' })).toBe('result-already-issued');
    dossier.does(an, HANDED_OVER);
    expect(dossier.code(an, HANDED_OVER)).toBe('not-open');
  });
});

describe('returning a step', () => {
  it('reopens the earlier step for the officer who had it, its time anew, the appointment unmoved', () => {
    const dossier = appraised().does(binh, ELIGIBLE).at('2026-03-03T09:00');
    const promised = dossier.active.appointment;
    dossier.does(dung, { type: 'return', step: 'B4', to: 'B3', reason: 'Thiếu căn cứ' });
    expect(dossier.active.appointment).toEqual(promised);
    expect(dossier.active.open).toHaveLength(1);
    expect(dossier.active.open[0]).toMatchObject({
      step: 'B3',
      run: 2,
      officer: 'binh',
      startsAt: at('2026-03-03T09:00'),
    });
    expect(localOf(dossier.active.open[0]!.deadline!.dueAt)).toBe('2026-03-04T09:00');
    expect(dossier.active.done.at(-1)).toMatchObject({ step: 'B4', run: 1, returned: true });
    dossier.does(binh, ELIGIBLE);
    expect(dossier.active.open[0]).toMatchObject({ step: 'B4', run: 2 });
  });

  it('goes only where the procedure lets it', () => {
    const dossier = appraised().does(binh, ELIGIBLE);
    expect(dossier.code(dung, { type: 'return', step: 'B4', to: 'B2', reason: 'x' })).toBe(
      'cannot-return-there',
    );
    expect(dossier.code(dung, { type: 'return', step: 'B4', to: 'B3', reason: '' })).toBe('bad-input');
    const first = new TestDossier().does(an, RECEIVE);
    expect(first.code(an, { type: 'return', step: 'B1', to: 'B1', reason: 'x' })).toBe('cannot-return-there');
  });
});

describe('what is entered late', () => {
  it('is not entered as done before what was done last; a difference of clocks is levelled', () => {
    const dossier = appraised();
    expect(dossier.at('2026-03-02T08:30').code(binh, ELIGIBLE)).toBe('back-dated');
    dossier.now = new Date(Date.parse(at('2026-03-02T09:00')) - 30_000).toISOString() as typeof dossier.now;
    dossier.does(binh, ELIGIBLE);
    expect(dossier.events.at(-1)!.occurredAt).toBe(at('2026-03-02T09:00'));
  });
});
