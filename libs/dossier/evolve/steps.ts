/** Steps are handed out, done, returned, and carried into another edition. */
import type { Instant } from '#libs/calendar';
import type { StepNo } from '#libs/procedure';
import type { RecordedDossierEvent, StepOpening, StepRun } from '../events.ts';
import type { Active, Closed, DoneStep, Handled, OpenStep, WaitedSpan } from '../state.ts';
import { opened, partsClosed, partsOpened, runsOf, sharedOf } from './opening.ts';
import { endedWithStep, waitsFor } from './waiting.ts';

type State = Active | Closed;
type Event<Type> = Extract<RecordedDossierEvent, { type: Type }>;

/** The outcome that ends a run which came to no end of its own. */
const RETURNED = 'returned';
const MOVED = 'moved';

const is =
  ({ step, run }: StepRun) =>
  (other: StepRun): boolean =>
    other.step === step && other.run === run;

export function stepAssigned(state: State, at: StepRun, officer: string | null): State {
  const open = state.open.map((step) => (is(at)(step) ? { ...step, officer } : step));
  return { ...state, open };
}

export function stepCompleted(state: State, event: Event<'StepCompleted'>): State {
  const { body, occurredAt } = event;
  const next = closeRun(state, body, occurredAt, body, body.opens);
  const parts = partsClosed(next.parts, body.closesParts ?? [], occurredAt);
  return {
    ...next,
    parts: partsOpened(parts, body.opensParts ?? [], occurredAt),
    joins: joinsAfter(state.joins, body.step, body.awaitsJoins ?? [], body.opens),
  };
}

/** A returned step's time begins anew; so does the time of a group that no open step belongs to any more. */
export function stepReturned(state: State, event: Event<'StepReturned'>): State {
  const { body, occurredAt } = event;
  const end = { officer: body.officer, outcome: RETURNED };
  const next = closeRun(state, body, occurredAt, end, body.opens);
  const used = new Set(next.open.map((step) => step.sharedTime?.key));
  const shared = Object.fromEntries(Object.entries(next.shared).filter(([key]) => used.has(key)));
  const opensParts = body.opensParts ?? [];
  const parts = partsClosed(next.parts, body.closesParts ?? [], occurredAt);
  return { ...next, shared, parts: partsOpened(parts, opensParts, occurredAt) };
}

/** Every open run ends, and opens again under the other edition. */
export function moved(state: State, event: Event<'EditionChanged'>): State {
  const { body, occurredAt } = event;
  const { procedure, edition, calendarVersion, profile, placements } = body;
  const renamed = (step: StepNo): StepNo => body.steps[step] ?? step;
  const done = state.open.map((step) =>
    doneStep(state, step, occurredAt, { officer: step.officer, outcome: MOVED }),
  );
  return {
    ...state,
    procedure,
    pinned: { procedure, edition, calendarVersion, profile, placements },
    open: body.opens.map((opening) => opened(opening, occurredAt)),
    done: [...state.done, ...done],
    runs: runsOf(state.runs, body.opens),
    shared: sharedOf({}, body.opens),
    joins: Object.fromEntries(
      Object.entries(state.joins).map(([join, came]) => [renamed(join), came.map(renamed)]),
    ),
    waiting: state.waiting.map((waiting) => movedWaiting(waiting, body.opens, renamed(waiting.step))),
  };
}

/** What the dossier waits for goes with the step that asked for it. */
function movedWaiting<Wait extends StepRun>(
  waiting: Wait,
  opens: readonly StepOpening[],
  step: StepNo,
): Wait {
  const opening = opens.find((other) => other.step === step);
  return opening ? { ...waiting, step, run: opening.run } : waiting;
}

interface End {
  readonly officer: string | null;
  readonly outcome: string;
}

function closeRun(
  state: State,
  at: StepRun,
  doneAt: Instant,
  end: End,
  opens: readonly StepOpening[],
): State {
  const closing = state.open.find(is(at));
  const open = state.open.filter((step) => step !== closing);
  const ended = endedWithStep(state, at, doneAt);
  return {
    ...state,
    open: [...open, ...opens.map((opening) => opened(opening, doneAt))],
    done: closing ? [...state.done, doneStep(state, closing, doneAt, end)] : state.done,
    runs: runsOf(state.runs, opens),
    shared: sharedOf(state.shared, opens),
    waiting: [...ended.waiting, ...waitsFor(opens, doneAt)],
    pauses: ended.pauses,
  };
}

function doneStep(state: Handled, step: OpenStep, doneAt: Instant, end: End): DoneStep {
  return {
    step: step.step,
    run: step.run,
    kind: step.kind,
    part: step.part,
    role: step.role,
    agency: step.agency,
    unit: step.unit,
    officer: end.officer,
    outcome: end.outcome,
    openedAt: step.openedAt,
    startsAt: step.startsAt,
    doneAt,
    dueAt: step.deadline?.dueAt ?? null,
    returned: end.outcome === RETURNED || end.outcome === MOVED,
    pauses: waitsWithin(state, step.openedAt, doneAt),
  };
}

/** The waits that overlap a time, cut to it; one that still lasts is cut at its end. */
export function waitsWithin(state: Handled, from: Instant, to: Instant): readonly WaitedSpan[] {
  if (state.waiting.length === 0 && state.pauses.length === 0) return state.pauses;
  const lasting = state.waiting.map(({ cause, since, pauses, step, run }) => ({
    cause,
    from: since,
    to,
    pauses,
    step,
    run,
  }));
  return [...state.pauses, ...lasting]
    .filter((wait) => wait.from < to && wait.to > from)
    .map((wait) => ({ ...wait, from: wait.from < from ? from : wait.from, to: wait.to > to ? to : wait.to }));
}

function joinsAfter(
  joins: Handled['joins'],
  step: StepNo,
  awaits: readonly StepNo[],
  opens: readonly StepOpening[],
): Handled['joins'] {
  const opening = new Set(opens.map((other) => other.step));
  if (awaits.length === 0 && !Object.keys(joins).some((join) => opening.has(join))) return joins;
  const waiting = Object.entries(joins).filter(([join]) => !opening.has(join));
  const next: Record<StepNo, readonly StepNo[]> = Object.fromEntries(waiting);
  for (const join of awaits) next[join] = [...new Set([...(next[join] ?? []), step])];
  return next;
}
