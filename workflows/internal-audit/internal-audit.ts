/**
 * An internal audit's clock, from planned to closed: it reminds each stage before and after its day, tells those above
 * when it stays undone, and sees to it that every finding becomes a nonconformity.
 */
import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import { keepTime } from '../ledger-clock.ts';
import {
  auditChangedSignal,
  auditQuery,
  type AuditActivities,
  type AuditBrief,
  type AuditStart,
} from './messages.ts';

const audit = proxyActivities<AuditActivities>({
  startToCloseTimeout: '1m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

export const internalAudit = (start: AuditStart): Promise<AuditBrief> =>
  keepTime<AuditBrief>({
    changed: auditChangedSignal,
    query: auditQuery,
    look: () => audit.lookAtAudit(start.id),
    act: (brief) => audit.actOnAudit(brief),
    again: () => continueAsNew<typeof internalAudit>(start),
  });
