/** How the workflow calls its activities: how long it waits for them, and that it never gives up. */
import { proxyActivities } from '@temporalio/workflow';
import type { DossierActivities } from './messages.ts';

/** The ledger may be away for hours; what fell due then is noticed late, and never lost. */
const UNTIL_IT_WORKS = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;

export const ledger = proxyActivities<
  Pick<
    DossierActivities,
    'loadEvents' | 'loadEdition' | 'clockCommand' | 'completeAutomatic' | 'noticeRestart'
  >
>({ startToCloseTimeout: '30s', retry: UNTIL_IT_WORKS });

/** Other systems are slower, and may want to be left alone for longer. */
export const systems = proxyActivities<Pick<DossierActivities, 'performAutomatic'>>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '1m',
  retry: { ...UNTIL_IT_WORKS, maximumInterval: '15m' },
});
