/** The thread: follows a shard until both the lists and the figures have read all there is, or until it is told to stop. */
import { parentPort, workerData } from 'node:worker_threads';
import { FIGURES_CONSUMER, READ_CONSUMER } from '#libs/read-models';
import { openRuntime } from '#libs/runtime';
import { followShard, type Consumer } from './followers.ts';

export interface CatchUpWork {
  readonly databaseUrl: string;
  readonly masterKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly shard: number;
  readonly batch?: number;
}

export type CatchUpNews =
  { readonly listed: number } | { readonly error: unknown; readonly failures: number };

/** Each consumer writes on one, reads on one, and folds what it did not know on a third. */
const CONNECTIONS = 6;

const { masterKeys, databaseUrl, ...shard } = workerData as CatchUpWork;
const [first, ...older] = masterKeys.map((key) => Buffer.from(key));
const runtime = await openRuntime({
  databaseUrl,
  masterKeys: [first!, ...older],
  applicationName: 'dunghan-projector',
  poolSize: CONNECTIONS,
});
const ending = new AbortController();
parentPort!.once('message', () => ending.abort());
const tell = (news: CatchUpNews): void => parentPort!.postMessage(news);
const behind = new Set<Consumer>([READ_CONSUMER, FIGURES_CONSUMER]);
try {
  await followShard(runtime, {
    ...shard,
    signal: ending.signal,
    onListed: (listed) => tell({ listed }),
    onRead(consumer, more) {
      if (!more) behind.delete(consumer);
      if (behind.size === 0) ending.abort();
    },
    onError: (error, failures) => tell({ error, failures }),
  });
} finally {
  await runtime.close();
  parentPort!.close();
}
