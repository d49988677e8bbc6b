import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '#libs/calendar';
import type { DossierState } from '#libs/dossier';
import { fetchTemporal, startTemporalDevServer, type TemporalServer } from '#libs/platform/temporal';
import { eventsSignal, partId } from '#workflows';
import { bundleWorkflows } from '../../apps/worker/temporal/bundle.ts';
import { installRuntime } from '../../apps/worker/temporal/misfits.ts';
import { runFolder } from '../support/once-per-run.ts';
import { COMMUNE, LONG, SHARED } from './editions.ts';
import { eventually, followed, startRunning, type Running } from './running.ts';
import { createWorld, officerFor, type World } from './world.ts';

/** Small enough for a test to come to; the server's own is 4,096. */
const SUGGESTED_HISTORY = 60;

const ignored = (): void => undefined;
const misfits = installRuntime({ warn: ignored, error: ignored });

let world: World;
let temporal: TemporalServer;
let running: Running;
let published = 0;
const now = () => new Date().toISOString() as Instant;

const systems = {
  publisher: () => {
    published += 1;
    if (published === 1) throw new Error('the portal is away');
    return Promise.resolve({ outcome: 'done', results: [] });
  },
};
const begin = (codePath?: string) =>
  startRunning(world, temporal, { systems, misfits, ...(codePath === undefined ? {} : { codePath }) });

beforeAll(async () => {
  const binary = await fetchTemporal();
  [world, temporal] = await Promise.all([
    createWorld(now),
    startTemporalDevServer({
      binary,
      dynamicConfig: {
        'limit.historyCount.suggestContinueAsNew': SUGGESTED_HISTORY,
        'system.forceSearchAttributesCacheRefreshOnRead': true,
      },
    }),
  ]);
  // Whatever becomes of this process, the end of the run stops the server.
  await writeFile(join(runFolder(), 'temporal-conduct.pid'), String(temporal.pid));
  running = await begin();
}, 120_000);

afterAll(async () => {
  await running?.stop();
  await temporal?.stop();
  await world?.drop();
}, 60_000);

const queried = (id: string) => running.client.workflow.getHandle(id).query<DossierState>('state');
const runIdOf = async (id: string) => (await running.client.workflow.getHandle(id).describe()).runId;

describe('the workflow of a dossier', () => {
  it("gives another agency's part to a child, and takes a system's step itself", async () => {
    const dossier = await world.receive(SHARED.code);
    await world.complete(dossier, 'B1');
    await followed(world, running.client, dossier);
    const child = running.client.workflow.getHandle(partId(dossier, 'commune'));
    await eventually(async () => (await child.describe().catch(() => null)) !== null);
    const { type, typedSearchAttributes } = await child.describe();
    expect(type).toBe(SHARED.code);
    await eventually(async () => {
      const attributes = (await child.describe()).typedSearchAttributes.getAll();
      return attributes.some(({ key, value }) => key.name === 'agency' && value === COMMUNE);
    });
    expect(typedSearchAttributes).toBeDefined();

    await world.complete(dossier, 'B2');
    await world.complete(dossier, 'B3');
    await eventually(async () => {
      const state = await queried(partId(dossier, 'commune'));
      return 'open' in state && state.open.some(({ step }) => step === 'B4');
    });
    await world.complete(dossier, 'B4');
    expect(await child.result()).toMatchObject({ part: 'commune', status: 'open' });

    await world.complete(dossier, 'B5');
    await eventually(async () => {
      const state = await world.stateOf(dossier);
      return 'open' in state && state.open.some(({ step }) => step === 'B7');
    });
    const done = (await world.ledger.load(dossier)).filter(({ type: event }) => event === 'StepCompleted');
    expect(done.at(-1)?.actorRef).toMatchObject({ kind: 'system', id: 'publisher' });
    expect(published).toBe(2);
    await world.complete(dossier, 'B7');
    expect(await running.client.workflow.getHandle(dossier).result()).toMatchObject({
      status: 'handed-over',
    });
  }, 90_000);

  it('lives on in a new run when its history has become long, and addresses its child by id', async () => {
    const dossier = await world.receive(SHARED.code);
    await world.complete(dossier, 'B1');
    await followed(world, running.client, dossier);
    const [first, child] = [
      await runIdOf(dossier),
      running.client.workflow.getHandle(partId(dossier, 'commune')),
    ];
    await eventually(async () => (await child.describe().catch(() => null)) !== null);
    const specialist = officerFor('specialist', 'so-khcn/professional', 'so-khcn');
    while ((await runIdOf(dossier)) === first) {
      await world.act(dossier, { type: 'claim', step: 'B2' }, specialist);
      await world.act(dossier, { type: 'unclaim', step: 'B2' }, specialist);
      await followed(world, running.client, dossier);
    }
    await world.complete(dossier, 'B3');
    await world.complete(dossier, 'B4');
    expect(await child.result()).toMatchObject({ part: 'commune' });
    await followed(world, running.client, dossier);
  }, 90_000);

  it('reads the ledger when it hears of a gap, or of another past than it knows', async () => {
    const dossier = await world.receive(LONG.code);
    await followed(world, running.client, dossier);
    const handle = running.client.workflow.getHandle(dossier);
    const reads = async () => {
      const { events } = await handle.fetchHistory();
      return (events ?? []).filter(
        ({ activityTaskScheduledEventAttributes: scheduled }) =>
          scheduled?.activityType?.name === 'loadEvents',
      ).length;
    };
    expect(await reads()).toBe(0);
    await handle.signal(eventsSignal, [{ version: 1, hash: 'of another history' }]);
    await eventually(async () => (await reads()) === 1);
    await handle.signal(eventsSignal, [{ version: 9, hash: 'of the future' }]);
    await eventually(async () => (await reads()) === 2);
    await followed(world, running.client, dossier);
    await world.complete(dossier, 'B1');
    await followed(world, running.client, dossier);
    expect(await reads()).toBe(2);
  }, 60_000);

  it('begins again from the ledger when its history does not fit the code, and says so', async () => {
    await running.stop();
    const codePath = join(runFolder(), 'unlike.cjs');
    const workflowsPath = fileURLToPath(new URL('./unlike.ts', import.meta.url));
    await writeFile(codePath, (await bundleWorkflows(undefined, workflowsPath)).code);
    running = await begin(codePath);
    const dossier = await world.receive(LONG.code);
    await eventually(async () => (await queried(dossier).catch(() => null))?.status === 'none');
    const first = await runIdOf(dossier);
    await running.stop();

    running = await begin();
    await world.complete(dossier, 'B1');
    await followed(world, running.client, dossier);
    expect(await runIdOf(dossier)).not.toBe(first);
    expect(running.restarts).toContain(dossier);
    expect(running.statuses.get('worker')).toBeDefined();
  }, 90_000);
});
