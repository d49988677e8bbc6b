/**
 * Records a history of each kind of workflow under the product's version: once per release, and whenever the workflow
 * changes. Histories stay for as long as a run of their version may be open somewhere.
 *
 *   node --conditions=dunghan-source test/replay/record.ts [long] [shared] [year] [nonconformity] [timers] [audit] [quality]
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Instant } from '#libs/calendar';
import { createScoringCommands, type YearWish } from '#libs/commands';
import { fetchTemporal, startTemporalDevServer } from '#libs/platform/temporal';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { DATED_PHASES, NO_METRICS, type Phase, type PhaseEnds } from '#libs/scoring/year';
import { auditWorkflowId, ncQuery, ncWorkflowId, partId, TEND_QUALITY, yearWorkflowId } from '#workflows';
import { bundleWorkflows } from '../../apps/worker/temporal/bundle.ts';
import { TASK_QUEUE } from '../../apps/worker/temporal/task-queue.ts';
import { keptHistory } from './kept-history.ts';
import { startScratchPostgres } from '../support/postgres.ts';
import { LONG, SHARED } from '../workflows/editions.ts';
import { createAuditCase, LEAD } from '../workflows/people-of-audit.ts';
import { correct, createCase, LEADER, OWNER, SECRETARY } from '../workflows/people-of-corrective-action.ts';
import { planFrom } from '../workflows/province-year.ts';
import { eventually, followed, startRunning } from '../workflows/running.ts';
import { officerFor, openWorld, WORLD_TEMPLATE } from '../workflows/world.ts';

/** Low enough that a short life comes to a second run. */
const SUGGESTED_HISTORY = 80;
const PHASE_MS = 1_500;
const SOON_MS = 15_000;
/** Longer than the longest stage. */
const LONG_AGO_MS = 120 * 86_400_000;
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

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
const realNow = (): Instant => new Date().toISOString() as Instant;
const figures = { before: { dossiers: 58, deviating: 7 }, after: { dossiers: 41, deviating: 1 } };
const nonconformities = createCase(world.ledger, realNow, figures).commands;
const { audits } = createAuditCase(world.ledger, realNow, nonconformities);
/** More records than one activity takes; the first has nothing to say. */
const RECORDS = Array.from({ length: 60 }, (_, nth) => String(nth));
const each = (id: string): Promise<number> => Promise.resolve(id === '0' ? 0 : 1);
const quality = {
  toRemind: () => Promise.resolve(RECORDS),
  remind: each,
  toMeasure: () => Promise.resolve(RECORDS.slice(0, 2)),
  measure: each,
  proposeRisks: () => Promise.resolve(1),
};
const options = { codePath, systems, nonconformities, audits, quality };
const running = await startRunning(world, temporal, options);

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

/** One agency that misses its date, in phases of a second and a half. */
async function yearLife(): Promise<void> {
  const now = (): Instant => new Date().toISOString() as Instant;
  const scoring = createScoringCommands({
    ledger: world.ledger,
    metrics: NO_METRICS,
    now,
    qualified: () => Promise.resolve(true),
  });
  const opened = now();
  const ends = Object.fromEntries(
    DATED_PHASES.map((phase, index) => [
      phase,
      new Date(Date.parse(opened) + PHASE_MS * (index + 1)).toISOString() as Instant,
    ]),
  ) as unknown as PhaseEnds;
  const whole = planFrom(opened);
  const participants = whole.participants.filter(({ agency }) => agency === 'dvsn-1');
  const send = (command: YearWish) =>
    scoring.year({
      year: whole.id,
      command,
      by: { kind: 'officer', id: 'ban-chi-dao' },
      commandId: commandIdOf('record', command.type),
      requestHash: requestHashOf({ type: command.type }),
    });
  const reached = (phase: Phase) =>
    eventually(async () => {
      const { state } = await scoring.loadYear(whole.id);
      return state.status === 'open' && state.phase === phase;
    });
  await send({ type: 'open', plan: { ...whole, ends, participants, reminderDays: [0] } });
  await reached('decision');
  await send({ type: 'take-decision', decision: { number: '1/QĐ', date: '2026-01-01' } });
  await reached('decided');
  await send({ type: 'publish' });
  const workflow = running.client.workflow.getHandle(yearWorkflowId(whole.id));
  await workflow.result();
  await save('scoring-year', yearWorkflowId(whole.id));
}

