/** Which character parts the columns of a CSV. */
import { parse } from 'csv-parse/sync';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINES_LOOKED_AT = 20;

/** The one that parts the first lines into the most columns, as many in each as in the heading; a comma if none does. */
export function guessDelimiter(head: string): Delimiter {
  let [best, most] = [DELIMITERS[0] as Delimiter, 0];
  for (const delimiter of DELIMITERS) {
    const widths = widthsOf(head, delimiter);
    const columns = widths[0] ?? 0;
    const alike = widths.filter((width) => width === columns).length;
    const score = columns > 1 ? columns * (alike / widths.length) : 0;
    if (score > most) [best, most] = [delimiter, score];
  }
  return best;
}

function widthsOf(head: string, delimiter: Delimiter): readonly number[] {
  try {
    const rows: string[][] = parse(head, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: LINES_LOOKED_AT,
    });
    return rows.map((row) => row.length);
  } catch {
    return []; // A quote that opens and never closes: not this one, or the reading will say where.
  }
}
