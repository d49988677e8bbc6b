import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dateOf } from '#libs/calendar';
import type { Instant } from '#libs/calendar';
import { KHCN, pageOf } from './paths.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const SHIPPED = readFileSync(new URL('../../libs/procedure/data/qt-khcn-01.yaml', import.meta.url), 'utf8');
const PATH = '/api/procedures/QT.KHCN.01/editions/2';

let system: TestSystem;
let secretary: Person;
let director: Person;
let counter: Person;
let today: string;
beforeAll(async () => {
  system = await startSystem();
  const { as } = system.people;
  [secretary, director, counter] = [
    await as('thukyiso.khcn'),
    await as('giamdoc.khcn'),
    await as('tiepnhan.khcn'),
  ];
  today = dateOf(system.now().toISOString() as Instant);
}, 120_000);
afterAll(() => system?.close());

const second = (): string =>
  SHIPPED.replace('edition: 1', 'edition: 2')
    .replace(/effective-from: .*/, `effective-from: ${today}`)
    .replace('time: 02 ngày', 'time: 1,5 ngày')
    .replace('time: 01 ngày', 'time: 1,5 ngày');

const answer = async (asked: Promise<{ status: number; body: Json }>): Promise<unknown[]> => {
  const { status, body } = await asked;
  return [status, body.code ?? body.status];
};

describe("an edition's life", () => {
  let before: string;

  it('begins as a draft by the ISO secretary, and is checked', async () => {
    before = (await counter.post('/api/dossiers', KHCN)).body.dossier;
    const draft = { yaml: second() };
    expect(await answer(counter.post('/api/procedures/drafts', draft))).toEqual([403, 'not-permitted']);
    const stranger = await system.people.as('chuyenvien.noivu');
    expect(await answer(stranger.post('/api/procedures/drafts', draft))).toEqual([403, 'not-permitted']);
    expect(await answer(secretary.post('/api/procedures/drafts', { yaml: 'code: [' }))).toEqual([
      400,
      'bad-edition',
    ]);
    const { status, body } = await secretary.post('/api/procedures/drafts', draft, 'draft-edition-2');
    expect([status, body.status]).toEqual([201, 'draft']);
    expect(body.findings.filter((finding: Json) => finding.severity === 'error')).toEqual([]);
  });

  it('is reviewed, and approved by another person of the agency', async () => {
    expect(await answer(secretary.post(`${PATH}/publish`))).toEqual([409, 'wrong-state']);
    expect(await answer(secretary.post(`${PATH}/review`))).toEqual([200, 'reviewed']);
    expect(await answer(secretary.post(`${PATH}/approve`))).toEqual([403, 'not-supervisor']);
    const elsewhere = await system.people.as('chutich.tranphu');
    expect(await answer(elsewhere.post(`${PATH}/approve`))).toEqual([403, 'not-supervisor']);
    expect(await answer(director.post(`${PATH}/approve`))).toEqual([200, 'approved']);
  });

  it('is published once, also when that is sent again, and the one before it ends that day', async () => {
    const publish = () => secretary.post(`${PATH}/publish`, {}, 'publish-edition-2');
    const [first] = [await publish()];
    expect([first.status, first.body.status, first.body.edition.effectiveFrom]).toEqual([
      200,
      'published',
      today,
    ]);
    await system.folded();
    expect(await answer(publish())).toEqual([200, 'published']);
    const { body } = await secretary.get('/api/procedures?code=QT.KHCN.01');
    expect(body.editions).toMatchObject([
      { edition: 2, status: 'published', effectiveFrom: today, supersededFrom: null },
      { edition: 1, status: 'superseded', supersededFrom: today },
    ]);
  });

  it('takes the dossiers received from then on; those before keep theirs, until they are moved', async () => {
    // Which edition is in force is looked up once a second.
    await sleep(1_100);
    const { dossier } = (await counter.post('/api/dossiers', KHCN)).body;
    expect((await pageOf(counter, dossier)).procedure.edition).toBe(2);
    expect((await pageOf(counter, before)).procedure.edition).toBe(1);
    const moved = await secretary.act(before, 'change-edition', {
      edition: 2,
      reason: 'Áp dụng lần ban hành mới',
    });
    expect(moved.status).toBe(403);
    expect(
      (await director.act(before, 'change-edition', { edition: 2, reason: 'Áp dụng lần mới' })).status,
    ).toBe(200);
    expect((await pageOf(counter, before)).procedure.edition).toBe(2);
  });

  it('is compared with the one before, step by step', async () => {
    const { body } = await secretary.get('/api/procedures/QT.KHCN.01/compare?from=1&to=2');
    expect(body.steps.map((step: Json) => step.no)).toEqual(['B3', 'B5']);
    expect(body.words.join(' ')).toContain('B3');
  });

  it('ends before it began when it has an error', async () => {
    const faulty = second().replace('edition: 2', 'edition: 3').replace('time: 1,5 ngày', 'time: 09 ngày');
    const drafted = await secretary.post('/api/procedures/drafts', { yaml: faulty });
    expect(drafted.body.findings.map((finding: Json) => finding.code)).toContain('sum-differs-from-total');
    const third = '/api/procedures/QT.KHCN.01/editions/3';
    await secretary.post(`${third}/review`);
    await director.post(`${third}/approve`);
    expect(await answer(secretary.post(`${third}/publish`))).toEqual([409, 'not-sound']);
    expect(await answer(secretary.post(`${third}/withdraw`, { reason: 'Sai tổng thời gian' }))).toEqual([
      200,
      'withdrawn',
    ]);
  });

  it('nobody approves what they wrote', async () => {
    const own = second().replace('edition: 2', 'edition: 4');
    const { body } = await secretary.post('/api/procedures/drafts', { yaml: own });
    expect(body.status).toBe('draft');
    const drafter = await system.runtime.editionCommands.load('QT.KHCN.01', 4);
    expect(drafter).toMatchObject({ status: 'draft', drafter: 'skhcn/vp/3' });
  });
});
