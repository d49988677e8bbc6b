import { describe, expect, it } from '@jest/globals';
import { localOf } from '#libs/calendar';
import { asStepTable } from './step-table.ts';
import { dueTimers } from './timers.ts';
import { nationalStatus, statusName } from './status.ts';
import {
  an,
  appraised,
  at,
  binh,
  clock,
  completing,
  dung,
  EDITION,
  ELIGIBLE,
  giang,
  HANDED_OVER,
  ISSUED,
  officer,
  PARALLEL,
  RECEIVE,
  system,
  TestDossier,
} from './testing/index.ts';

const yen = officer('yen', 'specialist', 'professional', { agency: 'province' });
const begun = (): TestDossier =>
  new TestDossier(PARALLEL)
    .at('2026-03-02T08:00')
    .does(an, RECEIVE)
    .does(an, completing('B1'))
    .at('2026-03-03T08:00')
    .does(binh, completing('B2'));

describe('parallel branches', () => {
  it('open together, and the step that joins them with the last', () => {
    const dossier = begun();
    expect(dossier.openSteps).toEqual(['B3', 'B4']);
    dossier.does(dung, completing('B4'));
    expect(dossier.openSteps).toEqual(['B3']);
    expect(dossier.active.joins).toEqual({ B5: ['B4'] });
    dossier.does(yen, completing('B3'));
    expect(dossier.openSteps).toEqual(['B5']);
    expect(dossier.active.joins).toEqual({});
  });

  it('let the join open when another branch ends elsewhere', () => {
    const dossier = begun()
      .does(dung, completing('B4'))
      .does(yen, completing('B3', { outcome: 'none' }));
    expect(dossier.openSteps).toEqual(['B5']);
  });

  it('wait only for those that can still come', () => {
    const dossier = begun().does(yen, completing('B3')).does(dung, completing('B4'));
    dossier.does(binh, { type: 'return', step: 'B5', to: 'B4', reason: 'Sai số' });
    expect(dossier.openSteps).toEqual(['B4']);
    expect(dossier.does(dung, completing('B4')).active.open).toMatchObject([
      { step: 'B5', run: 2, officer: null },
    ]);
  });

  it('are refused to whoever works in the other part', () => {
    expect(begun().code(binh, completing('B3'))).toBe('role-missing');
    expect(begun().code(yen, completing('B4'))).toBe('role-missing');
  });

  it('have no result before both are done', () => {
    const issue = { type: 'issue-result', step: 'B7', number: '1', positive: true, files: [] } as const;
    expect(begun().code(giang, issue)).toBe('not-approved');
  });
});

describe('an agency’s part', () => {
  it('has its own total from when it opens, and closes with its last step', () => {
    const dossier = begun();
    const [commune, province] = dossier.active.parts;
    expect(commune).toMatchObject({ part: 'commune', agency: 'skhcn', closedAt: null });
    expect(localOf(commune!.deadline!.dueAt)).toBe('2026-03-05T17:00');
    expect(localOf(province!.deadline!.dueAt)).toBe('2026-03-10T17:00');
    expect(localOf(dossier.active.appointment!.deadline.dueAt)).toBe('2026-03-12T17:00');
    dossier.at('2026-03-04T08:00').does(yen, completing('B3'));
    expect(dossier.active.parts.find(({ part }) => part === 'province')!.closedAt).toBe(
      at('2026-03-04T08:00'),
    );
  });

  it('keeps its deadline when a step of it is returned', () => {
    const dossier = begun().does(yen, completing('B3')).does(dung, completing('B4'));
    const before = dossier.active.parts.find(({ part }) => part === 'province')!;
    dossier.at('2026-03-06T08:00').does(binh, { type: 'return', step: 'B5', to: 'B3', reason: 'Thiếu' });
    expect(dossier.active.parts.find(({ part }) => part === 'province')).toEqual({
      ...before,
      closedAt: null,
    });
    expect(dossier.active.open).toMatchObject([{ step: 'B3', run: 2, officer: 'yen' }]);
  });
});

describe('steps that share one time', () => {
  it('have one deadline, from the start of the first', () => {
    const dossier = begun();
    const due = dossier.active.open.find(({ step }) => step === 'B4')!.deadline!.dueAt;
    expect(localOf(due)).toBe('2026-03-05T08:00');
    dossier.at('2026-03-04T10:00').does(yen, completing('B3')).does(dung, completing('B4'));
    expect(dossier.active.open[0]).toMatchObject({
      step: 'B5',
      startsAt: at('2026-03-04T10:00'),
      deadline: { dueAt: due },
      sharedTime: { key: 'chung', since: at('2026-03-03T08:00') },
    });
  });

  it('begin it anew when one is returned', () => {
    const dossier = begun().does(yen, completing('B3')).does(dung, completing('B4')).at('2026-03-05T10:00');
    dossier.does(binh, { type: 'return', step: 'B5', to: 'B4', reason: 'Sai' });
    expect(localOf(dossier.active.open[0]!.deadline!.dueAt)).toBe('2026-03-09T10:00');
    dossier.does(dung, completing('B4'));
    expect(localOf(dossier.active.open[0]!.deadline!.dueAt)).toBe('2026-03-09T10:00');
  });
});

