/** The tables in HTML as word processors put it on the clipboard. Not a browser: only what a table is made of counts. */
import { linesOf, MAX_COLUMNS, MAX_ROWS, type Cell, type Grid } from './grid.ts';

const TOKEN = /<!--[\s\S]*?-->|<[!?][^>]*>|<(\/?)([a-z][a-z0-9:-]*)([^>]*)>|[^<]+|</giu;
/** Their content is no text. */
const SILENT: ReadonlySet<string> = new Set(['style', 'script', 'title', 'xml']);
const BREAKS: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'table']);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

interface Span {
  text: string;
  readonly columns: number;
  readonly rows: number;
}

/** In the order in which they stand; a table within a cell is that cell's text. */
export function htmlGrids(html: string): readonly Grid[] {
  const tables: Span[][][] = [];
  let depth = 0;
  let silent: string | undefined;
  let cell: Span | undefined;
  for (const [token, slash, tag, attributes] of html.matchAll(TOKEN)) {
    const name = tag?.toLowerCase();
    if (silent !== undefined) {
      if (slash && name === silent) silent = undefined;
      continue;
    }
    if (name === undefined) {
      if (cell && !token.startsWith('<')) cell.text += decoded(token.replace(/\s+/gu, ' '));
      continue;
    }
    if (!slash && SILENT.has(name)) silent = name;
    else if (name === 'table') {
      depth += slash ? -1 : 1;
      if (!slash && depth === 1) tables.push([]);
      if (slash && depth === 0) cell = undefined;
    } else if (depth === 1 && name === 'tr') {
      if (!slash) tables.at(-1)?.push([]);
      cell = undefined;
    } else if (depth === 1 && (name === 'td' || name === 'th')) {
      cell = slash ? undefined : opened(tables.at(-1), attributes ?? '');
    }
    if (cell && BREAKS.has(name)) cell.text += '\n';
  }
  return tables.map(placed);
}

function opened(table: Span[][] | undefined, attributes: string): Span {
  const span = (name: string, most: number): number => {
    const [, printed] = new RegExp(`${name}\\s*=\\s*["']?(\\d+)`, 'iu').exec(attributes) ?? [];
    return Math.min(Math.max(Number(printed ?? 1), 1), most);
  };
  const cell = { text: '', columns: span('colspan', MAX_COLUMNS), rows: span('rowspan', MAX_ROWS) };
  if (table?.length === 0) table.push([]);
  table?.at(-1)?.push(cell);
  return cell;
}

const decoded = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]+|[a-z]+);/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? accented(name) ?? whole;
    const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

const ACCENTED = /^([aeiouy])(grave|acute|circ|tilde)$/iu;
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
};

/** `&agrave;` and the like, as older editors write Vietnamese. */
function accented(name: string): string | undefined {
  const [, letter = '', accent = ''] = ACCENTED.exec(name) ?? [];
  const mark = ACCENTS[accent.toLowerCase()];
  return mark && `${letter}${mark}`.normalize('NFC');
}

/** Each cell in all the places that it spans. */
function placed(rows: readonly (readonly Span[])[]): Grid {
  const grid: Cell[][] = rows.slice(0, MAX_ROWS).map(() => []);
  grid.forEach((line, row) => {
    let column = 0;
    for (const { text, columns, rows: height } of rows[row] ?? []) {
      while (line[column]) column++;
      const cell: Cell = { lines: linesOf(text), row, column };
      for (const below of grid.slice(row, row + height)) {
        for (let right = 0; right < columns && column + right < MAX_COLUMNS; right++) {
          below[column + right] ??= cell;
        }
      }
      column += columns;
    }
  });
  return grid;
}
