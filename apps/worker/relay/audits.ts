/** Internal audits, each with the workflow that keeps its time. */
import { qualityStreamKind } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import { auditChangedSignal, auditWorkflowId, INTERNAL_AUDIT, type AuditStart } from '#workflows';
import { tellClock, toldIn, type Told } from './clocked.ts';

export const AUDIT = qualityStreamKind('audit');
const ENDS: ReadonlySet<string> = new Set(['AuditClosed', 'AuditCancelled']);

export const auditsIn = (batch: readonly RecordedEvent[]) => toldIn(batch, AUDIT, ENDS);

export function tellAudit(id: string, told: Told, temporal: Parameters<typeof tellClock>[2]): Promise<void> {
  const start: AuditStart = { id };
  const workflowId = auditWorkflowId(id);
  return tellClock(
    { workflow: INTERNAL_AUDIT, workflowId, start, changed: auditChangedSignal },
    told,
    temporal,
  );
}
