/** A table as lines of text: TSV as a spreadsheet copies it, or CSV with commas or semicolons. Quotes as in RFC 4180. */
import { linesOf, MAX_COLUMNS, MAX_ROWS, type Grid } from './grid.ts';

export function delimitedGrid(text: string): Grid {
  const source = text.replace(/^\uFEFF/u, '');
  const delimiter = delimiterOf(source);
  const rows: string[][] = [[]];
  for (let at = 0; at < source.length && rows.length <= MAX_ROWS;) {
    const { field, end } = fieldAt(source, at, delimiter);
    const row = rows.at(-1);
    if (row && row.length < MAX_COLUMNS) row.push(field);
    if (source[end] === '\n') rows.push([]);
    at = end + 1;
  }
  return rows
    .slice(0, MAX_ROWS)
    .map((fields, row) => fields.map((field, column) => ({ lines: linesOf(field), row, column })))
    .filter((cells) => cells.some(({ lines }) => lines.length > 0));
}

function fieldAt(source: string, at: number, delimiter: string): { field: string; end: number } {
  if (source[at] === '"') {
    const quoted = /"((?:[^"]|"")*)"[ ]*/uy;
    quoted.lastIndex = at;
    const match = quoted.exec(source);
    const end = match ? at + match[0].length : at;
    if (match && [delimiter, '\n', '\r', undefined].includes(source[end])) {
      const next = source[end] === '\r' ? end + 1 : end;
      return { field: (match[1] ?? '').replaceAll('""', '"'), end: next };
    }
  }
  let end = at;
  while (end < source.length && source[end] !== delimiter && source[end] !== '\n') end++;
  return { field: source.slice(at, end).replace(/\r$/u, ''), end };
}

/** Whichever of them the first line has most of; a tab wins, for nobody writes one. */
function delimiterOf(source: string): string {
  const [first = ''] = source.split('\n', 1);
  if (first.includes('\t')) return '\t';
  const count = (mark: string): number => first.split(mark).length;
  return count(';') > count(',') ? ';' : ',';
}
