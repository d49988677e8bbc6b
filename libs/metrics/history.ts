/** What a dossier's state forgets and its figures need: every due moment, promise and apology, with when each came. */
import type { Instant } from '#libs/calendar';
import type { EventOf, RecordedDossierEvent, Recount } from '#libs/dossier';

interface Since {
  readonly commandId: string;
  readonly since: Instant;
}

/** The appointment in force from a moment on. */
export interface DueSince extends Since {
  readonly dueAt: Instant;
  readonly warnAt: Instant | null;
  /** Told to the applicant: on the receipt, or with an apology. Otherwise it was counted again. */
  readonly promised: boolean;
}

export interface Apology extends Since {
  readonly inTime: boolean;
}

/** A request for supplements, and its answer. */
export interface SupplementRequest extends Since {
  readonly request: number;
  readonly answer: Since | null;
}

export interface FigureHistory {
  readonly requests: readonly SupplementRequest[];
  readonly dues: readonly DueSince[];
  readonly apologies: readonly Apology[];
  readonly returns: readonly Since[];
}

export const NO_HISTORY: FigureHistory = { dues: [], apologies: [], returns: [], requests: [] };

export function remember(history: FigureHistory, event: RecordedDossierEvent): FigureHistory {
  const mark: Since = { commandId: event.commandId, since: event.occurredAt };
  switch (event.type) {
    case 'DossierReceived': {
      const { appointment, warnAt } = event.body;
      if (!appointment) return history;
      const due = { ...mark, dueAt: appointment.dueAt, warnAt: warnAt ?? null, promised: true };
      return { ...history, dues: [due] };
    }
    case 'AppointmentExtended':
      return { ...extended(history, event.body, mark), returns: history.returns };
    case 'StepReturned':
      return recounted({ ...history, returns: [...history.returns, mark] }, event.body.recount, mark);
    case 'SupplementRequested': {
      const request = { ...mark, request: event.body.request, answer: null };
      return { ...history, requests: [...history.requests, request] };
    }
    case 'SupplementReceived':
      return recounted(answered(history, event.body.request, mark), event.body.recount, mark);
    case 'ActionAnnulled':
      return without(history, event.body.commandId);
    case 'StepCompleted':
    case 'PaymentConfirmed':
    case 'ConsultationAnswered':
    case 'EditionChanged':
    case 'DeadlinesRecounted':
      return recounted(history, event.body.recount, mark);
    default:
      return history;
  }
}

function extended(
  history: FigureHistory,
  body: EventOf<'AppointmentExtended'>['body'],
  mark: Since,
): FigureHistory {
  const due = { ...mark, dueAt: body.to, warnAt: body.recount.dossier?.warnAt ?? null, promised: true };
  return {
    ...history,
    dues: [...history.dues, due],
    apologies: [...history.apologies, { ...mark, inTime: body.apologyInTime }],
  };
}

function recounted(history: FigureHistory, recount: Recount | undefined, mark: Since): FigureHistory {
  const counted = recount?.dossier;
  if (!counted || counted.deadline.dueAt === history.dues.at(-1)?.dueAt) return history;
  const due = { ...mark, dueAt: counted.deadline.dueAt, warnAt: counted.warnAt ?? null, promised: false };
  return { ...history, dues: [...history.dues, due] };
}

function answered(history: FigureHistory, request: number, answer: Since): FigureHistory {
  const requests = history.requests.map((one) => (one.request === request ? { ...one, answer } : one));
  return { ...history, requests };
}

/** A mistaken action never was, for the figures. */
function without(history: FigureHistory, commandId: string): FigureHistory {
  const others = (mark: Since): boolean => mark.commandId !== commandId;
  const { dues, apologies, returns, requests } = history;
  return {
    dues: dues.filter(others),
    apologies: apologies.filter(others),
    returns: returns.filter(others),
    requests: requests
      .filter(others)
      .map((one) => (one.answer === null || others(one.answer) ? one : { ...one, answer: null })),
  };
}
