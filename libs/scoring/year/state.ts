/** Where a year of scoring and one agency's sheet in it stand. */
import type { Instant } from '#libs/calendar';
import type { Stage } from '../stages.ts';
import type { Entries, EvidenceFile, Figures } from './entries.ts';
import type { DecidedScore, Decision } from './events.ts';
import type { DatedPhase, Phase, PhaseEnds, Sample, YearPlan } from './plan.ts';
import type { FinalScore, MissedRule } from './final.ts';

export interface Reminder {
  readonly phase: DatedPhase;
  readonly end: Instant;
  readonly daysBefore: number | null;
  readonly agencies: readonly string[];
}

export interface OpenYear {
  readonly status: 'open';
  readonly plan: YearPlan;
  readonly openedAt: Instant;
  readonly phase: Phase;
  /** As moved since; `plan.ends` keeps what was first set. */
  readonly ends: PhaseEnds;
  readonly reminders: readonly Reminder[];
  /** Who had not acted when the phase closed. */
  readonly outstanding: Readonly<Partial<Record<DatedPhase, readonly string[]>>>;
  /** The latest of each kind and group. */
  readonly samples: readonly Sample[];
  readonly decision: (Decision & { readonly asOf: Instant }) | null;
  readonly results: readonly DecidedScore[];
}

export type YearState = { readonly status: 'none' } | OpenYear;

/** One stage's sheet as handed in. */
export interface StageScore {
  readonly entries: Entries;
  readonly figures: Figures;
  readonly figuresAsOf: Instant;
  readonly total: number;
}

export interface Appeal {
  readonly criteria: readonly string[];
  readonly reason: string;
  readonly files: readonly EvidenceFile[];
  /** Null while nobody has answered. */
  readonly answer: { readonly granted: boolean; readonly reason: string } | null;
}

export interface Amendment {
  readonly decision: Decision;
  readonly reason: string;
  readonly score: FinalScore;
}

/** `adjusted` gathers the adjustments and what appeals changed. */
export type HandedIn = Exclude<Stage, 'final'> | 'adjusted';

export interface SheetState {
  /** What the agency has typed and not handed in. */
  readonly draft: Entries | null;
  readonly stages: Readonly<Partial<Record<HandedIn, StageScore>>>;
  /** Present: no self-score came by the date, and what the set says of it. */
  readonly missed: MissedRule | null;
  readonly reviewedOnSite: boolean;
  readonly appeals: readonly Appeal[];
  /** As decided: it never changes again. */
  readonly decided: { readonly decision: Decision; readonly score: FinalScore } | null;
  readonly amendments: readonly Amendment[];
}

export const NO_YEAR: YearState = { status: 'none' };

export const BLANK_SHEET: SheetState = {
  draft: null,
  stages: {},
  missed: null,
  reviewedOnSite: false,
  appeals: [],
  decided: null,
  amendments: [],
};
