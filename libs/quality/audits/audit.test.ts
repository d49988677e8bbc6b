import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '#libs/calendar';
import type { QualityRecord } from '../records/record.ts';
import { NAMES, TestRecord, type PersonName } from '../testing/people.ts';
import { AUDIT } from './audit.ts';
import { checklistOf, readClauseSet, SHIPPED_CHECKLISTS } from './checklist.ts';
import { auditCoverage } from './coverage.ts';
import { figuresOfAudits } from './figures.ts';
import { showHintsOf } from './for-show.ts';
import { AUDIT_PROGRAMME } from './programme.ts';
import type { Programme, ProgrammeCommand } from './programme-types.ts';
import { auditSampleSize, drawDossiers, isSameDraw } from './sample.ts';
import { nextDueOfAudit } from './stages.ts';
import type { Audit, AuditCommand, Line, TeamFacts } from './types.ts';

const day = (text: string): LocalDate => text as LocalDate;
const FREE: TeamFacts = { conflicts: [], unqualified: [] };
const PLAN = {
  title: 'Đánh giá một cửa',
  procedures: ['QT.01'],
  units: ['skhcn/mc'],
  from: day('2026-04-06'),
  to: day('2026-04-07'),
  covers: { from: day('2026-01-01'), to: day('2026-03-31') },
  lead: 'an',
  team: ['binh'],
};
const OPEN: AuditCommand = { type: 'open', programme: 'p', entry: 0, facts: FREE, ...PLAN };
const line = (id: string): Line => ({
  id,
  clause: '8.5.1',
  vi: id,
  en: id,
  procedure: 'QT.01',
  step: null,
  unit: null,
});
const SAMPLE = {
  seed: 's',
  asOf: '2026-04-01T00:00:00.000Z' as never,
  draws: [{ procedure: 'QT.01', population: 9, digest: 'd', dossiers: ['d1', 'd2', 'd3'] }],
};
const PREPARE: AuditCommand = {
  type: 'prepare',
  checklist: { code: 'iso-9001', edition: 1 },
  lines: [line('a'), line('b')],
  sample: SAMPLE,
  facts: FREE,
};
const answer = (id: string, more: object = {}): AuditCommand => ({
  type: 'answer',
  line: id,
  verdict: 'conforms',
  severity: null,
  evidence: '',
  dossier: null,
  event: null,
  files: [],
  ...more,
});
const FINDING = answer('b', {
  verdict: 'nonconformity',
  severity: 'minor',
  evidence: 'Hồ sơ trễ không xin lỗi',
  dossier: 'd2',
  event: 7,
});
const REPORT: AuditCommand = {
  type: 'report',
  conclusion: 'Phù hợp, có một điểm cần khắc phục',
  strengths: '',
  meeting: 'Họp kết thúc 07/04',
  facts: FREE,
};
/** Asked of every kind by the clock; no kind's own commands name it. */
const REMINDED = { type: 'remind' } as unknown as AuditCommand;
const audit = () => new TestRecord<Audit, AuditCommand>(AUDIT).does('secretary', OPEN);
const prepared = () => audit().on('2026-04-01').does('an', PREPARE);
const begun = () => prepared().on('2026-04-06').does('an', { type: 'begin', note: '' });
const answered = () => begun().does('an', answer('a')).does('binh', FINDING);
const reported = () => answered().on('2026-04-08').does('an', REPORT);
const dueOf = (one: TestRecord<Audit, AuditCommand>) => nextDueOfAudit(one.record as QualityRecord<Audit>);

