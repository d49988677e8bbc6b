export type { AdjustmentLine, ScorePair } from './adjust.ts';
export {
  classify,
  percentOf,
  readScores,
  type AgencyScore,
  type ClassCount,
  type Classification,
  type Unclassified,
} from './classify.ts';
export { Exact } from './exact.ts';
export { checkFigure, measureFigure, type CheckedFormula, type MeasuredFigure } from './formula/figure.ts';
export { lintSet, lintText, type LintReport } from './lint.ts';
export { KNOWN_METRICS } from './metrics.ts';
export { progressBy, type MilestoneReached, type ProgressFigure, type Wanted } from './progress.ts';
export { rank, type Ranked } from './rank.ts';
export { readReport, reconcile, type Reconciliation, type StatedReport } from './reconcile.ts';
export { drawSample, readShare, sampleSize } from './sample.ts';
export {
  scoreAgency,
  withSettings,
  type CriterionLine,
  type Evidence,
  type Judgement,
  type ScoreInputs,
  type ScoreSheet,
} from './score.ts';
export { readSet, type ReadSet } from './set-file/read.ts';
export { SHIPPED_REPORTS, SHIPPED_SETS } from './shipped.ts';
export { sideBySide, STAGES, type Reasons, type Sheets, type Stage, type StageLine } from './stages.ts';
export type * from './types.ts';
