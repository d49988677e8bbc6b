/** Whose time it was, per run of a step (design decision 7). */
import { millisecondsOf, workingMinutesBetween, type Instant, type WorkCalendar } from '#libs/calendar';
import type { StepRun } from './events.ts';
import { waitsWithin } from './evolve/steps.ts';
import type { Active, Closed, DoneStep, OpenStep, WaitedSpan } from './state.ts';

export interface TimeSpent extends StepRun {
  readonly minutes: {
    /** Working time of the one who had it. */
    readonly own: number;
    /** Working time while another agency was asked. */
    readonly otherAgency: number;
    /** Working time while the applicant had to bring or pay something, or to do the step. */
    readonly applicant: number;
    /** Outside office hours, on days off. */
    readonly outside: number;
  };
}

type Bearer = Exclude<keyof TimeSpent['minutes'], 'outside'>;

/**
 * The four add up to the time on the clock. A run that reaches into a year without calendar data is left out: its
 * time can't be told apart.
 * @param now up to when an open step's time runs; in a closed dossier, until it was closed.
 */
export function timeSpent(
  state: Active | Closed,
  calendarOf: (agency: string) => WorkCalendar,
  now: Instant,
): readonly TimeSpent[] {
  const end = state.status === 'open' ? now : state.closedAt;
  return [...state.done, ...state.open].flatMap((step) => {
    const to = 'doneAt' in step ? step.doneAt : end;
    const waits = 'doneAt' in step ? step.pauses : waitsWithin(state, step.openedAt, to);
    return spentOn(step, to, waits, calendarOf(step.agency)) ?? [];
  });
}

function spentOn(
  step: DoneStep | OpenStep,
  to: Instant,
  waits: readonly WaitedSpan[],
  calendar: WorkCalendar,
): TimeSpent | null {
  const minutes: Record<Bearer, number> = { own: 0, otherAgency: 0, applicant: 0 };
  for (const stretch of stretches(step.openedAt, to, waits)) {
    const working = workingMinutesBetween(calendar, stretch.from, stretch.to);
    if (!working.ok) return null;
    minutes[bearerOf(step, stretch.from, waits)] += working.value;
  }
  const { own, otherAgency, applicant } = minutes;
  const onTheClock = Math.max(0, minuteOf(to) - minuteOf(step.openedAt));
  const outside = onTheClock - own - otherAgency - applicant;
  return { step: step.step, run: step.run, minutes: { own, otherAgency, applicant, outside } };
}

/** The time cut wherever a wait begins or ends. */
function stretches(from: Instant, to: Instant, waits: readonly WaitedSpan[]) {
  const cuts = waits.flatMap((wait) => [wait.from, wait.to]).filter((at) => at > from && at < to);
  const moments = [...new Set([from, ...cuts, to])].sort();
  return moments.slice(1).map((end, index) => ({ from: moments[index] ?? from, to: end }));
}

/** A wait that leaves the clock running is borne by the step that asked only; of two waits, the applicant's leads. */
function bearerOf(step: DoneStep | OpenStep, at: Instant, waits: readonly WaitedSpan[]): Bearer {
  if (step.kind === 'applicant') return 'applicant';
  const borne = waits.filter(
    (wait) =>
      wait.from <= at && at < wait.to && (wait.pauses || (wait.step === step.step && wait.run === step.run)),
  );
  if (borne.some(({ cause }) => cause !== 'consultation')) return 'applicant';
  return borne.length > 0 ? 'otherAgency' : 'own';
}

/** The calendar knows whole minutes. */
function minuteOf(instant: Instant): number {
  return Math.floor(millisecondsOf(instant) / 60_000);
}
