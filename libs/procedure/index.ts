export type * from './types.ts';
export type { StepGraph } from './graph.ts';
export {
  compileGraph,
  endingSteps,
  isJoin,
  mayEnd,
  partOf,
  pathToEnd,
  reachableFrom,
  sharedGroup,
  stepOf,
  successors,
  targetsOf,
  transitionOf,
} from './graph.ts';
export { normaliseStepNo } from './step-no.ts';
export type { Circular, FormWords, KnownRole, UnitKey } from './vocabulary.ts';
export { CIRCULARS, formWords, isKnownRole, KNOWN_FORMS, ROLES, UNITS } from './vocabulary.ts';
export { PROFILES } from './profiles.ts';
export type { FindingCode } from './check/finding.ts';
export { isSound } from './check/finding.ts';
export type { Held } from './check/edition.ts';
export { checkEdition, VOCABULARY } from './check/edition.ts';
export type { PrintedStep, PrintedTable } from './printed/types.ts';
export type { DraftEdition } from './printed/draft.ts';
export { draftOf } from './printed/draft.ts';
export type { TablesRead } from './printed/read.ts';
export { looksPrinted, readPrintedTables } from './printed/read.ts';
export type { Checked } from './printed/check.ts';
export { checkPrinted, sumFields } from './printed/check.ts';
export { sumOfEdition } from './check/edition-sum.ts';
