import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, rename, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';
import type { StopPlan } from '../process/index.ts';
import { StartRefusal } from '../start-refusal.ts';
import type { StartedPart } from './supervise.ts';

export const APP_STOP: StopPlan = { signal: 'SIGTERM', graceMs: 20_000, lastSignal: 'SIGKILL' };

const MAX_LOG_BYTES = 20 * 1024 * 1024;
const LAST_LINES = 12;

/** Makes a process end when its launcher is gone, however that ended. */
const STAY_WITH_PARENT = new URL(
  import.meta.url.endsWith('.ts') ? './stay-with-parent.ts' : './stay-with-parent.js',
  import.meta.url,
).href;

export type AppName = 'api' | 'worker' | 'projector';

export interface AppContext {
  readonly logs: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The built program of one of our processes. */
const program = (name: AppName | 'cli') => join(packageRoot(), 'dist', 'apps', name, 'main.js');

export const logFile = (logs: string, name: string) => join(logs, `${name}.log`);

/** Opens a log to append to; a large one is put aside once. */
async function openLog(logs: string, name: string): Promise<FileHandle> {
  const path = logFile(logs, name);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > MAX_LOG_BYTES) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

/** Starts one of our processes; it is up as soon as it runs. */
export async function startApp(name: AppName, context: AppContext): Promise<StartedPart> {
  const log = await openLog(context.logs, name);
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', STAY_WITH_PARENT, program(name)],
    {
      cwd: packageRoot(),
      env: { ...process.env, ...context.environment },
      detached: true,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    },
  );
  await once(child, 'spawn');
  await log.close();
  return { pid: child.pid!, child };
}

/** Runs a verb of the command line to its end, its output in the log `setup`; refuses to go on when it fails. */
export async function runVerb(args: string[], context: AppContext, signal: AbortSignal): Promise<void> {
  const log = await openLog(context.logs, 'setup');
  const from = (await log.stat()).size;
  const child = spawn(process.execPath, [program('cli'), ...args], {
    cwd: packageRoot(),
    env: { ...process.env, ...context.environment },
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const code = await codeOf(child, signal);
  signal.throwIfAborted();
  if (code === 0) return;
  const said = await lastLines(logFile(context.logs, 'setup'), from);
  throw new StartRefusal('part-failed', `"dunghan ${args.join(' ')}" failed:\n${said}`);
}

async function codeOf(child: ChildProcess, signal: AbortSignal): Promise<number | null> {
  const abort = () => child.kill('SIGTERM');
  signal.addEventListener('abort', abort, { once: true });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

export async function lastLines(path: string, from = 0): Promise<string> {
  const log = await open(path);
  try {
    const { size } = await log.stat();
    const { buffer, bytesRead } = await log.read({ buffer: Buffer.alloc(size - from), position: from });
    return buffer.subarray(0, bytesRead).toString('utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n');
  } finally {
    await log.close();
  }
}
