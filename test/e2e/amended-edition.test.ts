/**
 * An amended edition closes the loop: a late step, found by itself; a plan that amends the procedure; the edition is
 * published, which does the action; later dossiers under it prove that it helped; Temporal's clock closes the record.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ncWorkflowId } from '#workflows';
import { startFinder, type Finder } from '../../apps/projector/finder.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';
import { eventually, startRunning, type Running } from '../workflows/running.ts';
import type { World } from '../workflows/world.ts';
import { completeAs, KHCN, pageOf } from './paths.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const CODE = 'QT.KHCN.01';
const SHIPPED = readFileSync(new URL('../../libs/procedure/data/qt-khcn-01.yaml', import.meta.url), 'utf8');
const EFFECTIVE_FROM = '2026-03-16';
const LATER_DOSSIERS = 4;
const PAST_VERIFICATION = '2026-06-01T02:00:00Z';

let system: TestSystem;
let finder: Finder;
let temporal: TestTemporal;
let running: Running;
let nc: string;

// Long ago: when Temporal comes in, all that its clock waits for is due.
beforeAll(async () => {
  [system, temporal] = await Promise.all([
    startSystem({ clock: '2026-03-02T02:00:00.000Z' }),
    startTestTemporal(),
  ]);
  finder = startFinder(system.runtime, { roundEveryMs: 50 });
}, 180_000);
afterAll(async () => {
  await running?.stop();
  await finder?.stop();
  await system?.close();
  await temporal?.stop();
}, 60_000);

const as = (username: string): Promise<Person> => system.people.as(username);
const page = async (): Promise<Json> =>
  (await (await as('thukyiso.khcn')).get(`/api/nonconformities/${nc}`)).body;
async function act(who: string, what: string, body: object): Promise<void> {
  const answer = await (await as(who)).post(`/api/nonconformities/${nc}/${what}`, body);
  expect([what, answer.status]).toEqual([what, 200]);
}

/** Received, and its first step done at that moment; the edition it went by. */
async function received(at: string, doneAt: string): Promise<number | null> {
  system.setClock(at);
  const counter = await as('tiepnhan.khcn');
  const { dossier } = (await counter.post('/api/dossiers', KHCN)).body;
  system.setClock(doneAt);
  expect((await completeAs(counter, dossier, 'B1')).status).toBe(200);
  return (await pageOf(counter, dossier)).procedure.edition;
}

async function publishAmended(): Promise<void> {
  const secretary = await as('thukyiso.khcn');
  const yaml = SHIPPED.replace('edition: 1', 'edition: 2')
    .replace(/effective-from: .*/, `effective-from: ${EFFECTIVE_FROM}`)
    .replace('time: 02 ngày', 'time: 1,5 ngày')
    .replace('time: 01 ngày', 'time: 1,5 ngày');
  const path = `/api/procedures/${CODE}/editions/2`;
  expect((await secretary.post('/api/procedures/drafts', { yaml })).status).toBe(201);
  expect((await secretary.post(`${path}/review`)).status).toBe(200);
  expect((await (await as('giamdoc.khcn')).post(`${path}/approve`)).status).toBe(200);
  expect((await secretary.post(`${path}/publish`)).status).toBe(200);
}

describe('a plan that amends the procedure', () => {
  it('is done by the publication of the next edition, and by nothing else', async () => {
    const secretary = await as('thukyiso.khcn');
    const settings = await fetch(`${system.url}/api/nonconformities/settings`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${secretary.token()}`,
        'content-type': 'application/json',
        'idempotency-key': 'short-verification',
      },
      body: JSON.stringify({
        agency: 'skhcn',
        settings: { 'assigned-late': { enabled: false } },
        terms: { verification: 8, leastDossiers: LATER_DOSSIERS },
        reason: 'Theo dõi ngay lần sửa đổi',
      }),
    });
    expect(settings.status).toBe(200);
    for (const [from, to] of [
      ['02', '04'],
      ['04', '06'],
      ['09', '11'],
    ] as const) {
      await received(`2026-03-${from}T02:00:00Z`, `2026-03-${to}T02:00:00Z`);
    }
    await eventually(async () => {
      const { rows } = (await secretary.get('/api/nonconformities')).body;
      const found = rows.find((row: Json) => row.policy === 'step-late' && row.step === 'B1');
      nc = found?.id;
      return found?.occurrences === 3;
    });
    await act('thukyiso.khcn', 'review', { owner: 'skhcn/qlcn/1', severity: 'major' });
    await act('truongphong.khcn', 'contain', { what: 'Đã xin lỗi người nộp', files: [] });
    const whys = ['Bước quá chặt', 'Thời gian chia chưa đúng', 'Quy trình chưa theo thực tế'];
    await act('truongphong.khcn', 'analyse', { whys, rootCause: 'Thời gian các bước chia chưa đúng' });
    await act('truongphong.khcn', 'propose', { amends: CODE });
    await act('giamdoc.khcn', 'approve', {});
    const owner = await as('truongphong.khcn');
    const early = await owner.post(`/api/nonconformities/${nc}/complete`, { what: 'Xong', files: [] });
    expect([early.status, early.body.code]).toEqual([409, 'edition-not-published']);

    await publishAmended();
    await eventually(async () => (await page()).stage === 'verification');
    const { plan, done } = await page();
    expect(plan).toMatchObject({ amends: CODE, edition: 2 });
    expect(done).toMatchObject({ what: `Ban hành ${CODE} lần 2`, countsFrom: '2026-03-15T17:00:00.000Z' });
  });

  it('is proved by later dossiers under it, and closed by the clock', async () => {
    const editions: (number | null)[] = [];
    for (let hour = 1; editions.filter((edition) => edition === 2).length < LATER_DOSSIERS; hour += 1) {
      const day = `2026-03-${16 + Math.floor(hour / 8)}`;
      editions.push(await received(`${day}T01:00:00Z`, `${day}T01:30:00Z`));
    }
    await eventually(async () => (await page()).effect.now?.after.dossiers === editions.length);
    system.setClock(PAST_VERIFICATION);
    await system.folded();
    const { ledger, commands, editions: published, nonconformities } = system.runtime;
    running = await startRunning({ ledger, commands, editions: published } as World, temporal, {
      nonconformities,
    });
    await eventually(async () => (await page()).status === 'closed');
    const whole = await page();
    expect(whole.effect.checks.at(-1)).toMatchObject({
      verdict: 'effective',
      figures: { before: { dossiers: 3, deviating: 3 }, after: { dossiers: editions.length, deviating: 0 } },
    });
    expect(whole.history.map((one: Json) => one.type)).toEqual([
      'NonconformityFound',
      'NonconformityReviewed',
      'NonconformityContained',
      'CauseAnalysed',
      'ActionProposed',
      'ActionApproved',
      'AmendedEditionPublished',
      'ActionDone',
      'EffectivenessChecked',
      'NonconformityClosed',
    ]);
    const workflow = running.client.workflow.getHandle(ncWorkflowId(nc));
    expect(await workflow.result()).toMatchObject({ id: nc, ended: true });
  }, 120_000);
});
