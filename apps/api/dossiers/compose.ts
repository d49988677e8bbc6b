/** A dossier's page, put together from the ledger's fold, the pinned edition and the organisation's names. */
import type { Actor } from '#libs/access';
import { nextOpening } from '#libs/calendar';
import type { Deadline, Instant, WorkCalendar } from '#libs/calendar';
import type { Applicant } from '#libs/commands';
import { allowedActions, latestApology, nationalStatus, statusName, timeSpent } from '#libs/dossier';
import type { Active, Closed, DoneStep, DossierState, OpenStep } from '#libs/dossier';
import { compileGraph, reachableFrom } from '#libs/procedure';
import type { Edition, Step } from '#libs/procedure';
import { clockOf } from './clock.ts';
import type { Names } from './names.ts';
import type { DossierView } from './view.ts';

export interface Sources {
  readonly edition: Edition;
  readonly names: Names;
  readonly calendarOf: (agency: string) => WorkCalendar;
  readonly applicant: Applicant | null;
  readonly fileNames: Readonly<Record<string, string>>;
  readonly actor: Actor;
  readonly now: Instant;
}

type Known = Exclude<DossierState, { status: 'none' }>;
type Handled = Active | Closed;
type StepView = DossierView['steps'][number];

export function composeDossier(state: Known, sources: Sources): DossierView {
  const { edition, names, now } = sources;
  const handled = 'open' in state ? state : null;
  return {
    id: state.id,
    version: state.version,
    code: handled?.code ?? null,
    status: state.status,
    national: nationalOf(state),
    procedure: {
      code: state.procedure,
      edition: handled?.pinned.edition ?? edition.edition,
      title: edition.title,
    },
    agency: names.agency(state.agency),
    channel: state.channel,
    applicant: sources.applicant,
    documents: 'documents' in state ? documentsOf(state.documents, sources) : [],
    receivedAt: handled?.receivedAt ?? null,
    countsFrom: handled?.countsFrom ?? null,
    appointment: handled ? appointmentOf(handled, sources) : null,
    nextOpening: openingOf(state.agency, sources),
    waiting: handled ? waitingOf(handled, names) : [],
    steps: handled ? stepsOf(handled, sources) : [],
    result: handled?.result ?? null,
    closedAt: handled && 'closedAt' in handled ? handled.closedAt : null,
    allowed: allowedOf(state, sources),
    undo: undoOf(state, sources),
    asOf: now,
  };
}

export const nationalOf = (state: DossierState) => {
  const code = nationalStatus(state);
  return { code, name: statusName(code, 'vi') };
};

export const allowedOf = (
  state: DossierState,
  { edition, actor, now }: Pick<Sources, 'edition' | 'actor' | 'now'>,
) =>
  allowedActions(state, edition, actor, now).map((allowed) => ({
    ...allowed,
    ...(allowed.choices && { choices: [...allowed.choices] }),
    ...(allowed.forms && { forms: [...allowed.forms] }),
    ...(allowed.results && { results: [...allowed.results] }),
  })) as DossierView['allowed'];

function undoOf(state: Known, sources: Sources): DossierView['undo'] {
  if (!('undo' in state) || state.undo === null) return null;
  const may = allowedActions(state, sources.edition, sources.actor, sources.now);
  return may.some(({ action }) => action === 'annul') ? { commandId: state.undo.commandId } : null;
}

function documentsOf(
  documents: Handled['documents'],
  { edition, fileNames }: Sources,
): DossierView['documents'] {
  const names = new Map(edition.documents.map((document) => [document.code, document.name]));
  return documents.map(({ code, copies, sha256 }) => ({
    code,
    name: names.get(code) ?? code,
    copies,
    ...(sha256 !== undefined && { file: { sha256, name: fileNames[sha256] ?? '' } }),
  }));
}

const appointmentOf = (state: Handled, { calendarOf, now }: Sources): DossierView['appointment'] => {
  const { appointment, result } = state;
  if (appointment === null) return null;
  const due = {
    dueAt: appointment.deadline.dueAt,
    warnAt: appointment.warnAt,
    paused: isPaused(state),
    doneAt: result?.issuedAt ?? ('closedAt' in state ? state.closedAt : null),
  };
  return {
    deadline: deadlineView(appointment.deadline),
    promisedAt: appointment.promisedAt,
    extensions: appointment.extensions,
    apologiseBy: apologyOf(state, calendarOf(state.agency)),
    clock: clockOf(calendarOf(state.agency), due, now),
  };
};

