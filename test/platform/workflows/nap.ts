import { sleep } from '@temporalio/workflow';

/** Sleeps for so many days, and tells how many passed. */
export async function nap(days: number): Promise<number> {
  const before = Date.now();
  await sleep(`${days} days`);
  return Math.round((Date.now() - before) / 86_400_000);
}
