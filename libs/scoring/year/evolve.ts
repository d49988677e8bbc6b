/** How events move a year and its sheets. Knows nothing of what is allowed. */
import { overlaid } from './entries.ts';
import type { SheetEvent, YearEvent } from './events.ts';
import { PHASES, type DatedPhase, type Phase, type Sample } from './plan.ts';
import { BLANK_SHEET, NO_YEAR, type OpenYear, type SheetState, type YearState } from './state.ts';

export const foldYear = (events: readonly YearEvent[]): YearState => events.reduce(evolveYear, NO_YEAR);
export const foldSheet = (events: readonly SheetEvent[]): SheetState =>
  events.reduce(evolveSheet, BLANK_SHEET);

export function evolveYear(state: YearState, event: YearEvent): YearState {
  if (event.type === 'YearOpened') {
    const { plan, at } = event;
    return {
      status: 'open',
      plan,
      openedAt: at,
      phase: 'self-scoring',
      ends: plan.ends,
      reminders: [],
      outstanding: {},
      samples: [],
      decision: null,
      results: [],
    };
  }
  if (state.status === 'none') throw new Error(`${event.type} before the year was opened`);
  return evolveOpen(state, event);
}

function evolveOpen(year: OpenYear, event: Exclude<YearEvent, { type: 'YearOpened' }>): OpenYear {
  switch (event.type) {
    case 'LaggardsReminded': {
      const { phase, end, daysBefore, agencies } = event;
      return { ...year, reminders: [...year.reminders, { phase, end, daysBefore, agencies }] };
    }
    case 'PhaseClosed':
      return {
        ...year,
        phase: phaseAfter(event.phase),
        outstanding: { ...year.outstanding, [event.phase]: event.outstanding },
      };
    case 'PhaseEndMoved':
      return { ...year, ends: { ...year.ends, [event.phase]: event.end } };
    case 'SampleTaken': {
      const others = year.samples.filter((known) => !isOfSameGroup(known, event.sample));
      return { ...year, samples: [...others, event.sample] };
    }
    case 'DecisionTaken':
      return { ...year, phase: 'settling', decision: { ...event.decision, asOf: event.asOf } };
    case 'ScoresSettled':
      return { ...year, phase: 'decided', results: event.results };
    case 'YearPublished':
      return { ...year, phase: 'frozen' };
    default:
      return event satisfies never;
  }
}

export function evolveSheet(sheet: SheetState, event: SheetEvent): SheetState {
  switch (event.type) {
    case 'SelfScoreSaved':
      return { ...sheet, draft: event.entries };
    case 'SelfScoreSubmitted':
      return { ...sheet, draft: null, stages: { ...sheet.stages, self: scored(event) } };
    case 'SelfScoreMissed':
      return { ...sheet, missed: event.rule };
    case 'SheetReviewed':
      return {
        ...sheet,
        reviewedOnSite: event.onSite,
        stages: { ...sheet.stages, reviewed: scored(event) },
      };
    case 'SheetVerified':
      return { ...sheet, stages: { ...sheet.stages, verified: scored(event) } };
    case 'SheetAdjusted':
      return { ...sheet, stages: { ...sheet.stages, adjusted: adjusted(sheet, event) } };
    case 'AppealLodged': {
      const { criteria, reason, files } = event;
      return { ...sheet, appeals: [...sheet.appeals, { criteria, reason, files, answer: null }] };
    }
    case 'AppealGranted':
      return {
        ...sheet,
        appeals: answered(sheet, true, event.reason),
        stages: { ...sheet.stages, adjusted: adjusted(sheet, event) },
      };
    case 'AppealDenied':
      return { ...sheet, appeals: answered(sheet, false, event.reason) };
    case 'ScoreDecided':
      return { ...sheet, decided: { decision: event.decision, score: event.score } };
    case 'ScoreAmended': {
      const { decision, reason, score } = event;
      return { ...sheet, amendments: [...sheet.amendments, { decision, reason, score }] };
    }
    default:
      return event satisfies never;
  }
}

type Handed = Extract<SheetEvent, { total: number }>;

const scored = ({ entries, figures, figuresAsOf, total }: Handed) => ({
  entries,
  figures,
  figuresAsOf,
  total,
});

/** At most one waits for an answer. */
const answered = ({ appeals }: SheetState, granted: boolean, reason: string): SheetState['appeals'] =>
  appeals.map((appeal) => (appeal.answer === null ? { ...appeal, answer: { granted, reason } } : appeal));

/** Adjustments add up; the other stages are handed in whole. */
function adjusted({ stages }: SheetState, event: Handed) {
  const entries = stages.adjusted ? overlaid(stages.adjusted.entries, event.entries) : event.entries;
  return scored({ ...event, entries });
}

export const phaseAfter = (phase: DatedPhase): Phase => PHASES[PHASES.indexOf(phase) + 1] ?? 'frozen';

const isOfSameGroup = (a: Sample, b: Sample): boolean =>
  a.sample === b.sample && a.reviewer === b.reviewer && a.set === b.set;
