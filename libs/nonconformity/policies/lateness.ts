/** Late steps, late dossiers, and whether the applicant was told in time. */
import { workingMinutesBetween, type Instant } from '#libs/calendar';
import { pausedSince, type DossierState, type StepRun } from '#libs/dossier';
import { stepOf } from '#libs/procedure';
import { policyWords } from '../catalogue.ts';
import type { Policy, Scene } from '../types.ts';
import { onDossier, onStep, openStepAt } from './finding.ts';

/** While the clock stands still nothing falls due. */
const isLate = (before: DossierState, dueAt: Instant, at: Instant): boolean =>
  dueAt < ((before.status === 'open' ? pausedSince(before) : null) ?? at);

/**
 * ISO 9001 8.5.1: the step was not done by its due moment. Handing over waits for the citizen, and a step that the
 * citizen or a system does is nobody's delay.
 */
export const stepInTime: Policy = (scene) => {
  const { event, before } = scene;
  switch (event.type) {
    case 'StepOverdue':
      return isOfficersWork(scene, event.body)
        ? onStep('step-late', scene, event.body, { detail: { dueAt: event.body.dueAt } })
        : undefined;
    case 'StepCompleted':
    case 'StepReturned': {
      const dueAt = openStepAt(scene, event.body)?.deadline?.dueAt;
      if (!dueAt || !isLate(before, dueAt, event.occurredAt) || !isOfficersWork(scene, event.body))
        return undefined;
      return onStep('step-late', scene, event.body, { detail: { dueAt } });
    }
    default:
      return undefined;
  }
};

function isOfficersWork({ context }: Scene, { step: no }: StepRun): boolean {
  const step = stepOf(context.edition, no);
  return step !== undefined && step.kind === 'officer' && !step.handsOver;
}

/** ISO 9001 8.2.2: the result was not issued by the appointment in force. */
export const dossierInTime: Policy = (scene) => {
  const dueAt = missedAppointment(scene);
  return dueAt && onDossier('dossier-late', scene, { detail: { dueAt }, officer: handlerOf(scene) });
};

/** OS-03: a late dossier is apologised for, with a new date, one working day before it falls due at the latest. */
export const apologisedInTime =
  (apologised: boolean): Policy =>
  (scene) => {
    const dueAt = apologised ? undefined : missedAppointment(scene);
    return (
      dueAt && onDossier('late-without-apology', scene, { detail: { dueAt }, officer: handlerOf(scene) })
    );
  };

function missedAppointment({ event, before, after }: Scene): Instant | undefined {
  if (event.type === 'DossierOverdue') return event.body.dueAt;
  const ends = event.type === 'ResultIssued' || (after.status === 'finished' && after.result === null);
  if (!ends || before.status !== 'open' || !before.appointment) return undefined;
  const { dueAt } = before.appointment.deadline;
  return isLate(before, dueAt, event.occurredAt) ? dueAt : undefined;
}

const handlerOf = ({ after }: Scene): string => (after.open.at(-1) ?? after.done.at(-1))?.officer ?? '';

/** CNT-03: a step is taken up, or given to somebody, within one working day of its start. */
export const takenUpInTime: Policy = (scene) => {
  const { event, context } = scene;
  if (event.type !== 'StepAssigned' || event.body.from !== undefined) return undefined;
  const open = openStepAt(scene, event.body);
  if (!open || open.officer !== null || !isOfficersWork(scene, open)) return undefined;
  const waited = workingMinutesBetween(context.calendarOf(open.agency), open.startsAt, event.occurredAt);
  const least = policyWords('assigned-late').threshold?.least ?? 0;
  if (!waited.ok || waited.value <= least) return undefined;
  return onStep('assigned-late', scene, open, { measure: waited.value });
};
