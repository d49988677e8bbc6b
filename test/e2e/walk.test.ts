import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Json } from './people.ts';
import { completeAs, KHCN, pageOf } from './paths.ts';
import { startSystem, type TestSystem } from './system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(() => system?.close());

describe('a real procedure from the counter to the hand-over', () => {
  let dossier: string;

  it('is received with a code, a secret and an appointment, whose lines say why', async () => {
    const counter = await system.people.as('tiepnhan.khcn');
    const { status, body } = await counter.post('/api/dossiers', KHCN);
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 1, repeated: false, status: 'open', national: { code: 2 } });
    expect(body.code).toMatch(/^H99\.\d+-\d{6}-\d{4,}$/);
    expect(body.secret).toMatch(/^[2-9A-HJKMNP-TV-Z]{16}$/);
    expect(body.appointment.lines.length).toBeGreaterThan(0);
    expect(body.open).toEqual([expect.objectContaining({ step: 'B1', unit: 'skhcn/mc' })]);
    ({ dossier } = body);
  });

  it('refuses the wrong officer: another agency, another role', async () => {
    const [stranger, specialist] = await Promise.all(
      ['chuyenvien.noivu', 'chuyenvien.khcn'].map((name) => system.people.as(name)),
    );
    for (const [who, code] of [
      [stranger!, 'not-permitted'],
      [specialist!, 'not-permitted'],
    ] as const) {
      const { status, body } = await who.act(dossier, 'complete', { step: 'B1' });
      expect([status, body.code]).toEqual([403, code]);
    }
    const director = await system.people.as('giamdoc.khcn');
    const { status, body, headers } = await director.act(dossier, 'complete', { step: 'B1' });
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(status).toBe(403);
    expect(body).toMatchObject({ status: 403, code: 'step-not-yours', state: 'open', step: 'B1' });
    expect(body.holder).toMatchObject({ officer: 'skhcn/mc/1' });
    expect(body.type).toBe('urn:dunghan:problem:step-not-yours');
  });

  it('goes through all its steps by the right officers', async () => {
    const path: [string, string, object?][] = [
      ['tiepnhan.khcn', 'B1'],
      ['truongphong.khcn', 'B2'],
      ['chuyenvien.khcn', 'B3'],
      ['truongphong.khcn', 'B4'],
      ['giamdoc.khcn', 'B5'],
      ['vanthu.khcn', 'B6', { result: { number: '12/GCN', positive: true } }],
    ];
    for (const [who, step, more] of path) {
      const { status, body } = await completeAs(await system.people.as(who), dossier, step, { ...more });
      expect([step, status, body.code]).toEqual([step, 200, expect.stringContaining('H99')]);
    }
    const { status, body } = await (await system.people.as('tiepnhan.khcn')).act(dossier, 'hand-over');
    expect([status, body.status, body.national.code]).toEqual([200, 'handed-over', 10]);
    expect(body.allowed).toEqual([]);
  });

  it('leaves a timeline with names, which the auditor reads and verifies', async () => {
    const auditor = await system.people.as('danhgia');
    const { body } = await auditor.get(`/api/dossiers/${dossier}/timeline`);
    const types = body.entries.map((entry: Json) => entry.type);
    expect(types[0]).toBe('DossierReceived');
    expect(types.at(-1)).toBe('ResultHandedOver');
    expect(types.filter((type: string) => type === 'StepCompleted')).toHaveLength(7);
    expect(
      body.entries.every((entry: Json) => entry.by.kind === 'officer' && !entry.by.name.includes('/')),
    ).toBe(true);
    const proof = await auditor.get(`/api/dossiers/${dossier}/verify`);
    expect(proof.body).toEqual({ streams: 1, events: types.length, findings: [] });
  });

  it('shows the page as it was known at a past moment', async () => {
    const auditor = await system.people.as('danhgia');
    const { entries } = (await auditor.get(`/api/dossiers/${dossier}/timeline`)).body;
    const at = entries[2].recordedAt;
    const { body } = await auditor.get(`/api/dossiers/${dossier}/replay?at=${at}`);
    expect(body.events).toBeGreaterThanOrEqual(3);
    expect(body.dossier.status).toBe('open');
    const open = body.dossier.steps.find((step: Json) => step.state === 'open');
    expect(open.deadline.lines.length).toBeGreaterThan(0);
    const before = await auditor.get(`/api/dossiers/${dossier}/replay?at=2020-01-01T00:00:00Z`);
    expect(before.body).toMatchObject({ events: 0, dossier: null });
  });
});

