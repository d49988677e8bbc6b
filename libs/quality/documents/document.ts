/** The life of a document: draft, review by another, approval by a leader, in force from a day, superseded or withdrawn. */
import type { LocalDate } from '#libs/calendar';
import {
  refused,
  type Decided,
  type RecordContext,
  type RecordKind,
  type Refusal,
} from '../records/record.ts';
import { workingDaysAfter } from '../records/working-days.ts';
import { evolve } from './evolve.ts';
import { BEFORE_ISSUE, currentOf, disposalDue, dutiesOf, IN_FORCE, nextOf, statusOf } from './standing.ts';
import type {
  ControlledDocument,
  Distribution,
  DocumentCommand,
  DocumentEdition,
  DocumentEvent,
} from './types.ts';

/** Working days within which a draft is looked at, and a reviewed one approved. */
export const REVIEW_WORKING_DAYS = 5;
/** Working days within which the copies of an edition that is over are taken back. */
export const RECALL_WORKING_DAYS = 5;
const MAX_EDITIONS = 100;
const MAX_READERS = 1_000;
/** Working days within which those who hold its roles have read a new edition of an ISO procedure. */
export const PROCEDURE_READ_WORKING_DAYS = 5;

/** At that stage, whether an edition is in force beside it or not. */
const at = (...stages: readonly (typeof BEFORE_ISSUE)[number][]): string[] =>
  stages.flatMap((stage) => [stage, `revision-${stage}`]);
const ISSUED = [...IN_FORCE, 'withdrawn'];

export const DOCUMENT: RecordKind<ControlledDocument, DocumentCommand, DocumentEvent> = {
  kind: 'document',
  guards: {
    draft: { parts: ['officer'], when: ['none'] },
    adopt: { parts: ['system'], when: ['none', ...IN_FORCE] },
    acknowledge: { parts: ['officer'], when: IN_FORCE },
    submit: { parts: ['owner'], when: at('draft') },
    rewrite: { parts: ['owner'], when: at('draft') },
    review: { parts: ['officer'], when: at('review') },
    return: { parts: ['officer'], when: at('review') },
    approve: { parts: ['leader'], when: at('reviewed') },
    reject: { parts: ['leader'], when: at('reviewed', 'approved') },
    issue: { parts: ['secretary'], when: at('approved') },
    distribute: { parts: ['secretary'], when: IN_FORCE },
    revise: { parts: ['owner', 'secretary'], when: ['in-force'] },
    'note-recall': { parts: ['secretary'], when: ISSUED },
    dispose: { parts: ['secretary'], when: ISSUED },
    'set-retention': { parts: ['secretary'], when: [...BEFORE_ISSUE, ...ISSUED] },
    'hand-over': { parts: ['secretary', 'leader'], when: [...BEFORE_ISSUE, ...IN_FORCE] },
    discard: { parts: ['owner', 'secretary'], when: at(...BEFORE_ISSUE) },
    withdraw: { parts: ['leader'], when: IN_FORCE },
  },
  decide,
  evolve,
  barred,
  nameOf: (command) =>
    command.type === 'draft' || command.type === 'adopt' ? documentCode(command.code) : undefined,
  statusOf,
  ownerOf: ({ owner }) => owner,
  titleOf: ({ code, title }) => `${code} – ${title}`,
  dutiesOf,
};

/** One code is one document, however it is spelled. */
export const documentCode = (code: string): string =>
  code.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toUpperCase();

/** ISO 9001 7.5.2: reviewed and approved by somebody else than those who wrote it. */
function barred(
  document: ControlledDocument,
  type: DocumentCommand['type'],
  by: string,
): Refusal | undefined {
  if (document.procedure && !OF_PROCEDURES.includes(type)) return IS_PROCEDURE;
  if (!document.procedure && type === 'adopt') return NO_PROCEDURE;
  const next = nextOf(document);
  if (type === 'approve' && next?.authors.includes(by)) return SAME_PERSON;
  if ((type === 'review' || type === 'return') && next?.reviewer !== by) {
    return { code: 'not-addressed', message: 'Dự thảo này không gửi cho anh/chị soát xét.' };
  }
  if (type === 'acknowledge' && !isToRead(document, by)) {
    return { code: 'not-addressed', message: 'Anh/chị không có ấn bản nào cần đọc ở tài liệu này.' };
  }
  return undefined;
}

