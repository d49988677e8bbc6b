export type * from './events.ts';
export { SCHEMA_VERSION } from './events.ts';
export type * from './state.ts';
export type * from './commands.ts';
