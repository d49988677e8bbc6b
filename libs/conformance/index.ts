export { LogFold, type ActivityFigures, type LogFigures, type LogOmissions } from './log/figures.ts';
export { parseMoment } from './log/moment.ts';
export type { EpochMicroseconds, LogAttributes, LogItem } from './log/types.ts';
export { ACTIVITY, DEADLINE, END_DATE, RESOURCE, TIMESTAMP } from './log/types.ts';
export { ConformanceFold, type LogConformance, type StepOfActivity } from './log/conformance.ts';
export { OrderAutomaton, type OrderState, type StepDone } from './order/automaton.ts';
export {
  advance,
  beginCheck,
  checkOrder,
  endCheck,
  type OrderCheck,
  type OrderDeviation,
} from './order/check.ts';
