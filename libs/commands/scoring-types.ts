/** What is asked of the scoring's command side, and what it answers. */
import type { UsedAuthority } from '#libs/access';
import type { Instant, LocalDate } from '#libs/calendar';
import type { Ledger } from '#libs/ledger';
import type {
  MetricsProvider,
  OpenYear,
  SheetCommand,
  SheetRefusal,
  SheetState,
  YearCommand,
  YearRefusal,
  YearState,
} from '#libs/scoring/year';
import type { Conducted, Outcome } from './conduct.ts';

export interface ScoringRequest extends Conducted {
  readonly year: string;
}

/** What a person or the clock asks; sheets that a decision must look at are loaded here. */
export type YearWish = {
  [Type in YearCommand['type']]: Omit<Extract<YearCommand, { type: Type }>, 'sheets'>;
}[YearCommand['type']];

/** `decide` has its own way: `settle`. */
export type SheetWish = Exclude<SheetCommand, { type: 'decide' }>;

type Of<State, Refusal> = Outcome<State, Refusal> | { readonly kind: 'unknown-year' };
export type YearOutcome = Of<YearState, YearRefusal>;
export type SheetOutcome = Of<SheetState, SheetRefusal>;

export interface ScoringCommands {
  year(request: ScoringRequest & { readonly command: YearWish }): Promise<YearOutcome>;
  sheet(
    request: ScoringRequest & { readonly agency: string; readonly command: SheetWish },
  ): Promise<SheetOutcome>;
  /**
   * Writes every agency's score down, those below before those above, and then says so in the year's stream. To be
   * repeated as often as one likes: what is decided already stays.
   */
  settle(year: string, by: UsedAuthority): Promise<YearOutcome>;
  /** Closes the phase whose end has come; a self-score that is missing is recorded on its sheet first. */
  closePhase(year: string, phase: OpenYear['phase'], by: UsedAuthority): Promise<YearOutcome>;
  loadYear(year: string): Promise<{ readonly state: YearState; readonly version: number }>;
  loadSheet(year: string, agency: string): Promise<SheetState>;
  /** As known at a moment: only what was recorded by then. */
  sheetAsOf(year: string, agency: string, asOf: Instant): Promise<SheetState>;
  /** Does the qualification for scoring of that officer hold today? */
  isQualified(by: UsedAuthority): Promise<boolean>;
  loadSheets(year: OpenYear): Promise<ReadonlyMap<string, SheetState>>;
}

export interface ScoringParts {
  readonly ledger: Ledger;
  readonly metrics: MetricsProvider;
  /** Does that officer's qualification for scoring hold on that day? Asked where a year's set wants it. */
  readonly qualified: (by: UsedAuthority, on: LocalDate) => Promise<boolean>;
  readonly now: () => Instant;
}
