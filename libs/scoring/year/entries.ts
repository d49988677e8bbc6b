/** What a person puts on a sheet, stage by stage, and the figures that the product computed for it. */
import type { Evidence } from '../score.ts';

/** A file kept under its hash, that proves a criterion. */
export interface EvidenceFile {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export interface EvidenceEntry extends Evidence {
  readonly files?: readonly EvidenceFile[];
}

/** Points that a person gives, in place of computed or documented ones too. */
export interface PointsEntry {
  readonly points: number;
  readonly reason: string;
}

/** Keyed by criterion, or `P05/on-site` for a part. A stage holds only what it adds to the stage before. */
export interface Entries {
  readonly evidence: Readonly<Record<string, EvidenceEntry>>;
  readonly points: Readonly<Record<string, PointsEntry>>;
  /** Criteria that don't apply, with the reason. */
  readonly notApplicable: Readonly<Record<string, string>>;
}

export const NO_ENTRIES: Entries = { evidence: {}, points: {}, notApplicable: {} };

/** By metric. A metric that isn't here is not available: it is never guessed. */
export type Figures = Readonly<Record<string, number | boolean>>;

/**
 * What the later stage says of a criterion stands. Points given over a document leave the document there; a new document,
 * or that a criterion doesn't apply, puts all before it aside.
 */
export function overlaid(earlier: Entries, later: Entries): Entries {
  const given = Object.keys(later.points);
  const documented = Object.keys(later.evidence);
  const outside = Object.keys(later.notApplicable);
  return {
    evidence: { ...omitted(earlier.evidence, outside), ...later.evidence },
    points: { ...omitted(earlier.points, [...documented, ...outside]), ...later.points },
    notApplicable: { ...omitted(earlier.notApplicable, [...given, ...documented]), ...later.notApplicable },
  };
}

export function keysOf({ evidence, points, notApplicable }: Entries): readonly string[] {
  return [...new Set([evidence, points, notApplicable].flatMap((each) => Object.keys(each)))];
}

export function omitted<T>(
  record: Readonly<Record<string, T>>,
  keys: readonly string[],
): Readonly<Record<string, T>> {
  const gone = new Set(keys);
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone.has(key)));
}
