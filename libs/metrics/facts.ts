/** One dossier as figures see it: a pure function of its events, so that live and rebuilt figures are equal. */
import { workingMinutesBetween, type Instant, type WorkCalendar } from '#libs/calendar';
import { timeSpent, type Active, type Closed, type DoneStep, type TimeSpent } from '#libs/dossier';
import { stepOf, type Edition } from '#libs/procedure';
import { timelinessAt, type Timeliness } from './timeliness.ts';
import type { FigureHistory } from './history.ts';

/** How a dossier ended. `refused`: after its receipt, by a negative result. */
export type Ending = 'done' | 'refused' | 'withdrawn' | 'stopped' | 'expired';

export interface Minutes {
  readonly own: number;
  readonly otherAgency: number;
  readonly applicant: number;
  readonly outside: number;
}

export interface Span {
  readonly from: Instant;
  /** Null: it lasts. */
  readonly to: Instant | null;
}

export interface DossierFacts {
  readonly dossier: string;
  readonly version: number;
  readonly code: string;
  readonly procedure: string;
  readonly edition: number;
  readonly field: string;
  readonly agency: string;
  /** Who handles it: the unit and officer of the last specialist's step, else of the last step. */
  readonly unit: string;
  readonly officer: string | null;
  readonly channel: string;
  readonly receivedAt: Instant;
  /** The result's issue; without one the closing. Handing over ends no clock. */
  readonly endedAt: Instant | null;
  readonly ending: Ending | null;
  /** Every appointment that was in force, in order; the promised ones were told to the applicant. */
  readonly dues: readonly {
    readonly since: Instant;
    readonly dueAt: Instant;
    readonly warnAt: Instant | null;
    readonly promised: boolean;
  }[];
  /** While the clock stood still. */
  readonly stops: readonly Span[];
  /** Requests for supplements, each until its answer. */
  readonly supplements: readonly Span[];
  readonly rePromises: readonly Instant[];
  readonly apologiesInTime: number;
  readonly returns: number;
  /** Of the steps that are done. */
  readonly minutes: Minutes;
  /** Working minutes from the receipt as it counts to the appointment in force; null: no appointment. */
  readonly allowedMinutes: number | null;
}

export interface StepFacts {
  readonly dossier: string;
  readonly step: string;
  readonly run: number;
  readonly procedure: string;
  readonly edition: number;
  readonly field: string;
  readonly agency: string;
  readonly unit: string;
  readonly role: string;
  readonly officer: string | null;
  readonly startsAt: Instant;
  readonly doneAt: Instant;
  readonly dueAt: Instant | null;
  /** Null: without a time of its own, or one that only hands over. */
  readonly timeliness: Timeliness | null;
  readonly returned: boolean;
  readonly minutes: Minutes;
  readonly allowedMinutes: number | null;
}

export interface Facts {
  readonly dossier: DossierFacts;
  readonly steps: readonly StepFacts[];
}

type CalendarOf = (agency: string) => WorkCalendar;

export function factsOf(
  state: Active | Closed,
  history: FigureHistory,
  edition: Edition,
  calendarOf: CalendarOf,
): Facts {
  // Open steps are left out: what they take is not known yet, and would change with the hour.
  const spent = timeSpent({ ...state, open: [] }, calendarOf, state.lastActedAt);
  const minutesOf = new Map(spent.map((one) => [`${one.step}#${one.run}`, one.minutes]));
  const steps = state.done.map((done) => stepFacts(state, done, edition, minutesOf, calendarOf));
  return { dossier: dossierFacts(state, history, edition, spent, calendarOf), steps };
}

