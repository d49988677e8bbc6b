/**
 * Statements that are asked again and again are planned once a connection: planning those with many columns takes longer
 * than most of them run. A text takes part in its name, so that each shape of a question has a plan of its own.
 */
import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';

/** A connection keeps each plan; shapes beyond these are planned every time. */
const MOST_KEPT = 200;
const NAME_CHARACTERS = 24;
const names = new Map<string, string>();

export function planned(text: string, values: readonly unknown[]): QueryConfig {
  const name = names.get(text) ?? named(text);
  return { ...(name !== undefined && { name }), text, values: [...values] };
}

function named(text: string): string | undefined {
  if (names.size >= MOST_KEPT) return undefined;
  const name = `read-${createHash('sha256').update(text).digest('hex').slice(0, NAME_CHARACTERS)}`;
  names.set(text, name);
  return name;
}
