/**
 * A year of scoring, led by Temporal: it knows when each phase ends, who is reminded and when a sample is drawn, and has
 * it decided where everything is decided. People act through the API; the relay tells of what they did to the year.
 */
import { condition, proxyActivities, setCurrentDetails, setHandler, uuid4 } from '@temporalio/workflow';
import {
  yearChangedSignal,
  yearQuery,
  type ScoringActivities,
  type YearBrief,
  type YearStart,
} from './messages.ts';

/** Settling writes a score for every agency, from figures over a whole year. */
const scoring = proxyActivities<ScoringActivities>({
  startToCloseTimeout: '10m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

export async function yearlyScoring({ year }: YearStart): Promise<YearBrief> {
  let heard = 0;
  let known: YearBrief | null = null;
  setHandler(yearChangedSignal, (version) => {
    heard = Math.max(heard, version);
  });
  setHandler(yearQuery, () => known);

  let brief = await scoring.lookAtYear(year);
  while (brief.phase !== 'frozen') {
    known = brief;
    setCurrentDetails(brief.details);
    const { version, due } = brief;
    const isDue = await comesDue(brief, () => heard > version);
    brief = isDue && due ? await scoring.actOnYear(brief, due, uuid4()) : await scoring.lookAtYear(year);
  }
  known = brief;
  setCurrentDetails(brief.details);
  return brief;
}

/** False: somebody changed the year first. */
async function comesDue({ due, dueInWords }: YearBrief, changed: () => boolean): Promise<boolean> {
  if (due === null) {
    await condition(changed);
    return false;
  }
  const wait = Date.parse(due.at) - Date.now();
  return wait <= 0 || !(await condition(changed, wait, { summary: dueInWords }));
}
