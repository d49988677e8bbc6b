/** Loads a backup into a database that holds nothing yet, all or nothing. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrationsOf } from './dump.ts';
import { BackupRefusal, readManifest, type DumpedTable, type Manifest } from './manifest.ts';

/** Checks every file before the first row is loaded. Throws BackupRefusal `backup-unsound` or `backup-of-another-release`. */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  for (const { file, sha256 } of manifest.tables) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, file)), hash);
    if (hash.digest('hex') !== sha256) {
      throw new BackupRefusal('backup-unsound', `${join(folder, file)} is not what was written.`);
    }
  }
  return manifest;
}

/** Within the caller's transaction, as the owner of the tables. */
export async function load(client: PoolClient, folder: string, manifest: Manifest): Promise<number> {
  await checkRelease(client, manifest);
  const names = manifest.tables.map(({ name }) => name);
  // The triggers that refuse changes are the owner's own, and off for this transaction alone.
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  for (const name of names) {
    // What migrations put there. Partitions refuse a truncation even so, and are empty.
    const { rows: some } = await client.query(`select from ${name} limit 1`);
    if (some.length > 0) await client.query(`truncate ${name} cascade`);
  }
  let rows = 0;
  for (const table of manifest.tables) rows += await loadTable(client, folder, table);
  await client.query('set constraints all immediate');
  for (const name of names) await client.query(`alter table ${name} enable trigger user`);
  for (const { name, value } of manifest.sequences)
    await client.query('select setval($1, $2)', [name, value]);
  return rows;
}

async function checkRelease(client: PoolClient, { migrations }: Manifest): Promise<void> {
  const here = await migrationsOf(client, Object.keys(migrations));
  for (const [schema, applied] of Object.entries(migrations)) {
    if (JSON.stringify(here[schema]) === JSON.stringify(applied)) continue;
    const last = applied.at(-1)?.split(' ')[0];
    const message = `The backup's schema ${schema} is at ${last}, this release's at ${here[schema]?.at(-1)?.split(' ')[0]}. Restore with the release that made the backup, then upgrade.`;
    throw new BackupRefusal('backup-of-another-release', message);
  }
}

export async function loadTable(client: PoolClient, folder: string, table: DumpedTable): Promise<number> {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const copy = client.query(copyFrom(`copy ${table.name} (${columns}) from stdin`));
  await pipeline(createReadStream(join(folder, table.file)), createGunzip(), copy);
  if (copy.rowCount !== table.rows) {
    throw new BackupRefusal('backup-unsound', `${table.file}: ${copy.rowCount} rows, not ${table.rows}.`);
  }
  return copy.rowCount;
}
