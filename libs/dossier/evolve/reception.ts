import { MAIN_PART, type RecordedDossierEvent, type SubmittedDocument } from '../events.ts';
import type { Active, DossierState, HeldDocument } from '../state.ts';
import { opened, partsOpened, runsOf, sharedOf } from './opening.ts';
import { waitsFor } from './waiting.ts';

export function heldDocuments(documents: readonly SubmittedDocument[]): readonly HeldDocument[] {
  return documents.map(({ code, copies, file }) => ({ code, copies, ...(file && { sha256: file.sha256 }) }));
}

/** What came as a file online stays that file when the counter ticks it off. */
function withFiles(documents: readonly HeldDocument[], before: DossierState): readonly HeldDocument[] {
  if (before.status !== 'submitted') return documents;
  const files = new Map(before.documents.map(({ code, sha256 }) => [code, sha256]));
  return documents.map((document) => {
    const sha256 = document.sha256 ?? files.get(document.code);
    return { ...document, ...(sha256 !== undefined && { sha256 }) };
  });
}

export function received(
  event: Extract<RecordedDossierEvent, { type: 'DossierReceived' }>,
  before: DossierState,
): Active {
  const { body, occurredAt } = event;
  const { procedure, edition, calendarVersion, profile, placements } = body;
  return {
    status: 'open',
    id: event.dossier,
    version: event.version,
    lastActedAt: occurredAt,
    agency: placements[MAIN_PART]?.agency ?? '',
    channel: body.channel,
    procedure,
    pinned: { procedure, edition, calendarVersion, profile, placements },
    code: body.code,
    lookupHash: body.lookupHash,
    documents: withFiles(heldDocuments(body.documents), before),
    receivedAt: occurredAt,
    countsFrom: body.countsFrom,
    appointment: body.appointment
      ? {
          deadline: body.appointment,
          warnAt: body.warnAt ?? null,
          promisedAt: body.appointment.dueAt,
          extensions: 0,
          warned: false,
          overdue: false,
        }
      : null,
    open: body.opens.map((opening) => opened(opening, occurredAt)),
    done: [],
    runs: runsOf({}, body.opens),
    parts: partsOpened([], body.opensParts, occurredAt),
    shared: sharedOf({}, body.opens),
    joins: {},
    waiting: waitsFor(body.opens, occurredAt),
    pauses: [],
    supplements: 0,
    requests: 0,
    result: null,
    undo: null,
  };
}
