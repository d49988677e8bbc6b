/** Deadlines that were counted again. What was noticed of a moment that moved is open again. */
import type { Deadline, Instant } from '#libs/calendar';
import type { Recount, StepRun } from '../events.ts';
import type { Active, Closed, Handled, OpenStep } from '../state.ts';

type State = Active | Closed;

export function recounted(state: State, recount: Recount): State {
  const open = state.open.map((step) => recountedStep(step, recount));
  return {
    ...state,
    open,
    appointment: recountedAppointment(state, recount),
    parts: recount.parts
      ? state.parts.map((part) => {
          const found = recount.parts?.find((other) => other.part === part.part);
          return found ? { ...part, deadline: found.deadline } : part;
        })
      : state.parts,
    shared: recountedShared(state.shared, open),
    waiting: recount.expiries
      ? state.waiting.map((waiting) => {
          const expiry =
            waiting.request !== undefined &&
            recount.expiries?.find((other) => other.request === waiting.request);
          return expiry ? { ...waiting, expiresAt: expiry.expiresAt } : waiting;
        })
      : state.waiting,
  };
}

function recountedAppointment({ appointment }: State, { dossier }: Recount): State['appointment'] {
  if (!dossier) return appointment;
  const { deadline } = dossier;
  const warnAt = dossier.warnAt ?? null;
  const before = appointment ?? { promisedAt: deadline.dueAt, extensions: 0, warned: false, overdue: false };
  const notices = appointment ? noticesAfter(appointment, deadline, warnAt) : {};
  return { ...before, ...notices, deadline, warnAt };
}

function recountedStep(step: OpenStep, recount: Recount): OpenStep {
  const same = (other: StepRun): boolean => other.step === step.step && other.run === step.run;
  const counted = recount.steps.find(same);
  const expiry = recount.expiries?.find((other) => other.request === undefined && same(other));
  let next = step;
  if (counted) {
    const warnAt = counted.warnAt ?? null;
    const { deadline } = counted;
    next = { ...next, ...noticesAfter(step, deadline, warnAt), deadline, warnAt };
  }
  return expiry ? { ...next, expiresAt: expiry.expiresAt } : next;
}

interface Noticed {
  readonly deadline: Deadline | null;
  readonly warnAt: Instant | null;
  readonly warned: boolean;
  readonly overdue: boolean;
}

function noticesAfter(before: Noticed, deadline: Deadline, warnAt: Instant | null) {
  return {
    warned: before.warned && before.warnAt === warnAt,
    overdue: before.overdue && before.deadline?.dueAt === deadline.dueAt,
  };
}

/** The group's time follows that of its open step. */
function recountedShared(shared: Handled['shared'], open: readonly OpenStep[]): Handled['shared'] {
  let next = shared;
  for (const { sharedTime, deadline, warnAt } of open) {
    if (!sharedTime || next[sharedTime.key]?.deadline === deadline) continue;
    next = { ...next, [sharedTime.key]: { since: sharedTime.since, deadline, warnAt } };
  }
  return next;
}
