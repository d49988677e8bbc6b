/** The baseline: a development server in memory, 40 workflow-task slots and more, one update a step. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { fetchTemporal, startTemporalDevServer } from '#libs/platform/temporal';
import type { Caller } from './measure.ts';

const TASK_QUEUE = 'bare';
const STEPS = 7;

export async function startBareTemporal() {
  const logFile = join(tmpdir(), `dunghan-bench-${randomUUID()}.log`);
  const server = await startTemporalDevServer({ binary: await fetchTemporal(), logFile });
  const native = await NativeConnection.connect({ address: server.address });
  const worker = await Worker.create({
    connection: native,
    taskQueue: TASK_QUEUE,
    workflowsPath: new URL('./bare-workflow.ts', import.meta.url).pathname,
    maxConcurrentWorkflowTaskExecutions: 100,
  });
  const running = worker.run();
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection });
  let stopped: Promise<void> | undefined;

  const caller: Caller = () => {
    let left = 0;
    let handle = client.workflow.getHandle('');
    return async () => {
      if (left === 0) {
        handle = await client.workflow.start('bare', { taskQueue: TASK_QUEUE, workflowId: randomUUID() });
        left = STEPS;
      }
      left -= 1;
      await handle.executeUpdate('step', { args: ['B1'] });
    };
  };

  async function stop(): Promise<void> {
    worker.shutdown();
    await running;
    await connection.close();
    await native.close();
    await server.stop();
    await rm(logFile, { force: true });
  }
  return { caller, stop: () => (stopped ??= stop()) };
}
