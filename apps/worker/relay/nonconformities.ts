/** Tells a nonconformity's workflow that its stream has moved on, and starts it where it isn't there. */
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { NONCONFORMITY } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import { CORRECTIVE_ACTION, ncChangedSignal, ncWorkflowId, RESTARTS, type NcStart } from '#workflows';

const ENDS: ReadonlySet<string> = new Set(['NonconformityClosed', 'NonconformityDismissed']);

interface Told {
  readonly version: number;
  /** It needs a clock no longer. */
  readonly ends: boolean;
}

/** How far each nonconformity in the batch has come. */
export function nonconformitiesIn(batch: readonly RecordedEvent[]): ReadonlyMap<string, Told> {
  const events = batch.filter(({ kind }) => kind === NONCONFORMITY);
  return new Map(events.map(({ streamId, version, type }) => [streamId, { version, ends: ENDS.has(type) }]));
}

/** One that has ended and is started all the same looks into the ledger, and ends. */
export async function tellNonconformity(
  id: string,
  { version, ends }: Told,
  { client, taskQueue }: { readonly client: Client; readonly taskQueue: string },
): Promise<void> {
  const workflowId = ncWorkflowId(id);
  if (ends) {
    await client.workflow
      .getHandle(workflowId)
      .signal(ncChangedSignal, version)
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
    return;
  }
  const start: NcStart = { id };
  await client.workflow.signalWithStart(CORRECTIVE_ACTION, {
    workflowId,
    taskQueue,
    args: [start],
    signal: ncChangedSignal,
    signalArgs: [version],
    retry: RESTARTS,
  });
}
