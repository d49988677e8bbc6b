export type * from './entries.ts';
export type * from './events.ts';
export type * from './plan.ts';
export type * from './state.ts';
export { DATED_PHASES, PHASES } from './plan.ts';
export { NO_ENTRIES } from './entries.ts';
export { BLANK_SHEET, NO_YEAR } from './state.ts';
export { evolveSheet, evolveYear, foldSheet, foldYear } from './evolve.ts';
export {
  decideYear,
  PHASE_NAMES,
  type YearCommand,
  type YearCommandType,
  type YearDecision,
  type YearRefusal,
} from './decide-year.ts';
export {
  allowedOnSheet,
  decideSheet,
  needsQualification,
  type SheetCommand,
  type SheetCommandType,
  type SheetContext,
  type SheetDecision,
  type SheetRefusal,
} from './decide-sheet.ts';
export type { Broken, ScoringRefusalCode } from './policies.ts';
export { nextDue, samplingNow, type Due } from './due.ts';
export {
  finalScore,
  leavesOf,
  recomputed,
  scoreOf,
  stageInputs,
  type Below,
  type Known,
  type Leaf,
} from './scores.ts';
export { MILDEST_RULE, type FinalScore, type MissedRule } from './final.ts';
export { NO_METRICS, type Behind, type MetricsProvider } from './metrics-provider.ts';
export { distribution, ranking, type Distribution, type RankedResult } from './results.ts';
export { inSample, laggards, participantOf, setOf, tiersOf, type SheetsOf } from './who.ts';
