import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';
import { describeWithTimeSkipping, timeSkippingEnvironment } from '../support/time-skipping.ts';
import type { nap } from './workflows/nap.ts';

const taskQueue = 'naps';
const workflows = fileURLToPath(new URL('./workflows/nap.ts', import.meta.url));

describe('a development server of one’s own', () => {
  let temporal: TestTemporal;

  beforeAll(async () => {
    temporal = await startTestTemporal({ keep: true });
  });

  afterAll(() => temporal.stop());

  async function withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: temporal.address });
    try {
      return await use(new Client({ connection }));
    } finally {
      await connection.close();
    }
  }

  it('knows its workflows again after a stop', async () => {
    await withClient((client) =>
      client.workflow.start<typeof nap>('nap', { workflowId: 'siesta', taskQueue, args: [1] }),
    );
    await temporal.stop();
    await temporal.start();
    const description = await withClient((client) => client.workflow.getHandle('siesta').describe());
    expect(description.status.name).toBe('RUNNING');
  });
});

describeWithTimeSkipping('the time-skipping server', () => {
  let environment: TestWorkflowEnvironment;

  beforeAll(async () => {
    environment = await timeSkippingEnvironment();
  });

  afterAll(() => environment.teardown());

  it('lets two years of timers pass at once', async () => {
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowsPath: workflows,
    });
    const days = await worker.runUntil(
      environment.client.workflow.execute<typeof nap>('nap', { workflowId: 'long', taskQueue, args: [730] }),
    );
    expect(days).toBe(730);
  });
});
