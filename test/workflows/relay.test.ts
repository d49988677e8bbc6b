import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '#libs/calendar';
import type { DossierState } from '#libs/dossier';
import { RELAY } from '../../apps/worker/relay/relay.ts';
import { recoverWorkflows } from '../../apps/worker/recover.ts';
import { TASK_QUEUE } from '../../apps/worker/temporal/task-queue.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';
import { DEPARTMENT, LONG } from './editions.ts';
import { eventually, followed, startRunning, type Running } from './running.ts';
import { createWorld, type World } from './world.ts';

/** A Monday; far behind the real clock, by which Temporal's timers run: whatever can fall due has. */
const MONDAY = '2025-03-03T01:00:00.000Z' as Instant;

let world: World;
let temporal: TestTemporal;
let running: Running;
let now = MONDAY;

beforeAll(async () => {
  [world, temporal] = await Promise.all([createWorld(() => now), startTestTemporal({ keep: true })]);
  running = await startRunning(world, temporal);
}, 120_000);

afterAll(async () => {
  await running?.stop();
  await temporal?.stop();
  await world?.drop();
}, 60_000);

const eventTypes = async (dossier: string): Promise<string[]> =>
  (await world.ledger.load(dossier)).map(({ type }) => type);

describe('a dossier and its workflow', () => {
  it('follow each other, and an operator reads the procedure in Temporal alone', async () => {
    const dossier = await world.receive(LONG.code);
    await world.complete(dossier, 'B1');
    await followed(world, running.client, dossier);

    const handle = running.client.workflow.getHandle(dossier);
    const { type, typedSearchAttributes } = await handle.describe();
    expect(type).toBe(LONG.code);
    const attributes = Object.fromEntries(
      typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    expect(attributes).toMatchObject({
      agency: DEPARTMENT,
      procedure: LONG.code,
      edition: 1,
      step: ['B2'],
      status: 'open',
    });
    expect((attributes['due'] as Date).toISOString()).toBe('2025-05-05T10:00:00.000Z');

    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain('| B2 | Thẩm định hồ sơ |');
    expect(currentDetails).toContain('hẹn trả **17:00 05/05/2025**');
  }, 60_000);

  it('end together', async () => {
    const dossier = await world.receive(LONG.code);
    await world.complete(dossier, 'B1');
    await followed(world, running.client, dossier);
    await world.finish(dossier);
    const result = await running.client.workflow.getHandle(dossier).result();
    expect(result).toMatchObject({ stream: dossier, status: 'handed-over', stepsDone: 5 });
  }, 60_000);

  it('a dossier that closed before the relay met it gets no workflow', async () => {
    await running.stop();
    const closed = await world.receive(LONG.code);
    await world.finish(closed);
    const open = await world.receive(LONG.code);
    running = await startRunning(world, temporal);
    await followed(world, running.client, open);
    await expect(running.client.workflow.getHandle(closed).describe()).rejects.toThrow('not found');
  }, 60_000);

  it('are told again after the relay has lost its place, and nothing changes', async () => {
    const dossier = await world.receive(LONG.code);
    await world.complete(dossier, 'B1');
    await followed(world, running.client, dossier);
    await running.stop();
    await world.ledger.resetCheckpoints(RELAY);
    await world.complete(dossier, 'B2');
    running = await startRunning(world, temporal);
    await followed(world, running.client, dossier);
    const { events } = await running.client.workflow.getHandle(dossier).fetchHistory();
    const started = events?.filter(
      ({ workflowExecutionStartedEventAttributes }) => workflowExecutionStartedEventAttributes,
    );
    expect(started).toHaveLength(1);
  }, 60_000);

  it('a killed Temporal delays timers and loses nothing', async () => {
    const [late, meanwhile] = [await world.receive(LONG.code), await world.receive(LONG.code)];
    await world.complete(late, 'B1');
    await followed(world, running.client, late);
    await temporal.stop();

    await world.complete(meanwhile, 'B1');
    const unmet = await world.receive(LONG.code);
    const due = (await world.stateOf(late)) as Extract<DossierState, { status: 'open' }>;
    const dueAt = due.open[0]!.deadline!.dueAt;
    now = '2025-04-25T01:00:00.000Z' as Instant;
    expect(now > dueAt).toBe(true);
    await temporal.start();

    for (const dossier of [meanwhile, unmet]) {
      await eventually(async () => (await eventTypes(dossier)).includes('StepOverdue'));
    }
    await eventually(async () => (await eventTypes(late)).includes('StepOverdue'));
    const overdue = (await world.ledger.load(late)).find(({ type }) => type === 'StepOverdue');
    expect(overdue?.occurredAt).toBe(dueAt);
    expect((await eventTypes(late)).filter((type) => type === 'StepOverdue')).toHaveLength(1);
    for (const dossier of [late, meanwhile, unmet]) await followed(world, running.client, dossier);
    now = MONDAY;
  }, 120_000);

  it('are all begun again when the store of Temporal is lost', async () => {
    const [dossier, other, closed] = [
      await world.receive(LONG.code),
      await world.receive(LONG.code),
      await world.receive(LONG.code),
    ];
    await world.finish(closed);
    await followed(world, running.client, dossier);
    await followed(world, running.client, other);
    await running.stop();
    await temporal.stop();
    temporal = await startTestTemporal();
    // Its checkpoint says that everything was told: to the server that is gone.
    running = await startRunning(world, temporal);
    const recovered = await recoverWorkflows({
      ledger: world.ledger,
      client: running.client,
      taskQueue: TASK_QUEUE,
      ratePerSecond: 100,
    });
    expect(recovered.started).toBeLessThan(recovered.dossiers);
    await followed(world, running.client, dossier);
    await followed(world, running.client, other);
    await expect(running.client.workflow.getHandle(closed).describe()).rejects.toThrow('not found');
  }, 120_000);
});
