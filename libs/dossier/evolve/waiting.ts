/** The dossier waits for somebody outside, and what came of it. */
import type { RecordedDossierEvent } from '../events.ts';
import type { Active, Closed, WaitedSpan, Waiting } from '../state.ts';

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

export function ended(state: State, event: Came): State {
  const waiting = state.waiting.find((other) => answers(event, other));
  if (!waiting) return state;
  const { cause, since, pauses, step, run } = waiting;
  const span: WaitedSpan = { cause, from: since, to: event.occurredAt, pauses, step, run };
  return {
    ...state,
    waiting: state.waiting.filter((other) => other !== waiting),
    pauses: [...state.pauses, span],
  };
}

function answers(event: Came, waiting: Waiting): boolean {
  switch (event.type) {
    case 'SupplementReceived':
      return waiting.cause === 'supplement' && waiting.request === event.body.request;
    case 'PaymentConfirmed':
      return waiting.cause === 'payment';
    case 'ConsultationAnswered':
      return waiting.cause === 'consultation' && waiting.agency === event.body.agency;
    default:
      return event satisfies never;
  }
}
