/** The least a step could be in Temporal: an update that counts. */
import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

export const step = defineUpdate<number, [string]>('step');
const STEPS = 7;

export async function bare(): Promise<number> {
  let done = 0;
  setHandler(step, () => ++done);
  await condition(() => done >= STEPS);
  return done;
}
