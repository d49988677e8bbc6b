export type * from './events.ts';
export { MAIN_PART, SCHEMA_VERSION } from './events.ts';
export type * from './state.ts';
export type * from './commands.ts';
export { evolve, fold, initialState } from './evolve.ts';
