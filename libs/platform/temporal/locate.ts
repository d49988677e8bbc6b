import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cachedTemporal } from './cache.ts';

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The Temporal CLI, which holds a development server: on the PATH, or in the project's cache. */
export async function locateTemporal(): Promise<string | undefined> {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const path of [...onPath.map((folder) => join(folder, 'temporal')), cachedTemporal()]) {
    if (await isExecutable(path)) return path;
  }
  return undefined;
}
