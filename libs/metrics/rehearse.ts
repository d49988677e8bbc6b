/** What if: a year's dossiers under a draft edition, with the work taking the time it took. */
import {
  addWorkingMinutes,
  deadline,
  parseTerm,
  stepDeadline,
  workingMinutesBetween,
  type Instant,
  type Pause,
  type WorkCalendar,
} from '#libs/calendar';
import { stepOf, type Edition, type Step } from '#libs/procedure';
import type { DossierFacts, Facts, Span, StepFacts } from './facts.ts';

export interface StepMatch {
  /** The step as the dossiers had it: edition and number. */
  readonly edition: number;
  readonly step: string;
  /** In the draft; null: it has none like it. */
  readonly draft: string | null;
  readonly by: 'number-and-role' | 'content-and-role' | 'none';
}

export interface RehearsedStep {
  readonly draft: string;
  readonly time: string;
  readonly runs: number;
  /** Runs that were late as it was, and would have been under the draft. */
  readonly lateBefore: number;
  readonly lateUnderDraft: number;
}

export interface Rehearsal {
  readonly dossiers: number;
  readonly lateBefore: number;
  readonly lateUnderDraft: number;
  /** Late under the draft and not before. */
  readonly newlyLate: readonly string[];
  readonly steps: readonly RehearsedStep[];
  readonly matches: readonly StepMatch[];
  /** What a cut of the whole time would cost: late dossiers, had it been so much shorter. */
  readonly cut: { readonly percent: number; readonly late: number };
  /** Left out: still open, no appointment, or a time that can't be counted. */
  readonly leftOut: number;
}

type CalendarOf = (agency: string) => WorkCalendar;

export function rehearse(
  all: readonly Facts[],
  draft: Edition,
  editionOf: (number: number) => Edition | undefined,
  calendarOf: CalendarOf,
  cutPercent: number,
): Rehearsal {
  const dossiers = all.flatMap(
    ({ dossier }) => replayed(dossier, draft, calendarOf(dossier.agency), cutPercent) ?? [],
  );
  const { matches, draftStepOf } = matching(all, draft, editionOf);
  return {
    dossiers: dossiers.length,
    lateBefore: dossiers.filter(({ before }) => before).length,
    lateUnderDraft: dossiers.filter(({ under }) => under).length,
    newlyLate: dossiers.filter(({ before, under }) => under && !before).map(({ code }) => code),
    steps: rehearsedSteps(all, draft, draftStepOf, calendarOf),
    matches,
    cut: { percent: cutPercent, late: dossiers.filter(({ cut }) => cut).length },
    leftOut: all.length - dossiers.length,
  };
}

function replayed(facts: DossierFacts, draft: Edition, calendar: WorkCalendar, cutPercent: number) {
  const { code, receivedAt, endedAt, allowedMinutes } = facts;
  const term = parseTerm(draft.total ?? '');
  const promised = facts.dues.at(-1)?.dueAt;
  if (endedAt === null || term.kind !== 'amount' || promised === undefined || allowedMinutes === null)
    return undefined;
  const pauses = pausesOf(facts.stops, endedAt);
  const due = deadline(calendar, { receivedAt, term, profile: draft.profile, pauses });
  if (!due.ok || due.value.state !== 'running') return undefined;
  const cutDue = shorter(calendar, { from: due.value.countsFrom, to: promised }, pauses, cutPercent);
  if (cutDue === undefined) return undefined;
  return { code, before: endedAt > promised, under: endedAt > due.value.dueAt, cut: endedAt > cutDue };
}

/** When so much less of a dossier's time is over. Waits are no time of its own, and stop the shorter one as they did. */
function shorter(
  calendar: WorkCalendar,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  pauses: readonly Pause[],
  percent: number,
): Instant | undefined {
  const minutes = (start: Instant, end: Instant): number => {
    const counted = workingMinutesBetween(calendar, start, end);
    return counted.ok ? counted.value : 0;
  };
  const waits = pauses.map((pause) => ({
    at: pause.from,
    lasts: minutes(pause.from, pause.to ?? pause.from),
  }));
  const waited = waits.reduce((sum, { at, lasts }) => (at < to ? sum + lasts : sum), 0);
  const own = Math.max(0, minutes(from, to) - waited);
  let due = addWorkingMinutes(calendar, from, Math.round((own * (100 - percent)) / 100));
  for (const { at, lasts } of waits) {
    if (due.ok && at < due.value) due = addWorkingMinutes(calendar, due.value, lasts);
  }
  return due.ok ? due.value : undefined;
}

