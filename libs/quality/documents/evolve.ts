/** A document is the fold of its events. */
import type { LocalDate } from '#libs/calendar';
import type { Happened } from '../records/record.ts';
import { currentOf } from './standing.ts';
import type { ControlledDocument, DocumentEdition, DocumentEvent } from './types.ts';

export function evolve(
  before: ControlledDocument | null,
  event: DocumentEvent,
  { by }: Happened,
): ControlledDocument {
  if (event.type === 'DocumentDrafted') {
    const { type: _type, edition, on, file, changes, ...known } = event;
    return { ...known, owner: by, editions: [begun(edition, { file, changes }, by, on)], withdrawn: null };
  }
  if (event.type === 'ProcedureAdopted') return adopted(before, event, by);
  const document = before!;
  const change = (edition: number, how: (one: DocumentEdition) => Partial<DocumentEdition>) => ({
    ...document,
    editions: document.editions.map((one) => (one.edition === edition ? { ...one, ...how(one) } : one)),
  });
  switch (event.type) {
    case 'DocumentRevised': {
      const { edition, on, file, changes } = event;
      const editions = [...document.editions, begun(edition, { file, changes }, by, on)];
      return { ...document, owner: by, editions };
    }
    case 'DocumentRewritten': {
      const { file, changes } = event;
      return change(event.edition, ({ authors }) => ({
        file,
        changes,
        authors: authors.includes(by) ? authors : [...authors, by],
      }));
    }
    case 'DocumentSubmitted': {
      const { reviewer, reviewBy } = event;
      return change(event.edition, () => ({ stage: 'review', reviewer, reviewBy }));
    }
    case 'DocumentReviewed': {
      const { on, note, approveBy } = event;
      return change(event.edition, () => ({ stage: 'reviewed', approveBy, reviewed: { by, on, note } }));
    }
    case 'DocumentReturned':
      return change(event.edition, () => NOT_SENT);
    case 'DocumentApproved':
      return change(event.edition, () => ({ stage: 'approved', approved: { by, on: event.on } }));
    case 'DocumentIssued': {
      const { edition, on, from, readers, readBy, recallBy } = event;
      const editions = overFrom(document, from, recallBy).map((one): DocumentEdition => {
        if (one.edition !== edition) return one;
        return { ...one, stage: 'issued', issued: { by, on }, from, readers: toRead(readers, readBy) };
      });
      return { ...document, editions };
    }
    case 'DocumentDistributed':
      return change(event.edition, ({ readers }) => ({
        readers: [...readers, ...toRead(event.readers, event.readBy)],
      }));
    case 'DocumentRead':
      return change(event.edition, ({ readers }) => ({
        readers: readers.map((one) => (one.officer === event.officer ? { ...one, read: event.on } : one)),
      }));
    case 'DocumentDiscarded':
      return change(event.edition, () => ({ stage: 'discarded' }));
    case 'DocumentWithdrawn': {
      const { on, reason, recallBy } = event;
      const last = currentOf(document)?.edition;
      const editions = document.editions.map((one): DocumentEdition => {
        if (one.edition === last) return { ...one, until: on, recallBy };
        return one.stage === 'issued' ? one : { ...one, stage: 'discarded' };
      });
      return { ...document, editions, withdrawn: { on, reason } };
    }
    case 'OldCopiesRecalled': {
      const { on, copies, note } = event;
      return change(event.edition, () => ({ recalled: { by, on, copies, note } }));
    }
    case 'DocumentDisposed': {
      const { on, fate, note } = event;
      return change(event.edition, () => ({ disposed: { by, on, fate, note } }));
    }
    case 'RetentionSet': {
      const { years, fate } = event;
      return { ...document, retention: { years, fate } };
    }
    case 'DocumentHandedOver':
      return { ...document, owner: event.owner };
    default:
      return event satisfies never;
  }
}

/** The edition in force ends there. */
function overFrom(
  document: ControlledDocument,
  until: LocalDate,
  recallBy: LocalDate | null,
): readonly DocumentEdition[] {
  const last = currentOf(document)?.edition;
  return document.editions.map((one) => (one.edition === last ? { ...one, until, recallBy } : one));
}

function adopted(
  before: ControlledDocument | null,
  event: Extract<DocumentEvent, { type: 'ProcedureAdopted' }>,
  by: string,
): ControlledDocument {
  const { code, title, edition, author, on, from, readers, readBy, recallBy } = event;
  const issued: DocumentEdition = {
    ...begun(edition, { file: null, changes: '' }, author, on),
    stage: 'issued',
    issued: { by, on },
    from,
    readers: toRead(readers, readBy),
  };
  return {
    code,
    title,
    documentClass: 'operational-procedure',
    origin: null,
    owner: null,
    retention: null,
    procedure: true,
    editions: [...(before ? overFrom(before, from, recallBy) : []), issued],
    withdrawn: null,
  };
}

const NOT_SENT = {
  stage: 'draft',
  reviewer: null,
  reviewBy: null,
  reviewed: null,
  approveBy: null,
  approved: null,
} as const satisfies Partial<DocumentEdition>;

const begun = (
  edition: number,
  { file, changes }: Pick<DocumentEdition, 'file' | 'changes'>,
  by: string,
  on: DocumentEdition['begun'],
): DocumentEdition => ({
  ...NOT_SENT,
  edition,
  file,
  changes,
  authors: [by],
  begun: on,
  issued: null,
  from: null,
  until: null,
  readers: [],
  recallBy: null,
  recalled: null,
  disposed: null,
});

const toRead = (readers: readonly string[], due: DocumentEdition['begun']) =>
  readers.map((officer) => ({ officer, due, read: null }));
