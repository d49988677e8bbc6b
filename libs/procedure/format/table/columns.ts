/** Which column of a printed table is which, by the words of its head. */
import { textOf, type Cell, type Grid } from './grid.ts';

export type Column = 'no' | 'content' | 'responsible' | 'time' | 'forms' | 'result' | 'onReject';
export type Columns = ReadonlyMap<Column, number>;

/** The first that matches wins: `Thời gian thực hiện` before `thực hiện`. */
const WORDS: readonly (readonly [Column, RegExp])[] = [
  ['no', /^(?:s?tt|số\s+tt|số\s+thứ\s+tự|thứ\s+tự|bước|các\s+bước|bước\s+thực\s+hiện)$/iu],
  ['onReject', /không\s+(?:đạt|đồng\s+ý|đủ)|trả\s+(?:lại|về)\s+bước/iu],
  ['time', /thời\s+(?:gian|hạn)/iu],
  ['forms', /^(?:biểu\s+)?mẫu|biểu\s+mẫu(?!.*kết\s+quả)/iu],
  ['result', /kết\s+quả|sản\s+phẩm|đầu\s+ra|biểu\s+mẫu/iu],
  ['content', /nội\s+dung|trình\s+tự|công\s+việc|các\s+bước|hoạt\s+động|diễn\s+giải/iu],
  ['responsible', /trách\s+nhiệm|thực\s+hiện|chủ\s+trì|đơn\s+vị|bộ\s+phận|người|cơ\s+quan|chức\s+danh/iu],
];
/** Without these a row heads no table of steps. */
const NEEDED: readonly Column[] = ['content', 'responsible', 'time'];
/** A head of two lines: merged cells above, single ones below. */
const MOST_HEADS = 3;

/** The columns that a row heads; undefined: it is no head. */
export function columnsOf(row: readonly Cell[]): Columns | undefined {
  const found = new Map<Column, number>();
  row.forEach((cell, index) => {
    const text = textOf(cell);
    const named = WORDS.find(([column, words]) => !found.has(column) && words.test(text));
    // A head that spans several columns is the first of them.
    if (named && cell.column === index) found.set(named[0], index);
  });
  return NEEDED.every((column) => found.has(column)) ? withNumbers(found) : undefined;
}

/** `Bước | Trình tự` or `Trình tự` alone: where no column is the number's, the first unnamed one is. */
function withNumbers(found: Map<Column, number>): Columns {
  if (found.has('no')) return found;
  const taken = new Set(found.values());
  if (!taken.has(0)) found.set('no', 0);
  return found;
}

export interface Headed {
  readonly columns: Columns;
  /** What stands above the head. */
  readonly above: Grid;
  readonly rows: Grid;
}

/** The grid below its head, and the columns it names; undefined: it has no head. */
export function headed(grid: Grid): Headed | undefined {
  for (const [index, row] of grid.entries()) {
    const columns = columnsOf(row);
    if (!columns) continue;
    const below = grid.slice(index + 1, index + 1 + MOST_HEADS);
    const more = below.findIndex(
      (other) => !isHeadAgain(other) && other.every(({ row: own }) => own > index),
    );
    return {
      columns,
      above: grid.slice(0, index),
      rows: grid.slice(index + 1 + Math.max(more, 0)).filter((other) => !isHeadAgain(other)),
    };
  }
  return undefined;
}

/** A head that is printed again on the next page, or the numbers of the columns below it: (1) (2) (3). */
const isHeadAgain = (row: readonly Cell[]): boolean =>
  columnsOf(row) !== undefined ||
  (row.length > 2 && row.every((cell, index) => textOf(cell).replace(/[()]/gu, '') === String(index + 1)));
