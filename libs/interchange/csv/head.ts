/** The heading and the first rows of a CSV, for whoever names its columns. */
import { parse } from 'csv-parse/sync';
import { guessDelimiter } from './delimiter.ts';

export interface CsvHead {
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** The first rows, as they stand. */
  readonly rows: readonly (readonly string[])[];
}

const ROWS_SHOWN = 5;

/** @param text the beginning of the file; its last line may be cut. @param delimiter where a person said which. */
export function csvHead(text: string, delimiter: string = guessDelimiter(text)): CsvHead {
  const rows: string[][] = parse(text, {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: ROWS_SHOWN + 1,
  });
  const [columns = [], ...shown] = rows;
  return { delimiter, columns: columns.map((name) => name.trim()), rows: shown };
}
