/** A row for each stream, as its events leave it. */
import type { PoolClient } from 'pg';

/** Never goes back to an earlier version: a batch may be folded again. */
export async function upsertStream(
  client: PoolClient,
  table: 'scoring_year' | 'scoring_sheet' | 'qms' | 'qms_programme' | 'nonconformity' | 'quality_record',
  row: Readonly<Record<string, unknown>> & { readonly version: number },
): Promise<void> {
  const columns = Object.keys(row);
  const key = columns[0]!;
  await client.query({
    name: `read-${table}`,
    text: `insert into read.${table} (${columns.join(', ')})
           values (${columns.map((_, index) => `$${index + 1}`).join(', ')})
           on conflict (${key}) do update
           set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}
           where ${table}.version <= excluded.version`,
    values: Object.values(row),
  });
}
