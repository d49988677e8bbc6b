/** What a build is made from, in few bytes: every file's name, size and moment of change. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const NOTHING_LEFT_OUT = () => false;

/** All files below a folder of the checkout, by their path in it. */
export function* files(folder, leftOut = NOTHING_LEFT_OUT) {
  if (!existsSync(join(root, folder))) return;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (leftOut(path)) continue;
    if (entry.isDirectory()) yield* files(path, leftOut);
    else yield path;
  }
}

export function fingerprintOf(folders, settings, leftOut) {
  const hash = createHash('sha256');
  for (const path of [...folders.flatMap((folder) => [...files(folder, leftOut)]), ...settings]) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}
