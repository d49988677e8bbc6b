/** A nonconformity's clock on a server whose time passes at once: to its end, and opened again; and after Temporal was lost. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Instant } from '#libs/calendar';
import { ncEventOf, type NonconformityCommands } from '#libs/commands';
import { ncQuery, ncWorkflowId } from '#workflows';
import { recoverWorkflows } from '../../apps/worker/recover.ts';
import { TASK_QUEUE } from '../../apps/worker/temporal/task-queue.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';
import { describeWithTimeSkipping, timeSkippingEnvironment } from '../support/time-skipping.ts';
import { correct, createCase, LEADER, OWNER, SECRETARY, type Case } from './people-of-corrective-action.ts';
import { eventually, startRunning, type Running } from './running.ts';
import { createWorld, type World } from './world.ts';

const REVIEW = { type: 'review', owner: 'truong-phong', severity: 'minor', note: '' } as const;
const CONTAIN = { type: 'contain', what: 'đã xin lỗi', files: [] } as const;

describeWithTimeSkipping('a nonconformity and its clock', () => {
  let world: World;
  let environment: TestWorkflowEnvironment;
  let running: Running;
  let one: Case;
  let now = new Date().toISOString() as Instant;
  const figures = { before: { dossiers: 58, deviating: 7 }, after: { dossiers: 0, deviating: 0 } };

  const look = async (): Promise<void> => {
    now = new Date(await environment.currentTimeMs()).toISOString() as Instant;
  };
  const skipTo = async (moment: string): Promise<void> => {
    await environment.sleep(Math.max(0, Date.parse(moment) - (await environment.currentTimeMs())));
    await look();
  };
  const typesOf = async (id: string): Promise<string[]> =>
    (await world.ledger.load(id)).map((event) => ncEventOf(event).event.type);
  /** The workflow has it checked when its moment comes. */
  const checked = async (id: string, times: number): Promise<void> => {
    await skipTo((await one.open(id)).due.dueAt);
    const checks = async () =>
      (await typesOf(id)).filter((type) => type === 'EffectivenessChecked').length === times;
    await eventually(checks);
  };

  beforeAll(async () => {
    [world, environment] = await Promise.all([createWorld(() => now), timeSkippingEnvironment()]);
    one = createCase(world.ledger, () => now, figures);
    const { commands } = one;
    const timed: Pick<NonconformityCommands, 'load' | 'onDue'> = {
      load: (id) => commands.load(id),
      onDue: (...asked) => look().then(() => commands.onDue(...asked)),
    };
    const { address } = environment;
    running = await startRunning(
      world,
      { address, namespace: environment.namespace! },
      { nonconformities: timed },
    );
    await look();
  }, 120_000);
  afterAll(async () => {
    await running?.stop();
    await environment?.teardown();
    await world?.drop();
  }, 60_000);

  it('goes from found to closed: reminded and escalated while nobody acts, then checked by later figures', async () => {
    const id = await one.find();
    const workflow = running.client.workflow.getHandle(ncWorkflowId(id));
    await eventually(async () => (await workflow.query(ncQuery).catch(() => null)) !== null);
    await skipTo((await one.open(id)).due.escalateAt);
    await eventually(async () => (await one.open(id)).escalated === 2);
    expect(await typesOf(id)).toEqual([
      'NonconformityFound',
      'StageReminded',
      'StageEscalated',
      'StageEscalated',
    ]);

    await one.does(SECRETARY, id, REVIEW);
    await one.does(OWNER, id, CONTAIN);
    await correct(one, id);
    await checked(id, 1);
    expect(await one.open(id)).toMatchObject({
      stage: 'verification',
      nc: { checks: [{ verdict: 'too-few' }] },
    });
    figures.after = { dossiers: 41, deviating: 1 };
    await checked(id, 2);
    expect(await workflow.result()).toMatchObject({
      ended: true,
      code: expect.stringMatching(/^KPH-0001\//),
    });
    expect(await one.statusOf(id)).toBe('closed');
  }, 120_000);

  it('is opened again when later dossiers deviate no less, and closes after another action', async () => {
    const id = await one.find(2);
    await one.does(LEADER, id, REVIEW);
    await one.does(OWNER, id, CONTAIN);
    await correct(one, id);
    figures.after = { dossiers: 41, deviating: 6 };
    await checked(id, 1);
    expect(await one.open(id)).toMatchObject({ stage: 'analysis', nc: { round: 2, plan: null } });
    await correct(one, id);
    figures.after = { dossiers: 60, deviating: 1 };
    await checked(id, 2);
    await running.client.workflow.getHandle(ncWorkflowId(id)).result();
    expect(await one.statusOf(id)).toBe('closed');
  }, 120_000);
});

describe('nonconformities that are open', () => {
  let world: World;
  let temporal: TestTemporal;
  let running: Running;
  const now = (): Instant => new Date().toISOString() as Instant;

  beforeAll(async () => {
    [world, temporal] = await Promise.all([createWorld(now), startTestTemporal()]);
  }, 120_000);
  afterAll(async () => {
    await running?.stop();
    await temporal?.stop();
    await world?.drop();
  }, 60_000);

  it('have their clock again after the store of Temporal was lost; those that ended have none', async () => {
    const none = { dossiers: 0, deviating: 0 };
    const one = createCase(world.ledger, now, { before: none, after: none });
    const nonconformities = one.commands;
    running = await startRunning(world, temporal, { nonconformities });
    const [open, dismissed] = [await one.find(1), await one.find(2)];
    const known = async (id: string) =>
      running.client.workflow
        .getHandle(ncWorkflowId(id))
        .query(ncQuery)
        .catch(() => null);
    await eventually(async () => (await known(open)) !== null);
    await one.does(SECRETARY, dismissed, { type: 'dismiss', reason: 'báo động giả' });
    await running.client.workflow.getHandle(ncWorkflowId(dismissed)).result();
    await running.stop();
    await temporal.stop();

    temporal = await startTestTemporal();
    running = await startRunning(world, temporal, { nonconformities });
    const recovered = await recoverWorkflows({
      ledger: world.ledger,
      client: running.client,
      taskQueue: TASK_QUEUE,
      ratePerSecond: 100,
    });
    expect(recovered).toEqual({ dossiers: 0, nonconformities: 2, audits: 0, started: 1 });
    await eventually(async () => (await known(open))?.due?.kind === 'remind');
    const gone = running.client.workflow.getHandle(ncWorkflowId(dismissed)).describe();
    await expect(gone).rejects.toThrow('not found');
  }, 120_000);
});
