/**
 * What every command of this package does first: install what is missing, build what is stale, and go on under the
 * Node of this package. Plain JavaScript for the oldest Node in `engines`, since nothing is installed yet.
 * Whatever it says goes to standard error: standard output belongs to the command.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);

/** The Node that this package brings. */
export const ownNode = at('node_modules', 'node', 'bin', 'node');
const OWN_MAJOR = 24;
/**
 * The locked versions, and nothing written but node_modules. Not `npm ci`: it refuses a lock file without the binaries
 * of platforms that a registry does not carry.
 */
const INSTALL = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
const LOCK_POLL_MS = 200;
const PARENT_POLL_MS = 500;

export const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a program to its end with its output on our standard error; resolves to its exit code. */
export function run(program, args, { env = process.env, output = 2 } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', output, 2] });
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** Does a thing while no other process of this checkout does such a thing. */
export async function alone(work) {
  const lock = at('.dunghan', 'setup.lock');
  await mkdir(at('.dunghan'), { recursive: true });
  while (!(await claimed(lock))) await sleep(LOCK_POLL_MS);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function claimed(lock) {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Installs the dependencies when they are missing or not those of package-lock.json. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await alone(async () => {
    if (isInstalled()) return;
    say('Installing dependencies…');
    const code = await run('npm', INSTALL, { env: withoutOwnBin() });
    if (code !== 0) throw new Error('the dependencies could not be installed');
    if (!isInstalled()) throw new Error('npm ended well, but not everything of package-lock.json is there');
  });
}

/** npm may replace the Node that lies in node_modules: it must not run by it. */
function withoutOwnBin() {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => resolve(folder) !== at('node_modules', '.bin'));
  return { ...process.env, PATH: path.join(delimiter) };
}

function isInstalled() {
  const seal = at('node_modules', '.dunghan-installed');
  if (!existsSync(ownNode)) return false;
  const { mtimeMs, size } = statSync(at('package-lock.json'));
  const now = `${mtimeMs} ${size}`;
  if (existsSync(seal) && readFileSync(seal, 'utf8') === now) return true;
  if (!holdsTheLockedPackages()) return false;
  writeFileSync(seal, now);
  return true;
}

function holdsTheLockedPackages() {
  const installedFile = at('node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '' || (!installed[path] && (optional || devOptional))) return true;
    return installed[path]?.version === version;
  });
}

/** Builds dist when a source has changed since. */
export async function ensureBuilt() {
  const { build, isFresh } = await import('./build.mjs');
  if (isFresh()) return;
  await alone(async () => {
    if (!isFresh()) await build();
  });
}

/** Ends this process as a script of ours under the Node of this package. */
export async function handOver(script, args) {
  const file = at(script);
  if (Number(process.versions.node.split('.')[0]) >= OWN_MAJOR) {
    process.argv = [process.argv[0], file, ...args];
    leaveWithNpm(() => process.kill(process.pid, 'SIGTERM'));
    await import(pathToFileURL(file).href);
    return;
  }
  // The channel tells a long-running command that we are gone, should we be killed.
  const child = spawn(ownNode, [file, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  leaveWithNpm(() => child.kill('SIGTERM'));
  endWith(child);
}

/** What ends us ends the child first, and its end is ours. Ctrl-C reaches both by the terminal: it asks twice, for one end. */
export function endWith(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

/** npm's shell passes no signal on: a killed `npm start` would leave us behind. So we look whether it is still there. */
function leaveWithNpm(leave) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    leave();
  }, PARENT_POLL_MS);
  watch.unref();
}

/** Says what went wrong without a stack, for failures that are the surroundings' and not a bug. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    say(error.message);
    process.exit(1);
  }
}
