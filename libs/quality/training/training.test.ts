import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '#libs/calendar';
import { NAMES, TestRecord, type PersonName } from '../testing/people.ts';
import { mayAudit, mayScore, qualificationsOf } from './qualified.ts';
import { TRAINING } from './training.ts';
import type { Training, TrainingCommand } from './types.ts';

const day = (text: string): LocalDate => text as LocalDate;
const CERTIFICATE = { sha256: 'a'.repeat(64), name: 'cc.pdf', mediaType: 'application/pdf', bytes: 9 };
const OPEN: TrainingCommand = { type: 'open', year: 2026, title: 'Kế hoạch đào tạo 2026', owner: 'an' };
const SESSION: TrainingCommand = {
  type: 'plan-session',
  topic: 'Đánh giá viên nội bộ',
  goal: 'Lập được bảng câu hỏi',
  qualifies: 'internal-audit',
  on: day('2026-03-20'),
  trainer: 'Chi cục TĐC',
  people: ['binh', 'chi'],
};
const HOLD: TrainingCommand = {
  type: 'hold',
  session: 0,
  on: day('2026-03-20'),
  attendance: [
    { officer: 'binh', attended: true, result: 'passed' },
    { officer: 'chi', attended: false, result: 'not-tested' },
  ],
  note: '',
  files: [],
};
const QUALIFY = {
  type: 'qualify',
  officer: 'binh',
  what: 'internal-audit',
  from: day('2026-03-21'),
  to: day('2028-12-31'),
  session: 0,
  certificate: null,
  reason: 'Đạt lớp',
} as const;
const APPOINT = {
  type: 'appoint',
  officer: 'chi',
  what: 'internal-audit',
  from: day('2026-03-02'),
  to: day('2026-12-31'),
  reason: 'Cơ quan chưa có người được đào tạo',
} as const;
const plan = () => new TestRecord<Training, TrainingCommand>(TRAINING).does('secretary', OPEN);
const approved = () => plan().does('an', SESSION).does('leader', { type: 'approve', note: '' });
const held = () => approved().on('2026-03-23').does('an', HOLD);
const answer = (one: TestRecord<Training, TrainingCommand>, officer: string, on: string) => {
  const found = mayAudit(qualificationsOf([one.body]), officer, day(on));
  return found.ok || found.why;
};

describe('competence', () => {
  it('comes of a session that was passed, or of a certificate, and of nothing else', () => {
    const one = held();
    expect(one.refusal('an', { ...QUALIFY, officer: 'chi' })).toBe('no-evidence');
    expect(one.refusal('an', { ...QUALIFY, what: 'scoring' })).toBe('no-evidence');
    expect(one.refusal('an', { ...QUALIFY, session: null })).toBe('no-evidence');
    expect(one.refusal('an', { ...QUALIFY, to: day('2031-01-01') })).toBe('too-long');
    one.does('an', QUALIFY);
    one.does('an', { ...QUALIFY, officer: 'chi', session: null, certificate: CERTIFICATE });
    expect(one.body.qualifications.map(({ basis }) => basis)).toEqual(['session', 'certificate']);
  });

  it('says who may audit on a day, and why somebody may not', () => {
    const one = held().does('an', QUALIFY);
    expect(
      ['2026-03-20', '2026-03-21', '2028-12-31', '2029-01-01'].map((on) => answer(one, 'binh', on)),
    ).toEqual(['not-yet', true, true, 'expired']);
    expect(answer(one, 'an', '2026-06-01')).toBe('never');
    expect(mayScore(one.body.qualifications, 'binh', day('2026-06-01')).ok).toBe(false);
    one.on('2026-05-04').does('leader', { type: 'withdraw', qualification: 0, reason: 'Vi phạm' });
    expect([answer(one, 'binh', '2026-05-03'), answer(one, 'binh', '2026-05-04')]).toEqual([
      true,
      'withdrawn',
    ]);
  });

  it('begins with people whom the leader appoints, for a year at most, where nobody was trained', () => {
    const one = plan();
    expect(one.refusal('secretary', APPOINT)).toBe('not-your-part');
    expect(one.refusal('leader', { ...APPOINT, to: day('2027-12-31') })).toBe('too-long');
    one.does('leader', APPOINT);
    expect(answer(one, 'chi', '2026-03-02')).toBe(true);
    expect(one.body.qualifications[0]).toMatchObject({ basis: 'appointed', by: 'leader' });
  });

  it('owes its sessions and the renewal of what runs out', () => {
    const one = held().does('an', QUALIFY);
    const duties = TRAINING.dutiesOf(one.body).map(({ key, owner, due, done }) => [key, owner, due, done]);
    expect(duties).toEqual([
      ['approve', null, '2026-03-09', '2026-03-02'],
      ['session-0', 'an', '2026-03-20', '2026-03-20'],
      ['renew-0', 'binh', '2028-12-31', null],
    ]);
  });
});

/** Written from the rules, not from the guards: who may ever do what in An's plan. */
const MAY: Readonly<Record<TrainingCommand['type'], readonly PersonName[]>> = {
  open: ['secretary', 'leader'],
  'plan-session': ['an', 'chi', 'secretary'],
  approve: ['leader'],
  hold: ['an', 'chi', 'secretary'],
  'cancel-session': ['an', 'chi', 'secretary'],
  qualify: ['an', 'chi', 'secretary'],
  appoint: ['leader'],
  withdraw: ['leader', 'secretary'],
  close: ['leader', 'secretary'],
};
const DO: readonly TrainingCommand[] = [
  OPEN,
  SESSION,
  HOLD,
  QUALIFY,
  APPOINT,
  { type: 'approve', note: '' },
  { type: 'cancel-session', session: 0, reason: 'Hoãn' },
  { type: 'withdraw', qualification: 0, reason: 'Thôi' },
  { type: 'close', note: '' },
];

describe('whoever tries whatever', () => {
  it('every transition is refused to the wrong person', () => {
    const tries = fc.array(fc.record({ who: fc.constantFrom(...NAMES), command: fc.constantFrom(...DO) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(tries, (asked) => {
        const one = new TestRecord<Training, TrainingCommand>(TRAINING);
        const wrong = asked.filter(({ who, command: { type }, command }) => {
          const isOffered = type === 'open' || one.allowed(who).includes(type);
          return one.refusal(who, command) === undefined && !(MAY[type].includes(who) && isOffered);
        });
        expect(wrong).toEqual([]);
      }),
    );
  });
});