/** Waits stop the draft's clock as they stopped the dossier's. */
const pausesOf = (stops: readonly Span[], endedAt: Instant): Pause[] =>
  stops.flatMap(({ from, to }) => (to !== null && to <= endedAt && to > from ? [{ from, to }] : []));

function matching(all: readonly Facts[], draft: Edition, editionOf: (number: number) => Edition | undefined) {
  const met = new Map<string, StepMatch>();
  for (const { steps } of all) {
    for (const { edition, step } of steps) {
      const key = `${edition} ${step}`;
      if (!met.has(key)) met.set(key, matchOf(edition, step, draft, editionOf(edition)));
    }
  }
  return {
    matches: [...met.values()].sort((a, b) => a.edition - b.edition || (a.step < b.step ? -1 : 1)),
    draftStepOf: ({ edition, step }: StepFacts): Step | undefined => {
      const draftNo = met.get(`${edition} ${step}`)?.draft;
      return draftNo === undefined || draftNo === null ? undefined : stepOf(draft, draftNo);
    },
  };
}

function matchOf(number: number, no: string, draft: Edition, edition: Edition | undefined): StepMatch {
  const old = edition && stepOf(edition, no);
  const alike = (step: Step): boolean => step.role === old?.role && step.kind === old.kind;
  const sameNumber = draft.steps.find((step) => step.no === no && alike(step));
  const sameContent = draft.steps.find(
    (step) => plain(step.content) === plain(old?.content ?? '') && alike(step),
  );
  // Words tell more than a number, which moves when a step is put in.
  const found = sameContent ?? sameNumber;
  const by = sameContent ? 'content-and-role' : sameNumber ? 'number-and-role' : 'none';
  return { edition: number, step: no, draft: found?.no ?? null, by };
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

function rehearsedSteps(
  all: readonly Facts[],
  draft: Edition,
  draftStepOf: (facts: StepFacts) => Step | undefined,
  calendarOf: CalendarOf,
): RehearsedStep[] {
  const steps = new Map<string, { step: Step; runs: number; lateBefore: number; lateUnderDraft: number }>();
  for (const { dossier, steps: done } of all) {
    for (const facts of done) {
      const step = draftStepOf(facts);
      // A time that several steps share is not tried on one of them.
      if (!step || facts.returned || step.handsOver || step.sharedTime !== undefined) continue;
      const late = lateUnder(step, facts, dossier, draft, calendarOf(facts.agency));
      if (late === undefined) continue;
      const known = steps.get(step.no) ?? { step, runs: 0, lateBefore: 0, lateUnderDraft: 0 };
      known.runs += 1;
      known.lateBefore += facts.timeliness === 'late' ? 1 : 0;
      known.lateUnderDraft += late ? 1 : 0;
      steps.set(step.no, known);
    }
  }
  return [...steps.values()]
    .map(({ step, ...counts }) => ({ draft: step.no, time: step.time, ...counts }))
    .sort((a, b) => b.lateUnderDraft / b.runs - a.lateUnderDraft / a.runs);
}

function lateUnder(
  step: Step,
  facts: StepFacts,
  dossier: DossierFacts,
  draft: Edition,
  calendar: WorkCalendar,
): boolean | undefined {
  const { startsAt, doneAt } = facts;
  const pauses = pausesOf(dossier.stops, doneAt)
    .filter(({ to }) => to !== undefined && to > startsAt)
    .map((pause) => (pause.from < startsAt ? { ...pause, from: startsAt } : pause));
  const due = stepDeadline(calendar, {
    startsAt,
    time: parseTerm(step.time),
    profile: draft.profile,
    pauses,
  });
  if (!due.ok || !due.value || due.value.state !== 'running') return undefined;
  return doneAt > due.value.dueAt;
}
