/** The last officer's action can be annulled: what stood before it comes back, by an event of its own. */
import type { RecordedDossierEvent } from '../events.ts';
import type { Active, Closed, DossierState, Handled, OpenStep } from '../state.ts';

type State = Active | Closed;
type Before = NonNullable<Handled['undo']>['before'];

/** What the clock noticed stands between an action and its annulment, and hinders none. */
const NOTICES: ReadonlySet<RecordedDossierEvent['type']> = new Set([
  'StepWarned',
  'StepOverdue',
  'DossierWarned',
  'DossierOverdue',
]);

/** Keeps what stood before the first event of an officer's command; anything else that happens ends the chance. */
export function undoAfter(before: DossierState, after: State, event: RecordedDossierEvent): Handled['undo'] {
  if (NOTICES.has(event.type)) return after.undo;
  if (event.by.kind !== 'officer' || event.type === 'ActionAnnulled' || !('undo' in before)) return null;
  if (before.undo?.commandId === event.commandId) return after.undo;
  return { commandId: event.commandId, by: event.by.id, before: { ...before, undo: null } };
}

/** Runs and request numbers are never given out twice, and what the clock noticed meanwhile stays noticed. */
export function annulled(state: State): State {
  if (!state.undo) return state;
  const { before } = state.undo;
  const restored = {
    runs: state.runs,
    requests: state.requests,
    open: before.open.map((step) => keepNotices(step, state.open)),
    appointment: keepAppointmentNotices(before, state),
  };
  return before.status === 'open' ? { ...before, ...restored } : { ...before, ...restored };
}

function keepNotices(step: OpenStep, now: readonly OpenStep[]): OpenStep {
  const later = now.find((other) => other.step === step.step && other.run === step.run);
  if (!later || later.deadline?.dueAt !== step.deadline?.dueAt) return step;
  return { ...step, warned: later.warned, overdue: later.overdue };
}

function keepAppointmentNotices(before: Before, now: State): State['appointment'] {
  if (!before.appointment || before.appointment.deadline.dueAt !== now.appointment?.deadline.dueAt) {
    return before.appointment;
  }
  return { ...before.appointment, warned: now.appointment.warned, overdue: now.appointment.overdue };
}
