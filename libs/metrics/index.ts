export type { Apology, DueSince, FigureHistory, SupplementRequest } from './history.ts';
export { NO_HISTORY, remember } from './history.ts';
export type { DossierFacts, Ending, Facts, Minutes, Span, StepFacts } from './facts.ts';
export { factsOf } from './facts.ts';
export type { OpenClass, Reading, Timeliness } from './classes.ts';
export { classOfEnded, classOfOpen, dueOn, onTime766, timelinessAt } from './classes.ts';
export type { Cell, Period } from './cell.ts';
export { cellOf, conserves, EMPTY_CELL } from './cell.ts';
