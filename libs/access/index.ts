export type * from './types.ts';
export { canActOnStep, canSupervise, inForce, rolesAt, DIVISION_HEAD, RECEPTION } from './steps.ts';
export type { DossierPlaces, DossierScope } from './visibility.ts';
export { reaches, visibilityOf } from './visibility.ts';
export type { Part, Place } from './parts.ts';
export { playing } from './parts.ts';
export type { Action, Permission, Wish } from './permissions.ts';
export { can } from './permissions.ts';
