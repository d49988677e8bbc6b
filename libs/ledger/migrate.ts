/** The one way a schema of the product comes to be: numbered SQL files, each applied once, in order. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';

export interface MigrationSet {
  /** The schema the files fill; made if missing. It keeps the record of its own migrations. */
  readonly schema: string;
  /** Holds `0001_what.sql`, `0002_what.sql`, … without a gap. */
  readonly folder: URL;
}

export type MigrationFault = 'schema-newer' | 'migration-changed' | 'migration-failed' | 'files-unsound';

/** The database is left as it was. */
export class MigrationError extends Error {
  readonly code: MigrationFault;

  constructor(code: MigrationFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
    this.code = code;
  }
}

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;
const SCHEMA_NAME = /^[a-z][a-z0-9_]*$/;

/**
 * Applies what is missing, in one transaction, as the owner of the schemas (`pool`). Of several processes one migrates
 * and the others wait for it. Returns the names applied now.
 */
export async function migrate(pool: Pool, set: MigrationSet): Promise<readonly string[]> {
  if (!SCHEMA_NAME.test(set.schema))
    throw new MigrationError('files-unsound', `no schema name: ${set.schema}`);
  const known = await readMigrations(set.folder);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`migrate ${set.schema}`]);
    const missing = await missingOf(client, set.schema, known);
    for (const migration of missing) await apply(client, set.schema, migration);
    await client.query('commit');
    return missing.map(({ name }) => name);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function readMigrations(folder: URL): Promise<readonly Migration[]> {
  const base = folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`);
  const names = (await readdir(base)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(FILE_NAME.exec(name)?.[1]);
      if (version !== index + 1) {
        throw new MigrationError('files-unsound', `${name} does not follow the migration before it`);
      }
      const sql = await readFile(new URL(name, base), 'utf8');
      return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function missingOf(
  client: PoolClient,
  schema: string,
  known: readonly Migration[],
): Promise<readonly Migration[]> {
  await client.query(`create schema if not exists ${schema}`);
  await client.query(`create table if not exists ${schema}.migration (
    version integer primary key, name text not null, checksum text not null,
    applied_at timestamptz not null default clock_timestamp())`);
  const { rows: applied } = await client.query<{ version: number; name: string; checksum: string }>(
    `select version, name, checksum from ${schema}.migration order by version`,
  );
  for (const { version, name, checksum } of applied) {
    const file = known[version - 1];
    if (!file) {
      const message = `Schema ${schema} is at ${name}, which this release does not know: it was made by a newer release. Start that release, or restore an older backup. Nothing was changed.`;
      throw new MigrationError('schema-newer', message);
    }
    if (file.checksum !== checksum) {
      const message = `${file.name} of schema ${schema} is not what was applied: a migration once applied never changes.`;
      throw new MigrationError('migration-changed', message);
    }
  }
  return known.slice(applied.length);
}

async function apply(
  client: PoolClient,
  schema: string,
  { version, name, sql, checksum }: Migration,
): Promise<void> {
  try {
    await client.query(sql);
  } catch (cause) {
    throw new MigrationError('migration-failed', `${schema}/${name}: ${String(cause)}`, { cause });
  }
  await client.query(`insert into ${schema}.migration (version, name, checksum) values ($1, $2, $3)`, [
    version,
    name,
    checksum,
  ]);
}
