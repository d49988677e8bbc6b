/** A simulated dossier as the ledger's loader takes it. */
import { DOSSIER, toNewEvent, type Applicant, type Secrets } from '#libs/commands';
import type { RecordedDossierEvent } from '#libs/dossier';
import {
  eventIdOf,
  requestHashOf,
  type AppendRequest,
  type NewEvent,
  type StreamHistory,
} from '#libs/ledger';
import type { SimulatedDossier } from '#libs/simulation';

/** A command's events go together, as they were decided. */
export function historyOf(secrets: Secrets, { id, applicant, events }: SimulatedDossier): StreamHistory {
  const subject = secrets.subjectOf(applicant.idNumber);
  const history: AppendRequest[] = [];
  const known = new Set<string>();
  for (let from = 0; from < events.length;) {
    const { commandId: decided } = events[from]!;
    let to = from + 1;
    while (events[to]?.commandId === decided) to += 1;
    // A story that was tampered with may show a command twice; each of its places is a command of its own.
    const commandId = known.has(decided) ? eventIdOf(id, decided, from) : decided;
    known.add(commandId);
    history.push({
      streamId: id,
      kind: DOSSIER,
      expectedVersion: from,
      commandId,
      requestHash: requestHashOf({ commandId: decided, from, to }),
      events: events
        .slice(from, to)
        .map((event, index) => newEventOf(event, subject, from + index === 0 ? applicant : undefined)),
    });
    from = to;
  }
  return history;
}

const newEventOf = (event: RecordedDossierEvent, subject: string, applicant?: Applicant): NewEvent => ({
  ...toNewEvent(event, subject, applicant),
  ...(event.imported && { imported: true }),
});
