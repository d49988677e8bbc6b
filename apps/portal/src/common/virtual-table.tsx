/**
 * A table of any length under a fixed head, of which only the rows near the window stand in the page. The row that has
 * the focus stays, with its neighbours, so that the arrows go on from it wherever one has scrolled to meanwhile.
 */
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { Fragment, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FocusEvent, ReactNode, RefObject } from 'react';
import { useDense } from './density.tsx';

const ROW_PX = 44;
const DENSE_ROW_PX = 34;
const OVERSCAN = 4;
/** Rows come and go this many together, so that most frames of a scroll change nothing in the page. */
const TOGETHER = 6;

export interface Column {
  readonly key: string;
  readonly head: ReactNode;
  /** In px; what is left over is shared in proportion. */
  readonly width: number;
}

/** What a row gives to its `tr`. */
export const rowProps = (index: number) => ({ 'data-index': index, 'aria-rowindex': index + 2 });

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
    overscan: OVERSCAN,
    scrollMargin: top,
    rangeExtractor,
  });
  // All at once: to observe each row costs more than to draw it.
  useLayoutEffect(() => {
    for (const element of body.current?.rows ?? []) {
      const index = Number(element.dataset['index'] ?? Number.NaN);
      if (Number.isNaN(index)) continue;
      if (!virtual.itemSizeCache.has(index)) {
        sizes.sum += element.offsetHeight;
        sizes.rows += 1;
      }
      virtual.resizeItem(index, element.offsetHeight);
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
      <table className="plain virtual" aria-rowcount={total + 1} aria-label={label}>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ key, head }) => (
              <th key={key} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onFocus={onFocus}>
          {items.map((item, at) => (
            <Fragment key={keyOf(item.index)}>
              <Gap px={item.start - (items[at - 1]?.end ?? top)} columns={columns.length} />
              {row(item.index) ?? <Unread index={item.index} columns={columns.length} />}
            </Fragment>
          ))}
          <Gap px={virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top)} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** Where the rows begin in the document: it moves when something comes to stand above them. */
function useTop(body: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const now = Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollY);
    setTop(now);
  });
  return top;
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

/** Holds the place of the rows that are not there. */
function Gap({ px, columns }: { readonly px: number; readonly columns: number }) {
  if (px < 1) return null;
  return (
    <tr aria-hidden className="gap">
      <td colSpan={columns} style={{ height: px }} />
    </tr>
  );
}

function Unread({ index, columns }: { readonly index: number; readonly columns: number }) {
  return (
    <tr {...rowProps(index)}>
      <td colSpan={columns} className="second">
        …
      </td>
    </tr>
  );
}
