export type { EditionRead } from './parse-edition.ts';
export { parseDocuments, parseEdition } from './parse-edition.ts';
