export { LogFold, type ActivityFigures, type LogFigures, type LogOmissions } from './log/figures.ts';
export { parseMoment } from './log/moment.ts';
export { parseWallMoment } from './log/wall-moment.ts';
export type { EpochMicroseconds, LogAttributes, LogItem } from './log/types.ts';
export {
  ACTIVITY,
  DEADLINE,
  END_DATE,
  LIFECYCLE,
  PROCEDURE,
  RESOURCE,
  ROLE,
  TIMESTAMP,
  UNIT,
} from './log/types.ts';
export { CaseReader, type CaseOptions } from './compare/cases.ts';
export { compareCase } from './compare/case.ts';
export { draftedFile, PathFold, type DraftedPath, type DraftHead } from './compare/draft.ts';
export {
  ComparisonFold,
  OTHER_UNITS,
  type CaseCounts,
  type Comparison,
  type DifferenceCount,
  type StepSpeed,
} from './compare/fold.ts';
export { proposeSteps, type ProposedStep } from './compare/likeness.ts';
export { officeMinutes } from './compare/office-minutes.ts';
export { SurveyFold, type Survey } from './compare/survey.ts';
export type {
  ComparedCase,
  ComparedEvent,
  Difference,
  DifferenceKind,
  LogCase,
  LogEvent,
  Mapping,
  WorkingMinutes,
} from './compare/types.ts';
export { DIFFERENCE_KINDS, keyOfDifference } from './compare/types.ts';
export { yardstick, type Yardstick } from './compare/yardstick.ts';
export { OrderAutomaton, type OrderState, type StepDone } from './order/automaton.ts';
export {
  advance,
  beginCheck,
  checkOrder,
  endCheck,
  type OrderCheck,
  type OrderDeviation,
} from './order/check.ts';
export {
  matchOf,
  matchRuleOn,
  readMatchRules,
  SHIPPED_MATCH_RULES,
  type MatchRule,
  type MatchStanding,
} from './matching/match.ts';
