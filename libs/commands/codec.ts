/**
 * Between a dossier's events and the ledger's rows. What people type and how they name their files is personal data
 * (design decision 8): it is taken out of the body and sealed under the applicant's key.
 */
import { decode, encode, FILE_FIELDS, FREE_TEXT_FIELDS } from '#libs/dossier';
import type { RecordedDossierEvent } from '#libs/dossier';
import type { Json, NewEvent, RecordedEvent } from '#libs/ledger';
import type { Decided } from '#libs/dossier';
import type { Applicant } from './types.ts';

const FREE_TEXT: ReadonlySet<string> = new Set(FREE_TEXT_FIELDS);
const FILE_LISTS: ReadonlySet<string> = new Set(FILE_FIELDS);

/** What is sealed with an event. */
export interface SealedData {
  readonly applicant?: Applicant;
  /** By field of the body. */
  readonly text?: Readonly<Record<string, Json>>;
  /** A file's name by its hash. */
  readonly fileNames?: Readonly<Record<string, string>>;
}

type Fields = Record<string, Json>;

/** @param subject whose dossier it is; @param applicant given with the event that opens it. */
export function toNewEvent(decided: Decided, subject: string, applicant?: Applicant): NewEvent {
  const { type, schemaVersion, body: whole } = encode(decided);
  const { body, text, fileNames } = apart(whole as Fields);
  const data: SealedData = {
    ...(applicant && { applicant }),
    ...(Object.keys(text).length > 0 && { text }),
    ...(Object.keys(fileNames).length > 0 && { fileNames }),
  };
  return {
    type,
    schemaVersion,
    occurredAt: decided.occurredAt,
    actorRef: decided.by,
    body,
    ...(Object.keys(data).length > 0 && {
      pii: { subject, data: data as unknown as Json, ...(applicant && { search: searchable(applicant) }) },
    }),
  };
}

const searchable = ({ name, idNumber, phone }: Applicant): string[] =>
  [name, idNumber, phone].filter((text) => text !== undefined);

function apart(body: Fields): { body: Fields; text: Fields; fileNames: Record<string, string> } {
  const kept: Fields = {};
  const text: Fields = {};
  const fileNames: Record<string, string> = {};
  for (const [field, value] of Object.entries(body)) {
    if (value === undefined) continue;
    if (FREE_TEXT.has(field)) text[field] = value;
    else kept[field] = FILE_LISTS.has(field) ? unnamed(value as Json[], fileNames) : value;
  }
  return { body: kept, text, fileNames };
}

/** Files of a list without their names; the names are gathered. A document may hold its file one level down. */
function unnamed(list: readonly Json[], names: Record<string, string>): Json[] {
  return list.map((entry) => {
    const fields = entry as Fields;
    if (typeof fields['sha256'] === 'string') {
      const { name, ...file } = fields;
      names[fields['sha256']] = name as string;
      return file;
    }
    if (fields['file'] === undefined) return fields;
    return { ...fields, file: unnamed([fields['file']], names)[0]! };
  });
}

/** As the core folds it: without what was sealed, which the core never looks at. */
export function fromRecorded(recorded: RecordedEvent): RecordedDossierEvent {
  const { type, schemaVersion, body } = recorded;
  return {
    ...decode({ type, schemaVersion, body: body as Fields }),
    dossier: recorded.streamId,
    version: recorded.version,
    eventId: recorded.eventId,
    commandId: recorded.commandId,
    occurredAt: recorded.occurredAt,
    recordedAt: recorded.recordedAt,
    by: recorded.actorRef,
    ...(recorded.imported && { imported: true }),
  };
}

/** A body as a person may read it: the sealed words and file names put back. */
export function unsealedBody(recorded: Pick<RecordedEvent, 'body'>, sealed: SealedData | undefined): Fields {
  const body = { ...(recorded.body as Fields), ...sealed?.text };
  for (const list of FILE_LISTS) {
    if (Array.isArray(body[list])) body[list] = named(body[list], sealed?.fileNames ?? {});
  }
  return body;
}

function named(list: readonly Json[], names: Readonly<Record<string, string>>): Json[] {
  return list.map((entry) => {
    const fields = entry as Fields;
    if (typeof fields['sha256'] === 'string') return { ...fields, name: names[fields['sha256']] ?? '' };
    if (fields['file'] === undefined) return fields;
    return { ...fields, file: named([fields['file']], names)[0]! };
  });
}
