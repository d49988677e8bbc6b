/** Every day, by a Schedule: objectives are measured, risks proposed, and whoever owes something soon or late is reminded. */
import { proxyActivities } from '@temporalio/workflow';
import type { QualityActivities } from './messages.ts';

const quality = proxyActivities<QualityActivities>({ startToCloseTimeout: '5m' });

/** So many records by one activity: it begins again from its first when it is broken off. */
const AT_ONCE = 50;

export interface Tended {
  readonly measured: number;
  readonly proposed: number;
  readonly reminded: number;
}

export async function tendQuality(): Promise<Tended> {
  const measured = await inParts(await quality.objectivesToMeasure(), quality.measureObjectives);
  const proposed = await quality.proposeRisks();
  const reminded = await inParts(await quality.recordsToRemind(), quality.remindOfRecords);
  return { measured, proposed, reminded };
}

async function inParts(
  ids: readonly string[],
  tend: (ids: readonly string[]) => Promise<number>,
): Promise<number> {
  let done = 0;
  for (let from = 0; from < ids.length; from += AT_ONCE) done += await tend(ids.slice(from, from + AT_ONCE));
  return done;
}
