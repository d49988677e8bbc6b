/** Which rows of a dossier's visits to steps differ: a long dossier has many that no event touches any more. */

interface Visit {
  readonly step: string;
  readonly run: number;
}

export interface ChangedVisits<Row> {
  /** Not there before. */
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
  /** What the changed ones were. */
  readonly replaced: readonly Row[];
  readonly gone: readonly Row[];
}

export function changedVisits<Row extends Visit & object>(
  before: readonly Row[],
  after: readonly Row[],
): ChangedVisits<Row> {
  if (before.length === 0) return { added: after, changed: [], replaced: [], gone: [] };
  const left = new Map(before.map((row) => [placeOf(row), row]));
  const added: Row[] = [];
  const changed: Row[] = [];
  const replaced: Row[] = [];
  for (const row of after) {
    const was = left.get(placeOf(row));
    left.delete(placeOf(row));
    if (!was) added.push(row);
    else if (!isSame(was, row)) {
      changed.push(row);
      replaced.push(was);
    }
  }
  return { added, changed, replaced, gone: [...left.values()] };
}

const placeOf = ({ step, run }: Visit): string => `${step}#${run}`;

const isSame = <Row extends object>(one: Row, other: Row): boolean =>
  (Object.keys(other) as (keyof Row)[]).every((name) => one[name] === other[name]);
