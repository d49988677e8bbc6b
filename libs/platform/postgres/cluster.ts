import { spawn } from 'node:child_process';
import { chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefusal } from '../start-refusal.ts';
import type { PostgresBinaries } from './binaries.ts';
import { explain } from './explain.ts';
import { closedFolderAbove, type ServerUser } from './server-user.ts';

/** The major version of the PostgreSQL that the product brings. */
export const POSTGRES_MAJOR = 18;

export interface ClusterOptions {
  readonly folder: string;
  readonly user: ServerUser | undefined;
  /** The superuser's password; without one, anyone on the loopback address is trusted (tests). */
  readonly password?: string;
}

/** Initialises an empty folder; leaves one that already holds a cluster of our version as it is. */
export async function ensureCluster(binaries: PostgresBinaries, options: ClusterOptions): Promise<void> {
  await makeFolder(options);
  const entries = await readdir(options.folder);
  if (entries.includes('PG_VERSION')) return checkVersion(options.folder);
  if (entries.length > 0) {
    throw new StartRefusal(
      'folder-not-ours',
      `${options.folder} is not empty and holds no PostgreSQL data; it is left as it is.`,
    );
  }
  await initialise(binaries, options);
}

async function makeFolder({ folder, user }: ClusterOptions): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!user) return;
  const closed = await closedFolderAbove(folder, user);
  if (closed) {
    const message = `PostgreSQL runs as its own user here and may not enter ${closed}. Set DUNGHAN_DATA to a folder that every user may enter, such as /var/lib/dunghan.`;
    throw new StartRefusal('folder-unreachable', message);
  }
  if ((await stat(folder)).uid !== user.uid) await chown(folder, user.uid, user.gid);
}

async function checkVersion(folder: string): Promise<void> {
  const found = Number.parseInt(await readFile(join(folder, 'PG_VERSION'), 'utf8'), 10);
  if (found === POSTGRES_MAJOR) return;
  const advice =
    found > POSTGRES_MAJOR
      ? 'It was made by a newer release of this product: start it with that release.'
      : 'Dump it with the release that made it, and load the dump into a new data folder.';
  const message = `${folder} holds data of PostgreSQL ${found}; this release runs PostgreSQL ${POSTGRES_MAJOR}. ${advice} Nothing was changed.`;
  throw new StartRefusal('folder-newer', message);
}

async function initialise(binaries: PostgresBinaries, options: ClusterOptions): Promise<void> {
  const { folder, user, password } = options;
  const passwordFile = `${folder}.password`;
  const flags = [
    `--pgdata=${folder}`,
    '--username=postgres',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(password === undefined
      ? ['--auth=trust', '--no-sync']
      : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
  ];
  if (password !== undefined) {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user) await chown(passwordFile, user.uid, user.gid);
  }
  try {
    const failure = await runToEnd(binaries.initdb, flags, user);
    if (failure !== undefined) {
      await emptyFolder(folder);
      throw explain(failure, folder);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** After a failed initialisation the folder was ours and empty before: leave it so, and the next start can try again. */
async function emptyFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) await rm(join(folder, entry), { recursive: true, force: true });
}

/** Runs a program to its end: undefined when it succeeded, else what it said. */
function runToEnd(
  program: string,
  args: string[],
  user: ServerUser | undefined,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...user,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? undefined : said));
  });
}
