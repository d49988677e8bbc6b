export { openRuntime } from './runtime.ts';
export type { Runtime, RuntimeOptions } from './runtime.ts';
export { keyringKeys, refuseForeignKeys } from './master-keys.ts';
export { migrateAll } from './schema.ts';
export { proposeRisks } from './propose-risks.ts';
export { measurePool } from './measured.ts';
export { measureObjective } from './measure-objectives.ts';
