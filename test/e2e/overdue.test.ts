import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dateOf } from '#libs/calendar';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { EditionCommand } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';
import type { Runtime } from '#libs/runtime';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';
import { eventually, startRunning, type Running } from '../workflows/running.ts';
import type { World } from '../workflows/world.ts';
import { APPLICANT, pageOf, takeToTheEnd } from './paths.ts';
import type { Json } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const DEMO = 'QT.DEMO.01';
/** Of the minute: later, a step of one minute would be warned of before it is received. */
const LATEST_SECOND = 15;

let system: TestSystem;
let temporal: TestTemporal;
let running: Running;
beforeAll(async () => {
  [system, temporal] = await Promise.all([startSystem(), startTestTemporal()]);
  const { ledger, commands, editions } = system.runtime;
  await publishQuicker(system.runtime);
  await system.folded();
  running = await startRunning({ ledger, commands, editions } as World, temporal);
}, 180_000);
afterAll(async () => {
  await running?.stop();
  await system?.close();
  await temporal?.stop();
}, 60_000);

/** The demo procedure that ships, at a minute a step. */
async function publishQuicker(runtime: Runtime): Promise<void> {
  const shipped = readFileSync(new URL('../../libs/procedure/data/qt-demo-01.yaml', import.meta.url), 'utf8');
  const parsed = parseEdition(
    shipped
      .replace('edition: 1', 'edition: 2')
      .replace(/effective-from: .*/, `effective-from: ${dateOf(runtime.now())}`)
      .replaceAll(/time: .*/g, 'time: 1/60 giờ làm việc')
      .replace('total: 1/6 giờ', 'total: 1/15 giờ'),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  const life: [string, EditionCommand][] = [
    ['truc-24h/nv/2', { type: 'draft', edition: parsed.value }],
    ['truc-24h/nv/2', { type: 'review' }],
    ['truc-24h/ld/1', { type: 'approve' }],
    ['truc-24h/nv/2', { type: 'publish' }],
  ];
  for (const [id, command] of life) {
    const outcome = await runtime.editionCommands.execute({
      code: DEMO,
      edition: 2,
      command,
      by: { kind: 'officer', id },
      commandId: commandIdOf(id, command.type),
      requestHash: requestHashOf(command),
    });
    if (!('state' in outcome)) throw new Error(JSON.stringify(outcome));
  }
}

describe('a step left to fall overdue', () => {
  it('is warned of and marked by itself; then the dossier goes on to its end, and its workflow with it', async () => {
    const counter = await system.people.as('tiepnhan.truc');
    const receive = async (): Promise<Json> => {
      const documents = [{ code: 'DON', copies: 1 }];
      return (await counter.post('/api/dossiers', { procedure: DEMO, applicant: APPLICANT, documents })).body;
    };
    // Until the worker follows; then a minute's beginning, for times are counted in whole minutes.
    const first = (await receive()).dossier;
    const state = (dossier: string) => running.client.workflow.getHandle(dossier).query('state');
    await eventually(async () => (await state(first).catch(() => null)) !== null);
    const second = (system.now().getTime() / 1_000) % 60;
    if (second > LATEST_SECOND) await sleep((60 - second) * 1_000);
    const body = await receive();
    const { dossier } = body;
    const [{ dueAt }] = body.open;
    const timeline = async (): Promise<Json[]> =>
      (await counter.get(`/api/dossiers/${dossier}/timeline`)).body.entries;
    await eventually(async () => (await timeline()).some((entry) => entry.type === 'StepOverdue'));

    const entries = await timeline();
    expect(entries.map((entry) => entry.type)).toEqual(['DossierReceived', 'StepWarned', 'StepOverdue']);
    expect(entries[2]).toMatchObject({ occurredAt: dueAt, by: { kind: 'clock' }, body: { step: 'B1' } });
    expect(entries[1].occurredAt < dueAt).toBe(true);
    await system.folded();
    const late = (await counter.get('/api/inbox?tab=mine&clock=late')).body;
    expect(late.rows.map((row: Json) => row.dossier)).toContain(dossier);
    expect((await pageOf(counter, dossier)).steps[0]!.clock.state).toBe('late');

    const workflow = running.client.workflow.getHandle(dossier);
    expect((await workflow.describe()).type).toBe(DEMO);
    await eventually(async () => {
      const folded = await system.runtime.commands.load(dossier);
      return JSON.stringify(await state(dossier)) === JSON.stringify(folded);
    });

    const path = await takeToTheEnd(system.people, counter, dossier, {
      B3: { result: { number: '1/KQ', positive: true } },
    });
    expect(path).toEqual(['B1', 'B2', 'B3', 'B4']);
    expect(await workflow.result()).toMatchObject({ stream: dossier, status: 'handed-over' });
  }, 240_000);
});
