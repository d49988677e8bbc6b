import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rm } from 'node:fs/promises';
import { stopProcess, writePidFile, type StopPlan } from '../process/index.ts';
import type { PartName, PartStatus, StatusBoard } from '../status.ts';

export interface StartedPart {
  readonly pid: number;
  readonly child: ChildProcess;
  /** What the status says of it while it is up. */
  readonly status?: Pick<PartStatus, 'address' | 'url'>;
}

export interface PartPlan {
  readonly name: PartName;
  readonly stop: StopPlan;
  /** Starts it, and resolves when it is up. Called again when it has ended by itself. */
  start(signal: AbortSignal): Promise<StartedPart>;
}

export interface Supervised {
  /** Resolves when it is up for the first time, rejects when that start fails. */
  readonly first: Promise<StartedPart>;
  readonly restarts: () => number;
  /** Stops it for good, bounded by its plan. */
  stop(): Promise<void>;
}

export const FIRST_PAUSE_MS = 500;
export const LONGEST_PAUSE_MS = 30_000;
/** One that ran for so long is taken to be well: the next pause is short again. */
const WELL_AFTER_MS = 60_000;

export const pidFile = (runFolder: string, name: PartName) => join(runFolder, `${name}.pid`);

/** Keeps a part up until it is stopped: whenever it ends by itself it is started again, after growing pauses. */
export function supervise(
  plan: PartPlan,
  runFolder: string,
  board: StatusBoard,
  { restartAfterFailedStart = true } = {},
): Supervised {
  const stopping = new AbortController();
  const first = Promise.withResolvers<StartedPart>();
  first.promise.catch(() => undefined);
  let restarts = 0;
  let running: StartedPart | undefined;

  /** One life of the part; resolves to how long it was up. */
  async function live(): Promise<number> {
    const part = (running = await plan.start(stopping.signal));
    const born = Date.now();
    await writePidFile(pidFile(runFolder, plan.name), part.pid);
    await board.tell(plan.name, { state: 'up', ...part.status, ...(restarts > 0 && { restarts }) });
    first.resolve(part);
    if (stopping.signal.aborted) await stopProcess(part.pid, plan.stop);
    await ended(part.child);
    running = undefined;
    return Date.now() - born;
  }

  async function keepUp(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      let detail = 'it ended by itself';
      try {
        if ((await live()) > WELL_AFTER_MS) pause = FIRST_PAUSE_MS;
      } catch (error) {
        if (stopping.signal.aborted) break;
        first.reject(error);
        detail = error instanceof Error ? error.message : String(error);
        if (restarts === 0 && !restartAfterFailedStart) break;
      }
      if (stopping.signal.aborted) break;
      restarts += 1;
      await board.tell(plan.name, { state: 'down', detail, restarts });
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  const over = keepUp();
  return {
    first: first.promise,
    restarts: () => restarts,
    stop: async () => {
      stopping.abort();
      if (running) await stopProcess(running.pid, plan.stop);
      await over;
      await rm(pidFile(runFolder, plan.name), { force: true });
      await board.tell(plan.name, { state: 'down' });
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
