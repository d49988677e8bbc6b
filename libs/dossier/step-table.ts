/** The steps as a table: Temporal's view of the dossier, and the control sheet (OS-05, OS-06, OS-07). */
import { isOnEarlierDate, type Instant } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import { pausedSince } from './moments.ts';
import { stepIn } from './situation.ts';
import type { Active, Closed, DoneStep, OpenStep } from './state.ts';

/** Trước hạn, đúng hạn, quá hạn; null where there was nothing to keep. */
export type Timeliness = 'early' | 'on-time' | 'late';

export type RowState =
  | Timeliness
  /** Done, with no deadline to keep. */
  | 'done'
  | 'returned'
  | 'running'
  /** The warning has come. */
  | 'near'
  | 'waiting'
  | 'not-begun';

export interface StepRow {
  readonly step: string;
  /** 0: not begun. */
  readonly run: number;
  readonly content: string;
  readonly role: string;
  readonly officer: string | null;
  readonly startedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly doneAt: Instant | null;
  readonly state: RowState;
}

/** Early: on an earlier date than the due one, as the control sheet's receiver enters it; on time: on the date. */
export function timelinessOf(doneAt: Instant, dueAt: Instant | null): Timeliness | null {
  if (dueAt === null) return null;
  if (doneAt > dueAt) return 'late';
  return isOnEarlierDate(doneAt, dueAt) ? 'early' : 'on-time';
}

/**
 * A row per run, in the order of the procedure, and one for each step that was not met.
 * @param now absent: an open step is late or near when the clock has noticed it.
 */
export function asStepTable(state: Active | Closed, edition: Edition, now?: Instant): readonly StepRow[] {
  const paused = state.status === 'open' && pausedSince(state) !== null;
  const met = [
    ...state.done.map((done) => doneRow(done, edition)),
    ...state.open.map((open) => openRow(open, edition, paused, now)),
  ];
  const ahead = edition.steps
    .filter(({ no }) => !met.some(({ step }) => step === no))
    .map(({ no, content, role }): StepRow => ({
      step: no,
      run: 0,
      content,
      role,
      officer: null,
      startedAt: null,
      dueAt: null,
      doneAt: null,
      state: 'not-begun',
    }));
  const order = new Map(edition.steps.map(({ no }, index) => [no, index]));
  const place = ({ step }: StepRow): number => order.get(step) ?? -1;
  return [...met, ...ahead].sort((a, b) => place(a) - place(b) || a.run - b.run);
}

function doneRow(done: DoneStep, edition: Edition): StepRow {
  const { step, run, role, officer, startsAt, dueAt, doneAt, returned } = done;
  return {
    step,
    run,
    content: stepIn(edition, step)?.content ?? '',
    role,
    officer,
    startedAt: startsAt,
    dueAt,
    doneAt,
    state: returned ? 'returned' : (timelinessOf(doneAt, dueAt) ?? 'done'),
  };
}

function openRow(open: OpenStep, edition: Edition, paused: boolean, now?: Instant): StepRow {
  const { step, run, role, officer, startsAt, deadline } = open;
  return {
    step,
    run,
    content: stepIn(edition, step)?.content ?? '',
    role,
    officer,
    startedAt: startsAt,
    dueAt: deadline?.dueAt ?? null,
    doneAt: null,
    state: stateOfOpen(open, paused, now),
  };
}

function stateOfOpen(
  { deadline, warnAt, warned, overdue }: OpenStep,
  paused: boolean,
  now?: Instant,
): RowState {
  const has = (at: Instant | null | undefined): boolean => now !== undefined && !paused && !!at && at < now;
  if (overdue || has(deadline?.dueAt)) return 'late';
  if (paused) return 'waiting';
  return warned || has(warnAt) ? 'near' : 'running';
}
