/** An internal audit's clock on a server whose time passes at once: reminded, escalated, its finding raised, to its end. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Instant } from '#libs/calendar';
import { foldRecordedQuality } from '#libs/commands';
import { nextDueOfAudit, type Audit, type QualityRecord } from '#libs/quality';
import { auditQuery, auditWorkflowId } from '#workflows';
import { recoverWorkflows } from '../../apps/worker/recover.ts';
import { TASK_QUEUE } from '../../apps/worker/temporal/task-queue.ts';
import { describeWithTimeSkipping, timeSkippingEnvironment } from '../support/time-skipping.ts';
import { createAuditCase, LEAD, type AuditCase } from './people-of-audit.ts';
import { createCase, LEADER } from './people-of-corrective-action.ts';
import { eventually, startRunning, type Running } from './running.ts';
import { createWorld, type World } from './world.ts';

const DAYS_AHEAD = 30;

describeWithTimeSkipping('an internal audit and its clock', () => {
  let world: World;
  let environment: TestWorkflowEnvironment;
  let running: Running;
  let one: AuditCase;
  let now = new Date().toISOString() as Instant;

  const look = async (): Promise<void> => {
    now = new Date(await environment.currentTimeMs()).toISOString() as Instant;
  };
  const skipTo = async (moment: string): Promise<void> => {
    await environment.sleep(Math.max(0, Date.parse(moment) - (await environment.currentTimeMs())));
    await look();
  };
  const recordOf = async (id: string) =>
    foldRecordedQuality('audit', await world.ledger.load(id)) as QualityRecord<Audit>;
  /** To what is due next, until it is done. */
  const nextComes = async (id: string): Promise<void> => {
    const { version, ...record } = await recordOf(id);
    await skipTo(nextDueOfAudit({ version, ...record })!.at);
    await eventually(async () => (await recordOf(id)).version > version);
  };

  beforeAll(async () => {
    [world, environment] = await Promise.all([createWorld(() => now), timeSkippingEnvironment()]);
    const none = { dossiers: 0, deviating: 0 };
    const { commands } = createCase(world.ledger, () => now, { before: none, after: none });
    one = createAuditCase(world.ledger, () => now, commands, DAYS_AHEAD);
    const { quality } = one.audits;
    const audits = {
      ...one.audits,
      quality: {
        ...quality,
        act: (asked: Parameters<typeof quality.act>[0]) => look().then(() => quality.act(asked)),
        remind: (id: string) => look().then(() => quality.remind(id)),
      },
    };
    const { address } = environment;
    running = await startRunning(world, { address, namespace: environment.namespace! }, { audits });
    await look();
  }, 120_000);
  afterAll(async () => {
    await running?.stop();
    await environment?.teardown();
    await world?.drop();
  }, 60_000);

  it('reminds and escalates while nobody acts, raises the finding, and ends with the audit', async () => {
    const id = await one.open();
    const workflow = running.client.workflow.getHandle(auditWorkflowId(id));
    await eventually(async () => (await workflow.query(auditQuery).catch(() => null)) !== null);
    await nextComes(id);
    await nextComes(id);
    await nextComes(id);
    expect(await one.typesOf(id)).toEqual(['AuditOpened', 'DutyReminded', 'DutyReminded', 'AuditEscalated']);
    const record = await recordOf(id);
    await eventually(async () => (await workflow.query(auditQuery))?.version === record.version);
    // What the workflow knows is the fold of the ledger.
    expect(await workflow.query(auditQuery)).toMatchObject({ status: 'planned', due: null, ended: false });

    await skipTo(`${record.body.from}T02:00:00.000Z`);
    await one.report(id);
    await eventually(async () => Object.keys((await one.audit(id)).findings).length === 1);
    const [nonconformity] = Object.values((await one.audit(id)).findings);
    expect((await world.ledger.load(nonconformity!))[0]).toMatchObject({
      type: 'NonconformityFound',
      body: { source: 'audit', description: expect.stringContaining('Trễ không xin lỗi') },
    });
    await one.does(LEADER, id, { type: 'approve', note: '' });
    const recovered = await recoverWorkflows({
      ledger: world.ledger,
      client: running.client,
      taskQueue: TASK_QUEUE,
      ratePerSecond: 100,
    });
    expect(recovered).toMatchObject({ audits: 1 });
    await one.does(LEAD, id, { type: 'close', note: 'Xong', open: [] });
    expect(await workflow.result()).toMatchObject({ ended: true, status: 'closed' });
  }, 120_000);
});
