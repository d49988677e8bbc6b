export { readXes } from './xes/reader.ts';
export { UnreadableLogError, type UnreadableLogCode } from './xes/errors.ts';
