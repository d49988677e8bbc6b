/**
 * A table of any length under a fixed head, of which only the rows near the window stand in the page. The row that has
 * the focus stays, with its neighbours, so that the arrows go on from it wherever one has scrolled to meanwhile.
 *
 * Each row is a grid of its own with the same columns (base.css): rows that come and go then leave the others' layout
 * alone, where a table lays out all of them. The roles say again what the elements are, since `display` may hide it.
 */
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { Fragment, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CSSProperties, FocusEvent, ReactNode, RefObject } from 'react';
import { useDense } from './density.tsx';

/** About as high as a row with a long title comes to be, until rows have been measured: too few are added to at once. */
const ROW_PX = 84;
const DENSE_ROW_PX = 35;
const OVERSCAN = 4;
/** About where rows begin, for the first drawing of a visit: what is not in the window then is drawn after it. */
const TOP_PX = 320;
let lastTop = TOP_PX;
/** Rows come and go this many together, so that most frames of a scroll change nothing in the page. */
const TOGETHER = 2;

export interface Column {
  readonly key: string;
  readonly head: ReactNode;
  /** In px; what is left over is shared in proportion. */
  readonly width: number;
}

/** What a row gives to its `tr`. */
export const rowProps = (index: number) =>
  ({ role: 'row', 'data-index': index, 'aria-rowindex': index + 2 }) as const;

interface Props {
  readonly label: string;
  readonly columns: readonly Column[];
  /** Rows whose place is known. */
  readonly count: number;
  /** Rows the whole list has. */
  readonly total: number;
  readonly keyOf: (index: number) => string | number;
  /** Null: not read yet. */
  readonly row: (index: number) => ReactNode;
  /** The rows in view, and the one that has the focus. */
  readonly onShow: (from: number, to: number, focused: number | null) => void;
}

/** In another density every height is another. */
export function VirtualTable(props: Props) {
  const dense = useDense();
  const body = useRef<HTMLTableSectionElement>(null);
  return <Rows key={String(dense)} {...props} dense={dense} body={body} top={useTop(body)} />;
}

interface RowsProps extends Props {
  readonly dense: boolean;
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly top: number;
}

function Rows(props: RowsProps) {
  const { label, columns, count, total, keyOf, row, onShow, dense, body, top } = props;
  const [focused, setFocused] = useState<number | null>(null);
  const rangeExtractor = useCallback((range: Range) => drawn(range, focused), [focused]);
  const [sizes] = useState(() => ({ sum: 0, rows: 0 }));
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => (sizes.rows > 0 ? sizes.sum / sizes.rows : dense ? DENSE_ROW_PX : ROW_PX),
    overscan: useOverscan(),
    // The rows are there with the head at once, before the window has been measured.
    initialRect: { width: innerWidth, height: innerHeight },
    scrollMargin: top,
    rangeExtractor,
  });
  // All at once: to observe each row costs more than to draw it. While one rolls on, only those that came.
  useLayoutEffect(() => {
    for (const element of body.current?.rows ?? []) {
      const index = Number(element.dataset['index'] ?? Number.NaN);
      const known = virtual.itemSizeCache.has(index);
      if (Number.isNaN(index) || (known && virtual.isScrolling)) continue;
      const height = element.offsetHeight;
      if (!known) {
        sizes.sum += height;
        sizes.rows += 1;
      }
      virtual.resizeItem(index, height);
    }
  });
  const items = virtual.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  useEffect(() => onShow(startIndex, endIndex, focused), [onShow, startIndex, endIndex, focused]);
  const onFocus = ({ target }: FocusEvent) => {
    const index = Number(target.closest<HTMLElement>('tr[data-index]')?.dataset['index']);
    if (Number.isInteger(index)) setFocused(index);
  };
  return (
    <div className={`table-scroll long ${dense ? 'dense' : ''}`} role="group" aria-label={label} tabIndex={0}>
      <table
        className="plain virtual"
        role="table"
        aria-rowcount={total + 1}
        aria-label={label}
        style={shared(columns)}
      >
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {columns.map(({ key, head }) => (
              <th key={key} scope="col" role="columnheader">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} role="rowgroup" onFocus={onFocus}>
          {items.map((item, at) => (
            <Fragment key={keyOf(item.index)}>
              <Gap px={item.start - (items[at - 1]?.end ?? top)} />
              {row(item.index) ?? <Unread index={item.index} />}
            </Fragment>
          ))}
          <Gap px={virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top)} />
        </tbody>
      </table>
    </div>
  );
}

/** Where the rows begin in the document: it moves when something comes to stand above them. */
function useTop(body: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(lastTop);
  useLayoutEffect(() => {
    lastTop = Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollY);
    setTop(lastTop);
  });
  return top;
}

/** None until the rows in view have been seen: those beyond them are not waited for. */
function useOverscan(): number {
  const [rows, setRows] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setRows(OVERSCAN));
    return () => clearTimeout(timer);
  }, []);
  return rows;
}

/** The rows in view and about it, in whole groups; and those about the focus. */
function drawn(range: Range, focused: number | null): number[] {
  const startIndex = Math.floor(range.startIndex / TOGETHER) * TOGETHER;
  const endIndex = Math.ceil((range.endIndex + 1) / TOGETHER) * TOGETHER;
  const seen = defaultRangeExtractor({ ...range, startIndex, endIndex });
  if (focused === null) return seen;
  const about = [focused - 1, focused, focused + 1].filter((index) => index >= 0 && index < range.count);
  return [...new Set([...seen, ...about])].sort((a, b) => a - b);
}

/** How wide the columns of each row are, as a custom property of the table. */
const shared = (columns: readonly Column[]): CSSProperties => ({
  ['--columns' as 'color']: columns.map(({ width }) => `minmax(0, ${width}fr)`).join(' '),
});

/** Holds the place of the rows that are not there. */
function Gap({ px }: { readonly px: number }) {
  if (px < 1) return null;
  return <tr aria-hidden className="gap" style={{ height: px }} />;
}

function Unread({ index }: { readonly index: number }) {
  return (
    <tr {...rowProps(index)}>
      <td className="second">…</td>
    </tr>
  );
}
