import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { reaches, visibilityOf, type Authorities } from '#libs/access';
import { demoAccounts } from '#libs/demo';
import { fold } from '#libs/dossier';
import { fromRecorded } from '#libs/commands';
import { placesOf } from '../../apps/api/dossiers/places.ts';
import { APPLICANT, completeAs, KHCN } from './paths.ts';
import type { Json } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

let system: TestSystem;
/** At several agencies, in several states. */
const dossiers: string[] = [];
const receivedBy = new Map<string, string>();
beforeAll(async () => {
  system = await startSystem();
  const receive = async (who: string, procedure: string, codes: string[]): Promise<string> => {
    const documents = codes.map((code) => ({ code, copies: 1 }));
    const { body } = await (
      await system.people.as(who)
    ).post('/api/dossiers', { procedure, applicant: APPLICANT, documents });
    dossiers.push(body.dossier);
    receivedBy.set(body.dossier, who);
    return body.dossier;
  };
  const first = await receive('tiepnhan.khcn', 'QT.KHCN.01', ['DON', 'GCN']);
  await completeAs(await system.people.as('tiepnhan.khcn'), first, 'B1');
  await receive('tiepnhan.khcn', 'QT.KHCN.02', ['DON', 'DA', 'NL']);
  await receive('tiepnhan.tranphu', 'QT.BTXH.01', ['DON', 'XN']);
  await receive('tiepnhan.truc', 'QT.DEMO.01', ['DON']);
  await system.folded();
}, 120_000);
afterAll(() => system?.close());

/** What the rules say, from the authorities and the ledger alone. */
async function mayRead(who: Authorities, dossier: string): Promise<boolean> {
  const state = fold((await system.runtime.ledger.load(dossier)).map(fromRecorded));
  return reaches(visibilityOf(who, system.runtime.now()), placesOf(state));
}

const isAuditor = ({ systemRoles }: Authorities): boolean => systemRoles.includes('auditor');

describe('each demo account', () => {
  for (const { username, officer } of demoAccounts()) {
    it(`${username} sees on every route what the rules let it see, and nothing else`, async () => {
      const person = await system.people.as(username);
      const who = (await system.runtime.directory.authoritiesFor({ account: username, officer }))!;
      const seen: string[] = [];
      for (const dossier of dossiers) {
        const may = await mayRead(who, dossier);
        if (may) seen.push(dossier);
        for (const route of ['', '/timeline', '/replay?at=2026-01-01T00:00:00Z']) {
          const { status } = await person.get(`/api/dossiers/${dossier}${route}`);
          expect([route, status]).toEqual([route, may ? 200 : 403]);
        }
        for (const route of ['/verify', '/evidence']) {
          const { status } = await person.get(`/api/dossiers/${dossier}${route}`);
          expect([route, status]).toEqual([route, may && isAuditor(who) ? 200 : 403]);
        }
        const acted = await person.act(dossier, 'claim', { step: 'B9' });
        expect([acted.status, acted.body.code]).toEqual(
          may ? [409, 'step-not-open'] : [403, 'not-permitted'],
        );
      }
      const found = (await person.post('/api/dossiers/search', {})).body;
      expect(found.rows.map(({ id }: Json) => id).toSorted()).toEqual(seen.toSorted());
      const inbox = (await person.get('/api/inbox?tab=unit&limit=200')).body;
      expect(inbox.rows.every(({ dossier }: Json) => seen.includes(dossier))).toBe(true);
    });
  }

  it('nobody sees all but the auditor, and everybody is told apart', async () => {
    const auditor = await system.people.as('danhgia');
    expect((await auditor.post('/api/dossiers/search', {})).body.total).toBe(dossiers.length);
    const admin = await system.people.as('quantri');
    expect((await admin.post('/api/dossiers/search', {})).body.total).toBe(0);
  });
});

describe('a session', () => {
  it('is told who it is, and ends', async () => {
    const { body } = await system.people.anyone.post('/api/session', {
      username: 'giamdoc.khcn',
      password: 'dunghan-demo',
    });
    const headers = { authorization: `Bearer ${body.token}` };
    const whoAmI = () => fetch(`${system.url}/api/session`, { headers });
    expect(await (await whoAmI()).json()).toMatchObject({
      username: 'giamdoc.khcn',
      agency: { id: 'skhcn' },
    });
    expect((await fetch(`${system.url}/api/session`, { method: 'DELETE', headers })).status).toBe(204);
    expect((await whoAmI()).status).toBe(401);
  });

  it("is a cookie for our own pages alone: another site's request does not count", async () => {
    const login = await fetch(`${system.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'tiepnhan.khcn', password: 'dunghan-demo' }),
    });
    const cookie = login.headers.getSetCookie()[0]!;
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    const receive = (origin: string) =>
      fetch(`${system.url}/api/dossiers`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          cookie: cookie.split(';')[0]!,
          origin,
        },
        body: JSON.stringify(KHCN),
      });
    expect((await receive('https://elsewhere.example')).status).toBe(403);
    expect((await receive(system.url)).status).toBe(201);
  });
});

describe('a substitute', () => {
  it('acts on behalf of the absent officer, and the event says so', async () => {
    const { people, runtime } = system;
    const counter = await people.as('tiepnhan.khcn');
    const { dossier } = (await counter.post('/api/dossiers', KHCN)).body;
    await completeAs(counter, dossier, 'B1');
    const outsider = await people.as('chuyenvien.tdc');
    expect((await outsider.get(`/api/dossiers/${dossier}`)).status).toBe(403);
    const now = Date.now();
    const changed = await runtime.directory.change(
      [
        {
          type: 'SubstitutionRecorded',
          body: {
            id: 'thay-truong-phong',
            officer: 'skhcn/qlcn/1',
            substitute: 'skhcn/tdc/3',
            roles: null,
            from: new Date(now - 60_000).toISOString(),
            to: new Date(now + 3_600_000).toISOString(),
            basis: 'Quyết định số 1',
          },
        } as never,
      ],
      'test',
    );
    expect(changed).toMatchObject({ ok: true });
    // What the organisation is, is looked up once a second.
    await sleep(1_100);
    const { status } = await completeAs(outsider, dossier, 'B2');
    expect(status).toBe(200);
    const { entries } = (await counter.get(`/api/dossiers/${dossier}/timeline`)).body;
    const { by } = entries.findLast((entry: Json) => entry.type === 'StepCompleted');
    expect(by).toMatchObject({
      id: 'skhcn/tdc/3',
      role: 'division-head',
      onBehalfOf: { id: 'skhcn/qlcn/1' },
    });
  });
});
