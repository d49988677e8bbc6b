/** What goes between the relay, a year's workflow and its activities. */
import type { Due, Phase } from '#libs/scoring/year';
import { defineQuery, defineSignal } from '@temporalio/workflow';

export interface YearStart {
  readonly year: string;
}

/** The year as the clock needs to know it. */
export interface YearBrief {
  readonly year: string;
  readonly phase: Phase;
  /** Of the year's stream. */
  readonly version: number;
  /** What comes next by the clock, and in words; null: the year waits for a person, or is over. */
  readonly due: Due | null;
  readonly dueInWords: string;
  /** Markdown, for an operator in Temporal's own UI. */
  readonly details: string;
}

/** The workflow's name is its type in Temporal: procedures' codes are never spelled like it. */
export const YEARLY_SCORING = 'yearlyScoring';
export const KEEP_SCORING_YEARS = 'keepScoringYears';
const PREFIX = 'scoring-year/';
export const yearWorkflowId = (year: string): string => `${PREFIX}${year}`;
/** Undefined: it is no year's workflow. */
export const yearOfWorkflowId = (id: string): string | undefined =>
  id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;

/** The year's stream has come to this version. */
export const yearChangedSignal = defineSignal<[number]>('yearChanged');
export const yearQuery = defineQuery<YearBrief | null>('year');

/** The workflow's only effects. Each may be asked again: a moment has its effect once. */
export interface ScoringActivities {
  lookAtYear(year: string): Promise<YearBrief>;
  /** Has done what is due, or finds that another has; answers the year as it is then. @param seed for samples. */
  actOnYear(brief: YearBrief, due: Due, seed: string): Promise<YearBrief>;
  /** Years that are not frozen. */
  openYears(): Promise<readonly string[]>;
}
