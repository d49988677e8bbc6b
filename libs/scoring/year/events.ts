/**
 * What can happen in a year of scoring. Two kinds of stream: the year's own, and one for each agency's sheet. Who did it
 * and when is in the ledger's envelope.
 */
import type { Instant } from '#libs/calendar';
import type { Entries, EvidenceFile, Figures } from './entries.ts';
import type { DatedPhase, Sample, YearPlan } from './plan.ts';
import type { FinalScore, MissedRule } from './final.ts';

/** The committee's decision that a score rests on. */
export interface Decision {
  readonly number: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

export interface DecidedScore {
  readonly agency: string;
  readonly total: number;
  readonly band: string | null;
}

export type YearEvent =
  | { readonly type: 'YearOpened'; readonly plan: YearPlan; readonly at: Instant }
  /** Those whose turn it was and who had not acted `daysBefore` the end; null: the committee asked for it. */
  | {
      readonly type: 'LaggardsReminded';
      readonly phase: DatedPhase;
      readonly end: Instant;
      readonly daysBefore: number | null;
      readonly agencies: readonly string[];
    }
  | {
      readonly type: 'PhaseClosed';
      readonly phase: DatedPhase;
      readonly end: Instant;
      /** Whose turn it was, and who had not acted. */
      readonly outstanding: readonly string[];
    }
  | {
      readonly type: 'PhaseEndMoved';
      readonly phase: DatedPhase;
      readonly end: Instant;
      readonly reason: string;
    }
  | { readonly type: 'SampleTaken'; readonly sample: Sample }
  | { readonly type: 'DecisionTaken'; readonly decision: Decision; readonly asOf: Instant }
  | { readonly type: 'ScoresSettled'; readonly results: readonly DecidedScore[] }
  | { readonly type: 'YearPublished' };

export type YearEventType = YearEvent['type'];

/** A stage's sheet as it was handed in; `total` as it stood by these figures. */
interface Scored {
  readonly entries: Entries;
  readonly figures: Figures;
  /** As known at this moment. */
  readonly figuresAsOf: Instant;
  readonly total: number;
}

export type SheetEvent =
  | { readonly type: 'SelfScoreSaved'; readonly entries: Entries }
  | ({ readonly type: 'SelfScoreSubmitted' } & Scored)
  | { readonly type: 'SelfScoreMissed'; readonly rule: MissedRule }
  | ({ readonly type: 'SheetReviewed'; readonly onSite: boolean } & Scored)
  | ({ readonly type: 'SheetVerified' } & Scored)
  | ({ readonly type: 'SheetAdjusted' } & Scored)
  | {
      readonly type: 'AppealLodged';
      readonly criteria: readonly string[];
      readonly reason: string;
      readonly files: readonly EvidenceFile[];
    }
  | ({ readonly type: 'AppealGranted'; readonly reason: string } & Scored)
  | { readonly type: 'AppealDenied'; readonly reason: string }
  | { readonly type: 'ScoreDecided'; readonly decision: Decision; readonly score: FinalScore }
  /** After freezing; the score decided first stays beside it. */
  | {
      readonly type: 'ScoreAmended';
      readonly decision: Decision;
      readonly reason: string;
      readonly entries: Entries;
      readonly score: FinalScore;
    };

export type SheetEventType = SheetEvent['type'];