describe('an automatic step', () => {
  it('is its system’s, and the dossier goes on to its end', () => {
    const dossier = begun()
      .does(yen, completing('B3'))
      .does(dung, completing('B4'))
      .does(binh, completing('B5'));
    expect(dossier.code(binh, completing('B6'))).toBe('role-missing');
    dossier.does(system, completing('B6'));
    expect(dossier.active.done.at(-1)).toMatchObject({ step: 'B6', officer: 'notifier' });
    expect(dossier.code(system, completing('B7'))).toBe('role-missing');
    dossier.does(giang, completing('B7', { result: { number: '7', positive: true } })).does(an, HANDED_OVER);
    expect(dossier.state.status).toBe('handed-over');
    expect(dossier.handled.parts.every(({ closedAt }) => closedAt !== null)).toBe(true);
  });
});

describe('a procedure that hands nothing over', () => {
  it('is finished with its last step', () => {
    const edition = {
      ...EDITION,
      steps: EDITION.steps
        .slice(0, 2)
        .map((step) =>
          step.no === 'B2' ? { ...step, transitions: [{ outcome: 'done', label: '', to: [] }] } : step,
        ),
    };
    const dossier = new TestDossier(edition)
      .does(an, RECEIVE)
      .does(an, completing('B1', { forms: ['tt03-2025/receipt'] }))
      .does(dung, completing('B2'));
    expect(dossier.state).toMatchObject({ status: 'finished', open: [] });
    expect(nationalStatus(dossier.state)).toBe(9);
  });
});

describe('the clock', () => {
  it('has a named timer for each open step and the dossier, in the field’s words', () => {
    const dossier = appraised();
    expect(
      dueTimers(dossier.state, EDITION).map(({ key, at: moment, summary }) => [
        key,
        localOf(moment),
        summary,
      ]),
    ).toEqual([
      ['B3#1/warn', '2026-03-02T16:30', 'B3 Bước B3 · chuyên viên thụ lý · sắp đến hạn 16:30 02/03'],
      ['B3#1/due', '2026-03-03T09:00', 'B3 Bước B3 · chuyên viên thụ lý · hạn 09:00 03/03'],
      ['dossier/warn', '2026-03-05T07:37', 'Hồ sơ · sắp đến hẹn trả 07:37 05/03'],
      ['dossier/due', '2026-03-05T17:00', 'Hồ sơ · hẹn trả 17:00 05/03'],
    ]);
  });

  it('notices each moment once, not before it comes, as having happened then', () => {
    const dossier = appraised();
    const warn = { type: 'warn-step', step: 'B3', run: 1 } as const;
    const overdue = { ...warn, type: 'mark-step-overdue' } as const;
    expect(dossier.code(clock, warn)).toBe('not-due');
    dossier.at('2026-03-03T10:00');
    expect(dossier.code(binh, overdue)).toBe('role-missing');
    dossier.does(clock, warn).does(clock, overdue);
    expect(dossier.events.slice(-2)).toMatchObject([
      {
        type: 'StepWarned',
        occurredAt: at('2026-03-02T16:30'),
        body: { dueAt: at('2026-03-03T09:00'), officer: 'binh' },
      },
      {
        type: 'StepOverdue',
        occurredAt: at('2026-03-03T09:00'),
        body: { officer: 'binh' },
        by: { kind: 'clock' },
      },
    ]);
    expect(dossier.code(clock, overdue)).toBe('not-due');
    expect(dossier.code(clock, { ...overdue, run: 2 })).toBe('not-due');
    dossier
      .at('2026-03-06T08:00')
      .does(clock, { type: 'warn-dossier' })
      .does(clock, { type: 'mark-dossier-overdue' });
    expect(dueTimers(dossier.state, EDITION)).toEqual([]);
  });

  it('of the dossier ends when the result is issued', () => {
    const dossier = appraised().does(binh, ELIGIBLE).does(dung, completing('B4')).does(giang, ISSUED);
    expect(dueTimers(dossier.state, EDITION)).toEqual([]);
    expect(dossier.at('2026-03-09T08:00').code(clock, { type: 'mark-dossier-overdue' })).toBe('not-due');
  });
});

describe('the step table', () => {
  it('says of each step who, when, and whether in time', () => {
    const dossier = appraised().at('2026-03-03T10:00').does(binh, ELIGIBLE);
    const rows = asStepTable(dossier.active, EDITION, at('2026-03-03T15:00'));
    expect(rows.map((row) => [row.step, row.officer, row.state])).toEqual([
      ['B1', 'an', 'on-time'],
      ['B2', 'dung', 'on-time'],
      ['B3', 'binh', 'late'],
      ['B4', null, 'near'],
      ['B5', null, 'not-begun'],
      ['B6', null, 'not-begun'],
    ]);
    expect(asStepTable(dossier.active, EDITION)[3]).toMatchObject({ state: 'running', doneAt: null });
  });
});

describe('the national status', () => {
  it('follows the events', () => {
    const dossier = new TestDossier();
    expect(() => nationalStatus(dossier.state)).toThrow(RangeError);
    dossier.does(an, RECEIVE);
    expect(nationalStatus(dossier.state)).toBe(2);
    dossier.does(an, completing('B1', { forms: ['tt03-2025/receipt'] }));
    expect(nationalStatus(dossier.state)).toBe(4);
    expect(statusName(4, 'vi')).toBe('Đang xử lý');
    expect(statusName(10, 'en')).toBe('Result handed over');
  });
});
