/** What the comparison of a status log with an ISO procedure's edition speaks of. */
import type { Instant } from '#libs/calendar';
import type { RoleCode, StepNo } from '#libs/procedure';
import type { EpochMicroseconds } from '../log/types.ts';

export const DIFFERENCE_KINDS = ['missing', 'order', 'unfinished', 'role', 'slow', 'foreign'] as const;
/**
 * - `missing`: the case went past the step, and it was never done after.
 * - `order`: the step was done when it was not its turn, or done again.
 * - `unfinished`: the case ended while the step was to be done.
 * - `role`: someone of another role did it.
 * - `slow`: it took longer than the step's time.
 * - `foreign`: an activity that is no step of the procedure.
 */
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** Where it is: a step's number; for `foreign` the activity's name. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly at: string;
}

export const keyOfDifference = ({ kind, at }: Difference): string => `${kind}:${at}`;

/** A case of the log, as it was recorded. */
export interface LogCase {
  readonly name: string;
  readonly unit: string | null;
  readonly procedure: string | null;
  /** Nothing more will come. */
  readonly ended: boolean;
  readonly events: readonly LogEvent[];
}

export interface LogEvent {
  readonly activity: string;
  readonly at: EpochMicroseconds | null;
  /** When the work began, where the log says so; null: when what led to it was done. */
  readonly began: EpochMicroseconds | null;
  readonly role: string | null;
}

export interface ComparedEvent {
  readonly activity: string;
  /** Null: no step of the procedure. */
  readonly step: StepNo | null;
  readonly at: Instant | null;
  readonly role: string | null;
  /** Working minutes it took; null where they can't be told. */
  readonly minutes: number | null;
  /** What is different in this very event. */
  readonly kinds: readonly DifferenceKind[];
}

export interface ComparedCase {
  readonly name: string;
  readonly unit: string | null;
  readonly ended: boolean;
  readonly path: readonly ComparedEvent[];
  /** Each once, however often. */
  readonly differences: readonly Difference[];
}

/** How activities and roles of the log stand for those of the procedure, as a person confirmed it. */
export interface Mapping {
  /** Null: the activity is no step of this procedure. An activity that is absent counts as such too. */
  readonly steps: Readonly<Record<string, StepNo | null>>;
  /** A role of the log that is absent, or null, is not judged. */
  readonly roles: Readonly<Record<string, RoleCode | null>>;
}

/** Working minutes between two moments; null where no calendar knows their years. */
export type WorkingMinutes = (from: Instant, to: Instant) => number | null;
