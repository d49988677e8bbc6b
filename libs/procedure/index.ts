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
