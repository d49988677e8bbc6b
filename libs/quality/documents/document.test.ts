import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '#libs/calendar';
import { figuresOfDocuments } from './figures.ts';
import { NAMES, TestRecord, type PersonName } from '../testing/people.ts';
import { DOCUMENT, documentCode } from './document.ts';
import { currentOf, disposalDue } from './standing.ts';
import type { ControlledDocument, DocumentCommand } from './types.ts';

const FILE = { sha256: 'a'.repeat(64), name: 'chinh-sach.pdf', mediaType: 'application/pdf', bytes: 9 };
const day = (text: string): LocalDate => text as LocalDate;
const DRAFT: DocumentCommand = {
  type: 'draft',
  code: ' cscl.01 ',
  title: 'Chính sách chất lượng',
  documentClass: 'policy',
  origin: null,
  retention: { years: 5, fate: 'destroy' },
  file: FILE,
  changes: 'Ban hành lần đầu',
};
const ISSUE: DocumentCommand = {
  type: 'issue',
  from: day('2026-03-09'),
  readers: ['an', 'binh'],
  withinWorkingDays: 5,
};
const PUBLISHED: DocumentCommand = {
  type: 'adopt',
  code: 'QT.01',
  title: 'Cấp phép',
  edition: 1,
  author: 'an',
  from: day('2026-03-09'),
  readers: ['an', 'binh', 'an'],
  withinWorkingDays: 5,
};
const document = () => new TestRecord<ControlledDocument, DocumentCommand>(DOCUMENT).does('an', DRAFT);
const reviewed = () =>
  document().does('an', { type: 'submit', reviewer: 'binh' }).does('binh', { type: 'review', note: 'Đạt' });
const inForce = () => reviewed().does('leader', { type: 'approve' }).does('secretary', ISSUE);
const dutiesOf = (one: TestRecord<ControlledDocument, DocumentCommand>) =>
  DOCUMENT.dutiesOf(one.body).map(({ key, owner, due, done }) => [key, owner, due, done]);

