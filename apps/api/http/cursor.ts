/** Where a list's next page begins, as the page before told it. */
import { readCursor, type Cursor } from '#libs/read-models';
import { problem } from './problem.ts';

export function cursorOf(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const cursor = readCursor(text);
  if (cursor) return cursor;
  throw problem(400, 'bad-cursor', 'Tham số cursor chưa đúng.');
}
