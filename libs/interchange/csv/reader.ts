/**
 * Reads an event log from CSV whose columns are named. Rows of different cases may be mixed and in any order, so all
 * events are held until the end; those of a case are sorted by their time, where that is given. Every row is an event
 * or is told as one that could not be read.
 */
import { parseWallMoment, TIMESTAMP, type LogItem } from '#libs/conformance';
import { CsvError, parse, type Info } from 'csv-parse';
import { Readable } from 'node:stream';
import { bounded, EventCount, WIDE_BOUNDS, type ReadBounds } from '../bounds.ts';
import { UnreadableLogError } from '../errors.ts';
import { LOG_FIELDS, pick, type LogFields } from '../fields.ts';
import { textOf, type ByteSource } from '../text.ts';

export type CsvFields = LogFields & { readonly case: string; readonly activity: string };

/** A row that is no event. */
export interface BadRow {
  /** Of the file, from 1; where a row takes several lines, its last. */
  readonly line: number;
  readonly fault: 'columns' | 'no-case' | 'no-activity' | 'time';
  /** What stands there: the time as written, or how many columns. */
  readonly found: string;
}

export interface CsvOptions {
  /** One character; a comma when not given. */
  readonly delimiter?: string;
  readonly bounds?: ReadBounds;
  readonly onBadRow?: (row: BadRow) => void;
}

const MAX_FOUND = 60;

/** Yields one case at a time, in the order of their first rows. Throws `UnreadableLogError`. */
export async function* readCsvLog(
  source: ByteSource,
  fields: CsvFields,
  { delimiter = ',', bounds = WIDE_BOUNDS, onBadRow = () => undefined }: CsvOptions = {},
): AsyncGenerator<readonly LogItem[]> {
  const cases = new Map<string, LogItem[]>();
  const events = new EventCount(bounds);
  for await (const row of rowsOf(source, fields, { delimiter, bounds })) {
    events.add(1);
    const fault = faultOf(row, fields);
    if (fault) {
      onBadRow({ line: row.line, ...fault, found: fault.found.slice(0, MAX_FOUND) });
      continue;
    }
    const name = row.values.get(fields.case)!.trim();
    const items = cases.get(name) ?? [];
    items.push({ kind: 'event', attributes: pick('event', row.values, fields) });
    cases.set(name, items);
  }
  for (const [name, items] of cases) {
    const attributes = pick('case', new Map([[fields.case, name]]), { case: fields.case });
    yield [...inTime(items, fields), { kind: 'case', attributes }];
  }
}

interface Row {
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
  readonly columns: number;
  readonly width: number;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

async function* rowsOf(
  source: ByteSource,
  fields: LogFields,
  { delimiter, bounds }: { readonly delimiter: string; readonly bounds: ReadBounds },
): AsyncGenerator<Row> {
  const parser = parse({
    delimiter,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
  });
  const text = Readable.from(bounded(textOf(source), bounds.maxChars));
  text.on('error', (error) => parser.destroy(error));
  let columns: readonly string[] | undefined;
  let wanted: readonly (readonly [string, number])[] = [];
  try {
    for await (const parsed of text.pipe(parser)) {
      const { record, info } = parsed as Parsed;
      if (columns === undefined) {
        columns = record.map((name) => name.trim());
        wanted = placesOf(columns, fields);
        continue;
      }
      const values = new Map(wanted.map(([name, place]) => [name, record[place] ?? '']));
      yield { line: info.lines, values, columns: columns.length, width: record.length };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new UnreadableLogError('csv-malformed', cause.message, { cause });
  } finally {
    text.destroy();
  }
}

function placesOf(columns: readonly string[], fields: LogFields): readonly (readonly [string, number])[] {
  const wanted = [...new Set(LOG_FIELDS.flatMap((field) => fields[field] ?? []))];
  const missing = wanted.filter((name) => !columns.includes(name));
  if (missing.length === 0) return wanted.map((name) => [name, columns.indexOf(name)]);
  const message = `no column ${missing.join(', ')}; the columns are ${columns.join(', ')}`;
  throw new UnreadableLogError('column-missing', message);
}

function faultOf(
  { values, columns, width }: Row,
  fields: CsvFields,
): Pick<BadRow, 'fault' | 'found'> | undefined {
  const said = (column: string | undefined): string =>
    column === undefined ? '' : (values.get(column) ?? '').trim();
  if (width !== columns) return { fault: 'columns', found: String(width) };
  if (said(fields.case) === '') return { fault: 'no-case', found: '' };
  if (said(fields.activity) === '') return { fault: 'no-activity', found: '' };
  const time = said(fields.time);
  const timeless = fields.time !== undefined && parseWallMoment(time) === null;
  return timeless ? { fault: 'time', found: time } : undefined;
}

/** Rows of one moment stay as they stand in the file. */
function inTime(items: readonly LogItem[], { time }: LogFields): readonly LogItem[] {
  if (time === undefined) return items;
  const at = items.map(({ attributes }) => parseWallMoment(attributes.get(TIMESTAMP) ?? '') ?? 0);
  const order = items.map((_, index) => index).sort((a, b) => at[a]! - at[b]! || a - b);
  return order.map((index) => items[index]!);
}
