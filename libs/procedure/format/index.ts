export type { EditionRead } from './parse-edition.ts';
export { parseDocuments, parseEdition } from './parse-edition.ts';
export type { EditionFile, Field, FileStep } from './write-edition.ts';
export { writeEdition } from './write-edition.ts';
export type { Pasted, PastedStep, PastedTable, TableRead } from './table/read-table.ts';
export { readTable } from './table/read-table.ts';
export { MAX_TABLE_CHARS } from './table/grid.ts';
export { draftFile } from './table/draft-file.ts';