describe('an idempotency key', () => {
  it('makes one dossier, also when it is sent ten times at once', async () => {
    const counter = await system.people.as('tiepnhan.khcn');
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => counter.post('/api/dossiers', KHCN, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body.dossier)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => `${body.code} ${body.secret}`)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.repeated)).toHaveLength(1);
  });

  it('answers a repetition as it stood then, and another request with 422', async () => {
    const counter = await system.people.as('tiepnhan.khcn');
    const key = randomUUID();
    const first = await counter.post('/api/dossiers', KHCN, key);
    const { dossier } = first.body;
    await completeAs(counter, dossier, 'B1');
    const again = await counter.post('/api/dossiers', KHCN, key);
    expect(again.body).toMatchObject({ dossier, version: 1, repeated: true, position: first.body.position });
    expect(again.body.open).toEqual(first.body.open);
    const other = await counter.post('/api/dossiers', { ...KHCN, channel: 'postal' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'other-request']);
    const elsewhere = await counter.act(dossier, 'complete', { step: 'B1' }, key);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'other-request']);
  });

  it('belongs to its account', async () => {
    const key = randomUUID();
    const one = await (await system.people.as('tiepnhan.khcn')).post('/api/dossiers', KHCN, key);
    const two = await (
      await system.people.as('tiepnhan.truc')
    ).post(
      '/api/dossiers',
      { ...KHCN, procedure: 'QT.DEMO.01', documents: [{ code: 'DON', copies: 1 }] },
      key,
    );
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.dossier).not.toBe(two.body.dossier);
  });

  it('takes two officers at the same step: one wins, the other is told', async () => {
    const counter = await system.people.as('tiepnhan.khcn');
    const { dossier } = (await counter.post('/api/dossiers', KHCN)).body;
    await completeAs(counter, dossier, 'B1');
    await completeAs(await system.people.as('truongphong.khcn'), dossier, 'B2');
    const specialists = await Promise.all(
      ['chuyenvien.khcn', 'chuyenvien2.khcn'].map((name) => system.people.as(name)),
    );
    const answers = await Promise.all(
      specialists.map((person) => person.act(dossier, 'claim', { step: 'B3' })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('step-taken');
    expect((await pageOf(counter, dossier)).version).toBe(
      answers.find(({ status }) => status === 200)!.body.version,
    );
  });
});

