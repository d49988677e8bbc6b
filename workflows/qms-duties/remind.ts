/** Every day, by a Schedule: whose certificate is to be surveyed, or comes to its end, is told so. */
import { proxyActivities } from '@temporalio/workflow';
import type { QmsActivities } from './messages.ts';

const qms = proxyActivities<QmsActivities>({ startToCloseTimeout: '1m' });

/** Answers how many reminders were given. */
export async function remindOfDuties(): Promise<number> {
  let given = 0;
  for (const agency of await qms.agenciesWithRecords()) given += await qms.remindOfDutiesIn(agency);
  return given;
}
