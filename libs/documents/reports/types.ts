/** What the reports of a year of scoring are filled with. */
import type { LocalDate } from '#libs/calendar';
import type { Head } from '../types.ts';

export interface ReportedClass {
  readonly name: string;
  readonly count: number;
  /** Of all agencies counted, to two decimals. */
  readonly percent: number;
}

export interface ReportedDistribution {
  /** In words; null: all levels of the set together. */
  readonly level: string | null;
  readonly total: number;
  readonly classes: readonly ReportedClass[];
  readonly unclassified: number;
}

export interface ReportedResult {
  readonly rank: number;
  readonly agency: string;
  readonly level: string;
  readonly self: number | null;
  readonly reviewed: number | null;
  readonly verified: number | null;
  readonly total: number;
  readonly band: string | null;
  /** Amended after publication; the rank stays that of the decision. */
  readonly amended: number | null;
}

export interface ReportedSet {
  readonly title: string;
  readonly official: boolean;
  readonly legalBasis: readonly string[];
  readonly total: number;
  /** Readings that the text leaves open, and the one used. */
  readonly readings: readonly { readonly name: string; readonly value: string; readonly note: string }[];
  readonly distribution: readonly ReportedDistribution[];
  readonly ranking: readonly ReportedResult[];
}

export interface ReportedYear {
  readonly year: string;
  readonly set: string;
  readonly agencies: number;
  readonly mean: number;
  readonly classes: readonly ReportedClass[];
}

export interface CommitteeReport {
  readonly head: Head;
  readonly title: string;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  readonly decision: { readonly number: string; readonly date: LocalDate } | null;
  readonly conduct: {
    readonly agencies: number;
    readonly selfScored: number;
    /** By name: no self-score by the date. */
    readonly missed: readonly string[];
    readonly onSite: number;
    readonly verified: number;
    readonly appeals: number;
    readonly appealsGranted: number;
  };
  readonly sets: readonly ReportedSet[];
  /** Years published before and this one, the oldest first. */
  readonly trend: readonly ReportedYear[];
}

/** The classes of each set sum to its agencies, whole and by level. */
export function reconciles({ sets }: Pick<CommitteeReport, 'sets'>): boolean {
  return sets.every(({ distribution, ranking }) =>
    distribution.every(
      ({ level, total, classes, unclassified }) =>
        classes.reduce((sum, { count }) => sum + count, unclassified) === total &&
        (level !== null || total === ranking.length),
    ),
  );
}

export interface SheetLine {
  readonly key: string;
  readonly name: string;
  readonly max: number;
  readonly self: number | null;
  readonly reviewed: number | null;
  readonly verified: number | null;
  readonly final: number | null;
  readonly explanation: string;
}

/** One agency's sheet of a year. */
export interface AgencyScoreSheet {
  readonly head: Head;
  readonly title: string;
  readonly agency: string;
  readonly set: { readonly title: string; readonly official: boolean; readonly total: number };
  readonly lines: readonly SheetLine[];
  readonly adjustments: readonly {
    readonly name: string;
    readonly points: number;
    readonly reading: string;
  }[];
  readonly totals: {
    readonly self: number | null;
    readonly reviewed: number | null;
    readonly verified: number | null;
    readonly final: number | null;
  };
  readonly band: string | null;
  readonly rank: number | null;
  readonly missed: string | null;
  readonly decision: { readonly number: string; readonly date: LocalDate } | null;
  readonly amendments: readonly {
    readonly number: string;
    readonly date: LocalDate;
    readonly reason: string;
    readonly total: number;
  }[];
}
