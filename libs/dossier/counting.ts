/** The dossier's questions to the calendar. A due moment is counted here, once, and then carried by events. */
import {
  addWorkingMinutes,
  deadline as countDeadline,
  nextOpening,
  parseTerm,
  stepDeadline,
  warnAt,
  workingMinutesBetween,
  type Counted,
  type CountingProfile,
  type Deadline,
  type Instant,
  type Pause,
  type PausedDeadline,
  type Term,
  type WorkCalendar,
} from '#libs/calendar';
import type { WaitedSpan } from './state.ts';

/** How one dossier counts: its profile, its edition's warning share, each agency's calendar, and its pauses. */
export interface Counter {
  readonly profile: CountingProfile;
  readonly warnAtShare: number;
  readonly calendarOf: (agency: string) => WorkCalendar;
  /** Ended pauses of the clock, in order and apart. */
  readonly pauses: readonly Required<Pause>[];
}

export interface Due {
  readonly deadline: Deadline;
  readonly warnAt: Instant;
}

/** Ended waits that stopped the clock, as the calendar wants them: in order and apart; of two causes the supplement leads. */
export function pausesOf(waits: readonly WaitedSpan[]): readonly Required<Pause>[] {
  const merged: Required<Pause>[] = [];
  const stopping = waits.filter((wait) => wait.pauses).sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const { from, to, cause } of stopping) {
    const last = merged.at(-1);
    if (!last || from > last.to) merged.push({ from, to, cause });
    else {
      const leads = cause === 'supplement' ? cause : last.cause;
      merged[merged.length - 1] = { from: last.from, to: to > last.to ? to : last.to, cause: leads };
    }
  }
  return merged;
}

/** The total from the receipt. Undefined where the procedure prints none, or words that give none. */
export function countTotal(
  counter: Counter,
  agency: string,
  printed: string | null,
  receivedAt: Instant,
): Counted<Due | undefined> {
  const term = parseTerm(printed ?? '');
  if (!isCountable(term)) return nothing;
  const { profile } = counter;
  const calendar = counter.calendarOf(agency);
  const pauses = since(receivedAt, counter.pauses);
  return warned(counter, calendar, countDeadline(calendar, { receivedAt, term, profile, pauses }));
}

/** A part's own total, from the moment it opens: no cut-off, for nobody comes to a counter. */
export function countPart(
  counter: Counter,
  agency: string,
  printed: string | null,
  startsAt: Instant,
): Counted<Due | undefined> {
  const profile: CountingProfile = { ...counter.profile, cutOff: 'none' };
  return countTotal({ ...counter, profile }, agency, printed, startsAt);
}

export function countStep(
  counter: Counter,
  agency: string,
  printed: string,
  startsAt: Instant,
): Counted<Due | undefined> {
  const calendar = counter.calendarOf(agency);
  const { profile } = counter;
  const pauses = since(startsAt, counter.pauses);
  const due = stepDeadline(calendar, { startsAt, time: parseTerm(printed), profile, pauses });
  return warned(counter, calendar, due);
}

/**
 * When a wait for the applicant expires. Its printed unit counts as it stands: `15 ngày` are calendar days under
 * any profile, for they are the citizen's and not the office's (NĐ 297/2025 Đ.6–7 prints `ngày làm việc`).
 */
export function countExpiry(
  counter: Counter,
  agency: string,
  printed: string | null | undefined,
  from: Instant,
): Counted<Instant | undefined> {
  const term = parseTerm(printed ?? '');
  if (term.kind !== 'amount') return nothing;
  const unit = term.unit === 'days' || term.unit === 'bare' ? 'calendar-days' : term.unit;
  const profile: CountingProfile = { ...counter.profile, unit, cutOff: 'none' };
  const due = countDeadline(counter.calendarOf(agency), { receivedAt: from, term, profile, pauses: [] });
  if (!due.ok) return due;
  return { ok: true, value: running(due.value).dueAt };
}

/** When a step that opens now starts: at once while the office is open, else at the next opening. */
export function startOf(counter: Counter, agency: string, now: Instant): Counted<Instant> {
  const opening = nextOpening(counter.calendarOf(agency), now);
  if (!opening.ok) return opening;
  return { ok: true, value: opening.value > now ? opening.value : now };
}

const nothing: Counted<undefined> = { ok: true, value: undefined };

const isCountable = (term: Term): boolean => term.kind === 'amount' || term.kind === 'office-hours';

/** Pauses from a moment on: one that had begun before begins with it. */
function since(start: Instant, pauses: readonly Required<Pause>[]): readonly Pause[] {
  return pauses
    .filter(({ to }) => to > start)
    .map((pause) => (pause.from < start ? { ...pause, from: start } : pause));
}

function warned(
  { warnAtShare }: Counter,
  calendar: WorkCalendar,
  due: Counted<Deadline | PausedDeadline | undefined>,
): Counted<Due | undefined> {
  if (!due.ok) return due;
  if (!due.value) return nothing;
  const deadline = running(due.value);
  const warning = warnAt(calendar, deadline, warnAtShare);
  return warning.ok ? { ok: true, value: { deadline, warnAt: warning.value } } : warning;
}

/** Only ended pauses are counted with, so a count always ends in a due moment. */
function running(deadline: Deadline | PausedDeadline): Deadline {
  if (deadline.state === 'paused') throw new RangeError('a pause without an end was counted with');
  return deadline;
}

/**
 * A re-promised date is a moment and no term: its warning is counted from the promise on, and what a pause left of it
 * runs on in working minutes. No lines: nothing was counted to reach it.
 */
export function promised(
  counter: Counter,
  agency: string,
  runs: Deadline['runs'],
  before: Deadline,
): Counted<Due> {
  const last = runs.at(-1);
  if (!last) throw new RangeError('a promise without a time');
  const deadline: Deadline = { ...before, dueAt: last.to, runs, lines: [] };
  const warning = warnAt(counter.calendarOf(agency), deadline, counter.warnAtShare);
  return warning.ok ? { ok: true, value: { deadline, warnAt: warning.value } } : warning;
}

/** A re-promised date after a pause. Late stays late. */
export function resumed(
  counter: Counter,
  agency: string,
  before: Deadline,
  pause: Required<Pause>,
): Counted<Due> {
  const calendar = counter.calendarOf(agency);
  if (pause.from > before.dueAt) return promised(counter, agency, before.runs, before);
  const left = workingMinutesBetween(calendar, pause.from, before.dueAt);
  if (!left.ok) return left;
  const dueAt = addWorkingMinutes(calendar, pause.to, left.value);
  if (!dueAt.ok) return dueAt;
  const earlier = before.runs.slice(0, -1);
  const last = before.runs.at(-1)?.from ?? before.countsFrom;
  const runs = [...earlier, { from: last, to: pause.from }, { from: pause.to, to: dueAt.value }];
  return promised(counter, agency, runs, before);
}
