/** Rows chosen in a list: those shown first, then all that match, up to a bound; and the bar that says so. */
import type { TFunction } from 'i18next';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useT } from '../i18n/use-t.ts';
import type { CursorPage } from './paged.ts';
import { SubmitFault } from './states.tsx';
import type { Column } from './virtual-table.tsx';

/** As many as the API takes at once. */
export const MOST_SELECTED = 500;
const READ_AT_ONCE = 200;

export interface Selection<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  readonly toggle: (row: Row, on: boolean) => void;
  readonly choose: (rows: readonly Row[]) => void;
  readonly clear: () => void;
}

export function useSelection<Row>(keyOf: (row: Row) => string): Selection<Row> {
  const [rows, setRows] = useState<ReadonlyMap<string, Row>>(new Map());
  const keyed = (chosen: readonly Row[]) =>
    new Map(chosen.slice(0, MOST_SELECTED).map((row) => [keyOf(row), row]));
  const [acts] = useState(() => ({
    toggle: (row: Row, on: boolean) =>
      setRows((before) => {
        const others = [...before.values()].filter((other) => keyOf(other) !== keyOf(row));
        return keyed(on ? [...others, row] : others);
      }),
    choose: (chosen: readonly Row[]) => setRows(keyed(chosen)),
    clear: () => setRows(new Map()),
  }));
  return { rows, ...acts };
}

/** All that match, page by page, up to the bound. */
export async function readMost<Row>(
  read: (limit: number, cursor?: string) => Promise<CursorPage<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(Math.min(READ_AT_ONCE, MOST_SELECTED - rows.length), cursor);
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && rows.length < MOST_SELECTED);
  return rows;
}

/** Stands at the window's lower edge while rows are chosen, so that it pushes none of them. */
export function SelectionBar<Row>(props: {
  readonly selection: Selection<Row>;
  readonly total: number;
  readonly readMore: () => Promise<readonly Row[]>;
  readonly children: ReactNode;
}) {
  const t = useT();
  const { selection, total, readMore, children } = props;
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const count = selection.rows.size;
  const bar = useRef<HTMLDivElement>(null);
  useRoomBelow(bar, count > 0);
  if (count === 0) return null;
  const most = Math.min(total, MOST_SELECTED);
  const all = () => {
    setBusy(true);
    readMore()
      .then((rows) => (selection.choose(rows), setFault(null)), setFault)
      .finally(() => setBusy(false));
  };
  return (
    <div className="selection" ref={bar} role="region" aria-label={t('list.actions')}>
      <SubmitFault error={fault} />
      <div className="row">
        <b role="status">{t('list.selected', { count })}</b>
        {count < most && (
          <button type="button" className="btn btn-text btn-small" onClick={all} disabled={busy}>
            {t(total > MOST_SELECTED ? 'list.selectMost' : 'list.selectAll', { count: most })}
          </button>
        )}
        <button type="button" className="btn btn-text btn-small" onClick={selection.clear}>
          {t('list.unselect')}
        </button>
        {children}
      </div>
    </div>
  );
}

/** What is gone to by the keyboard is scrolled clear of the bar, and so is the row just chosen (WCAG 2.4.11). */
function useRoomBelow(bar: RefObject<HTMLElement | null>, shown: boolean): void {
  useLayoutEffect(() => {
    const { current: element } = bar;
    if (!element) return undefined;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => {
      style.scrollPaddingBottom = `${element.offsetHeight}px`;
      document.activeElement?.closest('tr')?.scrollIntoView({ block: 'nearest' });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      style.scrollPaddingBottom = '';
    };
  }, [bar, shown]);
}

const BOX_PX = 44;

/** The column of the boxes, where there is something to choose for. */
export const selectColumn = <Row,>(
  selection: Selection<Row> | null,
  shown: readonly Row[],
  keyOf: (row: Row) => string,
): readonly Column[] =>
  selection
    ? [
        {
          key: 'select',
          width: BOX_PX,
          head: <SelectShown selection={selection} shown={shown} keyOf={keyOf} />,
        },
      ]
    : [];

/** The head's box: all rows that are shown, or none. */
function SelectShown<Row>(props: {
  readonly selection: Selection<Row>;
  readonly shown: readonly Row[];
  readonly keyOf: (row: Row) => string;
}) {
  const t = useT();
  const { selection, shown, keyOf } = props;
  return (
    <input
      type="checkbox"
      className="row-check"
      aria-label={t('list.selectShown')}
      checked={shown.length > 0 && shown.every((row) => selection.rows.has(keyOf(row)))}
      onChange={({ target }) => (target.checked ? selection.choose(shown) : selection.clear())}
    />
  );
}

/** A row's own box. */
export function SelectCell(props: {
  readonly t: TFunction;
  readonly code: string | null;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const { t, code, checked, onChange } = props;
  return (
    <td>
      <input
        type="checkbox"
        className="row-check"
        aria-label={t('column.select', { code: code ?? '' })}
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
    </td>
  );
}
