import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrate, migrateKeyring, migrateLedger } from '#libs/ledger';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

let database: FreshDatabase;
let owner: pg.Pool;
let folder: string;
beforeEach(async () => {
  database = await freshDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl });
  // Dropping the database may reach a connection that is just being closed.
  owner.on('error', () => undefined);
  folder = await mkdtemp(join(tmpdir(), 'dunghan-migrations-'));
});
afterEach(async () => {
  await owner.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
const run = () => migrate(owner, { schema: 'demo', folder: pathToFileURL(folder) });

describe('migrate', () => {
  it('applies each file once, whoever starts at the same time', async () => {
    await write('0001_a.sql', 'create table demo.a (); create table demo.b ()');
    expect((await Promise.all([run(), run(), run()])).flat()).toEqual(['0001_a.sql']);
    await write('0002_c.sql', 'create table demo.c ()');
    expect(await run()).toEqual(['0002_c.sql']);
    expect(await run()).toEqual([]);
  });

  it('applies all or nothing', async () => {
    await write('0001_a.sql', 'create table demo.a ()');
    await write('0002_b.sql', 'create table demo.b (); select 1/0');
    await expect(run()).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining('0002_b'),
    });
    const { rows } = await owner.query("select to_regclass('demo.a') as a");
    expect(rows).toEqual([{ a: null }]);
  });

  it('refuses a database that a newer release made, and changes nothing', async () => {
    await write('0001_a.sql', 'create table demo.a ()');
    await write('0002_b.sql', 'create table demo.b ()');
    await run();
    await rm(join(folder, '0002_b.sql'));
    await expect(run()).rejects.toMatchObject({
      code: 'schema-newer',
      message: expect.stringMatching(/0002_b.*newer release/s),
    });
  });

  it('refuses a migration that was changed after it was applied', async () => {
    await write('0001_a.sql', 'create table demo.a ()');
    await run();
    await write('0001_a.sql', 'create table demo.a (n int)');
    await expect(run()).rejects.toMatchObject({ code: 'migration-changed' });
  });

  it('refuses files that do not follow each other', async () => {
    await write('0002_b.sql', 'select 1');
    await expect(run()).rejects.toMatchObject({ code: 'files-unsound' });
  });
});

describe("the ledger's migrations", () => {
  it('can be repeated at every start, and make the years ahead', async () => {
    for (let start = 0; start < 2; start++) {
      await migrateLedger(owner);
      await migrateKeyring(owner);
    }
    const next = new Date().getFullYear() + 1;
    const { rows } = await owner.query('select to_regclass($1) is not null as there', [
      `ledger.event_${next}`,
    ]);
    expect(rows).toEqual([{ there: true }]);
  });
});