describe('an audit', () => {
  it('goes from planned to closed, each stage owed by somebody by a day', () => {
    const one = reported();
    expect(one.refusal('leader', { type: 'approve', note: '' })).toBeUndefined();
    expect(one.refusal('an', { type: 'close', note: '', open: [] })).toBe('not-raised');
    one.does('system', { type: 'link', line: 'b', nonconformity: 'nc-1' });
    expect(one.refusal('system', { type: 'link', line: 'b', nonconformity: 'nc-2' })).toBe('raised-already');
    expect(one.refusal('an', { type: 'close', note: '', open: ['KPH-0001'] })).toBe('finding-open');
    one.on('2026-06-01').does('an', { type: 'close', note: 'Đã khắc phục', open: [] });
    expect(one.body).toMatchObject({ status: 'closed', findings: { b: 'nc-1' } });
    expect(AUDIT.dutiesOf(one.body).map(({ key, owner, due, done }) => [key, owner, due, done])).toEqual([
      ['preparation-1', 'an', '2026-04-01', '2026-04-01'],
      ['opening-1', 'an', '2026-04-06', '2026-04-06'],
      ['report-1', 'an', '2026-04-14', '2026-04-08'],
      ['approval-1', null, '2026-04-13', '2026-04-08'],
      ['follow-up-1', 'an', expect.any(String), '2026-06-01'],
    ]);
  });

  it('has nobody in its team who is not qualified or whose work it is; the refusal says who and what', () => {
    const conflict = { officer: 'an', name: 'An', procedure: 'QT.01', unit: null, steps: 12, dossier: 'd1' };
    const facts = { conflicts: [conflict], unqualified: [] };
    const decision = new TestRecord<Audit, AuditCommand>(AUDIT).try('secretary', { ...OPEN, facts });
    expect(decision).toMatchObject({
      refusal: {
        code: 'own-work',
        message: 'Không được tự đánh giá việc của mình: An đã xử lý 12 bước của QT.01 trong kỳ.',
      },
    });
    const expired = { conflicts: [], unqualified: [{ officer: 'an', name: 'An', why: 'expired' as const }] };
    expect(audit().refusal('an', { ...PREPARE, facts: expired })).toBe('not-qualified');
    const late = answered()
      .on('2026-04-08')
      .does('an', { ...REPORT, facts });
    expect(late.body.report).toMatchObject({ conflicts: [conflict] });
    const two = { type: 'staff', lead: 'an', team: ['an'], reason: 'Đổi', facts: FREE } as const;
    expect(audit().refusal('leader', two)).toBe('twice-listed');
    expect(audit().refusal('leader', { ...two, team: ['otherLeader'] })).toBe('not-an-officer');
  });

  it('takes answers of its team alone, with what was seen, from its sample', () => {
    const one = begun();
    expect(one.refusal('secretary', answer('a'))).toBe('not-in-team');
    expect(one.allowed('secretary')).not.toContain('answer');
    expect(one.refusal('binh', answer('c'))).toBe('no-such-line');
    expect(one.refusal('binh', answer('a', { verdict: 'observation' }))).toBe('no-evidence');
    expect(one.refusal('binh', answer('a', { verdict: 'nonconformity', evidence: 'Sai hạn' }))).toBe(
      'no-severity',
    );
    expect(one.refusal('binh', answer('a', { dossier: 'd9' }))).toBe('not-in-sample');
    one.does('binh', answer('a', { verdict: 'not-applicable' })).does('an', answer('a'));
    expect(one.body.answers['a']).toMatchObject({ verdict: 'conforms', by: 'an' });
    expect(one.refusal('an', REPORT)).toBe('unanswered');
  });

  it('is approved by a leader outside the team, or sent back and owed again', () => {
    const own = audit().does('leader', {
      type: 'staff',
      lead: 'an',
      team: ['leader'],
      reason: 'Đổi',
      facts: FREE,
    });
    own.on('2026-04-06').does('an', PREPARE).does('an', { type: 'begin', note: '' });
    own.does('an', answer('a')).does('an', answer('b')).does('an', REPORT);
    expect(own.refusal('leader', { type: 'approve', note: '' })).toBe('own-case');
    const one = reported().does('leader', { type: 'send-back', reason: 'Thiếu bằng chứng' });
    expect(one.status).toBe('on-the-spot');
    expect(AUDIT.dutiesOf(one.body).at(-1)).toMatchObject({ key: 'report-2', due: '2026-04-15', done: null });
  });

  it('is reminded of before and after its day, and escalated; then the clock rests until somebody acts', () => {
    const one = audit();
    expect(dueOf(one)).toEqual({ kind: 'remind', level: 'soon', at: '2026-03-25T00:30:00.000Z' });
    one.on('2026-03-25').does('clock', REMINDED);
    expect(dueOf(one)).toMatchObject({ kind: 'remind', level: 'late', at: '2026-04-02T00:30:00.000Z' });
    one.on('2026-04-02').does('clock', REMINDED);
    expect(one.refusal('clock', { type: 'escalate' })).toBe('nothing-due');
    expect(dueOf(one)).toEqual({ kind: 'escalate', at: '2026-04-06T00:30:00.000Z' });
    one.on('2026-04-06').does('clock', { type: 'escalate' });
    expect(dueOf(one)).toBeNull();
    one.does('an', PREPARE);
    expect(dueOf(one)).toMatchObject({ kind: 'remind', level: 'soon' });
    expect(dueOf(reported())).toMatchObject({ kind: 'raise' });
  });
});

