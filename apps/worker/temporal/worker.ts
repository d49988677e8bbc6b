/** A Temporal worker that comes back by itself: Temporal may start later than this, or go away in between. */
import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import type { DossierActivities, ScoringActivities } from '#workflows';
import { isTracing } from '#libs/telemetry';
import { TASK_QUEUE } from './task-queue.ts';
import { registerSearchAttributes } from './search-attributes.ts';
import { tracedActivities, traceSinks } from './tracing.ts';

/** Below 40 the pollers can hold every slot, and nothing moves. */
const WORKFLOW_TASKS = 60;
const ACTIVITIES = 60;
const CACHED_WORKFLOWS = 2_000;
const SHUTDOWN_GRACE = '3s';
const SHUTDOWN_FORCE = '8s';
const RECONNECT_MS = 1_000;

export interface WorkerPorts {
  readonly address: string;
  readonly namespace: string;
  readonly activities: DossierActivities & ScoringActivities;
  readonly workflowBundle: WorkflowBundleOption;
  onUp(): void;
  onDown(error: unknown): void;
}

export function workerOptions(
  ports: Pick<WorkerPorts, 'namespace' | 'activities' | 'workflowBundle'>,
): Omit<WorkerOptions, 'connection'> {
  return {
    namespace: ports.namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: ports.workflowBundle,
    activities: ports.activities,
    // Of a workflow that was begun while somebody traced, and goes on after nobody does, the sinks must still be there.
    sinks: traceSinks,
    ...(isTracing() && { interceptors: tracedActivities }),
    maxConcurrentWorkflowTaskExecutions: WORKFLOW_TASKS,
    maxConcurrentActivityTaskExecutions: ACTIVITIES,
    maxCachedWorkflows: CACHED_WORKFLOWS,
    shutdownGraceTime: SHUTDOWN_GRACE,
    shutdownForceTime: SHUTDOWN_FORCE,
  };
}

/** Runs until `signal`; then lets tasks in hand finish, for a bounded time. */
export async function runWorker(ports: WorkerPorts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await runOnce(ports, signal);
    } catch (error) {
      if (signal.aborted) return;
      ports.onDown(error);
      await sleep(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function runOnce(ports: WorkerPorts, signal: AbortSignal): Promise<void> {
  const connection = await NativeConnection.connect({ address: ports.address });
  try {
    await registerSearchAttributes(connection, ports.namespace);
    const worker = await Worker.create({ connection, ...workerOptions(ports) });
    ports.onUp();
    await worker.runUntil(aborted(signal));
  } finally {
    await connection.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