describe('a document', () => {
  it('is in force after review and approval by others, and read by those it was sent to', () => {
    const one = inForce();
    expect(one.body).toMatchObject({ code: 'CSCL.01', owner: 'an' });
    expect(one.status).toBe('in-force');
    expect(one.refusal('secretary', { type: 'acknowledge', edition: 1 })).toBe('not-addressed');
    expect(one.refusal('an', { type: 'acknowledge', edition: 2 })).toBe('not-current');
    one.on('2026-03-10').does('an', { type: 'acknowledge', edition: 1 });
    expect(one.refusal('an', { type: 'acknowledge', edition: 1 })).toBe('not-addressed');
    expect(dutiesOf(one)).toEqual([
      ['review-1', 'binh', '2026-03-09', '2026-03-02'],
      ['approve-1', null, '2026-03-09', '2026-03-02'],
      ['read-1-an', 'an', '2026-03-16', '2026-03-10'],
      ['read-1-binh', 'binh', '2026-03-16', null],
    ]);
    one.does('secretary', { type: 'distribute', readers: ['an', 'chi'], withinWorkingDays: 2 });
    expect(one.refusal('secretary', { type: 'distribute', readers: ['chi'], withinWorkingDays: 2 })).toBe(
      'nobody-new',
    );
    expect(currentOf(one.body)!.readers.map(({ officer }) => officer)).toEqual(['an', 'binh', 'chi']);
  });

  it('is not reviewed or approved by those who wrote it, whoever else they are', () => {
    const own = new TestRecord<ControlledDocument, DocumentCommand>(DOCUMENT).does('leader', DRAFT);
    expect(own.refusal('leader', { type: 'submit', reviewer: 'leader' })).toBe('same-person');
    own.does('leader', { type: 'submit', reviewer: 'an' }).does('an', { type: 'review', note: '' });
    expect(own.allowed('leader')).not.toContain('approve');
    expect(own.refusal('leader', { type: 'approve' })).toBe('same-person');
    // Who stands in for the author and writes is an author, too.
    const lent = document().does('chi', { type: 'rewrite', file: FILE, changes: 'Sửa' });
    expect(lent.refusal('an', { type: 'submit', reviewer: 'chi' })).toBe('same-person');
    expect(lent.refusal('an', { type: 'submit', reviewer: 'otherLeader' })).toBe('not-an-officer');
  });

  it('goes back to its author, and is sent again', () => {
    const one = reviewed().does('leader', { type: 'reject', reason: 'Thiếu phạm vi' });
    expect(one.status).toBe('draft');
    expect(one.body.editions[0]).toMatchObject({ reviewed: null, approved: null, reviewer: null });
    expect(dutiesOf(one)).toEqual([]);
    one.does('an', { type: 'submit', reviewer: 'binh' });
    expect(one.refusal('secretary', { type: 'return', reason: 'Không' })).toBe('not-addressed');
    expect(one.does('binh', { type: 'return', reason: 'Sai mẫu' }).status).toBe('draft');
  });

  it('has one edition in force on any day; the copies of the one before are taken back and kept for their time', () => {
    const one = inForce().on('2026-06-01').does('an', { type: 'revise', file: FILE, changes: 'Đổi tên' });
    expect(one.status).toBe('revision-draft');
    one.does('an', { type: 'submit', reviewer: 'binh' }).does('binh', { type: 'review', note: '' });
    one.does('leader', { type: 'approve' });
    expect(one.refusal('secretary', { ...ISSUE, from: day('2026-05-30') })).toBe('back-dated');
    one.does('secretary', { ...ISSUE, from: day('2026-06-15') });
    const [first, second] = one.body.editions;
    expect([first!.from, first!.until, second!.from]).toEqual(['2026-03-09', '2026-06-15', '2026-06-15']);
    // What is over need no longer be read.
    expect(dutiesOf(one).filter(([key]) => String(key).startsWith('read-1'))).toEqual([]);
    expect(disposalDue(first!, one.body)).toBe('2031-06-15');
    one.does('secretary', { type: 'note-recall', edition: 1, copies: 3, note: 'Đủ' });
    expect(one.refusal('secretary', { type: 'note-recall', edition: 1, copies: 1, note: '' })).toBe(
      'nothing-to-recall',
    );
    expect(one.refusal('secretary', { type: 'dispose', edition: 1, note: '' })).toBe('kept-longer');
    expect(one.refusal('secretary', { type: 'dispose', edition: 2, note: '' })).toBe('nothing-to-dispose');
    one.on('2031-06-16').does('secretary', { type: 'dispose', edition: 1, note: 'Biên bản 01' });
    expect(one.body.editions[0]!.disposed).toMatchObject({ fate: 'destroy', by: 'secretary' });
  });

  it('is withdrawn with a reason by a leader; a draft is given up by its author', () => {
    const one = inForce().on('2026-04-01').does('leader', { type: 'withdraw', reason: 'Hết hiệu lực' });
    expect([one.status, one.body.editions[0]!.until]).toEqual(['withdrawn', '2026-04-01']);
    expect(dutiesOf(one).map(([key]) => key)).toContain('recall-1');
    expect(document().does('an', { type: 'discard', reason: 'Không cần' }).status).toBe('withdrawn');
    const revised = inForce().does('an', { type: 'revise', file: FILE, changes: 'Đổi' });
    expect(revised.does('an', { type: 'discard', reason: 'Thôi' }).status).toBe('in-force');
    expect(revised.does('an', { type: 'revise', file: FILE, changes: 'Đổi' }).body.editions).toHaveLength(3);
  });

  it('of an ISO procedure follows what is published: who holds its roles reads each edition, nothing else is done here', () => {
    const one = new TestRecord<ControlledDocument, DocumentCommand>(DOCUMENT).does('system', PUBLISHED);
    expect([one.status, one.body.owner, one.body.retention]).toEqual(['in-force', null, null]);
    expect(one.refusal('system', PUBLISHED)).toBe('not-newer');
    for (const who of NAMES) {
      const theirs = one
        .allowed(who)
        .filter((type) => !['acknowledge', 'distribute', 'note-recall'].includes(type));
      expect(theirs).toEqual(who === 'system' ? ['adopt'] : []);
    }
    one.on('2026-03-10').does('an', { type: 'acknowledge', edition: 1 });
    expect(dutiesOf(one)).toEqual([
      ['read-1-an', 'an', '2026-03-16', '2026-03-10'],
      ['read-1-binh', 'binh', '2026-03-16', null],
    ]);
    one.on('2026-06-01').does('system', { ...PUBLISHED, edition: 3, from: day('2026-06-15') });
    expect(one.refusal('an', { type: 'acknowledge', edition: 1 })).toBe('not-current');
    expect(dutiesOf(one).map(([key]) => key)).toEqual(['read-1-an', 'recall-1', 'read-3-an', 'read-3-binh']);
    const kept = {
      id: 'r',
      kind: 'document',
      title: '',
      openedOn: day('2026-03-02'),
      body: one.body,
    } as const;
    const year = { from: day('2026-01-01'), to: day('2026-12-31') };
    // The ledger's own editions are counted already.
    expect(figuresOfDocuments([kept], year)['documents_issued']).toEqual({ value: 0, of: [] });
  });

  it('gives the scoring its figures', () => {
    const { body } = inForce();
    const kept = { id: 'r', kind: 'document', title: '', openedOn: day('2026-03-02'), body } as const;
    const year = { from: day('2026-01-01'), to: day('2026-12-31') };
    expect(figuresOfDocuments([kept], year)).toEqual({
      documents_issued: { value: 1, of: ['r'] },
      documents_approved_before_use: { value: 1, of: ['r'] },
    });
    expect(figuresOfDocuments([kept], { ...year, from: day('2026-05-01') })['documents_issued']).toEqual({
      value: 0,
      of: [],
    });
  });

  it('has one code, however it is spelled', () => {
    expect(documentCode('  qt.01\u00a0 /a ')).toBe('QT.01 /A');
    expect(documentCode('Đ1'.normalize('NFD'))).toBe('Đ1');
  });
});

