/**
 * A long list that comes by cursor pages as one scrolls, and of which only what is near the window is kept: pages left
 * behind are forgotten after a while and read again by their cursor when one comes back.
 */
import { useQueries } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';

export const PAGE = 50;
/** Read ahead of the window, so that rows are there before one gets to them. */
const ROWS_AHEAD = 30;
const FORGET_MS = 10_000;
/** Where lists were left: the cursors of their pages, so that one comes back to the same place. */
const MOST_REMEMBERED = 20;
const remembered = new Map<string, Cursors>();

type Cursors = readonly (string | undefined)[];

export interface CursorPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: string | null;
}

export interface Paged<Row, Page extends CursorPage<Row>> {
  readonly first: Page | undefined;
  /** When the first page was read, ms. */
  readonly readAt: number;
  readonly total: number;
  /** Rows whose place is known: more come when the window nears their end. */
  readonly count: number;
  /** Undefined: not read yet, or forgotten. */
  readonly rowAt: (index: number) => Row | undefined;
  /** What is held now. */
  readonly loaded: readonly Row[];
  /** The cursor of the page at the window's top, and how many of the rows from there on are held. */
  readonly window: { readonly cursor: string | undefined; readonly rows: readonly Row[] };
  readonly error: unknown;
  readonly show: (from: number, to: number, focused: number | null) => void;
  readonly retry: () => void;
}

interface Place {
  readonly name: string;
  readonly cursors: Cursors;
  /** First and last page in the window, with what is read ahead. */
  readonly from: number;
  readonly to: number;
  /** The page that has the focus: it must not go from under it. */
  readonly focused: number;
}

const placeOf = (name: string): Place => ({
  name,
  cursors: remembered.get(name) ?? [undefined],
  from: 0,
  to: 0,
  focused: 0,
});

export function usePaged<Row, Page extends CursorPage<Row>>(
  key: QueryKey,
  read: (cursor: string | undefined) => Promise<Page>,
): Paged<Row, Page> {
  const name = JSON.stringify(key);
  const [kept, setPlace] = useState(() => placeOf(name));
  // Another list begins at its own place.
  const place = kept.name === name ? kept : placeOf(name);
  const { cursors } = place;
  const last = Math.min(place.to, cursors.length - 1);
  const near = numbers(Math.max(0, place.from - 1), last);
  const wanted = [...new Set([0, place.focused, ...near])].filter((page) => page < cursors.length);
  const answers = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [...key, cursors[page] ?? 'first'],
      queryFn: () => read(cursors[page]),
      refetchOnWindowFocus: false,
      ...(page === 0 ? { staleTime: 0 } : { gcTime: FORGET_MS }),
    })),
  });
  const pages = new Map(wanted.map((page, index) => [page, answers[index]?.data]));
  const learned = told(pages, cursors);
  useEffect(() => {
    if (learned === cursors) return;
    remember(name, learned);
    setPlace({ ...place, cursors: learned });
  });
  const show = useCallback(
    (from: number, to: number, focused: number | null) =>
      setPlace((before) => {
        const base = before.name === name ? before : placeOf(name);
        const next = {
          from: Math.floor(from / PAGE),
          to: Math.floor((to + ROWS_AHEAD) / PAGE),
          focused: Math.floor((focused ?? 0) / PAGE),
        };
        const same = base.from === next.from && base.to === next.to && base.focused === next.focused;
        return same ? before : { ...base, ...next };
      }),
    [name],
  );
  const end = pages.get(cursors.length - 1);
  const total = pages.get(0)?.total ?? 0;
  const count =
    (cursors.length - 1) * PAGE +
    (end ? end.rows.length : Math.max(0, Math.min(PAGE, total - (cursors.length - 1) * PAGE)));
  return {
    first: pages.get(0),
    readAt: answers[0]?.dataUpdatedAt ?? 0,
    total,
    count,
    rowAt: (index) => pages.get(Math.floor(index / PAGE))?.rows[index % PAGE],
    loaded: [...pages.values()].flatMap((page) => page?.rows ?? []),
    window: {
      cursor: cursors[place.from],
      rows: numbers(place.from, last).flatMap((page) => pages.get(page)?.rows ?? []),
    },
    error: answers.find(({ error }) => error !== null)?.error ?? null,
    show,
    retry: () => answers.forEach((answer) => answer.isError && void answer.refetch()),
  };
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

/** The cursors as the pages tell them now: one more, or fewer where the list has become another. */
function told(pages: ReadonlyMap<number, CursorPage<unknown> | undefined>, cursors: Cursors): Cursors {
  for (const [page, answer] of pages) {
    if (!answer) continue;
    const next = answer.next ?? undefined;
    if (next === undefined ? cursors.length > page + 1 : cursors[page + 1] !== next) {
      return next === undefined ? cursors.slice(0, page + 1) : [...cursors.slice(0, page + 1), next];
    }
  }
  return cursors;
}

function remember(name: string, cursors: Cursors): void {
  remembered.delete(name);
  remembered.set(name, cursors);
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}
