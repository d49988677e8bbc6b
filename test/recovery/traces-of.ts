/** Everything that a running system leaves anywhere, as text: what must not be found is searched for in it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';

/** All that a database holds, bytes as text too. */
export async function databaseText(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const texts: string[] = [];
  for (const { name } of rows)
    texts.push(JSON.stringify((await pool.query(`select x::text as x from ${name} x`)).rows));
  const text = texts.join('\n');
  return (
    text + text.replaceAll(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('utf8'))
  );
}

/** Every history that Temporal keeps, its payloads as text too; and how many there are. */
export async function historiesText(address: string): Promise<{ text: string; histories: number }> {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection });
  const texts: string[] = [];
  try {
    for await (const execution of workflow.list()) {
      const { workflowId, runId } = execution;
      texts.push(readable(await workflow.getHandle(workflowId, runId).fetchHistory()), readable(execution));
    }
  } finally {
    await connection.close();
  }
  return { text: texts.join('\n'), histories: texts.length / 2 };
}

const readable = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Uint8Array) return Buffer.from(part).toString('utf8');
    return typeof part === 'bigint' ? String(part) : part;
  });

/** The bytes of every file below a folder; compressed ones as they were, too. */
export async function filesText(
  folder: string,
  leftOut: (path: string) => boolean = () => false,
): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || leftOut(path)) continue;
    const bytes = await readFile(path);
    texts.push(path, bytes.toString('utf8'));
    if (path.endsWith('.gz')) texts.push(gunzipSync(bytes).toString('utf8'));
  }
  return texts.join('\n');
}
