import { describe } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { timeSkippingServer } from '#libs/platform/temporal';
import { oncePerRun } from './once-per-run.ts';
import './quiet-runtime.ts';

const server = await oncePerRun('time-skipping-server', timeSkippingServer);

/**
 * `describe` where a time-skipping server can be had, `describe.skip` where not (neither Java nor the open
 * internet): `npm test` counts and names what was skipped.
 */
export const describeWithTimeSkipping = server.kind === 'found' ? describe : describe.skip;

/** A server whose timers pass at once, about a second to start. The caller tears it down. */
export function timeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  if (server.kind === 'absent') throw new Error(`no time-skipping server: ${server.reason}`);
  const { executable } = server;
  return startPatiently(() => TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }));
}

const MAX_STARTS = 4;

/** The SDK gives a server five seconds to start: on a busy machine that can be too few, so it is asked again. */
export async function startPatiently(
  start: () => Promise<TestWorkflowEnvironment>,
): Promise<TestWorkflowEnvironment> {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (error) {
      if (tries === MAX_STARTS || !String(error).includes('did not start within')) throw error;
    }
  }
}
