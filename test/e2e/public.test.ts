import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { APPLICANT, completeAs, KHCN, pageOf } from './paths.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

let system: TestSystem;
let counter: Person;
beforeAll(async () => {
  system = await startSystem();
  counter = await system.people.as('tiepnhan.khcn');
}, 120_000);
afterAll(() => system?.close());

describe('the public page', () => {
  const lookup = (body: object) => system.people.anyone.post('/api/public/lookup', body);

  it('shows progress by code and secret, without names', async () => {
    const { code, secret, dossier } = (await counter.post('/api/dossiers', KHCN)).body;
    await completeAs(counter, dossier, 'B1');
    await system.folded();
    const { status, body } = await lookup({ code, secret: ` ${secret.toLowerCase()} ` });
    expect(status).toBe(200);
    expect(body).toMatchObject({ code, status: { code: 4 }, paused: false });
    expect(body.steps.slice(0, 3).map((step: Json) => step.state)).toEqual(['done', 'open', 'ahead']);
    expect(JSON.stringify(body)).not.toMatch(/skhcn\/|Đặng|001099/);

    const wrong = await Promise.all([
      lookup({ code, secret: 'AAAAAAAAAAAAAAAA' }),
      lookup({ code: 'H99.1-260101-0001', secret }),
      lookup({ code: 'H99.1-260101-0001', secret: 'A' }),
    ]);
    const answers = wrong.map((answer) => [answer.status, { ...answer.body, instance: '' }]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]![0]).toBe(404);
  });

  it('lists the procedures in force', async () => {
    const { body } = await system.people.anyone.get('/api/public/procedures');
    expect(body.procedures.length).toBeGreaterThanOrEqual(16);
    expect(body.procedures.map((one: Json) => one.code)).toContain('QT.KHCN.01');
  });

  it('takes back what was sent online, for the applicant alone, once', async () => {
    const sent = (await system.people.anyone.post('/api/public/dossiers', { ...KHCN, agency: 'skhcn' })).body;
    const received = await counter.act(sent.dossier, 'receive', { documents: KHCN.documents });
    const { code, secret } = received.body;
    await system.folded();
    const asked = { code, secret, idNumber: APPLICANT.idNumber, reason: 'Nộp nhầm thủ tục' };
    const withdraw = (body: object, key?: string) =>
      system.people.anyone.post('/api/public/lookup/withdrawal', body, key);
    expect((await lookup({ code, secret })).body.withdrawable).toBe(true);
    const misses = [
      await withdraw({ ...asked, secret: 'AAAAAAAAAAAAAAAA' }),
      await withdraw({ ...asked, idNumber: '001099000000' }),
      await withdraw({ ...asked, reason: '' }),
    ];
    expect(misses.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'not-found'],
      [403, 'not-the-applicant'],
      [400, 'bad-input'],
    ]);
    const done = await withdraw(asked, 'withdrawal-key-1');
    expect([done.status, done.body]).toEqual([
      200,
      { status: { code: 7, name: 'Công dân yêu cầu rút hồ sơ' }, repeated: false },
    ]);
    expect((await withdraw(asked, 'withdrawal-key-1')).body.repeated).toBe(true);
    expect((await withdraw(asked)).body.code).toBe('not-open');
    expect((await lookup({ code, secret })).body).toMatchObject({ status: { code: 7 }, withdrawable: false });
  });

  it('leaves what came over the counter to the counter', async () => {
    const { code, secret } = (await counter.post('/api/dossiers', KHCN)).body;
    await system.folded();
    expect((await lookup({ code, secret })).body.withdrawable).toBe(false);
    const asked = { code, secret, idNumber: KHCN.applicant.idNumber, reason: 'Nộp nhầm thủ tục' };
    const { status, body } = await system.people.anyone.post('/api/public/lookup/withdrawal', asked);
    expect([status, body.code]).toEqual([409, 'at-the-counter']);
  });

  it('is not for guessing: one address may try so often and no more', async () => {
    const statuses: number[] = [];
    let last: Awaited<ReturnType<typeof lookup>> | undefined;
    for (let turn = 0; turn < 40 && statuses.at(-1) !== 429; turn++) {
      last = await lookup({ code: 'H99.1-260101-0001', secret: `${turn}` });
      statuses.push(last.status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(Number(last!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last!.body.code).toBe('too-many-attempts');
  });
});

describe('a dossier sent online', () => {
  it('waits at the one-stop section, which receives it; sent twice it is one', async () => {
    const body = { ...KHCN, agency: 'skhcn' };
    const send = () => system.people.anyone.post('/api/public/dossiers', body, 'online-key-1');
    const sent = await send();
    expect([sent.status, sent.body.status.code]).toEqual([201, 1]);
    expect((await send()).body).toMatchObject({ dossier: sent.body.dossier, repeated: true });
    await system.folded();
    const { rows, tabs } = (await counter.get('/api/inbox?tab=to-claim')).body;
    expect(tabs['to-claim']).toBe(rows.length);
    const waiting = rows.find((row: Json) => row.dossier === sent.body.dossier);
    expect(waiting).toMatchObject({ step: null, code: null, applicant: APPLICANT.name, status: 'submitted' });
    const page = await pageOf(counter, sent.body.dossier);
    expect(page.allowed.map(({ action }) => action).toSorted()).toEqual([
      'receive',
      'refuse',
      'request-completion',
      'withdraw',
    ]);
    const stranger = await system.people.as('tiepnhan.tranphu');
    expect((await stranger.get(`/api/dossiers/${sent.body.dossier}`)).status).toBe(403);

    const received = await counter.act(sent.body.dossier, 'receive', { documents: KHCN.documents });
    expect([received.status, received.body.national.code]).toEqual([200, 2]);
    expect(received.body.code).toMatch(/^H99/);
    expect((await pageOf(counter, sent.body.dossier)).channel).toBe('online');
  });

  it('or is refused there', async () => {
    const body = { ...KHCN, agency: 'skhcn' };
    const { dossier } = (await system.people.anyone.post('/api/public/dossiers', body)).body;
    const { status } = await counter.act(dossier, 'refuse', { reason: 'Sai cơ quan' });
    expect(status).toBe(200);
    await system.folded();
    const { rows } = (await counter.get('/api/inbox?tab=to-claim')).body;
    expect(rows.map((row: Json) => row.dossier)).not.toContain(dossier);
  });
});

describe('a file', () => {
  const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2_000)]);

  async function upload(
    person: Person,
    bytes: Buffer,
    name: string,
  ): Promise<{ status: number; body: Json }> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    const response = await fetch(`${system.url}/api/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token()}` },
      body: form,
    });
    return { status: response.status, body: await response.json() };
  }

  const download = (person: Person, hash: string, dossier: string) =>
    fetch(`${system.url}/api/files/${hash}?dossier=${dossier}`, {
      headers: { authorization: `Bearer ${person.token()}` },
    });

  it('is kept by its hash, and read only through a dossier that holds it', async () => {
    const { status, body: file } = await upload(counter, PDF, 'Đơn đề nghị.pdf');
    expect(status).toBe(201);
    expect(file).toEqual({
      sha256: createHash('sha256').update(PDF).digest('hex'),
      mediaType: 'application/pdf',
      bytes: PDF.length,
      name: 'Đơn đề nghị.pdf',
    });
    const documents = [{ code: 'DON', copies: 1, file }, KHCN.documents[1]];
    const { dossier } = (await counter.post('/api/dossiers', { ...KHCN, documents })).body;
    const page = await pageOf(counter, dossier);
    expect(page.documents[0]!.file).toEqual({ sha256: file.sha256, name: 'Đơn đề nghị.pdf' });
    const got = await download(counter, file.sha256, dossier);
    expect(Buffer.from(await got.arrayBuffer()).equals(PDF)).toBe(true);
    expect(got.headers.get('content-disposition')).toMatch('attachment');

    const another = (await counter.post('/api/dossiers', KHCN)).body.dossier;
    expect((await download(counter, file.sha256, another)).status).toBe(404);
    const stranger = await system.people.as('chuyenvien.noivu');
    expect((await download(stranger, file.sha256, dossier)).status).toBe(403);
    expect((await download(counter, '../../etc/passwd', dossier)).status).toBe(404);
    // What people called it is theirs: the ledger's own bytes don't say it.
    const [event] = await system.runtime.ledger.load(dossier);
    expect(JSON.stringify(event!.body)).not.toContain('Đơn đề nghị');
  });

  it('of no kind that is taken, or too large, is refused', async () => {
    const script = await upload(counter, Buffer.from('#!/bin/sh\nrm -rf /\n'), 'đơn.pdf');
    expect([script.status, script.body.code]).toEqual([415, 'file-type']);
    const large = await upload(counter, Buffer.concat([PDF, Buffer.alloc(25 * 1024 * 1024)]), 'lớn.pdf');
    expect([large.status, large.body.code]).toEqual([413, 'file-too-large']);
    const empty = await upload(counter, Buffer.alloc(0), 'trống.pdf');
    expect([empty.status, empty.body.code]).toEqual([415, 'file-type']);
  });
});
