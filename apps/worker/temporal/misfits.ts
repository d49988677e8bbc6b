/**
 * Runs whose history no longer fits the code. They are ended and begun again from the ledger, which is always safe.
 * The SDK can fail such a run by itself (`workflowFailureErrorTypes`), but sends the new code's commands along, and the
 * server refuses a second timer of the same number; so what the SDK's core logs of them is listened to instead.
 */
import { EventEmitter } from 'node:events';
import { WorkflowIdConflictPolicy, type Client } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, Runtime, type Logger } from '@temporalio/worker';
import { auditOfWorkflowId, ncOfWorkflowId, RESTARTS, yearOfWorkflowId } from '#workflows';
import type { AuditStart, DossierStart, NcStart, YearStart } from '#workflows';
import { TASK_QUEUE } from './task-queue.ts';

export interface Misfits {
  /** Calls `listener` with the run's id and the reason, as often as the run is tried in vain. */
  on(listener: (runId: string, reason: string) => void): () => void;
}

export interface RuntimeLog {
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

const FAILED_TASK = 'Failing workflow task';
const NOT_DETERMINISTIC = 'NonDeterministicError';
const MESSAGE = /message: "([^"]*)"/;

/** Once per process, before any worker or connection of Temporal's. */
export function installRuntime(log: RuntimeLog): Misfits & { readonly logger: Logger } {
  const emitter = new EventEmitter();
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    const { runId, failure } = (meta ?? {}) as { runId?: string; failure?: string };
    if (message === FAILED_TASK && runId !== undefined && failure?.includes(NOT_DETERMINISTIC)) {
      emitter.emit('misfit', runId, MESSAGE.exec(failure)?.[1] ?? NOT_DETERMINISTIC);
    } else if (level === 'ERROR') log.error({ ...meta }, message);
    else log.warn({ ...meta }, message);
  });
  Runtime.install({
    logger,
    // Signals are the process's own to handle: it stops the relay first.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
  });
  return {
    logger,
    on(listener) {
      emitter.on('misfit', listener);
      return () => emitter.off('misfit', listener);
    },
  };
}

/** False: the server doesn't show the run yet; it will be heard of again. */
export async function beginAgain(client: Client, runId: string): Promise<string | false> {
  for await (const { workflowId, type } of client.workflow.list({ query: `RunId = '${runId}'` })) {
    await client.workflow.start(type, {
      workflowId,
      taskQueue: TASK_QUEUE,
      args: [startOf(workflowId)],
      retry: RESTARTS,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.TERMINATE_EXISTING,
    });
    return workflowId;
  }
  return false;
}

function startOf(workflowId: string): DossierStart | YearStart | NcStart | AuditStart {
  const year = yearOfWorkflowId(workflowId);
  if (year !== undefined) return { year };
  const id = ncOfWorkflowId(workflowId);
  if (id !== undefined) return { id };
  const audit = auditOfWorkflowId(workflowId);
  if (audit !== undefined) return { id: audit };
  const [stream, part] = workflowId.split('/') as [string, string | undefined];
  return { stream, version: 1, ...(part === undefined ? {} : { part }) };
}
