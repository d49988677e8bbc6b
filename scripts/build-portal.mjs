/** Builds apps/portal into dist/apps/portal, where the API serves it from. Only when it changed: it takes a while. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fingerprintOf } from './fingerprint.mjs';
import { alone, ownNode, root, run, say } from './setup.mjs';

const SOURCES = ['apps/portal'];
const SETTINGS = ['package-lock.json', 'scripts/build-portal.mjs'];

const config = join(root, 'apps', 'portal', 'vite.config.ts');
const target = join(root, 'dist', 'apps', 'portal');
const next = join(root, 'dist-next', 'portal');
const seal = join(target, '.sources');

const fingerprint = () => fingerprintOf(SOURCES, SETTINGS);
const isFresh = () => existsSync(seal) && readFileSync(seal, 'utf8') === fingerprint();

async function build() {
  const made = fingerprint();
  say('Building the portal…');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', config, '--logLevel', 'warn'];
  const code = await run(ownNode, args, { env: { ...process.env, DUNGHAN_PORTAL: next } });
  if (code !== 0) throw new Error('the build of the portal failed');
  writeFileSync(join(next, '.sources'), made);
  await mkdir(dirname(target), { recursive: true });
  await rm(target, { recursive: true, force: true });
  await rename(next, target);
}

export async function ensurePortalBuilt() {
  if (!existsSync(config) || isFresh()) return;
  await alone(async () => {
    if (!isFresh()) await build();
  });
}
