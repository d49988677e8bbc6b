export { readCsvLog, type CsvColumns } from './csv/reader.ts';
export { UnreadableLogError, type UnreadableLogCode } from './errors.ts';
export { readXes } from './xes/reader.ts';
