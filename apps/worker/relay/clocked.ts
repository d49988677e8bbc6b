/** Tells the workflow that keeps a record's time that its stream has moved on, and starts it where it isn't there. */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { RecordedEvent } from '#libs/ledger';
import { RESTARTS } from '#workflows';

export interface Told {
  readonly version: number;
  /** It needs a clock no longer. */
  readonly ends: boolean;
}

/** How far each stream of that kind in the batch has come. */
export function toldIn(
  batch: readonly RecordedEvent[],
  kind: string,
  ends: ReadonlySet<string>,
): ReadonlyMap<string, Told> {
  const events = batch.filter((event) => event.kind === kind);
  return new Map(events.map(({ streamId, version, type }) => [streamId, { version, ends: ends.has(type) }]));
}

export interface Clock {
  /** The workflow's type. */
  readonly workflow: string;
  readonly workflowId: string;
  readonly start: object;
  readonly changed: Parameters<Client['workflow']['signalWithStart']>[1]['signal'];
}

/** One that has ended and is started all the same looks into the ledger, and ends. */
export async function tellClock(
  { workflow, workflowId, start, changed }: Clock,
  { version, ends }: Told,
  { client, taskQueue }: { readonly client: Client; readonly taskQueue: string },
): Promise<void> {
  if (ends) {
    await client.workflow
      .getHandle(workflowId)
      .signal(changed, version)
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    return;
  }
  await client.workflow.signalWithStart(workflow, {
    workflowId,
    taskQueue,
    args: [start],
    signal: changed,
    signalArgs: [version],
    retry: RESTARTS,
  });
}
