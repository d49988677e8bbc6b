/** Who may see which rows, as SQL. The scope itself is decided by `#libs/access`; this only writes it down. */
import type { DossierScope } from '#libs/access';
import { columnsOf, rowsFrom, type ColumnTypes } from '#libs/ledger';

/** Collects parameters while a statement is written, so that no value is ever spliced into its text. */
export class Sql {
  readonly values: unknown[] = [];

  /** The placeholder of a value. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** A query of rows that are no table's. */
  rows<Row extends object>(rows: readonly Row[], types: ColumnTypes<Row>): string {
    const first = this.values.length + 1;
    this.values.push(...columnsOf(rows, types));
    return rowsFrom(types, first);
  }

  /**
   * A value behind a query of its own, which the planner does not look into: a plan made for it is then no better than the
   * one that is kept for all, and making one takes as long as running it.
   */
  hide(value: unknown, type: string): string {
    return `(select ${this.bind(value)}::${type})::${type}`;
  }
}

/** A condition over `d` (read.dossier). */
export function visible(scope: DossierScope, sql: Sql): string {
  const terms: string[] = [];
  if (scope.agencies.length > 0) terms.push(`d.agencies && ${sql.bind(scope.agencies)}::text[]`);
  if (scope.units.length > 0) terms.push(`d.units && ${sql.bind(scope.units)}::text[]`);
  const { counters = [] } = scope;
  if (counters.length > 0) terms.push(`(d.code is null and d.agency = any(${sql.bind(counters)}::text[]))`);
  return terms.length === 0 ? 'false' : `(${terms.join(' or ')})`;
}

/** A moment out of jsonb, in the one form the product writes. */
export function iso(text: string | null): string | null {
  if (text === null) return null;
  // As PostgreSQL prints it in UTC: cut, which takes a tenth of reading it.
  if (text.endsWith(UTC)) {
    if (text.length === OF_SECONDS + UTC.length) return `${text.slice(0, OF_SECONDS)}.000Z`;
    if (text.length === OF_MILLISECONDS + UTC.length) return `${text.slice(0, OF_MILLISECONDS)}Z`;
  }
  return new Date(text).toISOString();
}
const UTC = '+00:00';
const OF_SECONDS = '2026-01-01T00:00:00'.length;
const OF_MILLISECONDS = OF_SECONDS + '.000'.length;
