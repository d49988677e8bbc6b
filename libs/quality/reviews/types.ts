/** A management review: its record, what is asked of it and what comes of it. */
import type { LocalDate } from '#libs/calendar';
import type { InputCode, Pack } from './pack.ts';

/** Kept under its hash. */
export interface EvidenceFile {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** 9.3.3: improvement, changes to the system, resources. */
export const DECISION_KINDS = ['improvement', 'change', 'resource'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export interface Plan {
  readonly title: string;
  /** The meeting is held by this day. */
  readonly holdBy: LocalDate;
  /** What it looks back on, both days included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly chair: string;
  readonly members: readonly string[];
}

export interface Spoken {
  readonly input: InputCode;
  readonly text: string;
}

export interface NewDecision {
  readonly what: string;
  readonly kind: DecisionKind;
  readonly owner: string;
  /** Working days of the agency from the day of the meeting. */
  readonly days: number;
}

export interface Minutes {
  readonly on: LocalDate;
  readonly attended: readonly string[];
  readonly discussion: readonly Spoken[];
  readonly conclusion: string;
}

export interface Decision extends NewDecision {
  readonly due: LocalDate;
  /** Null: not done, or sent back. */
  readonly reported: Report | null;
  readonly verdicts: readonly Verdict[];
}

export interface Report {
  readonly on: LocalDate;
  readonly by: string;
  readonly result: string;
  readonly files: readonly EvidenceFile[];
  /** Somebody else says by then whether that will do. */
  readonly judgeBy: LocalDate;
}

export interface Verdict {
  readonly on: LocalDate;
  readonly by: string;
  readonly accepted: boolean;
  readonly note: string;
}

export interface Review extends Plan {
  readonly status: 'planned' | 'prepared' | 'held' | 'closed' | 'cancelled';
  readonly pack: (Pack & { readonly by: string }) | null;
  /** What people added to the inputs. */
  readonly words: readonly (Spoken & { readonly by: string; readonly on: LocalDate })[];
  readonly held: Minutes | null;
  readonly decisions: readonly Decision[];
}

export type ReviewCommand =
  | ({ readonly type: 'plan' } & Plan)
  | {
      readonly type: 'replan';
      readonly holdBy: LocalDate;
      readonly chair: string;
      readonly members: readonly string[];
      readonly reason: string;
    }
  | { readonly type: 'cancel'; readonly reason: string }
  /** `pack` is what is on record now: nobody types it. */
  | { readonly type: 'gather'; readonly pack: Pack }
  | ({ readonly type: 'explain' } & Spoken)
  | ({ readonly type: 'hold'; readonly decisions: readonly NewDecision[] } & Minutes)
  | {
      readonly type: 'report';
      readonly decision: number;
      readonly result: string;
      readonly files: readonly EvidenceFile[];
    }
  | {
      readonly type: 'judge';
      readonly decision: number;
      readonly accepted: boolean;
      readonly note: string;
    }
  | {
      readonly type: 'reassign';
      readonly decision: number;
      readonly owner: string;
      /** Working days from today. */
      readonly days: number;
      readonly reason: string;
    }
  | { readonly type: 'close'; readonly note: string };

export type ReviewEvent =
  | ({ readonly type: 'ReviewPlanned' } & Plan)
  | {
      readonly type: 'ReviewReplanned';
      readonly holdBy: LocalDate;
      readonly chair: string;
      readonly members: readonly string[];
      readonly reason: string;
    }
  | { readonly type: 'ReviewCancelled'; readonly reason: string }
  | { readonly type: 'ReviewInputsGathered'; readonly pack: Pack }
  | ({ readonly type: 'ReviewInputExplained'; readonly on: LocalDate } & Spoken)
  | ({
      readonly type: 'ReviewHeld';
      readonly decisions: readonly (NewDecision & { readonly due: LocalDate })[];
    } & Minutes)
  | ({ readonly type: 'ReviewDecisionReported'; readonly decision: number } & Omit<Report, 'by'>)
  | ({ readonly type: 'ReviewDecisionJudged'; readonly decision: number } & Omit<Verdict, 'by'>)
  | {
      readonly type: 'ReviewDecisionReassigned';
      readonly decision: number;
      readonly owner: string;
      readonly days: number;
      readonly due: LocalDate;
      readonly reason: string;
    }
  | { readonly type: 'ReviewClosed'; readonly note: string };
