/** Tells a nonconformity's workflow that its stream has moved on, and starts it where it isn't there. */
import type { Client } from '@temporalio/client';
import { NONCONFORMITY } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import { CORRECTIVE_ACTION, ncChangedSignal, ncWorkflowId, RESTARTS, type NcStart } from '#workflows';

/** How far each nonconformity in the batch has come. */
export function nonconformitiesIn(batch: readonly RecordedEvent[]): ReadonlyMap<string, number> {
  const events = batch.filter(({ kind }) => kind === NONCONFORMITY);
  return new Map(events.map(({ streamId, version }) => [streamId, version]));
}

/** One that has ended gets a workflow that ends at once: to be told as often as one likes. */
export async function tellNonconformity(
  id: string,
  version: number,
  { client, taskQueue }: { readonly client: Client; readonly taskQueue: string },
): Promise<void> {
  const start: NcStart = { id };
  await client.workflow.signalWithStart(CORRECTIVE_ACTION, {
    workflowId: ncWorkflowId(id),
    taskQueue,
    args: [start],
    signal: ncChangedSignal,
    signalArgs: [version],
    retry: RESTARTS,
  });
}