/** What is done here with an ISO procedure's editions; all else is done where it is written. */
const OF_PROCEDURES: readonly DocumentCommand['type'][] = [
  'adopt',
  'acknowledge',
  'distribute',
  'note-recall',
];
const IS_PROCEDURE = {
  code: 'is-procedure',
  message: 'Đây là quy trình ISO: soạn, ban hành và thu hồi ở trang Quy trình.',
};
const NO_PROCEDURE = { code: 'not-a-procedure', message: 'Tài liệu này không phải quy trình ISO.' };

const SAME_PERSON = {
  code: 'same-person',
  message: 'Người soạn thảo không được tự soát xét hoặc phê duyệt.',
};

/** Is there an edition in force that they have not read yet? */
export const isToRead = (document: ControlledDocument, officer: string): boolean =>
  currentOf(document)?.readers.some((one) => one.officer === officer && one.read === null) ?? false;

function decide(
  document: ControlledDocument | null,
  command: DocumentCommand,
  context: RecordContext,
): Decided<DocumentEvent> {
  const { today: on } = context;
  if (command.type === 'draft') {
    const { type: _type, code, ...fields } = command;
    return happens({ type: 'DocumentDrafted', ...fields, code: documentCode(code), edition: 1, on });
  }
  if (command.type === 'adopt') return adopt(document, command, context);
  const known = document!;
  const edition = nextOf(known)?.edition ?? 0;
  switch (command.type) {
    case 'rewrite': {
      const { file, changes } = command;
      return happens({ type: 'DocumentRewritten', edition, on, file, changes });
    }
    case 'submit':
      return submit(known, command.reviewer, context);
    case 'review':
      return dated(context, on, REVIEW_WORKING_DAYS, (approveBy) => ({
        type: 'DocumentReviewed',
        edition,
        on,
        note: command.note,
        approveBy,
      }));
    case 'return':
    case 'reject':
      return happens({ type: 'DocumentReturned', edition, on, reason: command.reason });
    case 'approve':
      return happens({ type: 'DocumentApproved', edition, on });
    case 'issue':
      return issue(known, command, context);
    case 'distribute':
      return distribute(currentOf(known)!, command, context);
    case 'acknowledge': {
      const current = currentOf(known)!;
      if (current.edition !== command.edition) {
        return refused('not-current', `Lần ban hành đang áp dụng là lần ${current.edition}.`);
      }
      return happens({ type: 'DocumentRead', edition: current.edition, on, officer: context.by });
    }
    case 'revise': {
      const { file, changes } = command;
      const next = known.editions.length + 1;
      if (next > MAX_EDITIONS) return refused('too-many-editions', `Tối đa ${MAX_EDITIONS} lần ban hành.`);
      return happens({ type: 'DocumentRevised', edition: next, on, file, changes });
    }
    case 'discard':
      return happens({ type: 'DocumentDiscarded', edition, on, reason: command.reason });
    case 'withdraw':
      return dated(context, on, RECALL_WORKING_DAYS, (recallBy) => ({
        type: 'DocumentWithdrawn',
        on,
        reason: command.reason,
        recallBy,
      }));
    case 'note-recall': {
      const { edition: over, copies, note } = command;
      const found = known.editions.find((one) => one.edition === over);
      if (!found || found.recallBy === null || found.recalled !== null) {
        return refused('nothing-to-recall', 'Lần ban hành này không có bản cũ cần thu hồi.');
      }
      return happens({ type: 'OldCopiesRecalled', edition: over, on, copies, note });
    }
    case 'dispose':
      return dispose(known, command.edition, command.note, on);
    case 'set-retention': {
      const { years, fate, reason } = command;
      return happens({ type: 'RetentionSet', years, fate, reason });
    }
    case 'hand-over': {
      const { owner, reason } = command;
      if (owner === known.owner) return refused('owner-unchanged', 'Người này đang chịu trách nhiệm.');
      if (!context.isOfficer(owner)) return notAnOfficer();
      return happens({ type: 'DocumentHandedOver', owner, reason });
    }
    default:
      return command satisfies never;
  }
}

function submit(
  document: ControlledDocument,
  reviewer: string,
  context: RecordContext,
): Decided<DocumentEvent> {
  const { edition, authors } = nextOf(document)!;
  if (!context.isOfficer(reviewer)) return notAnOfficer();
  if (authors.includes(reviewer)) return { ok: false, refusal: SAME_PERSON };
  const { today: on } = context;
  return dated(context, on, REVIEW_WORKING_DAYS, (reviewBy) => ({
    type: 'DocumentSubmitted',
    edition,
    on,
    reviewer,
    reviewBy,
  }));
}

