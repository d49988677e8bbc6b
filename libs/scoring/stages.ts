/** One agency's scores by stage, side by side: its own, the reviewer's, the verification's, the decided one. */
import { Exact } from './exact.ts';
import type { CriterionLine, ScoreSheet } from './score.ts';

export const STAGES = ['self', 'reviewed', 'verified', 'final'] as const;
export type Stage = (typeof STAGES)[number];

export type Sheets = Readonly<Partial<Record<Stage, ScoreSheet>>>;
/** Why a stage departs from the one before it, by criterion. */
export type Reasons = Readonly<Partial<Record<Stage, Readonly<Record<string, string>>>>>;

export interface StageDifference {
  readonly from: Stage;
  readonly to: Stage;
  /** To the cent; positive: the later stage gives more. */
  readonly points: number;
  /** Null: nobody gave one, which a decision must not leave so. */
  readonly reason: string | null;
}

export interface StageLine {
  readonly id: string;
  readonly name: string;
  readonly max: number;
  readonly points: Readonly<Partial<Record<Stage, number | null>>>;
  readonly differences: readonly StageDifference[];
}

/** Criteria in the order of the first sheet that is there; each stage is compared with the latest one before it. */
export function sideBySide(sheets: Sheets, reasons: Reasons = {}): readonly StageLine[] {
  const present = STAGES.filter((stage) => sheets[stage] !== undefined);
  const [first] = present;
  const criteria = first === undefined ? [] : (sheets[first]?.criteria ?? []);
  return criteria.map(({ id, name, max }) => {
    const points: Partial<Record<Stage, number | null>> = {};
    const differences: StageDifference[] = [];
    for (const [index, stage] of present.entries()) {
      points[stage] = find(sheets, stage, id)?.points ?? null;
      const before = present[index - 1];
      if (before === undefined || points[before] === points[stage]) continue;
      const change = exact(points[stage]).minus(exact(points[before])).toNumber();
      differences.push({ from: before, to: stage, points: change, reason: reasons[stage]?.[id] ?? null });
    }
    return { id, name, max, points, differences };
  });
}

function find(sheets: Sheets, stage: Stage, id: string): CriterionLine | undefined {
  return sheets[stage]?.criteria.find((each) => each.id === id);
}

function exact(value: number | null | undefined): Exact {
  return Exact.of(value ?? 0) ?? Exact.ZERO;
}
