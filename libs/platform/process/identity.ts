import { execFile } from 'node:child_process';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** A process as a pid file names it. Pids are reused, so the moment it started is part of who it is. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly started: string;
}

const START_TIME_FIELD = 22;

/** When a process started, as an opaque text; undefined when there is no such process. */
async function startedAt(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // The second field is the command in parentheses and may hold spaces: count from behind it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const zombie = fields[0] === 'Z';
      return zombie ? undefined : fields[START_TIME_FIELD - 3];
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const started = await startedAt(pid);
  return started === undefined ? undefined : { pid, started };
}

export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await startedAt(identity.pid)) === identity.started;
}

/** Writes a pid file for a process that is running now. */
export async function writePidFile(path: string, pid: number): Promise<void> {
  const identity = await identify(pid);
  if (!identity) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(identity));
}

/** The process a pid file names, if it still runs. A file of a process that is gone is removed. */
export async function readPidFile(path: string): Promise<ProcessIdentity | undefined> {
  let identity: ProcessIdentity;
  try {
    identity = JSON.parse(await readFile(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
  if (await isRunning(identity)) return identity;
  await rm(path, { force: true });
  return undefined;
}

/**
 * Makes this process the one a pid file names. Returns the process that already holds it, if one is running;
 * a file left by a process that is gone is taken over.
 */
export async function claimPidFile(path: string): Promise<ProcessIdentity | undefined> {
  const mine = `${path}.${process.pid}`;
  await writePidFile(mine, process.pid);
  try {
    for (;;) {
      if (await linked(mine, path)) return undefined;
      const holder = await readPidFile(path);
      if (holder) return holder;
    }
  } finally {
    await rm(mine, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
