/**
 * Compiles libs/, apps/ and workflows/ to dist/ and copies their data files beside. dist/ is swapped in whole, so that
 * it never holds a deleted source. Types are checked by `npm run typecheck`, not here.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone, ensureInstalled, main, root, run, say } from './setup.mjs';

const FOLDERS = ['libs', 'apps', 'workflows'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package.json', 'scripts/build.mjs'];
const COMPILED = new Set(['.ts', '.tsx']);
const NOT_SHIPPED = new Set(['.md']);
const OTHER_BUILDS = [join('apps', 'portal')];

const dist = join(root, 'dist');
const next = join(root, 'dist-next');
const seal = join(dist, '.sources');

function* files(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!OTHER_BUILDS.includes(path)) yield* files(path);
    } else if (!path.endsWith('.test.ts')) {
      yield path;
    }
  }
}

const sources = () =>
  FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => [...files(folder)]);

/** What dist was, or would be, made from: every source by its name, size and moment of change. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...sources(), ...SETTINGS]) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

export const isFresh = () => existsSync(seal) && readFileSync(seal, 'utf8') === fingerprint();

export async function build() {
  const made = fingerprint();
  await rm(next, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const code = await run(tsc, ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', next]);
  if (code !== 0) throw new Error('the build failed');
  for (const path of sources()) {
    const kind = extname(path);
    if (!COMPILED.has(kind) && !NOT_SHIPPED.has(kind)) await cp(join(root, path), join(next, path));
  }
  writeFileSync(join(next, '.sources'), made);
  await swap();
}

async function swap() {
  const old = join(root, 'dist-old');
  await rm(old, { recursive: true, force: true });
  if (existsSync(dist)) await rename(dist, old);
  await rename(next, dist);
  await rm(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await ensureInstalled();
    await alone(build);
    say('dist/ is built.');
  });
}
