/** Rows that are not there yet, by COPY: it takes half of the time that `insert` of the same rows takes. */
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copiedColumns, type ColumnTypes } from './binary-columns.ts';
import { CopyRows } from './copy-rows.ts';

/** In the caller's transaction, whose connection nobody may have again if it fails. */
export async function copyInto<Row extends object>(
  client: PoolClient,
  table: string,
  rows: readonly Row[],
  types: ColumnTypes<Row>,
): Promise<void> {
  if (rows.length === 0) return;
  const columns = copiedColumns(types);
  const names = columns.map(({ name }) => name).join(', ');
  const into = client.query(copyFrom(`copy ${table} (${names}) from stdin (format binary)`));
  await pipeline(Readable.from([bytesOf(rows, columns)]), into);
}

function bytesOf<Row extends object>(
  rows: readonly Row[],
  columns: ReturnType<typeof copiedColumns<Row>>,
): Buffer {
  const bytes = new CopyRows(columns.length);
  for (const row of rows) {
    bytes.row();
    for (const { name, write } of columns) {
      const value = row[name];
      if (value === null || value === undefined) bytes.null();
      else write(bytes, value);
    }
  }
  return bytes.end();
}
