/** The parts of a year in threads: each plays its own, and PostgreSQL loads for all of them. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { NOTHING_WRITTEN, sumOf, type Written } from './load-slice.ts';
import type { SliceWork } from './slice-thread.ts';

/** The build's file: Node does not run the source of it. */
const THREAD = new URL('./slice-thread.js', import.meta.url);

/** Rejects when one of them fails; the others are ended then. What they loaded stays, and is passed over next time. */
export async function loadInThreads(work: SliceWork, threads: number): Promise<Written> {
  const workers = Array.from({ length: threads }, (_, index) => {
    const options = { ...work.options, slice: { index, of: threads } };
    return new Worker(THREAD, { workerData: { ...work, options } satisfies SliceWork });
  });
  try {
    const answers = await Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0]));
    return (answers as Written[]).reduce(sumOf, NOTHING_WRITTEN);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
