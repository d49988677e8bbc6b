/** Writes tables as they stand in one snapshot into compressed files, while everybody goes on working. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { cohortsAway } from '#libs/ledger';
import { BackupRefusal, writeManifest, type DumpedTable, type Manifest } from './manifest.ts';

/** Fast: the disk is slower than the stronger levels, and most of a ledger is hashes. */
const GZIP_LEVEL = 1;

/** Tables of these schemas, partitions with the table they belong to. What migrations record stays behind. */
const TABLES = `select c.oid, format('%I.%I', n.nspname, c.relname) as name,
    array(select a.attname::text from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
    array(select k.confrelid from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
  order by 2`;

const SEQUENCES = `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
  from pg_sequences where schemaname = any ($1) and last_value is not null order by 1`;

interface Table {
  readonly oid: number;
  readonly name: string;
  readonly columns: readonly string[];
  readonly refers: readonly number[];
}

/** `folder` must be empty or missing. Throws BackupRefusal `cohort-away`: without a year's events it would be no backup. */
export async function dump(
  owner: Pool,
  schemas: readonly string[],
  folder: string,
): Promise<Manifest['tables']> {
  const client = await owner.connect();
  try {
    // It reads for long, and writes nothing: it holds no reader of the ledger back.
    await client.query('set transaction_timeout = 0');
    await client.query('begin isolation level repeatable read read only');
    const away = await cohortsAway(client);
    if (away.length > 0) {
      const years = away.join(', ');
      throw new BackupRefusal('cohort-away', `Sự kiện năm ${years} đang tách khỏi sổ: gắn lại rồi sao lưu.`);
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const at = new Date().toISOString();
    const tables: DumpedTable[] = [];
    for (const table of inLoadingOrder((await client.query<Table>(TABLES, [schemas])).rows)) {
      tables.push(await dumpTable(client, table, folder));
    }
    const migrations = await migrationsOf(client, schemas);
    // Sequences stand in no snapshot. Read last, they are past every number that a dumped row holds.
    const { rows: sequences } = await client.query<{ name: string; value: string }>(SEQUENCES, [schemas]);
    await client.query('commit');
    await writeManifest(folder, { at, migrations, tables, sequences });
    return tables;
  } finally {
    client.release(true);
  }
}

export async function migrationsOf(
  client: Pool | PoolClient,
  schemas: readonly string[],
): Promise<Manifest['migrations']> {
  const applied: Manifest['migrations'] = {};
  for (const schema of schemas) {
    const { rows } = await client.query<{ applied: string }>(
      `select name || ' ' || checksum as applied from ${schema}.migration order by version`,
    );
    applied[schema] = rows.map((row) => row.applied);
  }
  return applied;
}

function inLoadingOrder(tables: readonly Table[]): readonly Table[] {
  const ordered = new Set<Table>();
  const place = (table: Table): void => {
    for (const oid of table.refers) {
      const other = tables.find((each) => each.oid === oid);
      if (other && !ordered.has(other)) place(other);
    }
    ordered.add(table);
  };
  tables.forEach(place);
  return [...ordered];
}

async function dumpTable(client: PoolClient, { name, columns }: Table, folder: string): Promise<DumpedTable> {
  const file = `${name}.copy.gz`;
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const quoted = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const copy = client.query(copyTo(`copy (select ${quoted} from ${name}) to stdout`));
  const path = join(folder, file);
  await pipeline(copy, createGzip({ level: GZIP_LEVEL }), hashed, createWriteStream(path, { mode: 0o600 }));
  const written = await open(path);
  await written.sync();
  await written.close();
  return { name, columns: [...columns], file, rows: copy.rowCount, sha256: hash.digest('hex') };
}
