/** Every day, by a Schedule: each year of scoring that is not over has its workflow, whatever became of Temporal's store. */
import { ParentClosePolicy, proxyActivities, startChild } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { YEARLY_SCORING, yearWorkflowId, type ScoringActivities, type YearStart } from './messages.ts';

const scoring = proxyActivities<ScoringActivities>({ startToCloseTimeout: '1m' });

/** Answers the years that had none. */
export async function keepScoringYears(): Promise<readonly string[]> {
  const begun: string[] = [];
  for (const year of await scoring.openYears()) if (await begin({ year })) begun.push(year);
  return begun;
}

async function begin(start: YearStart): Promise<boolean> {
  try {
    await startChild(YEARLY_SCORING, {
      workflowId: yearWorkflowId(start.year),
      args: [start],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: start.year,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