/** Reminded, escalated and checked: what people did they did long ago, so that all of it is due. */
async function nonconformityLife(): Promise<void> {
  const then = new Date(Date.now() - LONG_AGO_MS).toISOString() as Instant;
  const one = createCase(world.ledger, () => then, figures);
  const id = await one.find();
  await eventually(async () => (await one.open(id)).escalated === 2);
  const { runId } = await running.client.workflow.getHandle(ncWorkflowId(id)).describe();
  await one.does(SECRETARY, id, { type: 'review', owner: 'truong-phong', severity: 'minor', note: '' });
  await one.does(OWNER, id, { type: 'contain', what: 'đã xin lỗi', files: [] });
  await correct(one, id);
  await running.client.workflow.getHandle(ncWorkflowId(id), runId).result();
  await save('nonconformity', ncWorkflowId(id), runId);
}

/** One timer goes off, others are cancelled by what somebody does; it is still open. */
async function timersLife(): Promise<void> {
  const one = createCase(world.ledger, realNow, figures);
  const id = await one.find(2);
  const workflow = running.client.workflow.getHandle(ncWorkflowId(id));
  const waits = async (): Promise<boolean> => {
    const known = await workflow.query(ncQuery).catch(() => null);
    return known?.version === (await nonconformities.load(id)).version;
  };
  await eventually(waits);
  await one.does(SECRETARY, id, { type: 'review', owner: 'truong-phong', severity: 'minor', note: '' });
  await eventually(waits);
  const dueAt = new Date(Date.now() + SOON_MS).toISOString() as Instant;
  await one.does(LEADER, id, { type: 'move-due', dueAt, reason: 'cần sớm hơn' });
  await eventually(async () => (await one.open(id)).escalated === 1);
  await eventually(waits);
  await one.does(OWNER, id, { type: 'contain', what: 'đã xin lỗi', files: [] });
  await eventually(waits);
  await save('nonconformity-timers', ncWorkflowId(id));
}

/** Reminded and escalated, for its days lie long ago; then reported with a finding, and closed. */
async function auditLife(): Promise<void> {
  const then = new Date(Date.now() - LONG_AGO_MS).toISOString() as Instant;
  const one = createAuditCase(world.ledger, () => then, nonconformities);
  const id = await one.open();
  await eventually(async () => (await one.stage(id))?.escalated === true);
  await one.report(id);
  await eventually(async () => Object.keys((await one.audit(id)).findings).length === 1);
  await one.does(LEADER, id, { type: 'approve', note: '' });
  await one.does(LEAD, id, { type: 'close', note: '', open: [] });
  await running.client.workflow.getHandle(auditWorkflowId(id)).result();
  await save('internal-audit', auditWorkflowId(id));
}

/** A day of the quality system's records. */
async function qualityLife(): Promise<void> {
  const workflowId = 'quality-day';
  await running.client.workflow.execute(TEND_QUALITY, { taskQueue: TASK_QUEUE, workflowId });
  await save('quality', workflowId);
}

const LIVES = {
  long: longLife,
  shared: sharedLife,
  year: yearLife,
  nonconformity: nonconformityLife,
  timers: timersLife,
  audit: auditLife,
  quality: qualityLife,
};

try {
  for (const [name, live] of Object.entries(LIVES)) if (isWanted(name)) await live();
} finally {
  await running.stop();
  await temporal.stop();
  await world.drop();
  await rm(codePath);
}
