/**
 * The tables of a Word file (.docx, ECMA-376 part 1, §17.4) as the clipboard would have them: HTML with merged cells and
 * the numbers that Word writes itself. Read here in the browser, so that a document never leaves the computer.
 */
import { strFromU8, unzipSync } from 'fflate';
import { numberer } from './word-numbers.ts';
import { all, child, valueOf } from './word-xml.ts';

export const MOST_FILE_BYTES = 10 * 2 ** 20;
/** Of the text unpacked: no table of steps is longer, and a packed bomb is not unpacked. */
const MOST_XML_BYTES = 30 * 2 ** 20;
const DOCUMENT = 'word/document.xml';
const NUMBERING = 'word/numbering.xml';
const MOST_ROWS = 500;

export type WordRead = { readonly html: string } | { readonly fault: 'not-word' | 'too-long' };

export function readWord(bytes: Uint8Array): WordRead {
  const sizes: number[] = [];
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== DOCUMENT && name !== NUMBERING) return false;
        sizes.push(originalSize);
        return originalSize <= MOST_XML_BYTES;
      },
    });
  } catch {
    return { fault: 'not-word' };
  }
  if (sizes.some((size) => size > MOST_XML_BYTES)) return { fault: 'too-long' };
  const document = parsed(files[DOCUMENT]);
  if (!document) return { fault: 'not-word' };
  const number = numberer(parsed(files[NUMBERING]));
  const tables = all(document, 'tbl').filter((table) => !within(table, 'tbl'));
  return { html: tables.map((table) => tableHtml(table, number)).join('') };
}

/** Undefined: there is none, or it is no document of Word's, which declares no types of its own. */
function parsed(bytes: Uint8Array | undefined): Document | undefined {
  if (!bytes) return undefined;
  const text = strFromU8(bytes);
  if (text.includes('<!DOCTYPE')) return undefined;
  const xml = new DOMParser().parseFromString(text, 'application/xml');
  return xml.getElementsByTagName('parsererror').length > 0 ? undefined : xml;
}

function within(element: Element, name: string): boolean {
  for (let up = element.parentElement; up; up = up.parentElement) if (up.localName === name) return true;
  return false;
}

type Numbering = ReturnType<typeof numberer>;

interface Cell {
  readonly html: string;
  readonly columns: number;
  rows: number;
}

function tableHtml(table: Element, number: Numbering): string {
  /** The cell that stands in each column now: the next row's may go on in it. */
  const above = new Map<number, Cell>();
  const rows = [...table.children].filter(({ localName }) => localName === 'tr').slice(0, MOST_ROWS);
  const cells = rows.map((row) => rowCells(row, above, number));
  const written = cells.map(
    (row) =>
      `<tr>${row.map(({ html, columns, rows: height }) => `<td colspan="${columns}" rowspan="${height}">${html}</td>`).join('')}</tr>`,
  );
  return `<table>${written.join('')}</table>`;
}

function rowCells(row: Element, above: Map<number, Cell>, number: Numbering): readonly Cell[] {
  const begun: Cell[] = [];
  const before = Number(valueOf(child(child(row, 'trPr'), 'gridBefore')) ?? 0);
  if (before > 0) begun.push({ html: '', columns: before, rows: 1 });
  let column = before;
  for (const element of [...row.children].filter(({ localName }) => localName === 'tc')) {
    const properties = child(element, 'tcPr');
    const columns = Number(valueOf(child(properties, 'gridSpan')) ?? 1);
    const merged = child(properties, 'vMerge');
    const goesOn = merged && valueOf(merged) !== 'restart' ? above.get(column) : undefined;
    if (goesOn) goesOn.rows += 1;
    else {
      const cell = { html: cellHtml(element, number), columns, rows: 1 };
      begun.push(cell);
      above.set(column, cell);
    }
    column += columns;
  }
  return begun;
}

const cellHtml = (cell: Element, number: Numbering): string =>
  all(cell, 'p')
    .map((paragraph) => `<p>${escaped(number(paragraph) + textOf(paragraph))}</p>`)
    .join('');

/** Taken out by a reviewer, or said again for older programs. */
const LEFT_OUT: ReadonlySet<string> = new Set(['del', 'moveFrom', 'Fallback', 'txbxContent']);
const MARKS: Readonly<Record<string, string>> = { tab: ' ', br: '\n', cr: '\n', noBreakHyphen: '-' };

function textOf(element: Element): string {
  if (LEFT_OUT.has(element.localName)) return '';
  if (element.localName === 't') return element.textContent ?? '';
  return MARKS[element.localName] ?? [...element.children].map(textOf).join('');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
