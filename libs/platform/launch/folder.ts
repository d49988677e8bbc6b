import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claimPidFile } from '../process/index.ts';
import { StartRefusal } from '../start-refusal.ts';

/** How the data folder is laid out. A release that lays it out otherwise raises this, and moves older ones up. */
const FOLDER_FORMAT = 1;
const MIN_FREE_BYTES = 300 * 1024 * 1024;

export interface DataFolder {
  readonly path: string;
  /** Logs of the parts. */
  readonly logs: string;
  /** Pid files. */
  readonly run: string;
  release(): Promise<void>;
}

/** Takes the data folder for this process alone; refuses before anything in it is touched. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const [logs, run] = [join(path, 'logs'), join(path, 'run')];
  await checkFormat(path);
  try {
    for (const folder of [path, logs, run]) await mkdir(folder, { recursive: true, mode: 0o711 });
    await checkSpace(path);
    const claim = join(run, 'launcher.pid');
    const holder = await claimPidFile(claim);
    if (holder) {
      const message = `This system is already running on ${path} (process ${holder.pid}). Stop it first, or set DUNGHAN_DATA to another folder.`;
      throw new StartRefusal('already-running', message);
    }
    await writeFile(join(path, 'format.json'), JSON.stringify({ format: FOLDER_FORMAT }));
    return { path, logs, run, release: () => rm(claim, { force: true }) };
  } catch (error) {
    throw explainFolder(error, path);
  }
}

async function checkFormat(path: string): Promise<void> {
  const text = await readFile(join(path, 'format.json'), 'utf8').catch(() => undefined);
  const format = text === undefined ? FOLDER_FORMAT : (JSON.parse(text) as { format: number }).format;
  if (format > FOLDER_FORMAT) {
    const message = `${path} was written by a newer release of this product. Start it with that release; nothing was changed.`;
    throw new StartRefusal('folder-newer', message);
  }
}

async function checkSpace(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(path);
  if (bavail * bsize >= MIN_FREE_BYTES) return;
  const free = Math.floor((bavail * bsize) / 1024 ** 2);
  const message = `The disk of ${path} is full (${free} MB free). Free some space and start again; nothing was lost.`;
  throw new StartRefusal('disk-full', message);
}

function explainFolder(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new StartRefusal('disk-full', `The disk of ${path} is full. Free some space and start again.`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartRefusal('folder-unreachable', `DUNGHAN_DATA: ${path} may not be written.`, {
      cause: error,
    });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartRefusal('folder-unreachable', `DUNGHAN_DATA: ${path} is not a folder.`, { cause: error });
  }
  return error;
}
