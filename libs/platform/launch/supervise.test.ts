import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readStatus, StatusBoard, type PartStatus } from '../status.ts';
import { supervise, type PartPlan, type StartedPart } from './supervise.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-launch-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const POLL_MS = 20;

async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await sleep(POLL_MS);
  }
}

describe('a supervised part', () => {
  const plan = (program: string): PartPlan => ({
    name: 'worker',
    stop: { signal: 'SIGTERM', graceMs: 200, lastSignal: 'SIGKILL' },
    start: async (): Promise<StartedPart> => {
      const child = spawn(process.execPath, ['--eval', program], { stdio: 'ignore' });
      await once(child, 'spawn');
      return { pid: child.pid!, child };
    },
  });
  const state = (wanted: PartStatus['state'], restarts?: number) =>
    until(() => {
      const worker = readStatus(folder).worker;
      return worker?.state === wanted && worker.restarts === restarts ? worker : undefined;
    });

  it('is started again when it ends by itself, and the status tells', async () => {
    const part = supervise(plan('setInterval(() => {}, 1000)'), folder, new StatusBoard(folder));
    const { pid } = await part.first;
    await state('up');
    process.kill(pid, 'SIGKILL');
    await state('up', 1);
    await part.stop();
    expect(readStatus(folder).worker?.state).toBe('down');
  });

  it('is stopped in bounded time, willing or not', async () => {
    const part = supervise(
      plan("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"),
      folder,
      new StatusBoard(folder),
    );
    const { child } = await part.first;
    await part.stop();
    expect(child.exitCode ?? child.signalCode).not.toBeNull();
  });
});
