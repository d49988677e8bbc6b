/**
 * Compiles libs/, apps/ and workflows/ to dist/ and copies their data files beside. dist/ is swapped in whole, so that
 * it never holds a deleted source. Types are checked by `npm run typecheck`, not here.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePortalBuilt } from './build-portal.mjs';
import { files, fingerprintOf } from './fingerprint.mjs';
import { alone, ensureInstalled, main, ownNode, root, run, say } from './setup.mjs';

const FOLDERS = ['libs', 'apps', 'workflows'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package.json', 'scripts/build.mjs'];
const COMPILED = new Set(['.ts', '.tsx']);
const NOT_SHIPPED = new Set(['.md']);
const PORTAL = join('apps', 'portal');

const dist = join(root, 'dist');
const next = join(root, 'dist-next');
const seal = join(dist, '.sources');

const leftOut = (path) => path === PORTAL || path.endsWith('.test.ts');
const fingerprint = () => fingerprintOf(FOLDERS, SETTINGS, leftOut);

export const isFresh = () => existsSync(seal) && readFileSync(seal, 'utf8') === fingerprint();

export async function build() {
  const made = fingerprint();
  await rm(next, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const code = await run(tsc, ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', next]);
  if (code !== 0) throw new Error('the build failed');
  for (const path of FOLDERS.flatMap((folder) => [...files(folder, leftOut)])) {
    const kind = extname(path);
    if (!COMPILED.has(kind) && !NOT_SHIPPED.has(kind)) await cp(join(root, path), join(next, path));
  }
  await keepPortal();
  writeFileSync(join(next, '.sources'), made);
  await swap();
  await bundleWorkflows();
}

/** Ahead of the workers, which start faster for it; one that finds no bundle makes its own. */
async function bundleWorkflows() {
  await run(ownNode, [join(dist, 'apps', 'worker', 'temporal', 'bundle-ahead.js')]);
}

/** The portal is a build of its own and only moves along. */
async function keepPortal() {
  if (!existsSync(join(dist, PORTAL))) return;
  await mkdir(dirname(join(next, PORTAL)), { recursive: true });
  await cp(join(dist, PORTAL), join(next, PORTAL), { recursive: true });
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
    await ensurePortalBuilt();
    say('dist/ is built.');
  });
}
