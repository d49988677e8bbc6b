/** A table of steps as it was pasted from a document, or uploaded as CSV, as rows of a printed table. Pure. */
import type { PrintedStep, PrintedTable } from '../../printed/types.ts';
import { normaliseStepNo } from '../../step-no.ts';
import { headed, type Column, type Columns, type Headed } from './columns.ts';
import { delimitedGrid } from './delimited-grid.ts';
import { MAX_TABLE_CHARS, textOf, type Cell, type Grid } from './grid.ts';
import { htmlGrids } from './html-grid.ts';

/** HTML and text of the same clipboard; HTML is better, for it has the merged cells. */
export interface Pasted {
  readonly html?: string | undefined;
  readonly text?: string | undefined;
}

export interface PastedStep extends PrintedStep {
  /** Each form as printed. */
  readonly forms: readonly string[];
  /** The number of the first step of those that have one time together. */
  readonly timeOf?: string;
}

export interface PastedTable extends PrintedTable {
  readonly steps: readonly PastedStep[];
}

export type TableRead =
  | { readonly ok: true; readonly value: PastedTable }
  /** `no-table`: nothing of the kind; `no-head`: no row names the columns; `no-steps`: nothing below the head. */
  | { readonly ok: false; readonly code: 'no-table' | 'no-head' | 'no-steps' | 'too-long' };

const TOTAL =
  /^(?:tổng(?:\s+(?:số|cộng))?(?:\s+thời\s+(?:gian|hạn).*|\s*[:.]?\s*(?:\d.*)?)$|thời\s+(?:gian|hạn)\s+giải\s+quyết)/iu;
const AMOUNT = /\d+(?:[.,/]\d+)?\s*(?:ngày|giờ)(?:\s+làm\s+việc)?/iu;

export function readTable({ html = '', text = '' }: Pasted): TableRead {
  if (html.length > MAX_TABLE_CHARS || text.length > MAX_TABLE_CHARS) return { ok: false, code: 'too-long' };
  const inHtml = htmlGrids(html).filter((grid) => grid.length > 1);
  const grids = inHtml.length > 0 ? inHtml : [delimitedGrid(text)].filter((grid) => isTable(grid));
  if (grids.length === 0) return { ok: false, code: 'no-table' };
  const first = grids.map(headed).find((one) => one !== undefined);
  if (!first) return { ok: false, code: 'no-head' };
  const steps = stepsOf(first, grids.slice(grids.findIndex((grid) => headed(grid) !== undefined) + 1));
  if (steps.length === 0) return { ok: false, code: 'no-steps' };
  return { ok: true, value: tableOf(first, steps) };
}

const isTable = (grid: Grid): boolean => grid.length > 1 && (grid[0]?.length ?? 0) > 1;

function tableOf(first: Headed, steps: readonly PastedStep[]): PastedTable {
  const stated = [...first.above, ...first.rows].map(totalIn).find((total) => total !== undefined);
  return {
    id: '',
    name: '',
    agency: '',
    decision: '',
    field: '',
    tthc: [],
    statedTotal: stated ?? null,
    steps,
  };
}

/** `Tổng thời gian giải quyết: 15 ngày`, in one cell or in two. */
function totalIn(row: readonly Cell[]): string | undefined {
  const texts = [...new Set(row)].map(textOf);
  const numbered = normaliseStepNo(texts[0] ?? '') !== null;
  if (numbered || !texts.some((text) => TOTAL.test(text))) return undefined;
  return texts.flatMap((text) => AMOUNT.exec(text)?.[0] ?? [])[0];
}

const width = (grid: Grid): number => grid[0]?.length ?? 0;

/** A table cut by the end of a page goes on in the next one, with or without its head. */
function stepsOf({ columns, rows }: Headed, more: readonly Grid[]): readonly PastedStep[] {
  const read: PastedStep[] = [];
  const grids = [
    rows,
    ...more.filter((grid) => width(grid) === width(rows)).map((grid) => headed(grid)?.rows ?? grid),
  ];
  for (const grid of grids) {
    const began = read.length;
    for (const [index, row] of grid.entries()) {
      if (isNote(row)) continue;
      const before = read.length > began ? grid[index - 1] : undefined;
      const last = read.at(-1);
      if (last && continues(row, before, columns)) read[read.length - 1] = joined(last, row, before, columns);
      else read.push(stepOf(row, before, columns, last));
    }
  }
  return read;
}

/** The total, or a heading across the table. */
const isNote = (row: readonly Cell[]): boolean =>
  new Set(row).size < 2 || totalIn(row) !== undefined || row.every(({ lines }) => lines.length === 0);

const at = (row: readonly Cell[] | undefined, columns: Columns, column: Column): Cell | undefined => {
  const index = columns.get(column);
  return index === undefined ? undefined : row?.[index];
};

/** The number spans this row too; or it has none, and neither a time nor anybody of its own. */
function continues(row: readonly Cell[], before: readonly Cell[] | undefined, columns: Columns): boolean {
  const no = at(row, columns, 'no');
  if (no && before?.includes(no) && no.lines.length > 0) return true;
  if (textOf(no) !== '') return false;
  return ['responsible', 'time'].every((column) => {
    const cell = at(row, columns, column as Column);
    return textOf(cell) === '' || (cell !== undefined && (before?.includes(cell) ?? false));
  });
}

function stepOf(
  row: readonly Cell[],
  before: readonly Cell[] | undefined,
  columns: Columns,
  last: PastedStep | undefined,
): PastedStep {
  const cell = (column: Column): Cell | undefined => at(row, columns, column);
  const time = cell('time');
  const shared = time !== undefined && (before?.includes(time) ?? false) && textOf(time) !== '';
  const no = textOf(cell('no'));
  const timeOf = shared ? (last?.timeOf ?? last?.no) : undefined;
  return {
    no: normaliseStepNo(no) ?? no,
    content: textOf(cell('content')),
    responsible: textOf(cell('responsible')),
    time: shared ? '' : textOf(time),
    result: textOf(cell('result')),
    onReject: textOf(cell('onReject')) || null,
    sharedTime: shared,
    forms: (cell('forms')?.lines ?? [])
      .flatMap((line) => line.split(/\s*;\s*/u))
      .filter((form) => form !== ''),
    ...(timeOf !== undefined && { timeOf }),
  };
}

const both = (one: string, other: string, mark: string): string =>
  [one, other].filter((text) => text !== '').join(mark);

/** What the further row adds, each cell once. */
function joined(
  step: PastedStep,
  row: readonly Cell[],
  before: readonly Cell[] | undefined,
  columns: Columns,
): PastedStep {
  const rest = stepOf(
    row.map((cell) => (before?.includes(cell) ? { ...cell, lines: [] } : cell)),
    undefined,
    columns,
    undefined,
  );
  return {
    ...step,
    content: both(step.content, rest.content, ' '),
    responsible: both(step.responsible, rest.responsible, '; '),
    time: both(step.time, rest.time, ' '),
    result: both(step.result, rest.result, '; '),
    forms: [...step.forms, ...rest.forms],
  };
}
