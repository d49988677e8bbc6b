/**
 * What an event does to a dossier. Needs no edition and no calendar: events carry every moment they set.
 * A fold may lack events (`stateAt` by what stood): a notice of something unknown changes nothing.
 */
import { closed, type ClosedStatus } from './evolve/closing.ts';
import { heldDocuments, received } from './evolve/reception.ts';
import { recounted } from './evolve/recounting.ts';
import { moved, stepAssigned, stepCompleted, stepReturned } from './evolve/steps.ts';
import { annulled, undoAfter } from './evolve/undoing.ts';
import { ended, waited } from './evolve/waiting.ts';
import type { EventOf, RecordedDossierEvent, Recount } from './events.ts';
import type { Active, Closed, DossierState, Submitted, Unreceived } from './state.ts';

export const initialState: DossierState = { status: 'none' };

export function fold(
  events: Iterable<RecordedDossierEvent>,
  from: DossierState = initialState,
): DossierState {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}

export function evolve(state: DossierState, event: RecordedDossierEvent): DossierState {
  const next = applied(state, event);
  if (next.status === 'none') return next;
  const lastActedAt =
    state.status !== 'none' && event.by.kind === 'clock' ? state.lastActedAt : event.occurredAt;
  const { version } = event;
  if (!('undo' in next)) return { ...next, version, lastActedAt };
  return { ...next, version, lastActedAt, undo: undoAfter(state, next, event) };
}

function applied(state: DossierState, event: RecordedDossierEvent): DossierState {
  switch (event.type) {
    case 'DossierSubmitted':
      return { ...known(event), status: 'submitted', ...submission(event) };
    case 'CompletionRequested':
      return {
        ...(state.status === 'submitted'
          ? state
          : { ...known(event), status: 'submitted', ...submission(event) }),
        incompleteSince: event.occurredAt,
      };
    case 'DossierReceived':
      return received(event, state);
    case 'DossierRefused':
      return { ...known(event), status: 'refused' };
    default:
      if ('open' in state) return appliedTo(state, event);
      return state.status === 'submitted' && event.type === 'DossierWithdrawn' ? withdrawn(state) : state;
  }
}

type OpeningType = 'DossierSubmitted' | 'CompletionRequested' | 'DossierRefused';
type LaterEvent = Exclude<RecordedDossierEvent, { type: OpeningType | 'DossierReceived' }>;

function withdrawn({ id, version, agency, channel, procedure, lastActedAt }: Submitted): Unreceived {
  return { status: 'withdrawn', id, version, agency, channel, procedure, lastActedAt };
}

function appliedTo(state: Active | Closed, event: LaterEvent): Active | Closed {
  switch (event.type) {
    case 'StepAssigned':
      return stepAssigned(state, event.body, event.body.officer);
    case 'StepUnclaimed':
      return stepAssigned(state, event.body, null);
    case 'StepCompleted': {
      const next = recountedBy(stepCompleted(state, event), event.body.recount);
      return event.body.finishes ? close(next, 'finished', event) : next;
    }
    case 'StepReturned':
      return recountedBy(stepReturned(state, event), event.body.recount);
    case 'SupplementRequested':
    case 'PaymentRequested':
    case 'ConsultationRequested':
      return waited(state, event);
    case 'SupplementReceived':
    case 'PaymentConfirmed':
    case 'ConsultationAnswered':
      return recounted(ended(state, event), event.body.recount);
    case 'AppointmentExtended':
      return recounted(extended(state, event.body), event.body.recount);
    case 'ResultIssued': {
      const { number, positive } = event.body;
      return { ...state, result: { issuedAt: event.occurredAt, number, positive } };
    }
    case 'ResultHandedOver':
      return close(state, 'handed-over', event);
    case 'DossierWithdrawn':
      return close(state, 'withdrawn', event);
    case 'ProcessingStopped':
      return close(state, 'stopped', event);
    case 'SupplementExpired':
    case 'ApplicantStepExpired':
      return close(state, 'expired', event);
    case 'ActionAnnulled':
      return annulled(state);
    case 'EditionChanged':
      return recounted(moved(state, event), event.body.recount);
    case 'DeadlinesRecounted': {
      const pinned = { ...state.pinned, calendarVersion: event.body.calendarVersion };
      return recounted({ ...state, pinned }, event.body.recount);
    }
    case 'StepWarned':
      return noticed(state, event.body, { warned: true });
    case 'StepOverdue':
      return noticed(state, event.body, { overdue: true });
    case 'DossierWarned':
      return { ...state, appointment: state.appointment && { ...state.appointment, warned: true } };
    case 'DossierOverdue':
      return { ...state, appointment: state.appointment && { ...state.appointment, overdue: true } };
    default:
      return event satisfies never;
  }
}

const recountedBy = (state: Active | Closed, recount: Recount | undefined): Active | Closed =>
  recount ? recounted(state, recount) : state;

const close = (state: Active | Closed, status: ClosedStatus, event: RecordedDossierEvent): Closed =>
  closed(state, status, event.occurredAt);

function noticed(
  state: Active | Closed,
  { step, run }: { step: string; run: number },
  notice: { warned: true } | { overdue: true },
): Active | Closed {
  const open = state.open.map((other) =>
    other.step === step && other.run === run ? { ...other, ...notice } : other,
  );
  return { ...state, open };
}

function extended(state: Active | Closed, body: EventOf<'AppointmentExtended'>['body']): Active | Closed {
  if (!state.appointment) return state;
  return { ...state, appointment: { ...state.appointment, extensions: body.number } };
}

function known(event: Extract<RecordedDossierEvent, { type: OpeningType }>) {
  const { procedure, agency, channel } = event.body;
  return {
    id: event.dossier,
    version: event.version,
    lastActedAt: event.occurredAt,
    procedure,
    agency,
    channel,
  };
}

function submission(
  event: Extract<RecordedDossierEvent, { type: 'DossierSubmitted' | 'CompletionRequested' }>,
) {
  const { documents, lookupHash } = event.body;
  return { documents: heldDocuments(documents), lookupHash, submittedAt: event.occurredAt };
}
