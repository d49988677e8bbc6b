export type * from './types.ts';
export { createCommands, DOSSIER } from './execute.ts';
export type { Commands } from './execute.ts';
export { fromRecorded, unsealedBody } from './codec.ts';
export type { SealedData } from './codec.ts';
export { createSecrets, lookupHashOf, lookupMatches } from './secrets.ts';
export type { Secrets } from './secrets.ts';
export { createEditionCommands, EDITION, editionEventOf, editionStream } from './editions.ts';
export type { EditionCommands, EditionOutcome, EditionRequest } from './editions.ts';
