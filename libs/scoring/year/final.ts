/** A decided score, and the rule that may have shaped it. */
import type { Instant } from '#libs/calendar';
import type { ScoreInputs } from '../score.ts';
import type { ScoringRules } from '../types.ts';

export type MissedRule = NonNullable<ScoringRules['missedDate']>;

/** Where the set says nothing of an agency that misses its date, it loses nothing but its say. */
export const MILDEST_RULE: MissedRule = { rule: 'review-only', points: 0 };

/** A score as decided, with all that it follows from: the same inputs give the same total for ever. */
export interface FinalScore {
  readonly inputs: ScoreInputs;
  /** The figures among the inputs are those known at this moment. */
  readonly asOf: Instant;
  readonly missed: MissedRule | null;
  readonly total: number;
  /** Null when the total lies in no band, or in several. */
  readonly band: string | null;
}
