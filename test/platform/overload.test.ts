/** More requests at one time than the API takes: some are asked to come again, none is lost, and it recovers by itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { READ_SHARDS } from '#libs/read-models';
import { createApp } from '../../apps/api/app.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { eventually } from '../workflows/running.ts';

const MOST = 5;
const BURST = 40;

let system: TestSystem;
let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  system = await startSystem();
  const settings = { filesFolder: '', demo: true, projectorShards: READ_SHARDS, maxRequests: MOST };
  app = await createApp(system.runtime, settings, false);
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = await app.getUrl();
}, 120_000);
afterAll(async () => {
  await app?.close();
  await system?.close();
});

describe('more requests than it takes', () => {
  it('refuses politely, answers those at hand, tells its health, and recovers by itself', async () => {
    const { pool } = system.runtime;
    const officer = await system.people.as('tiepnhan.khcn');
    const ask = (path: string): Promise<Response> =>
      fetch(url + path, { headers: { authorization: `Bearer ${officer.token()}` } });
    expect((await ask('/api/inbox')).status).toBe(200);

    // Whoever asks now waits for a connection: the first five are at hand for as long as we like.
    const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    const atHand = Array.from({ length: MOST }, () => ask('/api/inbox'));
    await eventually(() => pool.waitingCount >= MOST);
    const refused = await Promise.all(Array.from({ length: BURST }, () => ask('/api/inbox')));
    for (const response of refused) {
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'overloaded', status: 503 });
    }
    const health = ask('/api/health');
    for (const client of held) client.release();
    expect((await health).status).toBe(200);
    expect((await Promise.all(atHand)).map(({ status }) => status)).toEqual(Array(MOST).fill(200));
    expect((await ask('/api/inbox')).status).toBe(200);
  });

  it('says so when its database is away, and comes again with it', async () => {
    const officer = await system.people.as('tiepnhan.khcn');
    const ask = (): Promise<Response> =>
      fetch(`${url}/api/inbox`, { headers: { authorization: `Bearer ${officer.token()}` } });
    const { pool } = system.runtime;
    const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    const response = await ask();
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ code: 'database-away' });
    for (const client of held) client.release();
    expect((await ask()).status).toBe(200);
  });
});
