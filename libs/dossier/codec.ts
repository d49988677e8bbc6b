/** An event as it is stored. A later schema's changes to old bodies are made here, on reading, and nowhere else. */
import { SCHEMA_VERSION, type DossierEvent, type DossierEventType } from './events.ts';

export interface StoredEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly body: object;
}

/** Fields of a body that people type: personal data, sealed apart (design decision 8). No fold looks at them. */
export const FREE_TEXT_FIELDS = [
  'reason',
  'note',
  'items',
  'what',
  'reference',
  'question',
  'answer',
] as const;
/** Fields of a body that hold files, or documents with files; a file's `name` is personal data too. */
export const FILE_FIELDS = ['files', 'documents'] as const;

const TYPES: Readonly<Record<DossierEventType, true>> = {
  DossierSubmitted: true,
  CompletionRequested: true,
  DossierReceived: true,
  DossierRefused: true,
  StepAssigned: true,
  StepUnclaimed: true,
  StepCompleted: true,
  StepReturned: true,
  SupplementRequested: true,
  SupplementReceived: true,
  PaymentRequested: true,
  PaymentConfirmed: true,
  ConsultationRequested: true,
  ConsultationAnswered: true,
  AppointmentExtended: true,
  DossierWithdrawn: true,
  ProcessingStopped: true,
  ResultIssued: true,
  ResultHandedOver: true,
  ActionAnnulled: true,
  EditionChanged: true,
  DeadlinesRecounted: true,
  StepWarned: true,
  StepOverdue: true,
  DossierWarned: true,
  DossierOverdue: true,
  SupplementExpired: true,
  ApplicantStepExpired: true,
};

export function encode({ type, body }: DossierEvent): StoredEvent {
  return { type, schemaVersion: SCHEMA_VERSION, body };
}

/** Throws where the event was written by a newer version than this, or is no dossier's. */
export function decode({ type, schemaVersion, body }: StoredEvent): DossierEvent {
  if (schemaVersion > SCHEMA_VERSION) {
    throw new RangeError(`event ${type} has schema ${schemaVersion}, newer than ${SCHEMA_VERSION}`);
  }
  if (!Object.hasOwn(TYPES, type)) throw new RangeError(`not an event of a dossier: ${type}`);
  return { type, body } as DossierEvent;
}
