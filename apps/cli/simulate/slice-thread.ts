/** A thread that plays and loads one part of the year; it answers with what was written. */
import { parentPort, workerData } from 'node:worker_threads';
import { openRuntime } from '#libs/runtime';
import type { SimulationOptions } from '#libs/simulation';
import { Pool } from 'pg';
import { LOADS_AT_ONCE, loadSlice } from './load-slice.ts';

export interface SliceWork {
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  readonly masterKeys: readonly [string, ...string[]];
  readonly options: SimulationOptions;
}

const { databaseUrl, ownerUrl, masterKeys, options } = workerData as SliceWork;
const [first, ...older] = masterKeys.map((key) => Buffer.from(key, 'base64'));
const runtime = await openRuntime({
  databaseUrl,
  masterKeys: [first!, ...older],
  applicationName: 'dunghan-simulate',
  poolSize: LOADS_AT_ONCE,
});
const owner = new Pool({ connectionString: ownerUrl, max: LOADS_AT_ONCE });
try {
  parentPort!.postMessage(await loadSlice(runtime, owner, options));
} finally {
  await owner.end();
  await runtime.close();
}
