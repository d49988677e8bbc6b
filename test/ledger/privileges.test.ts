import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { event, request, testLedger, type TestLedger } from './support.ts';

const FORBIDDEN = '42501';
const APPEND_ONLY = 'DH001';
const TABLES = [
  'stream',
  'event',
  'command',
  'pii',
  'subject_words',
  'erasure',
  'checkpoint',
  'epoch',
  'actor',
];

let t: TestLedger;
let subject: string;
beforeAll(async () => {
  t = await testLedger();
  subject = crypto.randomUUID();
  const pii = { subject, data: { name: 'Trần Thị Bích' }, search: ['Trần Thị Bích'] };
  await t.ledger.append(request({ events: [event({}, { pii })] }));
});
afterAll(() => t.stop());

const codeOf = async (pool: pg.Pool, sql: string): Promise<string> =>
  pool.query(sql).then(
    () => 'allowed',
    (error: { code: string }) => error.code,
  );

describe("the application's role", () => {
  it.each(TABLES)('cannot write ledger.%s', async (table) => {
    const { rows } = await t.admin.query<{ attname: string }>(
      `select attname from pg_attribute where attrelid = 'ledger.${table}'::regclass and attnum = 1`,
    );
    const column = rows[0]!.attname;
    expect(await codeOf(t.app, `insert into ledger.${table} default values`)).toBe(FORBIDDEN);
    expect(await codeOf(t.app, `update ledger.${table} set ${column} = ${column}`)).toBe(FORBIDDEN);
    expect(await codeOf(t.app, `delete from ledger.${table}`)).toBe(FORBIDDEN);
    expect(await codeOf(t.app, `truncate ledger.${table}`)).toBe(FORBIDDEN);
    expect(await codeOf(t.app, `drop table ledger.${table}`)).toBe(FORBIDDEN);
    expect(await codeOf(t.app, `alter table ledger.${table} disable trigger all`)).toBe(FORBIDDEN);
  });

  it('cannot reach a partition past its table, nor the functions of the owner', async () => {
    expect(await codeOf(t.app, 'delete from ledger.event_2026')).toBe(FORBIDDEN);
    expect(await codeOf(t.app, "select ledger.raise_epoch('x')")).toBe(FORBIDDEN);
    expect(await codeOf(t.app, 'select ledger.create_cohort(1999)')).toBe(FORBIDDEN);
    expect(await codeOf(t.app, 'create table ledger.mine ()')).toBe(FORBIDDEN);
  });

  it('cannot write keys by hand', async () => {
    expect(await codeOf(t.app, 'delete from keyring.subject_key')).toBe(FORBIDDEN);
    expect(await codeOf(t.app, 'update keyring.subject_key set wrapped = null')).toBe(FORBIDDEN);
  });

  it('cannot be fooled into other tables by its search path or temporary tables', async () => {
    const erased = crypto.randomUUID();
    const client = await t.app.connect();
    try {
      await client.query('create temporary table erasure (subject_id uuid primary key)');
      await client.query('set search_path = pg_temp, public');
      await client.query('select ledger.erase_subject($1)', [erased]);
    } finally {
      client.release(true);
    }
    const { rowCount } = await t.app.query('select from ledger.erasure where subject_id = $1', [erased]);
    expect(rowCount).toBe(1);
  });

  it('has 30 seconds for a transaction', async () => {
    const { rows } = await t.app.query('show transaction_timeout');
    expect(rows).toEqual([{ transaction_timeout: '30s' }]);
  });

  it('asks with one process a query, and compiles none', async () => {
    const { rows } = await t.app.query(
      "select name, setting from pg_settings where name in ('jit', 'max_parallel_workers_per_gather') order by name",
    );
    expect(rows).toEqual([
      { name: 'jit', setting: 'off' },
      { name: 'max_parallel_workers_per_gather', setting: '0' },
    ]);
  });
});

describe('the owner', () => {
  it.each(['event', 'command', 'pii', 'epoch', 'stream', 'actor'])(
    'cannot change or remove a row of ledger.%s',
    async (table) => {
      const { rows } = await t.admin.query<{ attname: string }>(
        `select attname from pg_attribute where attrelid = 'ledger.${table}'::regclass and attnum = 1`,
      );
      const column = rows[0]!.attname;
      expect(await codeOf(t.owner, `update ledger.${table} set ${column} = ${column}`)).toBe(APPEND_ONLY);
      expect(await codeOf(t.owner, `delete from ledger.${table}`)).toBe(APPEND_ONLY);
      expect(await codeOf(t.owner, `truncate ledger.${table} cascade`)).toBe(APPEND_ONLY);
    },
  );

  it('cannot do it on a partition either', async () => {
    const { rows } = await t.owner.query<{ partition: string }>(
      "select inhrelid::regclass::text as partition from pg_inherits where inhparent = 'ledger.event'::regclass",
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { partition } of rows)
      expect(await codeOf(t.owner, `truncate ${partition}`)).toBe(APPEND_ONLY);
    const { rows: used } = await t.owner.query<{ partition: string }>(
      'select distinct tableoid::regclass::text as partition from ledger.event',
    );
    expect(used).toHaveLength(1);
    expect(await codeOf(t.owner, `delete from ${used[0]!.partition}`)).toBe(APPEND_ONLY);
  });

  it('cannot make a stream of one kind into another', async () => {
    expect(await codeOf(t.owner, "update ledger.stream set kind = 'edition'")).toBe(APPEND_ONLY);
  });
});
