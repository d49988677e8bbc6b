/** A file system of few bytes, of which the machine's own disk knows nothing. */
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from '#libs/platform/process';

export interface SmallDisk {
  readonly folder: string;
  /** Takes all that is free. */
  fill(): Promise<void>;
  /** Gives it back. */
  free(): Promise<void>;
  remove(): Promise<void>;
}

const CHUNK_BYTES = 256 * 1024;

/** Undefined: this user may not mount one. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk | undefined> {
  await mkdir(folder, { recursive: true });
  const failure = await runToEnd('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${megabytes}m,mode=711`,
    'tmpfs',
    folder,
  ]);
  if (failure !== undefined) return undefined;
  const ballast = join(folder, 'ballast');
  return {
    folder,
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      const chunk = Buffer.alloc(CHUNK_BYTES);
      await writeFile(ballast, chunks(bavail * bsize, chunk)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error;
      });
    },
    free: () => rm(ballast, { force: true }),
    async remove() {
      await runToEnd('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** More than is free, by one piece: nothing is left. */
function* chunks(bytes: number, chunk: Buffer): Generator<Buffer> {
  for (let written = 0; written <= bytes; written += chunk.length) yield chunk;
}
