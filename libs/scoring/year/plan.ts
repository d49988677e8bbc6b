/** What a year of scoring is set out by: its phases, their last moments, who is scored by which set and by whom. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { CriteriaSet } from '../types.ts';

/**
 * In order. Those with a date end by the clock; `decision` and `decided` end by an act of the committee, `settling` when
 * every agency's score has been written down; `frozen` never.
 */
export const PHASES = [
  'self-scoring',
  'review',
  'verification',
  'adjustment',
  'appeals',
  'decision',
  'settling',
  'decided',
  'frozen',
] as const;
export type Phase = (typeof PHASES)[number];
export type DatedPhase = Extract<
  Phase,
  'self-scoring' | 'review' | 'verification' | 'adjustment' | 'appeals'
>;
export const DATED_PHASES = [
  'self-scoring',
  'review',
  'verification',
  'adjustment',
  'appeals',
] as const satisfies readonly DatedPhase[];

/** The last moment of each phase; the next begins there. Strictly rising. */
export type PhaseEnds = Readonly<Record<DatedPhase, Instant>>;

export interface Participant {
  readonly agency: string;
  readonly name: string;
  readonly level: string;
  /** Which of the year's sets, by its id. */
  readonly set: string;
  /** The agency above that reviews it. */
  readonly reviewer: string;
}

export interface YearPlan {
  /** The year's name in addresses: `2026`, `2026-cap-xa`. */
  readonly id: string;
  readonly title: string;
  /** The days that are scored, both inclusive. */
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  /** By id, whole: a set that is revised later doesn't touch the year. */
  readonly sets: Readonly<Record<string, CriteriaSet>>;
  readonly ends: PhaseEnds;
  /** Who lags is reminded this many days before a phase ends. */
  readonly reminderDays: readonly number[];
  readonly participants: readonly Participant[];
}

/** On site: the level above goes there. Verification: the province scores again what the level above scored. */
export type SampleKind = 'on-site' | 'verification';

/** The agencies that one reviewer scores by one set: of these at least a share is drawn. */
export interface SampleGroup {
  readonly reviewer: string;
  readonly set: string;
}

export interface Sample extends SampleGroup {
  readonly sample: SampleKind;
  readonly share: string;
  readonly agencies: readonly string[];
  /** Drawn from this seed over `population`, or chosen for this reason. */
  readonly by:
    | { readonly kind: 'drawn'; readonly seed: string; readonly population: readonly string[] }
    | { readonly kind: 'chosen'; readonly reason: string };
}
