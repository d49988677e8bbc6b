/** What the oldest browsers we build for have no word for yet (Map.groupBy, toSorted, findLastIndex). */
export function groupBy<T, Key>(rows: readonly T[], keyOf: (row: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

export const sortedBy = <T>(rows: Iterable<T>, compare: (a: T, b: T) => number): T[] =>
  [...rows].sort(compare);
