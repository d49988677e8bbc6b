/** Documents under control: what people send, and what they are shown. */
import {
  currentOf,
  disposalDue,
  DOCUMENT_CLASSES,
  FATES,
  nextOf,
  type ControlledDocument,
  type DocumentCommand,
  type DocumentEdition,
} from '#libs/quality';
import { listEditions } from '#libs/read-models';
import { z } from 'zod';
import { fileRef, names, reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { problem } from '../http/problem.ts';
import { peopleOf } from '../dossiers/names.ts';
import type { KindApi, Tools } from './kind.ts';
import { day, longText, wish } from './wishes.ts';

const MAX_YEARS = 100;
const MAX_WORKING_DAYS = 250;
const MAX_COPIES = 10_000;

const count = z.number().int();
const edition = count.min(1);
const text = z.string().trim().max(4_000).default('');
const retention = { years: count.min(0).max(MAX_YEARS), fate: z.enum(FATES) };
const written = { file: fileRef, changes: longText };
/** Officers by name, and everybody of a unit. */
const distribution = {
  officers: names,
  units: names,
  withinWorkingDays: count.min(1).max(MAX_WORKING_DAYS),
};

const shownEdition = z.object({
  edition: count,
  stage: z.enum(['draft', 'review', 'reviewed', 'approved', 'issued', 'discarded']),
  /** Null: an ISO procedure's, which has its own page. */
  file: fileRef.nullable(),
  changes: z.string(),
  authors: z.array(named),
  begun: z.string(),
  reviewer: named.nullable(),
  reviewed: z.object({ by: named, on: z.string(), note: z.string() }).nullable(),
  approved: z.object({ by: named, on: z.string() }).nullable(),
  issued: z.object({ by: named, on: z.string() }).nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  readers: z.array(z.object({ officer: named, due: z.string(), read: z.string().nullable() })),
  recalled: z.object({ on: z.string(), copies: count, note: z.string() }).nullable(),
  keptUntil: z.string().nullable(),
  disposed: z.object({ on: z.string(), fate: z.enum(FATES), note: z.string() }).nullable(),
});

const view = z.object({
  code: z.string(),
  documentClass: z.enum(DOCUMENT_CLASSES),
  origin: z.string().nullable(),
  /** Null: an ISO procedure, kept for good. */
  retention: z.object(retention).nullable(),
  /** An ISO procedure, under its code: written and published at its own page. */
  procedure: z.boolean(),
  /** In force, or about to be. */
  current: count.nullable(),
  /** Under way. */
  next: count.nullable(),
  /** The latest first. */
  editions: z.array(shownEdition),
  withdrawn: z.object({ on: z.string(), reason: z.string() }).nullable(),
  /** What the one who asks is to read of it; null: nothing. */
  mine: z.object({ edition: count, due: z.string() }).nullable(),
  /** Of the agency. */
  units: z.array(named),
});

const brief = z.object({
  code: z.string(),
  documentClass: z.enum(DOCUMENT_CLASSES),
  edition: count,
  from: z.string().nullable(),
  readers: count,
  read: count,
});

const wishes = z.discriminatedUnion('type', [
  wish('draft', {
    code: shortText.max(40),
    title: shortText,
    documentClass: z.enum(DOCUMENT_CLASSES),
    origin: shortText.nullable().default(null),
    retention: z.strictObject(retention),
    ...written,
  }),
  wish('rewrite', written),
  wish('revise', written),
  wish('submit', { reviewer: shortText }),
  wish('review', { note: text }),
  wish('return', { reason }),
  wish('reject', { reason }),
  wish('approve', {}),
  wish('issue', { from: day, ...distribution }),
  wish('distribute', distribution),
  wish('acknowledge', { edition }),
  wish('discard', { reason }),
  wish('withdraw', { reason }),
  wish('note-recall', { edition, copies: count.min(0).max(MAX_COPIES), note: text }),
  wish('dispose', { edition, note: longText }),
  wish('set-retention', { ...retention, reason }),
  wish('hand-over', { owner: shortText, reason }),
]);
type Wish = z.infer<typeof wishes>;

export const DOCUMENTS: KindApi<Wish, z.infer<typeof view>> = {
  kind: 'document',
  wish: wishes,
  view,
  brief: {
    view: brief,
    of(body) {
      const document = body as ControlledDocument;
      const { code, documentClass, editions } = document;
      const shown = currentOf(document) ?? editions.at(-1)!;
      const { edition: no, from, readers } = shown;
      const read = readers.filter((one) => one.read !== null).length;
      return { code, documentClass, edition: no, from, readers: readers.length, read };
    },
  },
  async complete(asked, _record, agency, tools): Promise<DocumentCommand> {
    switch (asked.type) {
      case 'draft':
        await refuseProcedures(asked.code, tools);
        return { ...asked, file: await keptFile(asked.file, tools) };
      case 'rewrite':
      case 'revise':
        return { ...asked, file: await keptFile(asked.file, tools) };
      case 'issue':
      case 'distribute': {
        const { officers, units, ...rest } = asked;
        return { ...rest, readers: readersOf(officers, units, agency, tools) };
      }
      default:
        return asked;
    }
  },
  show({ body, agency }, _id, { names: known, me, organisation }) {
    const document = body as ControlledDocument;
    const { code, documentClass, origin, retention: kept, editions, withdrawn } = document;
    const current = currentOf(document);
    const mine = current?.readers.find(
      ({ officer, read }) => officer === me.authorities.officer && read === null,
    );
    return {
      code,
      documentClass,
      origin,
      retention: kept,
      procedure: document.procedure === true,
      withdrawn,
      current: current?.edition ?? null,
      next: nextOf(document)?.edition ?? null,
      editions: editions.toReversed().map((one) => shownOf(one, document, known)),
      mine: mine && current ? { edition: current.edition, due: mine.due } : null,
      units: [...organisation.units.values()]
        .filter((unit) => unit.agency === agency)
        .map(({ id, name }) => ({ id, name })),
    };
  },
};

function shownOf(one: DocumentEdition, document: ControlledDocument, known: Tools['names']) {
  const { reviewBy: _review, approveBy: _approve, recallBy: _recall, ...rest } = one;
  const done = <Done extends { readonly by: string }>(what: Done | null) =>
    what && { ...what, by: known.officer(what.by) };
  return {
    ...rest,
    authors: one.authors.map((officer) => known.officer(officer)),
    reviewer: one.reviewer === null ? null : known.officer(one.reviewer),
    reviewed: done(one.reviewed),
    approved: done(one.approved),
    issued: done(one.issued),
    readers: one.readers.map(({ officer, ...reading }) => ({ officer: known.officer(officer), ...reading })),
    keptUntil: disposalDue(one, document),
    recalled: one.recalled,
    disposed: one.disposed,
  };
}

/** What is said of the file is what the store knows of it. */
export async function keptFile({ sha256, name }: z.infer<typeof fileRef>, { files }: Tools) {
  const kept = await files.known(sha256);
  if (!kept) throw problem(400, 'file-missing', 'Tệp chưa được tải lên.');
  return { ...kept, name };
}

/** An ISO procedure's editions have their own life: they are listed beside, not typed in again. */
async function refuseProcedures(code: string, { runtime }: Tools): Promise<void> {
  if ((await listEditions(runtime.pool, code.trim().toUpperCase())).length === 0) return;
  throw problem(400, 'is-procedure', 'Đây là mã của một quy trình ISO: soạn và ban hành ở trang Quy trình.');
}

function readersOf(
  officers: readonly string[],
  units: readonly string[],
  agency: string,
  { organisation }: Tools,
): readonly string[] {
  const wanted = new Set(units);
  const ofUnits = peopleOf(organisation, agency)
    .map(({ id }) => id)
    .filter((id) => wanted.has(organisation.officers.get(id)?.unit ?? ''));
  return [...new Set([...officers, ...ofUnits])];
}
