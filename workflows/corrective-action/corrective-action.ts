/**
 * A nonconformity's clock, from found to its end: it reminds and escalates each stage, and has it checked by the figures
 * of later dossiers whether the action worked. What people do goes through the API; the relay tells of it.
 */
import {
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { ncChangedSignal, ncQuery, type NcActivities, type NcBrief, type NcStart } from './messages.ts';

const nonconformity = proxyActivities<NcActivities>({
  startToCloseTimeout: '1m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

export async function correctiveAction(start: NcStart): Promise<NcBrief> {
  let heard = 0;
  let known: NcBrief | null = null;
  setHandler(ncChangedSignal, (version) => {
    heard = Math.max(heard, version);
  });
  setHandler(ncQuery, () => known);

  let brief = await nonconformity.lookAtNonconformity(start.id);
  while (!brief.ended) {
    known = brief;
    setCurrentDetails(brief.details);
    // The ledger knows everything: the next run looks there.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof correctiveAction>(start);
    const { version, due } = brief;
    const isDue = await comesDue(brief, () => heard > version);
    brief =
      isDue && due
        ? await nonconformity.actOnNonconformity(brief, due)
        : await nonconformity.lookAtNonconformity(start.id);
  }
  known = brief;
  setCurrentDetails(brief.details);
  return brief;
}

/** False: somebody acted first. */
async function comesDue({ due, dueInWords }: NcBrief, changed: () => boolean): Promise<boolean> {
  if (due === null) {
    await condition(changed);
    return false;
  }
  const wait = Date.parse(due.at) - Date.now();
  return wait <= 0 || !(await condition(changed, wait, { summary: dueInWords }));
}
