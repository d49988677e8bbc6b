export type { EditionRead } from './parse-edition.ts';
export { parseEdition, parseText } from './parse-edition.ts';
