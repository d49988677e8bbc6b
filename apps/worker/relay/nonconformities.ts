/** Nonconformities, each with the workflow that keeps its time. */
import { NONCONFORMITY } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import { CORRECTIVE_ACTION, ncChangedSignal, ncWorkflowId, type NcStart } from '#workflows';
import { tellClock, toldIn, type Told } from './clocked.ts';

const ENDS: ReadonlySet<string> = new Set(['NonconformityClosed', 'NonconformityDismissed']);

export const nonconformitiesIn = (batch: readonly RecordedEvent[]) => toldIn(batch, NONCONFORMITY, ENDS);

export function tellNonconformity(
  id: string,
  told: Told,
  temporal: Parameters<typeof tellClock>[2],
): Promise<void> {
  const start: NcStart = { id };
  const workflowId = ncWorkflowId(id);
  return tellClock(
    { workflow: CORRECTIVE_ACTION, workflowId, start, changed: ncChangedSignal },
    told,
    temporal,
  );
}
