/** A shard catches up in a thread, which ends when there is nothing more to read; whoever asked follows it again then. */
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { CatchUpNews, CatchUpWork } from './catch-up-thread.ts';

/** What a thread needs to open the runtime again. */
export type CatchUpAccess = Pick<CatchUpWork, 'databaseUrl' | 'masterKeys'> & {
  /** Absent: the build's file beside this one; Node does not run the source of it. */
  readonly thread?: URL;
};

interface CatchingUp {
  readonly shard: number;
  readonly signal: AbortSignal;
  readonly batch?: number;
  readonly onListed: (events: number) => void;
  readonly onError: (error: unknown, failures: number) => void;
}

const THREAD = new URL('./catch-up-thread.js', import.meta.url);
/**
 * Two threads and the process that follows stay below 1 GiB. A thread that comes to its limit ends, and what it had
 * not written is read again. What is young is a batch or two: where it fits, hardly anything is copied.
 */
const LIMITS = { maxOldGenerationSizeMb: 288, maxYoungGenerationSizeMb: 96 };
/**
 * Under so small a limit V8 looks through all that is old whenever it has grown by a third, which took an eighth of both
 * processors; most of it is dead by the time it has doubled.
 */
const GROWING = '--heap-growing-percent=100';

/** Never throws: what a thread leaves undone is done by whoever follows afterwards. */
export async function catchUp(
  { databaseUrl, masterKeys, thread = THREAD }: CatchUpAccess,
  { shard, signal, batch, onListed, onError }: CatchingUp,
): Promise<void> {
  setFlagsFromString(GROWING);
  const work: CatchUpWork = { databaseUrl, masterKeys, shard, ...(batch !== undefined && { batch }) };
  const worker = new Worker(thread, { workerData: work, resourceLimits: LIMITS });
  const stop = (): void => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', (news: CatchUpNews) => {
    if ('listed' in news) onListed(news.listed);
    else onError(news.error, news.failures);
  });
  await once(worker, 'exit').catch((error: unknown) => onError(error, 1));
  signal.removeEventListener('abort', stop);
}
