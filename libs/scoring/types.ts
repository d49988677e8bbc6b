/** A criteria set: versioned plain data, so that it can be stored, hashed and pinned by a year's scoring. */

/** What is wrong with a file, where (a path such as `criteria.P06.formula`) and how it shows. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly where: string;
  readonly message: string;
}

export interface CriteriaSet {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** `false`: nobody has decreed it; every result says so. */
  readonly official: boolean;
  /** Dates `YYYY-MM-DD`, both inclusive; null is open. */
  readonly valid: { readonly from: string | null; readonly to: string | null };
  /** Levels (`province`, `district`, `commune`, …) and kinds of agency that it scores; empty: any. */
  readonly levels: readonly string[];
  readonly agencyKinds: readonly string[];
  readonly legalBasis: readonly string[];
  readonly notes: readonly string[];
  /** The stated total of points; scores lie from 0 to it. */
  readonly total: number;
  readonly whenNotApplicable: WhenNotApplicable;
  /** Readings that the text leaves open, by name; formulas may name them, results print them. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** Every metric a formula may name: the product's own and the set's. */
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly groups: readonly Group[];
  readonly criteria: readonly Criterion[];
  readonly adjustments: readonly Adjustment[];
  /** From the best class to the last, as the set prints them. */
  readonly bands: readonly Band[];
  readonly procedure: ScoringRules;
}

/** `rescale`: the other criteria carry the whole total; `zero` and `full`: the criterion gives nothing or all. */
export type WhenNotApplicable = 'rescale' | 'zero' | 'full';

/** What a division by zero in a criterion's formula means. `refuse`: the criterion stays open until a person decides. */
export type WhenDividedByZero = 'not-applicable' | 'zero' | 'full' | 'refuse';

export type Scalar = number | boolean | string;

export interface Setting {
  readonly value: Scalar;
  readonly choices: readonly Scalar[];
  readonly note: string;
}

export interface Metric {
  /** `ratio` (0–1), `percent`, `points`, `flag` (true or false), or a name of things counted: `dossiers`, `steps`, … */
  readonly unit: string;
  readonly title: string;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  /** Stated maximum; null when the set states none. */
  readonly max: number | null;
}

export interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly group: string | null;
  readonly max: number;
  readonly scoring: Scoring;
  readonly whenNotApplicable: WhenNotApplicable;
}

export type Scoring =
  | { readonly how: 'computed'; readonly scale: Scale; readonly whenDividedByZero: WhenDividedByZero }
  /** A document with its number and date proves it. */
  | { readonly how: 'evidence'; readonly evidence: string }
  /** A person decides, with a reason. */
  | { readonly how: 'judged'; readonly guidance: string }
  /** The sum of its parts, each scored in its own way; their maxima sum to the criterion's. */
  | { readonly how: 'mixed'; readonly parts: readonly Criterion[] };

/** How figures become points, never under 0 nor over the maximum. */
export type Scale =
  /** The formula gives the points. */
  | { readonly kind: 'points'; readonly formula: string }
  /** Full points from the threshold on, below it rate × max / threshold. */
  | { readonly kind: 'proportional'; readonly formula: string; readonly threshold: number }
  /** The points of the highest step that the rate reaches; none below the lowest. */
  | { readonly kind: 'stepwise'; readonly formula: string; readonly steps: readonly ScaleStep[] }
  /** The maximum less `each` for each one counted. */
  | { readonly kind: 'deduction'; readonly formula: string; readonly each: number };

export interface ScaleStep {
  readonly from: number;
  /** `false`: the step begins above `from`. */
  readonly closed: boolean;
  readonly points: number;
}

export type Adjustment = { readonly id: string; readonly name: string; readonly points: number } & (
  | { readonly kind: 'condition'; readonly when: string }
  /** Scored more than `tolerance` higher than the verification found. */
  | {
      readonly kind: 'overscored';
      /** Which pairs it looks at: `communes` scored by a district, or the agency's own `self` score. */
      readonly of: string;
      readonly tolerance: number;
      /** One of `READINGS`, or the name of a setting that holds one. */
      readonly reading: string;
      /** One of `COUNTINGS`, or the name of a setting that holds one. */
      readonly counted: string;
    }
);

/** `relative`: the tolerance is per cent of the verified score; `points`: it is points. */
export const READINGS = ['relative', 'points'] as const;
export type Reading = (typeof READINGS)[number];
/** Taken off once when any pair exceeds, once when the average does, or once for each pair that does. */
export const COUNTINGS = ['any', 'average', 'each'] as const;
export type Counting = (typeof COUNTINGS)[number];

export interface Edge {
  readonly at: number;
  readonly closed: boolean;
}

export interface Band {
  readonly name: string;
  /** Null where the text states no thresholds: such classes are given by a person, not by a score. */
  readonly edges: { readonly lower: Edge; readonly upper: Edge } | null;
}

/** What the yearly workflow asks of the set; null where the text says nothing. */
export interface ScoringRules {
  /** Smallest share of the level below to be scored on site, e.g. `1/3`. */
  readonly onSiteShare: string | null;
  /** Share that the level above verifies, e.g. `10%`. */
  readonly verificationShare: string | null;
  /** An agency that has no self-score by the date: is scored by review alone, gets zero, or loses points. */
  readonly missedDate: { readonly rule: 'review-only' | 'zero' | 'deduct'; readonly points: number } | null;
  /** `qualified`: official points are given by those alone whose qualification for scoring holds that day (ISO 9001, 7.2). */
  readonly scorers?: 'qualified' | null;
}
