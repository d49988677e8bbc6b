/** The dossier waits for somebody outside, and what came of it. */
import type { Instant } from '#libs/calendar';
import type { RecordedDossierEvent, StepOpening, StepRun } from '../events.ts';
import type { Active, Closed, Handled, WaitedSpan, Waiting } from '../state.ts';

type State = Active | Closed;
type Asked = Extract<
  RecordedDossierEvent,
  { type: 'SupplementRequested' | 'PaymentRequested' | 'ConsultationRequested' }
>;
type Came = Extract<
  RecordedDossierEvent,
  { type: 'SupplementReceived' | 'PaymentConfirmed' | 'ConsultationAnswered' }
>;

export function waited(state: State, event: Asked): State {
  const { step, run, pauses } = event.body;
  const common = { since: event.occurredAt, pauses, step, run, expiresAt: null };
  switch (event.type) {
    case 'SupplementRequested': {
      const { request, expiresAt } = event.body;
      const waiting: Waiting = { ...common, cause: 'supplement', request, expiresAt: expiresAt ?? null };
      return { ...add(state, waiting), supplements: state.supplements + 1, requests: request };
    }
    case 'PaymentRequested':
      return add(state, { ...common, cause: 'payment', amountVnd: event.body.amountVnd });
    case 'ConsultationRequested':
      return add(state, { ...common, cause: 'consultation', agency: event.body.agency });
    default:
      return event satisfies never;
  }
}

const add = (state: State, waiting: Waiting): State => ({ ...state, waiting: [...state.waiting, waiting] });

/** Something was asked for and has an answer of its own; an applicant's step is simply done. */
export function isAsked({ cause, request }: Waiting): boolean {
  return cause !== 'supplement' || request !== undefined;
}

/** Steps of the applicant that stop the clock while they are open. */
export function waitsFor(opens: readonly StepOpening[], since: Instant): readonly Waiting[] {
  return opens
    .filter(({ pauses }) => pauses)
    .map(({ step, run }) => ({ cause: 'supplement', since, pauses: true, step, run, expiresAt: null }));
}

export function ended(state: State, event: Came): State {
  const waiting = state.waiting.find((other) => answers(event, other));
  return waiting ? { ...state, ...afterWait(state, waiting, event.occurredAt) } : state;
}

/** An applicant's step is done, and with it the wait for it. */
export function endedWithStep(state: State, { step, run }: StepRun, at: Instant): State {
  const waiting = state.waiting.find((other) => !isAsked(other) && other.step === step && other.run === run);
  return waiting ? { ...state, ...afterWait(state, waiting, at) } : state;
}

function afterWait(state: Handled, waiting: Waiting, to: Instant): Pick<Handled, 'waiting' | 'pauses'> {
  const { cause, since, pauses, step, run } = waiting;
  const span: WaitedSpan = { cause, from: since, to, pauses, step, run };
  return {
    waiting: state.waiting.filter((other) => other !== waiting),
    pauses: [...state.pauses, span],
  };
}

function answers(event: Came, waiting: Waiting): boolean {
  switch (event.type) {
    case 'SupplementReceived':
      return waiting.request === event.body.request && waiting.cause === 'supplement';
    case 'PaymentConfirmed':
      return waiting.cause === 'payment';
    case 'ConsultationAnswered':
      return waiting.cause === 'consultation' && waiting.agency === event.body.agency;
    default:
      return event satisfies never;
  }
}