function apologyOf(state: Handled, calendar: WorkCalendar): Instant | null {
  const { appointment, pinned } = state;
  if (state.status !== 'open' || appointment === null) return null;
  const latest = latestApology(pinned.profile, calendar, appointment.deadline.dueAt);
  return latest.ok ? latest.value : null;
}

export const deadlineView = ({ dueAt, countsFrom, lines, estimate, calendarVersion }: Deadline) => ({
  dueAt,
  countsFrom,
  estimate,
  calendarVersion,
  lines: lines.map((line) => ({ ...line })),
});

const isPaused = (state: Handled): boolean => state.waiting.some((waiting) => waiting.pauses);

function openingOf(agency: string, { calendarOf, now }: Sources): string | null {
  const opening = nextOpening(calendarOf(agency), now);
  return opening.ok ? opening.value : null;
}

const waitingOf = (state: Handled, names: Names): DossierView['waiting'] =>
  state.waiting.map(({ cause, since, pauses, step, expiresAt, agency, amountVnd }) => ({
    cause,
    since,
    pauses,
    step,
    expiresAt,
    ...(agency !== undefined && { agency: names.agency(agency) }),
    ...(amountVnd !== undefined && { amountVnd }),
  }));

/** What was done, what is open, and what may still come, in the procedure's order. */
function stepsOf(state: Handled, sources: Sources): StepView[] {
  const { edition } = sources;
  const spent = new Map(
    timeSpent(state, sources.calendarOf, sources.now).map((time) => [
      `${time.step}#${time.run}`,
      time.minutes,
    ]),
  );
  // Nobody does the open steps of a closed dossier any more.
  const met = state.status === 'open' ? [...state.done, ...state.open] : state.done;
  const rows = met.map((step) => stepView(state, step, spent.get(`${step.step}#${step.run}`), sources));
  const ahead = stepsToCome(state, edition).map((step) => stepAhead(state, step, sources.names));
  const order = new Map(edition.steps.map((step, index) => [step.no, index]));
  return [...rows, ...ahead].sort((a, b) => (order.get(a.no) ?? 0) - (order.get(b.no) ?? 0) || a.run - b.run);
}

/** What the open steps lead to, whichever way it goes, a step that was returned over and comes again included. */
export function stepsToCome(state: Handled, edition: Edition): readonly Step[] {
  if (state.status !== 'open') return [];
  const open = new Set(state.open.map((step) => step.step));
  const graph = compileGraph(edition);
  const reached = new Set(state.open.flatMap((step) => [...reachableFrom(graph, step.step)]));
  return edition.steps.filter((step) => reached.has(step.no) && !open.has(step.no));
}

function stepView(
  state: Handled,
  step: DoneStep | OpenStep,
  spent: StepView['spent'] | undefined,
  { edition, names, calendarOf, now }: Sources,
): StepView {
  const printed = edition.steps.find((other) => other.no === step.step);
  const done = 'doneAt' in step ? step : null;
  const open = 'doneAt' in step ? null : step;
  const due = {
    dueAt: done ? done.dueAt : (open?.deadline?.dueAt ?? null),
    warnAt: open?.warnAt ?? null,
    paused: open !== null && isPaused(state),
    ...(done && { doneAt: done.doneAt }),
  };
  return {
    no: step.step,
    run: step.run,
    content: printed?.content ?? '',
    part: step.part,
    role: step.role,
    agency: names.agency(step.agency),
    unit: names.unit(step.unit),
    officer: step.officer === null ? null : names.officer(step.officer),
    state: done ? (done.returned ? 'returned' : 'done') : 'open',
    time: printed?.time ?? '',
    openedAt: step.openedAt,
    startsAt: step.startsAt,
    doneAt: done?.doneAt ?? null,
    outcome: done?.outcome ?? null,
    clock: clockOf(calendarOf(step.agency), due, now),
    deadline: open?.deadline ? deadlineView(open.deadline) : null,
    spent: spent ?? null,
  };
}

function stepAhead(state: Handled, step: Step, names: Names): StepView {
  const placement = state.pinned.placements[step.part];
  return {
    no: step.no,
    run: (state.runs[step.no] ?? 0) + 1,
    content: step.content,
    part: step.part,
    role: step.role,
    agency: names.agency(placement?.agency ?? state.agency),
    unit: names.unit(placement?.units[step.unit] ?? step.unit),
    officer: null,
    state: 'ahead',
    time: step.time,
    openedAt: null,
    startsAt: null,
    doneAt: null,
    outcome: null,
    clock: { state: 'none', minutesLeft: null, dueAt: null },
    deadline: null,
    spent: null,
  };
}
