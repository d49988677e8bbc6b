/** The daily look on a Temporal that knows nothing of a year, as after a loss of its store; and the Schedule it is on. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '#libs/calendar';
import { createQmsCommands, createScoringCommands } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { fetchTemporal, startTemporalDevServer, type TemporalServer } from '#libs/platform/temporal';
import { NO_METRICS } from '#libs/scoring/year';
import { KEEP_SCORING_YEARS, REMIND_OF_DUTIES, TEND_QUALITY, yearQuery, yearWorkflowId } from '#workflows';
import { TASK_QUEUE } from '../../apps/worker/temporal/task-queue.ts';
import { planFrom } from './province-year.ts';
import { eventually, startRunning, type Running } from './running.ts';
import { createWorld, type World } from './world.ts';
import '../support/quiet-runtime.ts';

const now = (): Instant => new Date().toISOString() as Instant;
const YEAR = '2022';
const AGENCY = 'so-1';
const DAY_MS = 86_400_000;
/** More than one activity takes. */
const RECORDS = Array.from({ length: 120 }, (_, index) => `record-${index}`);
const tended: string[] = [];

let world: World;
let temporal: TemporalServer;
let running: Running;
beforeAll(async () => {
  const binary = await fetchTemporal();
  [world, temporal] = await Promise.all([createWorld(now), startTemporalDevServer({ binary })]);
  const scoring = createScoringCommands({
    ledger: world.ledger,
    metrics: NO_METRICS,
    now,
    qualified: () => Promise.resolve(true),
  });
  const opened = await scoring.year({
    year: YEAR,
    command: { type: 'open', plan: planFrom(now()) },
    by: { kind: 'officer', id: 'ban-chi-dao' },
    commandId: commandIdOf('test', 'open'),
    requestHash: requestHashOf({}),
  });
  expect(opened.kind).toBe('recorded');
  running = await startRunning(world, temporal, {
    scoring,
    openYears: [YEAR],
    qmsAgencies: [AGENCY],
    quality: {
      toRemind: () => Promise.resolve(RECORDS),
      remind: (id) => {
        tended.push(id);
        return Promise.resolve(1);
      },
      toMeasure: () => Promise.resolve(RECORDS.slice(0, 2)),
      measure: () => Promise.resolve(3),
      proposeRisks: () => Promise.resolve(4),
    },
    shards: [],
  });
}, 120_000);
afterAll(async () => {
  await running?.stop();
  await temporal?.stop();
  await world?.drop();
}, 60_000);

it('begins the year that has no workflow, and leaves the one that has', async () => {
  const { workflow, schedule } = running.client;
  const keep = (workflowId: string) =>
    workflow.execute(KEEP_SCORING_YEARS, { taskQueue: TASK_QUEUE, workflowId });
  expect(await keep('first')).toEqual([YEAR]);
  const year = workflow.getHandle(yearWorkflowId(YEAR));
  await eventually(async () => (await year.query(yearQuery).catch(() => null)) !== null);
  expect(await year.query(yearQuery)).toMatchObject({ phase: 'self-scoring', due: { kind: 'remind' } });
  expect(await keep('again')).toEqual([]);
  await eventually(async () => {
    const kept = await schedule
      .getHandle('scoring-years')
      .describe()
      .catch(() => null);
    return kept?.action.type === 'startWorkflow' && kept.action.workflowType === KEEP_SCORING_YEARS;
  });
}, 60_000);

it('reminds of a certificate that is to be surveyed, once', async () => {
  const daysAgo = (days: number): LocalDate =>
    new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10) as LocalDate;
  const on = daysAgo(340);
  const qms = createQmsCommands(world.ledger, now);
  const issued = await qms.record({
    agency: AGENCY,
    by: { kind: 'officer', id: 'thu-ky' },
    commandId: commandIdOf('test', 'issue'),
    requestHash: requestHashOf({}),
    command: {
      type: 'record',
      entry: {
        type: 'CertificateIssued',
        on,
        basis: { number: '1/GCN', date: on },
        certificate: 'GCN-1',
        body: 'Tổ chức chứng nhận',
        standard: 'TCVN ISO 9001:2015',
        until: daysAgo(-700),
      },
    },
  });
  expect(issued.kind).toBe('recorded');
  const { workflow, schedule } = running.client;
  const remind = (workflowId: string) =>
    workflow.execute(REMIND_OF_DUTIES, { taskQueue: TASK_QUEUE, workflowId });
  expect(await remind('duties')).toBe(1);
  expect(await remind('duties again')).toBe(0);
  const { reminders } = await qms.load(AGENCY);
  expect(reminders).toMatchObject([{ duty: 'surveillance', about: 'GCN-1', daysBefore: 30 }]);
  await eventually(async () => {
    const kept = await schedule
      .getHandle('qms-duties')
      .describe()
      .catch(() => null);
    return kept?.action.type === 'startWorkflow' && kept.action.workflowType === REMIND_OF_DUTIES;
  });
}, 60_000);

it('tends every record of the quality system, in parts', async () => {
  const { workflow, schedule } = running.client;
  const day = { taskQueue: TASK_QUEUE, workflowId: 'quality-day' };
  expect(await workflow.execute(TEND_QUALITY, day)).toEqual({ measured: 6, proposed: 4, reminded: 120 });
  expect(tended).toEqual(RECORDS);
  await eventually(async () => {
    const kept = await schedule
      .getHandle('quality')
      .describe()
      .catch(() => null);
    return kept?.action.type === 'startWorkflow' && kept.action.workflowType === TEND_QUALITY;
  });
}, 60_000);
