/**
 * Reads an event log from CSV whose columns are named. Rows of different cases may be mixed, so all events are held
 * until the end; the order within a case is that of the file.
 */
import { ACTIVITY, RESOURCE, TIMESTAMP, type LogItem } from '#libs/conformance';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { UnreadableLogError } from '../errors.ts';
import { textOf, type ByteSource } from '../text.ts';

export interface CsvColumns {
  readonly case: string;
  readonly activity: string;
  readonly timestamp?: string;
  readonly resource?: string;
  /** One character; a comma when not given. */
  readonly delimiter?: string;
}

/** About a gigabyte of memory. */
const MAX_EVENTS = 5_000_000;

/** Yields one case at a time, in the order of their first rows. Throws `UnreadableLogError`. */
export async function* readCsvLog(
  source: ByteSource,
  columns: CsvColumns,
): AsyncGenerator<readonly LogItem[]> {
  const cases = new Map<string, LogItem[]>();
  let events = 0;
  for await (const row of rowsOf(source, columns)) {
    events += 1;
    if (events > MAX_EVENTS) throw new UnreadableLogError('log-too-large', `more than ${MAX_EVENTS} events`);
    const name = row[columns.case] ?? '';
    const items = cases.get(name) ?? [];
    items.push({ kind: 'event', attributes: attributesOf(row, columns) });
    cases.set(name, items);
  }
  for (const [name, items] of cases) {
    yield [...items, { kind: 'case', attributes: new Map([[ACTIVITY, name]]) }];
  }
}

type Row = Readonly<Record<string, string>>;

async function* rowsOf(source: ByteSource, columns: CsvColumns): AsyncGenerator<Row> {
  const wanted = [columns.case, columns.activity, columns.timestamp, columns.resource].filter(
    (name) => name !== undefined,
  );
  const parser = parse({
    delimiter: columns.delimiter ?? ',',
    skip_empty_lines: true,
    columns: (header: string[]) => {
      const names = header.map((name) => name.trim());
      const missing = wanted.filter((name) => !names.includes(name));
      if (missing.length === 0) return names;
      const message = `no column ${missing.join(', ')}; the columns are ${names.join(', ')}`;
      throw new UnreadableLogError('column-missing', message);
    },
  });
  const text = Readable.from(textOf(source));
  text.on('error', (error) => parser.destroy(error));
  try {
    for await (const row of text.pipe(parser)) yield row as Row;
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new UnreadableLogError('csv-malformed', cause.message, { cause });
  } finally {
    text.destroy();
  }
}

function attributesOf(row: Row, columns: CsvColumns): ReadonlyMap<string, string> {
  const pairs: [string, string | undefined][] = [
    [ACTIVITY, columns.activity],
    [TIMESTAMP, columns.timestamp],
    [RESOURCE, columns.resource],
  ];
  const attributes = new Map<string, string>();
  for (const [key, column] of pairs) {
    const value = column === undefined ? '' : (row[column] ?? '').trim();
    if (value !== '') attributes.set(key, value);
  }
  return attributes;
}
