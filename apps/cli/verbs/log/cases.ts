/** A log file's cases, with what of it could not be read. */
import { CaseReader, type LogCase } from '#libs/conformance';
import { headOf, proposeFields, readLog, XES_FIELDS, type BadRow, type LogFields } from '#libs/interchange';
import type { VerbIo } from '../../verb.ts';
import { bytesOf } from './source.ts';

export interface CasesAsked {
  /** Columns or attribute keys; what is not named is told from the columns' own names. */
  readonly fields: LogFields;
  readonly delimiter?: string;
  /** Only cases of this procedure, as the log names it. */
  readonly only?: string;
}

export interface LogCases {
  readonly cases: readonly LogCase[];
  readonly badRows: readonly BadRow[];
}

/** Bad rows beyond these are counted, not shown. */
const SHOWN_BAD_ROWS = 20;

/** Held whole: activities must be known before they are mapped. About 200 bytes an event. */
export async function readCases(file: string, asked: CasesAsked, io: VerbIo): Promise<LogCases> {
  const chunks = await heldOf(file, io);
  const head = await headOf(chunks.again(), asked.delimiter);
  const known = head.format === 'xes' ? XES_FIELDS : proposeFields(head.columns);
  const fields = { ...known, ...asked.fields };
  const badRows: BadRow[] = [];
  const reader = new CaseReader({ endDated: fields.ended !== undefined });
  const cases: LogCase[] = [];
  const source = {
    format: head.format,
    fields,
    onBadRow: (row: BadRow): void => void badRows.push(row),
    ...(head.format === 'csv' && { delimiter: head.delimiter }),
  };
  if (head.format === 'csv') tell(fields, head.delimiter, io);
  for await (const items of readLog(chunks.again(), source)) {
    for (const item of items) {
      const found = reader.add(item);
      if (found && (asked.only === undefined || found.procedure === asked.only)) cases.push(found);
    }
  }
  tellBad(badRows, io);
  return { cases, badRows };
}

function tell(fields: LogFields, delimiter: string, io: VerbIo): void {
  const named = Object.entries(fields).map(([field, column]) => `${field} “${column}”`);
  io.err(`note: columns parted by ${delimiter === '\t' ? 'tab' : `“${delimiter}”`}; ${named.join(', ')}`);
}

function tellBad(rows: readonly BadRow[], io: VerbIo): void {
  for (const { line, fault, found } of rows.slice(0, SHOWN_BAD_ROWS))
    io.err(`line ${line}: ${fault} ${found}`.trim());
  if (rows.length > 0) io.err(`note: ${rows.length} rows could not be read and stand for no event`);
}

/** Standard input can be read but once, a file again. */
async function heldOf(file: string, io: VerbIo): Promise<{ again(): AsyncIterable<Uint8Array> }> {
  if (file !== '-') return { again: () => bytesOf(file, io) };
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(file, io)) chunks.push(chunk);
  async function* again(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  return { again };
}
