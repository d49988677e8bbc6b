/** Every day, by a Schedule: objectives are measured, risks proposed, and whoever owes something soon or late is reminded. */
import { proxyActivities } from '@temporalio/workflow';
import type { QualityActivities } from './messages.ts';

/** The next day looks again at what could not be done in so many tries. */
const quality = proxyActivities<QualityActivities>({
  startToCloseTimeout: '5m',
  retry: { maximumAttempts: 5 },
});

/** So many records by one activity: it begins again from its first when it is broken off. */
const AT_ONCE = 50;

export interface Tended {
  readonly measured: number;
  readonly proposed: number;
  readonly reminded: number;
}

/** What fails keeps nothing else from being done; it is told at the end. */
export async function tendQuality(): Promise<Tended> {
  const failures: unknown[] = [];
  const tried = async (work: () => Promise<number>): Promise<number> => {
    try {
      return await work();
    } catch (error) {
      failures.push(error);
      return 0;
    }
  };
  const inParts = async (
    find: () => Promise<readonly string[]>,
    tend: (ids: readonly string[]) => Promise<number>,
  ): Promise<number> => {
    const ids = await find();
    let done = 0;
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      done += await tried(() => tend(ids.slice(from, from + AT_ONCE)));
    }
    return done;
  };
  const measured = await tried(() => inParts(quality.objectivesToMeasure, quality.measureObjectives));
  const proposed = await tried(quality.proposeRisks);
  const reminded = await tried(() => inParts(quality.recordsToRemind, quality.remindOfRecords));
  if (failures.length > 0) throw failures[0];
  return { measured, proposed, reminded };
}
