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
export { roleIn } from './printed/roles.ts';
export type { DraftEdition } from './printed/draft.ts';
export { draftOf } from './printed/draft.ts';
export type { TablesRead } from './printed/read.ts';
export { looksPrinted, readPrintedTables } from './printed/read.ts';
export type { Checked } from './printed/check.ts';
export { checkPrinted, sumFields } from './printed/check.ts';
export type { TableSum } from './printed/sum.ts';
export { sumTable } from './printed/sum.ts';
export type { TotalReading } from './check/total.ts';
export { sumOfEdition } from './check/edition-sum.ts';
export type { EditionDifference, FieldChange, StepDifference } from './compare.ts';
export { compareEditions } from './compare.ts';
export type { EditionEvent, EditionEventType } from './life/events.ts';
export type { EditionState, EditionStatus } from './life/state.ts';
export { NO_EDITION } from './life/state.ts';
export { evolveEdition, foldEdition } from './life/evolve.ts';
export type {
  EditionCommand,
  EditionCommandType,
  EditionContext,
  EditionDecision,
  EditionRefusal,
} from './life/decide.ts';
export { allowedOnEdition, decideEdition } from './life/decide.ts';
export type { EditionRefusalCode } from './life/policies.ts';
export { editionInForce } from './life/in-force.ts';
