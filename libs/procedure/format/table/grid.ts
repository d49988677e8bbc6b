/** A table's cells as they stand on paper: a cell that spans rows or columns is met in each of them. */
export interface Cell {
  /** One line each, trimmed, without blank ones. */
  readonly lines: readonly string[];
  /** Where the cell begins: the same in every place that it spans. */
  readonly row: number;
  readonly column: number;
}
export type Grid = readonly (readonly Cell[])[];

/** What is pasted or uploaded is no longer than this. */
export const MAX_TABLE_CHARS = 2_000_000;
export const MAX_ROWS = 500;
export const MAX_COLUMNS = 30;

export const textOf = (cell: Cell | undefined): string => cell?.lines.join(' ') ?? '';

export const linesOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(/[\s\u00A0]+/gu, ' ').trim())
    .filter((line) => line !== '');
