/** Quality objectives (TCVN ISO 9001:2015, 6.2): what is wanted by the year's end, how it is measured, who does what. */
import type { Instant, LocalDate } from '#libs/calendar';

/** 2026-09 */
export type Month = `${number}-${number}`;

export const DIRECTIONS = ['at-least', 'at-most'] as const;

/** Planned the 5W1H way. */
export interface ObjectiveAction {
  readonly what: string;
  readonly why: string;
  /** An officer of the agency. */
  readonly who: string;
  readonly where: string;
  readonly when: LocalDate;
  readonly how: string;
}

export interface ObjectivePlan {
  readonly title: string;
  readonly why: string;
  /** Over `#libs/scoring`'s metrics, as of the year's beginning to the month's end. */
  readonly formula: string;
  /** As people read it beside the number: `%`, `hồ sơ`. */
  readonly unit: string;
  readonly direction: (typeof DIRECTIONS)[number];
  readonly target: number;
  /** Where it stood before; null: nobody knows. */
  readonly baseline: number | null;
  readonly year: number;
  readonly owner: string;
  readonly actions: readonly ObjectiveAction[];
}

/** Null: the figures say nothing for that month, and why. */
export interface Measurement {
  readonly month: Month;
  readonly value: number | null;
  readonly lacks: string | null;
  readonly on: LocalDate;
}

export interface Correction {
  readonly on: LocalDate;
  /** The measurement that it answers. */
  readonly month: Month;
  readonly note: string;
  readonly by: string;
}

export interface Objective extends Omit<ObjectivePlan, 'actions'> {
  readonly status: 'draft' | 'active' | 'met' | 'missed' | 'dropped';
  readonly isRate: boolean;
  readonly draftedBy: string;
  readonly approvedBy: string | null;
  readonly approvedOn: LocalDate | null;
  readonly actions: readonly (ObjectiveAction & {
    readonly done: LocalDate | null;
    readonly result: string | null;
  })[];
  /** In the order of months. */
  readonly measurements: readonly Measurement[];
  readonly corrections: readonly Correction[];
}

export type ObjectiveCommand =
  | ({ readonly type: 'draft' } & ObjectivePlan)
  | ({ readonly type: 'revise' } & ObjectivePlan)
  | { readonly type: 'approve' }
  | { readonly type: 'send-back'; readonly reason: string }
  /** By the system, for a month that is over. */
  | {
      readonly type: 'measure';
      readonly month: Month;
      readonly value: number | null;
      readonly lacks: string | null;
    }
  | { readonly type: 'complete'; readonly action: number; readonly result: string }
  | { readonly type: 'correct'; readonly note: string }
  | { readonly type: 'hand-over'; readonly owner: string; readonly reason: string }
  /** Where the year's last month could not be measured. */
  | { readonly type: 'conclude'; readonly met: boolean; readonly reason: string }
  | { readonly type: 'drop'; readonly reason: string };

export type ObjectiveEvent =
  | ({ readonly type: 'ObjectiveDrafted'; readonly isRate: boolean } & ObjectivePlan)
  | ({ readonly type: 'ObjectiveRevised'; readonly isRate: boolean } & ObjectivePlan)
  | { readonly type: 'ObjectiveApproved'; readonly on: LocalDate }
  | { readonly type: 'ObjectiveSentBack'; readonly reason: string }
  | ({ readonly type: 'ObjectiveMeasured' } & Measurement)
  | {
      readonly type: 'ObjectiveActionDone';
      readonly action: number;
      readonly on: LocalDate;
      readonly result: string;
    }
  | {
      readonly type: 'ObjectiveCorrected';
      readonly on: LocalDate;
      readonly month: Month;
      readonly note: string;
    }
  | { readonly type: 'ObjectiveHandedOver'; readonly owner: string; readonly reason: string }
  /** The year is over. `value` null: concluded by a person. */
  | {
      readonly type: 'ObjectiveEnded';
      readonly met: boolean;
      readonly value: number | null;
      readonly reason: string | null;
    }
  | { readonly type: 'ObjectiveDropped'; readonly reason: string };

export interface MonthEnd {
  readonly month: Month;
  readonly last: LocalDate;
  /** The first moment after it. */
  readonly asOf: Instant;
}
