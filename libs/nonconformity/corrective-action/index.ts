export type * from './commands.ts';
export type * from './events.ts';
export type * from './state.ts';
export { PEOPLES_COMMANDS } from './commands.ts';
export { NC_SCHEMA_VERSION, SOURCES } from './events.ts';
export {
  DEFAULT_TERMS,
  MAX_EXTENSIONS,
  MOST_TERMS,
  STAGE_NAMES,
  STAGES,
  TERM_NAMES,
  type Stage,
  type Terms,
} from './stages.ts';
export { codeOf, isCounted, NO_NC } from './state.ts';
export { evolveNc, foldNc, type RecordedNcEvent } from './evolve.ts';
export { decideNc } from './decide.ts';
export { allowedOnNc, mayDismiss, mayRaise } from './guards.ts';
export { LEAST_WHYS, MOST_MEASURES, MOST_WHYS } from './policies.ts';
export { dueIn, nextDue, type NcDue } from './due.ts';
export {
  differenceOf,
  shareOf,
  verdictOn,
  type EffectFigures,
  type Share,
  type Tally,
  type Verdict,
} from './effect.ts';
