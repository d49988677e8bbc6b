/** The check of the chains in threads: what it takes is hashing, and a stream's chain is nobody else's. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CheckStreams, Verification } from '#libs/ledger';

/** PostgreSQL has others to serve. */
const MOST_THREADS = 4;
/** Of a thread: PostgreSQL reads one while another is checked. */
export const PAGES_AT_ONCE = 2;
/** The build's file: Node does not run the source of it. */
const THREAD = new URL('./chains-thread.js', import.meta.url);

export interface Page {
  readonly number: number;
  readonly ids: readonly string[];
}

/** What came of a page; `failure` in words when it could not be read. */
export type Checked =
  | { readonly number: number; readonly verification: Verification }
  | { readonly number: number; readonly failure: string };

/** One processor is left to this process, which checks the tree meanwhile. */
export const threadsHere = (): number => Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1));

export async function inThreads<Answer>(
  databaseUrl: string,
  threads: number,
  use: (checkers: readonly CheckStreams[]) => Promise<Answer>,
): Promise<Answer> {
  const started = Array.from({ length: threads }, () => startThread(databaseUrl));
  try {
    return await use(started.flatMap(({ check }) => Array<CheckStreams>(PAGES_AT_ONCE).fill(check)));
  } finally {
    await Promise.all(started.map(({ end }) => end()));
  }
}

interface Waiting {
  readonly resolve: (verification: Verification) => void;
  readonly reject: (error: Error) => void;
}

function startThread(databaseUrl: string): { check: CheckStreams; end: () => Promise<unknown> } {
  const worker = new Worker(THREAD, { workerData: databaseUrl });
  const waiting = new Map<number, Waiting>();
  let pages = 0;
  let failure: Error | undefined;
  worker.on('message', (checked: Checked) => {
    const { resolve, reject } = waiting.get(checked.number)!;
    waiting.delete(checked.number);
    if ('failure' in checked) reject(new Error(checked.failure));
    else resolve(checked.verification);
  });
  worker.on('error', (error: Error) => (failure = error));
  worker.once('exit', () => {
    failure ??= new Error('the thread ended');
    for (const { reject } of waiting.values()) reject(failure);
  });
  return {
    check: (ids) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        const number = pages++;
        waiting.set(number, { resolve, reject });
        worker.postMessage({ number, ids } satisfies Page);
      }),
    end: () => worker.terminate(),
  };
}
