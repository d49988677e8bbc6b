/** Which forms a dossier has come to, by its events. */
import { dateOf } from '#libs/calendar';
import type { Instant } from '#libs/calendar';
import type { DossierState, RecordedDossierEvent } from '#libs/dossier';
import { formOn, OWN_FORMS, ownForm } from './circular.ts';
import type { FormInForce, OwnForm, OwnFormWords, PrintedForm } from './circular.ts';

/** A form that can be printed, and the event it tells of. */
export type Printable = (FormInForce | OwnFormWords) & {
  /** 1 for the first of its kind: a second request for supplements is another sheet. */
  readonly nth: number;
  readonly at: Instant;
  /** Version of the event. */
  readonly version: number;
};

type Kind = RecordedDossierEvent['type'];

const FORMS_OF: Readonly<Partial<Record<Kind, readonly (PrintedForm | OwnForm)[]>>> = {
  DossierReceived: ['receipt', 'control-sheet'],
  DossierRefused: ['refusal'],
  CompletionRequested: ['supplement-request'],
  SupplementRequested: ['supplement-request'],
  AppointmentExtended: ['apology'],
  ResultIssued: ['result-slip'],
  DossierWithdrawn: ['stop-notice'],
  ProcessingStopped: ['stop-notice'],
  SupplementExpired: ['stop-notice'],
  ApplicantStepExpired: ['stop-notice'],
};

/** An action that was annulled left no paper. */
export function standing(events: readonly RecordedDossierEvent[]): readonly RecordedDossierEvent[] {
  const annulled = new Set(
    events.flatMap((event) => (event.type === 'ActionAnnulled' ? [event.body.commandId] : [])),
  );
  return events.filter(({ commandId, type }) => type !== 'ActionAnnulled' && !annulled.has(commandId));
}

/** In the order in which they came to be; each by the circular in force when it did. */
export function printables(
  events: readonly RecordedDossierEvent[],
  state: DossierState,
): readonly Printable[] {
  const seen = new Map<PrintedForm | OwnForm, number>();
  return standing(events).flatMap(({ type, occurredAt, version }) =>
    (FORMS_OF[type] ?? []).flatMap((form) => {
      const inForce = isOwn(form) ? ownForm(form) : formOn(form, dateOf(occurredAt));
      if (!inForce || (form === 'stop-notice' && !isStopped(state))) return [];
      const nth = (seen.get(form) ?? 0) + 1;
      seen.set(form, nth);
      return [{ ...inForce, nth, at: occurredAt, version }];
    }),
  );
}

const isOwn = (form: PrintedForm | OwnForm): form is OwnForm =>
  (OWN_FORMS as readonly string[]).includes(form);

/** An expiry ends the dossier in some profiles only; what was never received is not stopped. */
const isStopped = (state: DossierState): boolean =>
  'open' in state &&
  (state.status === 'withdrawn' || state.status === 'stopped' || state.status === 'expired');
