/** Files in a folder of this machine, or one that several machines share. */
import { access, constants, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { orAway } from './disk.ts';
import { FIRST_BYTES, hashOf, keyOf, type Files } from './files.ts';

export function folderFiles(folder: string): Files {
  const pathOf = (sha256: string): string => join(folder, keyOf(sha256));
  return {
    kind: 'folder',
    // On the same file system, so that a file is moved at once or not at all.
    spool: join(folder, '.spool'),
    put: (sha256, path) =>
      orAway(async () => {
        await mkdir(dirname(pathOf(sha256)), { recursive: true, mode: 0o700 });
        await rename(path, pathOf(sha256));
      }),
    find: (sha256) =>
      orAway(async () => {
        const file = await open(pathOf(sha256)).catch(unlessAbsent);
        if (!file) return undefined;
        try {
          const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
          return { bytes: (await file.stat()).size, starts: buffer.subarray(0, bytesRead) };
        } finally {
          await file.close();
        }
      }),
    read: (sha256) =>
      orAway(async () => (await open(pathOf(sha256)).catch(unlessAbsent))?.createReadStream()),
    delete: (sha256) => orAway(() => rm(pathOf(sha256), { force: true })),
    list: () => hashesIn(folder),
    check: () =>
      orAway(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
      }),
  };
}

async function* hashesIn(folder: string): AsyncGenerator<string> {
  for (const part of await namesIn(folder)) {
    for (const name of await namesIn(join(folder, part))) {
      const hash = hashOf(`${part}/${name}`);
      if (hash !== undefined) yield hash;
    }
  }
}

const namesIn = (folder: string): Promise<string[]> =>
  orAway(async () => (await readdir(folder).catch(unlessAbsent)) ?? []);

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  return undefined;
}
