/**
 * A nonconformity's clock, from found to its end: it reminds and escalates each stage, and has it checked by the figures
 * of later dossiers whether the action worked. What people do goes through the API; the relay tells of it.
 */
import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import { keepTime } from '../ledger-clock.ts';
import { ncChangedSignal, ncQuery, type NcActivities, type NcBrief, type NcStart } from './messages.ts';

const nonconformity = proxyActivities<NcActivities>({
  startToCloseTimeout: '1m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

export const correctiveAction = (start: NcStart): Promise<NcBrief> =>
  keepTime<NcBrief>({
    changed: ncChangedSignal,
    query: ncQuery,
    look: () => nonconformity.lookAtNonconformity(start.id),
    act: (brief) => nonconformity.actOnNonconformity(brief, brief.due!),
    again: () => continueAsNew<typeof correctiveAction>(start),
  });
