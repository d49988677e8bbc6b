export type { ReadBounds } from './bounds.ts';
export { DELIMITERS, type Delimiter } from './csv/delimiter.ts';
export { readCsvLog, type BadRow, type CsvFields, type CsvOptions } from './csv/reader.ts';
export { UnreadableLogError, type UnreadableLogCode } from './errors.ts';
export { LOG_FIELDS, proposeFields, XES_FIELDS, type LogField, type LogFields } from './fields.ts';
export { headOf, type LogHead } from './head.ts';
export { readLog, type LogSource } from './read-log.ts';
export { readXes } from './xes/reader.ts';
