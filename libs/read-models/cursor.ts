/** A place in a sorted list: opaque to clients, stable while rows come and go. */

export interface Cursor {
  /** The sort key of the last row seen; null sorts last. */
  readonly key: string | null;
  readonly id: string;
}

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.key, cursor.id])).toString('base64url');

/** What a statement with one row over the limit found: the rows to show, and where the next ones begin. */
export function cut<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Cursor,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null };
}

/** As PostgreSQL writes a moment into JSON, its own sentinel for "before all" included. */
const KEY = /^(\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})|-infinity)$/;
/** A dossier, or a step of one. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}( [^\0]{0,60})?$/;

/** @returns undefined when the text is no cursor. */
export function readCursor(text: string): Cursor | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parsed) || parsed.length !== 2) return undefined;
    const [key, id] = parsed as unknown[];
    if (key !== null && (typeof key !== 'string' || !KEY.test(key))) return undefined;
    if (typeof id !== 'string' || !ID.test(id)) return undefined;
    return { key, id };
  } catch {
    return undefined;
  }
}