describe('a refusal has its status', () => {
  const ask = async (who: string, path: string, body: unknown, key?: string) => {
    const answer = await (await system.people.as(who)).post(path, body, key);
    return [answer.status, answer.body.code];
  };
  const receive = async (): Promise<string> =>
    (await (await system.people.as('tiepnhan.khcn')).post('/api/dossiers', KHCN)).body.dossier;

  it('400: what was sent is not right', async () => {
    expect(await ask('tiepnhan.khcn', '/api/dossiers', { ...KHCN, extra: 1 })).toEqual([400, 'bad-input']);
    expect(await ask('tiepnhan.khcn', '/api/dossiers', { ...KHCN, documents: [] })).toEqual([
      400,
      'document-missing',
    ]);
    expect(await ask('tiepnhan.khcn', '/api/dossiers', { ...KHCN, procedure: 'QT.KHONG.01' })).toEqual([
      400,
      'unknown-procedure',
    ]);
    expect(await ask('tiepnhan.khcn', '/api/dossiers', KHCN, 'short')).toEqual([400, 'idempotency-key']);
    const dossier = await receive();
    const complete = `/api/dossiers/${dossier}/actions/complete`;
    expect(await ask('tiepnhan.khcn', complete, { step: 'B1' })).toEqual([400, 'form-missing']);
    expect(await ask('tiepnhan.khcn', complete, { step: 'B1', outcome: 'x' })).toEqual([
      400,
      'unknown-outcome',
    ]);
    expect(await ask('tiepnhan.khcn', complete, { step: 7 })).toEqual([400, 'bad-input']);
    expect(await ask('tiepnhan.khcn', `/api/dossiers/${dossier}/actions/vanish`, {})).toEqual([
      400,
      'bad-input',
    ]);
  });

  it('says which fields', async () => {
    const { body } = await (
      await system.people.as('tiepnhan.khcn')
    ).post('/api/dossiers', { ...KHCN, applicant: { name: '', idNumber: '1' } });
    expect(body.errors.map((error: Json) => error.field).sort()).toEqual([
      'applicant.idNumber',
      'applicant.name',
    ]);
  });

  it('401: nobody, or nobody any more', async () => {
    const nobody = await system.people.anyone.get('/api/inbox');
    expect([nobody.status, nobody.body.code]).toEqual([401, 'no-session']);
    const wrong = await system.people.anyone.post('/api/session', { username: 'danhgia', password: 'wrong' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'bad-credentials']);
  });

  it('403: who has no role for it', async () => {
    expect(await ask('chuyenvien.khcn', '/api/dossiers', KHCN)).toEqual([403, 'role-missing']);
    expect(await ask('danhgia', '/api/dossiers', KHCN)).toEqual([403, 'role-missing']);
    const dossier = await receive();
    expect(await ask('danhgia', `/api/dossiers/${dossier}/actions/complete`, { step: 'B1' })).toEqual([
      403,
      'step-not-yours',
    ]);
    expect(await ask('danhgia', `/api/dossiers/${dossier}/actions/stop`, { reason: 'thử xem' })).toEqual([
      403,
      'role-missing',
    ]);
  });

  it('404: no such dossier', async () => {
    const none = '0198f5a0-0000-7000-8000-000000000000';
    const page = await (await system.people.as('danhgia')).get(`/api/dossiers/${none}`);
    expect([page.status, page.body.code]).toEqual([404, 'not-found']);
    expect(await ask('danhgia', `/api/dossiers/${none}/actions/claim`, { step: 'B1' })).toEqual([
      404,
      'not-found',
    ]);
    const nowhere = await system.people.anyone.get('/api/nowhere');
    expect([nowhere.status, nowhere.body.code]).toEqual([404, 'not-found']);
  });

  it('409: not in this state, and what is allowed is said', async () => {
    const dossier = await receive();
    const counter = await system.people.as('tiepnhan.khcn');
    const answer = await counter.act(dossier, 'hand-over');
    expect([answer.status, answer.body.code]).toEqual([409, 'result-not-issued']);
    expect(answer.body.allowed.map((one: Json) => one.action)).toContain('complete');
    const closed = await counter.act(dossier, 'complete', { step: 'B5' });
    expect([closed.status, closed.body.code]).toEqual([409, 'step-not-open']);
  });

  it('413: larger than a request may be', async () => {
    const large = { ...KHCN, applicant: { ...KHCN.applicant, address: 'x'.repeat(3_000_000) } };
    const counter = await system.people.as('tiepnhan.khcn');
    const { status, body, headers } = await counter.post('/api/dossiers', large);
    expect([status, body.code]).toEqual([413, 'too-large']);
    // Whoever still sends hears it: the connection stays.
    expect(headers.get('connection')).not.toBe('close');
  });
});
