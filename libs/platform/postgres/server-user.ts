import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StartRefusal } from '../start-refusal.ts';

const run = promisify(execFile);

/** The system user PostgreSQL runs as when we are root, which it refuses to run as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';

async function lookUp(): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<void> {
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    NAME,
  ]);
}

/** The user to start PostgreSQL as; undefined when we are not root and start it as ourselves. */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp();
  if (existing) return existing;
  try {
    await create();
  } catch (cause) {
    const message = `PostgreSQL does not run as root, and the system user "${NAME}" could not be created. Create it, or start as another user.`;
    throw new StartRefusal('no-server-user', message, { cause });
  }
  const created = await lookUp();
  if (!created)
    throw new StartRefusal('no-server-user', `the system user "${NAME}" was created but is not found`);
  return created;
}

const OWNER_X = 0o100;
const GROUP_X = 0o010;
const OTHERS_X = 0o001;

function mayEnter(folder: { uid: number; gid: number; mode: number }, user: ServerUser): boolean {
  if (folder.uid === user.uid) return (folder.mode & OWNER_X) !== 0;
  if (folder.gid === user.gid) return (folder.mode & GROUP_X) !== 0;
  return (folder.mode & OTHERS_X) !== 0;
}

/** The nearest folder above `path` that the user may not enter; undefined when the way is open. */
export async function closedFolderAbove(path: string, user: ServerUser): Promise<string | undefined> {
  let folder = dirname(resolve(path));
  for (;;) {
    const found = await stat(folder).catch(() => undefined);
    if (found && !mayEnter(found, user)) return folder;
    if (folder === dirname(folder)) return undefined;
    folder = dirname(folder);
  }
}
