/** More requests at one time than the API takes: some are asked to come again, none is lost, and it recovers by itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { folderFiles } from '#libs/platform/files';
import { READ_SHARDS } from '#libs/read-models';
import { openRuntime, type Runtime } from '#libs/runtime';
import { createApp } from '../../apps/api/app.ts';
import { MASTER_KEY, startSystem, type TestSystem } from '../e2e/system.ts';
import { eventually } from '../workflows/running.ts';

const MOST = 5;
const BURST = 40;
/** One more listens for changes. */
const CONNECTIONS = MOST + 2;
const WAITING = `select count(*)::int as waiting from pg_stat_activity
  where application_name = 'dunghan-overload' and wait_event_type = 'Lock'`;

let system: TestSystem;
let runtime: Runtime;
let app: NestFastifyApplication;
let url: string;
let token: string;
beforeAll(async () => {
  system = await startSystem();
  runtime = await openRuntime({
    databaseUrl: system.database.appUrl,
    masterKeys: [MASTER_KEY],
    applicationName: 'dunghan-overload',
    poolSize: CONNECTIONS,
  });
  await runtime.organisation();
  const settings = { files: folderFiles(''), demo: true, projectorShards: READ_SHARDS, maxRequests: MOST };
  app = await createApp(runtime, settings, false);
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = await app.getUrl();
  token = (await system.people.as('tiepnhan.khcn')).token();
}, 120_000);
afterAll(async () => {
  await app?.close();
  await runtime?.close();
  await system?.close();
});

const ask = (path: string): Promise<Response> =>
  fetch(url + path, { headers: { authorization: `Bearer ${token}` } });

describe('more requests than it takes', () => {
  it('refuses politely, answers those at hand, tells its health, and recovers by itself', async () => {
    expect((await ask('/api/inbox')).status).toBe(200);
    // Whoever reads the list now waits: so many are at hand for as long as we like.
    const [owner, admin] = [system.database.ownerUrl, system.database.adminUrl].map(
      (connectionString) => new Client({ connectionString }),
    ) as [Client, Client];
    await Promise.all([owner.connect(), admin.connect()]);
    await owner.query('begin');
    await owner.query('lock table read.step in access exclusive mode');
    const atHand = Array.from({ length: MOST }, () => ask('/api/inbox'));
    await eventually(async () => (await admin.query<{ waiting: number }>(WAITING)).rows[0]!.waiting >= MOST);

    const refused = await Promise.all(Array.from({ length: BURST }, () => ask('/api/inbox')));
    for (const response of refused) {
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'overloaded', status: 503 });
    }
    expect((await ask('/api/health')).status).toBe(200);
    await owner.query('rollback');
    await Promise.all([owner.end(), admin.end()]);
    expect((await Promise.all(atHand)).map(({ status }) => status)).toEqual(Array(MOST).fill(200));
    expect((await ask('/api/inbox')).status).toBe(200);
  });

  it('says so when it gets no connection to the database, and comes again with it', async () => {
    const { pool } = runtime;
    const held = [];
    while (pool.idleCount > 0 || pool.totalCount < CONNECTIONS) held.push(await pool.connect());
    const response = await ask('/api/inbox');
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ code: 'database-away' });
    for (const client of held) client.release();
    expect((await ask('/api/inbox')).status).toBe(200);
  });
});
