export type * from './types.ts';
export { canActOnStep, canSupervise, inForce, rolesAt, DIVISION_HEAD } from './steps.ts';
