/** A batch of the ledger's events, as one message for each dossier in it. */
import { DOSSIER } from '#libs/commands';
import type { DossierEventType } from '#libs/dossier';
import type { RecordedEvent } from '#libs/ledger';
import type { Told } from '#workflows';
import { toldOf } from '../told.ts';

/** A signal above this goes without its events: the workflow reads them from the ledger by pages. */
const MAX_SIGNAL_CHARS = 250_000;

/** After these a dossier is closed, as far as one can tell without its state. */
const CLOSING: ReadonlySet<string> = new Set<DossierEventType>([
  'DossierRefused',
  'ResultHandedOver',
  'DossierWithdrawn',
  'ProcessingStopped',
  'SupplementExpired',
  'ApplicantStepExpired',
]);

export interface Message {
  readonly stream: string;
  readonly told: readonly Told[];
  /** The stream's first event is in it: nobody was told of the dossier before. */
  readonly opens: boolean;
  readonly closes: boolean;
  /** Known when the event that names it is in it. */
  readonly procedure: string | null;
  /** The edition that the dossier was received under, when its receipt is in it. */
  readonly edition: number | null;
}

/** In the order in which the batch meets them; events of other streams than dossiers' are left out. */
export function messagesOf(batch: readonly RecordedEvent[]): readonly Message[] {
  const byStream = Map.groupBy(
    batch.filter(({ kind }) => kind === DOSSIER),
    ({ streamId }) => streamId,
  );
  return [...byStream].map(([stream, events]) => ({
    stream,
    told: lightened(events.map(toldOf)),
    opens: events[0]?.version === 1,
    closes: CLOSING.has(events.at(-1)?.type ?? ''),
    procedure: procedureOf(events),
    edition: receivedUnder(events),
  }));
}

/** The same message without the events: how far the stream is, and no more. */
export const pointersOf = (told: readonly Told[]): readonly Told[] =>
  told.slice(-1).map(({ version, hash }) => ({ version, hash }));

function lightened(told: readonly Told[]): readonly Told[] {
  return JSON.stringify(told).length > MAX_SIGNAL_CHARS ? pointersOf(told) : told;
}

function receivedUnder(events: readonly RecordedEvent[]): number | null {
  const received = events.find(({ type }) => type === ('DossierReceived' satisfies DossierEventType));
  return received ? (received.body as { edition: number }).edition : null;
}

/** The events that open a dossier name its procedure. */
export function procedureOf(events: readonly RecordedEvent[]): string | null {
  for (const { body } of events) {
    if (
      typeof body === 'object' &&
      body !== null &&
      'procedure' in body &&
      typeof body.procedure === 'string'
    ) {
      return body.procedure;
    }
  }
  return null;
}
