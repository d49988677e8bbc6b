/**
 * Records a history of each kind of workflow under the product's version: once per release, and whenever the workflow
 * changes. Histories stay for as long as a run of their version may be open somewhere.
 *
 *   node --conditions=dunghan-source test/replay/record.ts
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Instant } from '#libs/calendar';
import { fetchTemporal, startTemporalDevServer } from '#libs/platform/temporal';
import { partId } from '#workflows';
import { bundleWorkflows } from '../../apps/worker/temporal/bundle.ts';
import { keptHistory } from './kept-history.ts';
import { startScratchPostgres } from '../support/postgres.ts';
import { LONG, SHARED } from '../workflows/editions.ts';
import { eventually, followed, startRunning } from '../workflows/running.ts';
import { officerFor, openWorld, WORLD_TEMPLATE } from '../workflows/world.ts';

/** Low enough that a short life comes to a second run. */
const SUGGESTED_HISTORY = 80;

const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const binary = await fetchTemporal();
const database = await startScratchPostgres();
await WORLD_TEMPLATE.prepare(database);
const temporal = await startTemporalDevServer({
  binary,
  dynamicConfig: {
    'limit.historyCount.suggestContinueAsNew': SUGGESTED_HISTORY,
    'system.forceSearchAttributesCacheRefreshOnRead': true,
  },
});
const world = openWorld(() => new Date().toISOString() as Instant, database);
const codePath = new URL('./.code.cjs', import.meta.url).pathname;
await writeFile(codePath, (await bundleWorkflows()).code);
const systems = { publisher: () => Promise.resolve({ outcome: 'done', results: [] }) };
const running = await startRunning(world, temporal, { codePath, systems });

async function save(name: string, workflowId: string, runId?: string): Promise<void> {
  const history = await running.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const file = new URL(`./histories/${version}-${name}.json`, import.meta.url);
  await writeFile(file, `${JSON.stringify(keptHistory(history), null, 2)}\n`);
}

const specialist = officerFor('specialist', 'so-khcn/professional', 'so-khcn');

/** With a supplement and a return, over more than one run. */
async function longLife(): Promise<void> {
  const dossier = await world.receive(LONG.code);
  await followed(world, running.client, dossier);
  const { runId: first } = await running.client.workflow.getHandle(dossier).describe();
  await world.complete(dossier, 'B1');
  await followed(world, running.client, dossier);
  await world.act(dossier, { type: 'claim', step: 'B2' }, specialist);
  const request = { type: 'request-supplement', step: 'B2', items: ['x'], reason: 'x' } as const;
  await world.act(dossier, request, specialist);
  await followed(world, running.client, dossier);
  await world.act(dossier, { type: 'receive-supplement', documents: [] }, specialist);
  await followed(world, running.client, dossier);
  while ((await running.client.workflow.getHandle(dossier).describe()).runId === first) {
    await world.act(dossier, { type: 'unclaim', step: 'B2' }, specialist);
    await followed(world, running.client, dossier);
    await world.act(dossier, { type: 'claim', step: 'B2' }, specialist);
    await followed(world, running.client, dossier);
  }
  await world.finish(dossier);
  await running.client.workflow.getHandle(dossier).result();
  await save('first-run', dossier, first);
  await save('last-run', dossier);
}

/** With another agency's part and a system's step. */
async function sharedLife(): Promise<void> {
  const dossier = await world.receive(SHARED.code);
  await world.complete(dossier, 'B1');
  await followed(world, running.client, dossier);
  const child = running.client.workflow.getHandle(partId(dossier, 'commune'));
  await eventually(async () => (await child.describe().catch(() => null)) !== null);
  await world.finish(dossier);
  await eventually(async () => {
    const state = await world.stateOf(dossier);
    return 'open' in state && state.open.some(({ step }) => step === 'B7');
  });
  await world.finish(dossier);
  await Promise.all([child.result(), running.client.workflow.getHandle(dossier).result()]);
  await save('shared', dossier);
  await save('part', partId(dossier, 'commune'));
}

try {
  await longLife();
  await sharedLife();
} finally {
  await running.stop();
  await temporal.stop();
  await world.drop();
  await rm(codePath);
}
