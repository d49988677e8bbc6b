import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat() as unknown[];
  } finally {
    await client.end();
  }
}

const template = {
  name: 'one_table',
  prepare: async ({ ownerUrl }: { ownerUrl: string }) => {
    await ask(ownerUrl, 'create table shelf (book text)');
    await ask(ownerUrl, 'grant select on shelf to dunghan_app');
  },
};

describe('a database of one’s own', () => {
  let [first, second]: FreshDatabase[] = [];

  beforeAll(async () => {
    [first, second] = await Promise.all([freshDatabase(template), freshDatabase(template)]);
  });

  afterAll(async () => {
    await Promise.all([first?.drop(), second?.drop()]);
  });

  it('is PostgreSQL 18, in UTF-8, and lower-cases Vietnamese', async () => {
    expect(
      await ask(
        first!.appUrl,
        "select lower('ĐÚNG HẠN'), current_setting('server_version_num')::int / 10000",
      ),
    ).toEqual(['đúng hạn', 18]);
  });

  it('is nobody else’s', async () => {
    await ask(first!.ownerUrl, "insert into shelf values ('sổ')");
    expect(await ask(second!.ownerUrl, 'select book from shelf')).toEqual([]);
  });

  it('gives the product’s role what was granted and no more', async () => {
    expect(await ask(second!.appUrl, 'select count(*)::int from shelf')).toEqual([0]);
    await expect(ask(second!.appUrl, "insert into shelf values ('x')")).rejects.toMatchObject({
      code: '42501',
    });
    await expect(ask(second!.appUrl, 'create table mine ()')).rejects.toMatchObject({ code: '42501' });
  });
});