function dossierFacts(
  state: Active | Closed,
  history: FigureHistory,
  edition: Edition,
  spent: readonly TimeSpent[],
  calendarOf: CalendarOf,
): DossierFacts {
  const handler = handlerOf(state);
  const dueAt = state.appointment?.deadline.dueAt ?? null;
  return {
    dossier: state.id,
    version: state.version,
    code: state.code,
    procedure: state.procedure,
    edition: state.pinned.edition,
    field: edition.field,
    agency: state.agency,
    unit: handler?.unit ?? '',
    officer: handler?.officer ?? null,
    channel: state.channel,
    receivedAt: state.receivedAt,
    ...endOf(state),
    dues: history.dues.map(({ since, dueAt: due, warnAt, promised }) => ({
      since,
      dueAt: due,
      warnAt,
      promised,
    })),
    stops: stopsOf(state),
    supplements: history.requests.map(({ since, answer }) => ({ from: since, to: answer?.since ?? null })),
    rePromises: history.apologies.map(({ since }) => since),
    apologiesInTime: history.apologies.filter(({ inTime }) => inTime).length,
    returns: history.returns.length,
    minutes: sum(spent.map(({ minutes }) => minutes)),
    allowedMinutes: dueAt && between(calendarOf(state.agency), state.countsFrom, dueAt),
  };
}

function endOf(state: Active | Closed): Pick<DossierFacts, 'endedAt' | 'ending'> {
  const { result } = state;
  if (result) return { endedAt: result.issuedAt, ending: result.positive ? 'done' : 'refused' };
  if (state.status === 'open') return { endedAt: null, ending: null };
  const { status, closedAt } = state;
  switch (status) {
    case 'handed-over':
    case 'finished':
      return { endedAt: closedAt, ending: 'done' };
    case 'withdrawn':
    case 'stopped':
    case 'expired':
      return { endedAt: closedAt, ending: status };
    default:
      return status satisfies never;
  }
}

const SPECIALIST = 'specialist';

function handlerOf(
  state: Active | Closed,
): { readonly unit: string; readonly officer: string | null } | undefined {
  const met = [...state.done, ...state.open];
  return met.findLast(({ role }) => role === SPECIALIST) ?? met.at(-1);
}

/** Ended and lasting; what still waited when the dossier closed ended with it. */
function stopsOf(state: Active | Closed): Span[] {
  const end = state.status === 'open' ? null : state.closedAt;
  const lasting = state.waiting.map(({ since, pauses }) => ({ from: since, to: end, pauses }));
  return [...state.pauses, ...lasting]
    .filter(({ pauses }) => pauses)
    .map(({ from, to }) => ({ from, to }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

function stepFacts(
  state: Active | Closed,
  done: DoneStep,
  edition: Edition,
  minutesOf: ReadonlyMap<string, Minutes>,
  calendarOf: CalendarOf,
): StepFacts {
  const { step, run, agency, unit, role, officer, startsAt, doneAt, dueAt, returned } = done;
  const timed = !stepOf(edition, step)?.handsOver && done.kind === 'officer';
  return {
    dossier: state.id,
    step,
    run,
    procedure: state.procedure,
    edition: state.pinned.edition,
    field: edition.field,
    agency,
    unit,
    role,
    officer,
    startsAt,
    doneAt,
    dueAt,
    timeliness: timed ? timelinessAt(doneAt, dueAt, done.pauses) : null,
    returned,
    minutes: minutesOf.get(`${step}#${run}`) ?? NO_MINUTES,
    allowedMinutes: dueAt && between(calendarOf(agency), startsAt, dueAt),
  };
}

const NO_MINUTES: Minutes = { own: 0, otherAgency: 0, applicant: 0, outside: 0 };

const sum = (all: readonly Minutes[]): Minutes =>
  all.reduce(
    (one, other) => ({
      own: one.own + other.own,
      otherAgency: one.otherAgency + other.otherAgency,
      applicant: one.applicant + other.applicant,
      outside: one.outside + other.outside,
    }),
    NO_MINUTES,
  );

function between(calendar: WorkCalendar, from: Instant, to: Instant): number | null {
  const minutes = workingMinutesBetween(calendar, from, to);
  return minutes.ok ? minutes.value : null;
}
