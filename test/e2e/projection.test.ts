import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyReadModels } from '#libs/read-models';
import { completeAs, KHCN, takeToTheEnd } from './paths.ts';
import { startSystem, type TestSystem } from './system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(() => system?.close());

const TABLES = ['dossier', 'step', 'edition'];

async function rows(): Promise<string> {
  const { pool } = system.runtime;
  const tables = TABLES.map((table) => pool.query(`select t::text from read.${table} t order by 1`));
  return JSON.stringify((await Promise.all(tables)).map((answer) => answer.rows));
}

describe('the read models', () => {
  it('rebuilt from the first event equal the live ones, row for row; work goes on meanwhile', async () => {
    const counter = await system.people.as('tiepnhan.khcn');
    const auditor = await system.people.as('danhgia');
    const opened = await Promise.all(Array.from({ length: 12 }, () => counter.post('/api/dossiers', KHCN)));
    const dossiers = opened.map(({ body }) => body.dossier as string);
    for (const dossier of dossiers.slice(3)) await completeAs(counter, dossier, 'B1');
    await counter.act(dossiers[4]!, 'withdraw', { reason: 'Xin rút' });
    await takeToTheEnd(system.people, auditor, dossiers[5]!, {
      B6: { result: { number: '1/GCN', positive: true } },
    });
    const head = await system.people.as('truongphong.khcn');
    await completeAs(head, dossiers[6]!, 'B2');
    const { undo } = (await head.get(`/api/dossiers/${dossiers[6]}`)).body;
    await head.act(dossiers[6]!, 'annul', { ...undo, reason: 'Nhầm hồ sơ' });
    await system.folded();
    const live = await rows();

    const { pool, ledger } = system.runtime;
    const [, received] = await Promise.all([
      emptyReadModels(pool, ledger),
      counter.post('/api/dossiers', KHCN),
    ]);
    expect(received.status).toBe(201);
    await counter.act(received.body.dossier, 'withdraw', { reason: 'Xin rút' });
    await system.folded();
    const again = await rows();
    const without = (text: string) =>
      JSON.stringify(
        (JSON.parse(text) as { t: string }[][]).map((table) =>
          table.filter(({ t }) => !t.includes(received.body.dossier)),
        ),
      );
    expect(without(again)).toBe(live);

    await emptyReadModels(pool, ledger);
    await system.folded();
    expect(await rows()).toBe(again);
  });
});

describe('an open page', () => {
  /** Reads server-sent events until one is named so; the connection is then closed by the reader. */
  async function until(name: string, response: Response): Promise<string[]> {
    const seen: string[] = [];
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) {
      for (const [, event] of decoder.decode(chunk).matchAll(/^event: (.+)$/gm)) {
        seen.push(event!);
        if (event === name) return seen;
      }
    }
    return seen;
  }

  const listen = async (username: string): Promise<Response> =>
    fetch(`${system.url}/api/inbox/events`, {
      headers: { authorization: `Bearer ${(await system.people.as(username)).token()}` },
    });

  it("is told when its officer's lists change, also by what goes away", async () => {
    const counter = await system.people.as('tiepnhan.khcn');
    const { dossier } = (await counter.post('/api/dossiers', KHCN)).body;
    await completeAs(counter, dossier, 'B1');
    await system.folded();
    const page = await listen('truongphong.khcn');
    expect(page.headers.get('content-type')).toMatch('text/event-stream');
    const told = until('changed', page);
    await counter.act(dossier, 'withdraw', { reason: 'Xin rút' });
    expect(await told).toContain('changed');
  });

  it('is told of what was sent online', async () => {
    const told = until('changed', await listen('tiepnhan.khcn'));
    await system.people.anyone.post('/api/public/dossiers', { ...KHCN, agency: 'skhcn' });
    expect(await told).toContain('changed');
  });

  it('does not keep the server from stopping', async () => {
    const other = await startSystem();
    const token = (await other.people.as('giamdoc.khcn')).token();
    const page = await fetch(`${other.url}/api/inbox/events`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(page.status).toBe(200);
    await other.close();
    await page.body?.cancel().catch(() => undefined);
  }, 20_000);
});

describe('health', () => {
  it('says of each part whether it is up, and asks for no log-in', async () => {
    const { status, body } = await system.people.anyone.get('/api/health');
    expect(status).toBe(200);
    expect(body.parts.api).toMatchObject({ up: true });
    expect(body.parts.postgres).toMatchObject({ up: true, lagSeconds: 0 });
  });

  it('the description of the API is to be had', async () => {
    const { body } = await system.people.anyone.get('/api/openapi.json');
    expect(body.openapi).toMatch(/^3\./);
    expect(Object.keys(body.paths)).toContain('/api/dossiers/{id}/actions/{action}');
  });
});
