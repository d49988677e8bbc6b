/** From a dossier to a filled form: names behind ids, what was sealed put back. */
import { unsealedBody } from '#libs/commands';
import type { Applicant } from '#libs/commands';
import {
  apologySheet,
  controlSheet,
  receiptSheet,
  refusalSheet,
  resultSlip,
  stopSheet,
  supplementSheet,
} from '#libs/documents';
import type { Head, Layout, Printable, StopSheet } from '#libs/documents';
import type { EventOf, RecordedDossierEvent } from '#libs/dossier';
import type { OrganisationSnapshot } from '#libs/organisation';
import type { Edition, RequiredDocument } from '#libs/procedure';
import type { Names } from '../dossiers/names.ts';
import type { ReadDossier } from '../dossiers/reader.ts';
import { controlRows, cooperating } from './control-rows.ts';
import { headOf } from './head.ts';

export interface PrintSources {
  readonly snapshot: OrganisationSnapshot;
  readonly names: Names;
  readonly edition: Edition;
  readonly secret: string;
  /** The public page of this dossier. */
  readonly lookup: (code: string) => string;
  /** Address of the dossier's survey form. */
  readonly survey: string;
}

const DOCUMENT_FORMS: Readonly<Record<RequiredDocument['form'], string>> = {
  original: 'bản chính',
  copy: 'bản sao',
  'certified-copy': 'bản sao chứng thực',
  electronic: 'bản điện tử',
};

type BodyOf<Type extends RecordedDossierEvent['type']> = EventOf<Type>['body'];

/** @param printable one of the dossier's own. */
export function sheetOf(printable: Printable, read: ReadDossier, sources: PrintSources): Layout {
  const { state } = read;
  const { edition, names } = sources;
  const event = read.events.find(({ version }) => version === printable.version);
  const recorded = read.recorded.find(({ version }) => version === printable.version);
  if (!event || !recorded) throw new Error(`no event ${printable.version} in ${state.id}`);
  const body: unknown = unsealedBody(recorded, read.sealed.get(printable.version));
  const handled = 'open' in state ? state : null;
  const unit = handled?.pinned.placements['main']?.units['one-stop'] ?? event.by.unit;
  const doer = event.by.kind === 'officer' ? names.officer(event.by.id).name : '';
  const about = {
    head: headOf(sources.snapshot, { form: formOf(printable), agency: state.agency, unit, at: printable.at }),
    person: applicantOf(read),
    request: edition.title,
    code: handled?.code ?? null,
  };
  const { form } = printable;
  switch (form) {
    case 'receipt':
      return receiptSheet({
        ...about,
        ...receiptBody(body as BodyOf<'DossierReceived'>, sources),
        receivedAt: event.occurredAt,
        collectAt: `${about.head.unit}, ${about.head.agency}`,
        receiver: doer,
      });
    case 'result-slip': {
      const { number, positive } = body as BodyOf<'ResultIssued'>;
      return resultSlip({ ...about, number, positive, surveyUrl: sources.survey });
    }
    case 'refusal': {
      const { reason } = body as BodyOf<'DossierRefused'>;
      return refusalSheet({ ...about, reason: erasable(reason), receiver: doer });
    }
    case 'supplement-request': {
      const { items, reason } = body as BodyOf<'SupplementRequested' | 'CompletionRequested'>;
      const words = { items: (items as typeof items | undefined) ?? [], reason: erasable(reason) };
      return supplementSheet({ ...about, ...words, contact: { name: doer }, guide: doer });
    }
    case 'apology': {
      const { from, to, reason } = body as BodyOf<'AppointmentExtended'>;
      const receivedAt = handled?.receivedAt ?? event.occurredAt;
      return apologySheet({
        ...about,
        receivedAt,
        promisedAt: from,
        newDueAt: to,
        reason: erasable(reason),
        signer: doer,
      });
    }
    case 'stop-notice': {
      const cause = STOP_CAUSES[event.type] ?? 'expired';
      const { reason } = body as { reason?: string };
      return stopSheet({
        ...about,
        cause,
        receivedAt: handled?.receivedAt ?? event.occurredAt,
        reason: cause === 'expired' ? EXPIRED : erasable(reason),
        signer: doer,
      });
    }
    case 'control-sheet': {
      if (!handled) throw new Error('a control sheet of a dossier that was never received');
      return controlSheet({
        ...about,
        solves: about.head.agency,
        cooperates: cooperating(read.events, handled, names),
        receivedAt: handled.receivedAt,
        dueAt: handled.appointment?.deadline.dueAt ?? null,
        rows: controlRows(read.events, handled, names),
      });
    }
    case 'register':
      throw new Error('a register is no form of one dossier');
    default:
      return form satisfies never;
  }
}

const formOf = (printable: Printable): Head['form'] =>
  printable.circular === null ? { name: printable.name } : printable;

const STOP_CAUSES: Readonly<Partial<Record<RecordedDossierEvent['type'], StopSheet['cause']>>> = {
  DossierWithdrawn: 'withdrawn',
  ProcessingStopped: 'stopped',
};
const EXPIRED = 'Quá thời hạn bổ sung, hoàn thiện hồ sơ theo quy định của thủ tục.';

/** What people typed goes with the applicant's key. */
const erasable = (text: string | undefined): string => text ?? '(nội dung đã được xóa theo yêu cầu)';

function receiptBody(
  { code, documents, appointment }: BodyOf<'DossierReceived'>,
  { edition, lookup, secret, survey }: PrintSources,
) {
  const listed = new Map(edition.documents.map((document) => [document.code, document]));
  return {
    documents: documents.map((document) => {
      const known = listed.get(document.code);
      return {
        name: known?.name ?? document.code,
        copies: document.copies,
        form: known ? DOCUMENT_FORMS[known.form] : DOCUMENT_FORMS.original,
      };
    }),
    term: edition.total,
    dueAt: appointment?.dueAt ?? null,
    lookupUrl: lookup(code),
    secret,
    surveyUrl: survey,
  };
}

const applicantOf = (read: ReadDossier): Applicant | null =>
  [...read.sealed.values()].find(({ applicant }) => applicant)?.applicant ?? null;
