/** A place in a sorted list: opaque to clients, stable while rows come and go. */

export interface Cursor {
  /** The sort key of the last row seen; null sorts last. */
  readonly key: string | null;
  readonly id: string;
}

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.key, cursor.id])).toString('base64url');

/** @returns undefined when the text is no cursor. */
export function readCursor(text: string): Cursor | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parsed) || parsed.length !== 2) return undefined;
    const [key, id] = parsed as unknown[];
    if ((key !== null && typeof key !== 'string') || typeof id !== 'string') return undefined;
    return { key, id };
  } catch {
    return undefined;
  }
}