/** Editions follow one another in time, so that one only is in force on any day; none before it is known. */
function issue(
  document: ControlledDocument,
  { from, readers, withinWorkingDays }: Extract<DocumentCommand, { type: 'issue' }>,
  context: RecordContext,
): Decided<DocumentEvent> {
  const { today: on } = context;
  const { edition } = nextOf(document)!;
  const before = currentOf(document)?.from ?? null;
  if (from < on) return refused('back-dated', `Ngày hiệu lực ${from} đã qua.`);
  if (before !== null && from <= before) {
    return refused('not-later', `Lần ban hành trước có hiệu lực từ ${before}; lần này phải sau ngày đó.`);
  }
  const broken = unreadable(readers, context);
  if (broken) return broken;
  const recallBy = before === null ? null : workingDaysAfter(context.calendar, from, RECALL_WORKING_DAYS);
  if (before !== null && recallBy === null) return noCalendar();
  return dated(context, from, withinWorkingDays, (readBy) => ({
    type: 'DocumentIssued',
    edition,
    on,
    from,
    readers: [...new Set(readers)],
    readBy,
    recallBy,
  }));
}

/** The same edition once; editions in their order. */
function adopt(
  document: ControlledDocument | null,
  { type: _type, withinWorkingDays, ...published }: Extract<DocumentCommand, { type: 'adopt' }>,
  context: RecordContext,
): Decided<DocumentEvent> {
  const { edition, from, readers } = published;
  const { today: on, calendar } = context;
  const before = document && currentOf(document);
  if (before && edition <= before.edition) {
    return refused('not-newer', `Lần ban hành phải sau lần ${before.edition}.`);
  }
  const broken = unreadable(readers, context);
  if (broken) return broken;
  const recallBy = before ? workingDaysAfter(calendar, from, RECALL_WORKING_DAYS) : null;
  if (before && recallBy === null) return noCalendar();
  return dated(context, from > on ? from : on, withinWorkingDays, (readBy) => ({
    type: 'ProcedureAdopted',
    ...published,
    code: documentCode(published.code),
    on,
    readers: [...new Set(readers)],
    readBy,
    recallBy,
  }));
}

/** Those who have it already are left out. */
function distribute(
  { edition, readers }: DocumentEdition,
  command: Distribution,
  context: RecordContext,
): Decided<DocumentEvent> {
  const has = new Set(readers.map(({ officer }) => officer));
  const more = [...new Set(command.readers)].filter((officer) => !has.has(officer));
  if (more.length === 0) return refused('nobody-new', 'Những người này đã được phân phối.');
  const broken = unreadable([...has, ...more], context, more);
  if (broken) return broken;
  const { today: on } = context;
  return dated(context, on, command.withinWorkingDays, (readBy) => ({
    type: 'DocumentDistributed',
    edition,
    on,
    readers: more,
    readBy,
  }));
}

function unreadable(
  all: readonly string[],
  { isOfficer }: RecordContext,
  named: readonly string[] = all,
): ReturnType<typeof refused> | undefined {
  if (all.length > MAX_READERS) return refused('too-many-readers', `Tối đa ${MAX_READERS} người đọc.`);
  return named.every(isOfficer) ? undefined : notAnOfficer();
}

function dispose(
  document: ControlledDocument,
  edition: number,
  note: string,
  on: LocalDate,
): Decided<DocumentEvent> {
  const over = document.editions.find((one) => one.edition === edition);
  const due = over && disposalDue(over, document);
  if (!over || due === null || due === undefined || over.disposed !== null) {
    return refused('nothing-to-dispose', 'Lần ban hành này không có bản lưu cần xử lý.');
  }
  if (due > on) return refused('kept-longer', `Bản lưu phải giữ đến ${due}.`);
  return happens({ type: 'DocumentDisposed', edition, on, fate: document.retention!.fate, note });
}

const happens = (event: DocumentEvent): Decided<DocumentEvent> => ({ ok: true, events: [event] });

function dated(
  { calendar }: RecordContext,
  from: LocalDate,
  workingDays: number,
  event: (due: LocalDate) => DocumentEvent,
): Decided<DocumentEvent> {
  const due = workingDaysAfter(calendar, from, workingDays);
  return due === null ? noCalendar() : happens(event(due));
}

const noCalendar = () => refused('no-calendar-data', 'Lịch làm việc chưa có dữ liệu đến ngày đó.');
const notAnOfficer = () => refused('not-an-officer', 'Người này không làm việc tại cơ quan.');
