import { readPidFile, stopProcess, type StopPlan } from '../process/index.ts';
import { POSTGRES_STOP } from '../postgres/index.ts';
import { TEMPORAL_STOP } from '../temporal/index.ts';
import type { PartName } from '../status.ts';
import { APP_STOP } from './app.ts';
import { pidFile } from './supervise.ts';

/** In the order of stopping: who uses comes before what is used. */
export const STOP_ORDER: readonly (readonly [PartName, StopPlan])[] = [
  ['api', APP_STOP],
  ['worker', APP_STOP],
  ['projector', APP_STOP],
  ['temporal', TEMPORAL_STOP],
  ['postgres', POSTGRES_STOP],
];

/** Stops what a launcher that was killed left running on this data folder. */
export async function stopLeftovers(runFolder: string): Promise<void> {
  for (const [name, plan] of STOP_ORDER) {
    const leftover = await readPidFile(pidFile(runFolder, name));
    if (leftover) await stopProcess(leftover, plan);
  }
}
