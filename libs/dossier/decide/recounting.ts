/** Deadlines counted again: after a pause, after a calendar change, under another edition. */
import type { Instant } from '#libs/calendar';
import {
  countExpiry,
  countPart,
  countStep,
  countTotal,
  pausesOf,
  resumed,
  type Counter,
  type Due,
} from '../counting.ts';
import { MAIN_PART, type Recount } from '../events.ts';
import { printedTimeOf } from '../opening.ts';
import { allow, type Outcome } from '../outcome.ts';
import { mustStep } from '../situation.ts';
import type { Active, WaitedSpan, Waiting } from '../state.ts';
import { counterOf, type Case } from './case.ts';

const NOTHING: Recount = { steps: [] };

/** What one wait's end changes: nothing while another still stops the clock, or if it never did. */
export function recountAfterWait(one: Case<Active>, ended: Waiting): Outcome<Recount> {
  const { state, now } = one;
  const others = state.waiting.filter((other) => other !== ended && other.pauses);
  if (!ended.pauses || others.length > 0) return allow(NOTHING);
  const { cause, since, pauses, step, run } = ended;
  const span: WaitedSpan = { cause, from: since, to: now, pauses, step, run };
  const counter = { ...counterOf(one), pauses: pausesOf([...state.pauses, span]) };
  return recountOpen(one, counter, { resumes: true });
}

/** After a calendar change: also what expires, and no pause but the ended ones. */
export function recountAll(one: Case<Active>): Outcome<Recount> {
  const deadlines = recountOpen(one, counterOf(one), { resumes: false });
  if (!deadlines.ok) return deadlines;
  const expiries = recountExpiries(one);
  if (!expiries.ok) return expiries;
  return allow({ ...deadlines.value, ...(expiries.value.length > 0 && { expiries: expiries.value }) });
}

export function changesNothing({ dossier, steps, parts = [], expiries = [] }: Recount): boolean {
  return !dossier && steps.length + parts.length + expiries.length === 0;
}

function recountOpen(
  one: Case<Active>,
  counter: Counter,
  { resumes }: { readonly resumes: boolean },
): Outcome<Recount> {
  const { state, edition } = one;
  const dossier = recountAppointment(one, counter, resumes);
  if (!dossier.ok) return dossier;
  const steps: Recount['steps'][number][] = [];
  for (const open of state.open) {
    if (!open.deadline) continue;
    const printed = printedTimeOf(edition, mustStep(edition, open.step));
    const due = countStep(counter, open.agency, printed, open.sharedTime?.since ?? open.startsAt);
    if (!due.ok) return due;
    if (due.value && moved(open, due.value)) steps.push({ step: open.step, run: open.run, ...due.value });
  }
  const parts: NonNullable<Recount['parts']>[number][] = [];
  for (const { part, agency, startsAt, deadline, closedAt } of state.parts) {
    if (!deadline || closedAt !== null) continue;
    const total = edition.parts.find((other) => other.key === part)?.total ?? null;
    const due = countPart(counter, agency, total, startsAt);
    if (!due.ok) return due;
    const again = due.value?.deadline;
    if (again && again.dueAt !== deadline.dueAt) parts.push({ part, deadline: again });
  }
  return allow({
    ...(dossier.value && { dossier: dossier.value }),
    steps,
    ...(parts.length > 0 && { parts }),
  });
}

/** The dossier's clock ends with its result; a re-promised date is a date and no term, so only a pause moves it. */
function recountAppointment(
  { state, edition }: Case<Active>,
  counter: Counter,
  resumes: boolean,
): Outcome<Due | undefined> {
  const { appointment, pinned, agency } = state;
  if (!appointment || state.result) return allow(undefined);
  const main = pinned.placements[MAIN_PART]?.agency ?? agency;
  const extended = appointment.extensions > 0;
  const pause = counter.pauses.at(-1);
  if (extended && (!resumes || !pause)) return allow(undefined);
  const due =
    extended && pause
      ? resumed(counter, main, appointment.deadline, pause)
      : countTotal(counter, main, edition.total, state.receivedAt);
  if (!due.ok) return due;
  return allow(due.value && moved(appointment, due.value) ? due.value : undefined);
}

function moved(
  before: { readonly deadline: { readonly dueAt: Instant } | null; readonly warnAt: Instant | null },
  now: Due,
): boolean {
  return before.deadline?.dueAt !== now.deadline.dueAt || before.warnAt !== now.warnAt;
}

function recountExpiries(one: Case<Active>): Outcome<NonNullable<Recount['expiries']>> {
  const { state, edition } = one;
  const counter = counterOf(one);
  const expiries: NonNullable<Recount['expiries']>[number][] = [];
  for (const { step, run, agency, openedAt, expiresAt } of state.open) {
    if (!expiresAt) continue;
    const again = countExpiry(counter, agency, mustStep(edition, step).expiry, openedAt);
    if (!again.ok) return again;
    if (again.value && again.value !== expiresAt) expiries.push({ step, run, expiresAt: again.value });
  }
  for (const { step, run, request, since, expiresAt } of state.waiting) {
    const agency = state.open.find((open) => open.step === step && open.run === run)?.agency;
    if (!expiresAt || request === undefined || agency === undefined) continue;
    const again = countExpiry(counter, agency, counter.profile.supplementExpiry, since);
    if (!again.ok) return again;
    if (again.value && again.value !== expiresAt) {
      expiries.push({ step, run, request, expiresAt: again.value });
    }
  }
  return allow(expiries);
}
