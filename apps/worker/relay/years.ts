/** Tells a year's workflow that its stream has moved on, and starts it with the first event. */
import type { Client } from '@temporalio/client';
import { SCORING_YEAR } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import { RESTARTS, YEARLY_SCORING, yearChangedSignal, yearWorkflowId, type YearStart } from '#workflows';

/** How far each year in the batch has come. */
export function yearsIn(batch: readonly RecordedEvent[]): ReadonlyMap<string, number> {
  const events = batch.filter(({ kind }) => kind === SCORING_YEAR);
  return new Map(events.map(({ body, version }) => [(body as { year: string }).year, version]));
}

export async function tellYear(
  year: string,
  version: number,
  { client, taskQueue }: { readonly client: Client; readonly taskQueue: string },
): Promise<void> {
  const start: YearStart = { year };
  await client.workflow.signalWithStart(YEARLY_SCORING, {
    workflowId: yearWorkflowId(year),
    taskQueue,
    args: [start],
    signal: yearChangedSignal,
    signalArgs: [version],
    retry: RESTARTS,
    staticSummary: year,
  });
}
