import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isRunning, type ProcessIdentity } from './identity.ts';

const POLL_MS = 20;

export interface StopPlan {
  /** Asked politely with this signal first. */
  readonly signal: NodeJS.Signals;
  /** How long it may take before `lastSignal` is sent. */
  readonly graceMs: number;
  /** SIGKILL, except for PostgreSQL, whose own emergency stop is SIGQUIT. */
  readonly lastSignal: NodeJS.Signals;
}

const LAST_SIGNAL_GRACE_MS = 5_000;

async function goneWithin(identity: ProcessIdentity, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (await isRunning(identity)) {
    if (Date.now() > end) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It left between the look and the signal.
  }
}

/** Stops a process and resolves when it is gone: true if it left by itself, false if it had to be forced. */
export async function stopProcess(target: number | ProcessIdentity, plan: StopPlan): Promise<boolean> {
  const identity = typeof target === 'number' ? await identify(target) : target;
  if (!identity || !(await isRunning(identity))) return true;
  signal(identity.pid, plan.signal);
  if (await goneWithin(identity, plan.graceMs)) return true;
  signal(identity.pid, plan.lastSignal);
  await goneWithin(identity, LAST_SIGNAL_GRACE_MS);
  return false;
}