/** Written from the rules, not from the guards: who may ever do what to An's document, reviewed by Bình. */
const MAY: Readonly<Record<DocumentCommand['type'], readonly PersonName[]>> = {
  draft: ['secretary', 'leader', 'an', 'binh', 'chi'],
  // Only what it opened itself, an ISO procedure: never a document that people wrote.
  adopt: ['system'],
  // Who revises it has it from then on.
  rewrite: ['an', 'chi', 'secretary'],
  submit: ['an', 'chi', 'secretary'],
  review: ['binh'],
  return: ['binh'],
  approve: ['leader'],
  reject: ['leader'],
  issue: ['secretary'],
  distribute: ['secretary'],
  acknowledge: ['an', 'binh', 'chi'],
  revise: ['an', 'chi', 'secretary'],
  discard: ['an', 'chi', 'secretary'],
  withdraw: ['leader'],
  'note-recall': ['secretary'],
  dispose: ['secretary'],
  'set-retention': ['secretary'],
  'hand-over': ['secretary', 'leader'],
};
const DO: readonly DocumentCommand[] = [
  DRAFT,
  ISSUE,
  PUBLISHED,
  { type: 'rewrite', file: FILE, changes: 'Sửa' },
  { type: 'submit', reviewer: 'binh' },
  { type: 'review', note: '' },
  { type: 'return', reason: 'Sai' },
  { type: 'approve' },
  { type: 'reject', reason: 'Sai' },
  { type: 'distribute', readers: ['chi'], withinWorkingDays: 3 },
  { type: 'acknowledge', edition: 1 },
  { type: 'acknowledge', edition: 2 },
  { type: 'revise', file: FILE, changes: 'Đổi' },
  { type: 'discard', reason: 'Thôi' },
  { type: 'withdraw', reason: 'Thôi' },
  { type: 'note-recall', edition: 1, copies: 1, note: '' },
  { type: 'dispose', edition: 1, note: '' },
  { type: 'set-retention', years: 0, fate: 'transfer', reason: 'Đổi' },
  { type: 'hand-over', owner: 'an', reason: 'Lại' },
];
const NEXT: Readonly<Record<string, readonly [PersonName, DocumentCommand]>> = {
  none: ['an', DRAFT],
  draft: ['an', { type: 'submit', reviewer: 'binh' }],
  review: ['binh', { type: 'review', note: '' }],
  reviewed: ['leader', { type: 'approve' }],
  approved: ['secretary', ISSUE],
  'in-force': ['an', { type: 'revise', file: FILE, changes: 'Đổi' }],
};
const tries = fc.array(
  fc.record({
    who: fc.constantFrom(...NAMES),
    command: fc.constantFrom(...DO),
    days: fc.constantFrom(0, 0, 1, 7, 60),
    follows: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('whoever tries whatever', () => {
  it('every transition is refused to the wrong person, and what is offered is what would be done', () => {
    fc.assert(
      fc.property(tries, (asked) => {
        const one = new TestRecord<ControlledDocument, DocumentCommand>(DOCUMENT).does('an', DRAFT);
        let today = Date.parse('2026-03-02T02:00:00Z');
        for (const { who, command, days, follows } of asked) {
          today += days * 86_400_000;
          const at = new Date(today).toISOString().slice(0, 10);
          one.on(at);
          const planned = NEXT[one.status.replace('revision-', '')];
          const [person, raw] = follows && planned ? planned : ([who, command] as const);
          const wish = raw.type === 'issue' ? { ...raw, from: day(at) } : raw;
          const before = one.record;
          const offered = one.allowed(person);
          const answer = one.try(person, wish);
          expect(answer.ok && !MAY[wish.type].includes(person)).toBe(false);
          expect(answer.ok && !offered.includes(wish.type)).toBe(false);
          expect(!answer.ok && one.record !== before).toBe(false);
          for (const edition of one.body.editions.filter(({ issued }) => issued)) {
            expect(edition.authors).not.toContain(edition.reviewed!.by);
            expect(edition.authors).not.toContain(edition.approved!.by);
            expect(edition.approved!.on <= edition.from!).toBe(true);
          }
          const issued = one.body.editions.filter(({ from }) => from !== null);
          for (const [index, later] of issued.slice(1).entries()) {
            expect(issued[index]!.until! <= later.from!).toBe(true);
          }
        }
      }),
    );
  });
});
