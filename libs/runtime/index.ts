export { openRuntime } from './runtime.ts';
export type { Runtime, RuntimeOptions } from './runtime.ts';
export { migrateAll } from './schema.ts';
export { measurePool } from './measured.ts';