describe('a checklist', () => {
  const set = readClauseSet(readFileSync(SHIPPED_CHECKLISTS.get('iso-9001')!, 'utf8'));
  it('asks the clauses of every unit and procedure, and every step with its role, time, form and result', () => {
    const step = {
      no: 'B1',
      content: 'Tiếp nhận hồ sơ',
      role: 'reception',
      time: '0,5 ngày',
      forms: ['tt03-2025/receipt', 'BM.01'],
      results: ['Giấy hẹn'],
    };
    const ownForms = [{ code: 'BM.01', name: 'Đơn' }];
    const edition = { code: 'QT.01', steps: [step], ownForms } as never;
    const lines = checklistOf(set, [{ id: 'mc', name: 'Một cửa' }], [edition]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(lines).toHaveLength(set.lines.length + 1);
    expect(lines.at(-1)).toMatchObject({
      id: 'step/QT.01/B1',
      vi: 'B1 Tiếp nhận hồ sơ (trách nhiệm: Công chức một cửa; thời gian: 0,5 ngày; biểu mẫu: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, Đơn; kết quả: Giấy hẹn): hồ sơ trong mẫu được làm đúng như vậy.',
    });
  });
});

describe('a sample', () => {
  const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
  const ids = fc.uniqueArray(fc.uuid(), { maxLength: 60 });
  it('is drawn again from seed and population alone; another population shows', () => {
    fc.assert(
      fc.property(ids, fc.string(), (population, seed) => {
        const draw = drawDossiers(seed, 'QT.01', population, digestOf);
        expect(draw.dossiers).toHaveLength(auditSampleSize(population.length));
        expect(isSameDraw(draw, drawDossiers(seed, 'QT.01', population.toReversed(), digestOf))).toBe(true);
        expect(isSameDraw(draw, drawDossiers(seed, 'QT.01', [...population, 'new'], digestOf))).toBe(false);
      }),
    );
    expect([0, 2, 3, 10, 100, 10_000].map(auditSampleSize)).toEqual([0, 2, 3, 4, 10, 20]);
  });
});

describe('signs of an audit for show', () => {
  const lines = Array.from({ length: 27 * 3 }, (_, nth) => ({
    ...line(`l${nth}`),
    procedure: `QT.${Math.floor(nth / 3)}`,
  }));
  const answers = (gapMs: number, by: (nth: number) => string, verdict: 'conforms' | 'observation') =>
    Object.fromEntries(
      lines.map(({ id }, nth) => [
        id,
        {
          line: id,
          verdict: nth === 0 ? verdict : ('conforms' as const),
          severity: null,
          evidence: '',
          dossier: nth === 1 ? 'd' : null,
          event: null,
          files: [],
          by: by(nth),
          at: new Date(Date.UTC(2026, 2, 2, 1) + nth * gapMs).toISOString() as never,
        },
      ]),
    );
  const signs = (given: ReturnType<typeof answers>) =>
    showHintsOf([{ lines, answers: given }]).map(({ sign }) => sign);

  it('are 27 procedures in one day, no findings, one person', () => {
    expect(signs(answers(2_000, () => 'an', 'conforms'))).toEqual([
      'one-day',
      'no-findings',
      'one-person',
      'in-a-row',
    ]);
    expect(signs(answers(8 * 3_600_000, (nth) => (nth % 2 ? 'an' : 'binh'), 'observation'))).toEqual([]);
  });
});

const SCOPES = {
  procedures: [{ code: 'QT.01', edition: 1, title: 'Một' }],
  units: [
    { id: 'skhcn/mc', name: 'Một cửa' },
    { id: 'skhcn/p1', name: 'Phòng 1' },
  ],
};
const DRAFT: ProgrammeCommand = {
  type: 'draft',
  year: 2026,
  title: 'Chương trình 2026',
  owner: 'binh',
  scopes: SCOPES,
};
const PLAN_ONE: ProgrammeCommand = { type: 'plan', facts: FREE, ...PLAN };
const PLAN_TWO: ProgrammeCommand = {
  ...PLAN_ONE,
  procedures: [],
  units: ['skhcn/p1'],
  lead: 'binh',
  team: [],
};
const programme = () => new TestRecord<Programme, ProgrammeCommand>(AUDIT_PROGRAMME).does('secretary', DRAFT);

describe('a programme', () => {
  it('is approved when every procedure and unit is in one of its audits, and closed when all are done', () => {
    const one = programme().does('secretary', PLAN_ONE);
    expect(auditCoverage(SCOPES, one.body.audits)).toMatchObject({
      required: 3,
      covered: 2,
      left: { procedures: [], units: [{ id: 'skhcn/p1' }] },
    });
    expect(one.refusal('leader', { type: 'approve', note: '' })).toBe('not-covered');
    expect(one.refusal('secretary', { ...PLAN_TWO, units: ['skhcn/p9'] })).toBe('not-in-scope');
    expect(one.refusal('secretary', { ...PLAN_TWO, from: day('2027-01-04'), to: day('2027-01-04') })).toBe(
      'other-year',
    );
    one.does('binh', PLAN_TWO).does('leader', { type: 'approve', note: '' });
    one.does('system', { type: 'note-opened', entry: 0, audit: 'a-0' });
    expect(one.status).toBe('running');
    expect(one.refusal('system', { type: 'note-opened', entry: 0, audit: 'a-1' })).toBe('no-such-audit');
    expect(one.refusal('secretary', { type: 'close', note: '', open: [] })).toBe('audit-open');
    one.does('system', { type: 'note-opened', entry: 1, audit: 'a-1' });
    expect(one.refusal('secretary', { type: 'close', note: '', open: ['Đánh giá'] })).toBe('audit-open');
    one.does('secretary', { type: 'close', note: '', open: [] });
    expect(one.status).toBe('closed');
  });

  it('gives the scoring what was held of what it asks for', () => {
    const planned = programme().does('secretary', PLAN_ONE).body;
    const done = reported().does('leader', { type: 'approve', note: '' }).body;
    const of = { openedOn: day('2026-03-02'), title: '' };
    const records = [
      { id: 'p', kind: 'audit-programme', body: planned, ...of },
      { id: 'a', kind: 'audit', body: done, ...of },
    ] as const;
    const year = { from: day('2026-01-01'), to: day('2026-12-31') };
    expect(figuresOfAudits([...records], year)).toEqual({
      audits_held: { value: 1, of: ['a'] },
      audits_independent: { value: 1, of: ['a'] },
      audit_scopes: { value: 3, of: ['p', 'a'] },
      audit_scopes_covered: { value: 2, of: ['p', 'a'] },
    });
    expect(figuresOfAudits(records.slice(0, 1), year)['audits_held']).toEqual({ value: 0, of: [] });
  });
});

/** Written from the rules, not from the guards: who may ever do what in An's audit with Bình in the team. */
const MAY: Readonly<Record<AuditCommand['type'], readonly PersonName[]>> = {
  open: ['secretary', 'leader'],
  staff: ['secretary', 'leader'],
  move: ['secretary', 'leader', 'an', 'chi'],
  prepare: ['an', 'chi'],
  begin: ['an', 'chi'],
  answer: ['an', 'binh'],
  report: ['an', 'chi'],
  approve: ['leader'],
  'send-back': ['leader'],
  link: ['system'],
  close: ['an', 'chi', 'secretary'],
  cancel: ['leader'],
  escalate: ['clock'],
};
const DO: readonly AuditCommand[] = [
  OPEN,
  PREPARE,
  FINDING,
  REPORT,
  answer('a'),
  { type: 'staff', lead: 'an', team: ['binh'], reason: 'Đổi', facts: FREE },
  { type: 'move', from: day('2026-04-06'), to: day('2026-04-08'), reason: 'Hoãn' },
  { type: 'begin', note: '' },
  { type: 'approve', note: '' },
  { type: 'send-back', reason: 'Thiếu' },
  { type: 'link', line: 'b', nonconformity: 'nc' },
  { type: 'close', note: '', open: [] },
  { type: 'cancel', reason: 'Thôi' },
  { type: 'escalate' },
];
const MAY_PROGRAMME: Readonly<Record<ProgrammeCommand['type'], readonly PersonName[]>> = {
  draft: ['secretary', 'leader'],
  plan: ['secretary', 'binh'],
  drop: ['secretary', 'binh'],
  refresh: ['secretary', 'binh'],
  approve: ['leader'],
  'note-opened': ['system'],
  close: ['secretary', 'leader'],
};
const DO_PROGRAMME: readonly ProgrammeCommand[] = [
  DRAFT,
  PLAN_ONE,
  PLAN_TWO,
  { type: 'drop', entry: 0, reason: 'Thôi' },
  { type: 'refresh', scopes: SCOPES },
  { type: 'approve', note: '' },
  { type: 'note-opened', entry: 0, audit: 'a' },
  { type: 'close', note: '', open: [] },
];

describe('whoever tries whatever', () => {
  const triesOf = <Command>(commands: readonly Command[]) =>
    fc.array(fc.record({ who: fc.constantFrom(...NAMES), command: fc.constantFrom(...commands) }), {
      maxLength: 40,
    });

  it('every transition of an audit is refused to the wrong person', () => {
    const starts = fc.constantFrom(() => new TestRecord<Audit, AuditCommand>(AUDIT), audit, begun, reported);
    fc.assert(
      fc.property(starts, triesOf(DO), (start, asked) => {
        const one = start();
        const wrong = asked.filter(({ who, command: { type }, command }) => {
          const isOffered = type === 'open' || one.allowed(who).includes(type);
          return one.refusal(who, command) === undefined && !(MAY[type].includes(who) && isOffered);
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('every transition of a programme is refused to the wrong person', () => {
    fc.assert(
      fc.property(triesOf(DO_PROGRAMME), (asked) => {
        const one = new TestRecord<Programme, ProgrammeCommand>(AUDIT_PROGRAMME);
        const wrong = asked.filter(
          ({ who, command }) =>
            one.refusal(who, command) === undefined && !MAY_PROGRAMME[command.type].includes(who),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });
});
