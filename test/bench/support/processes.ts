/** The product's processes as they ship, from dist, each a child of the bench. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = new URL('../../../', import.meta.url).pathname;
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

export function run(name: string, env: NodeJS.ProcessEnv, args: string[] = []): ChildProcess {
  const program = join(ROOT, 'dist', 'apps', name, 'main.js');
  return spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

export async function ended(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}`);
}

export async function serving(base: string): Promise<void> {
  const end = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < end) {
    const answered = await fetch(`${base}/api/health`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(POLL_MS);
  }
  throw new Error('the API does not serve');
}

export async function stopped(processes: readonly ChildProcess[]): Promise<void> {
  for (const child of processes) child.kill('SIGTERM');
  await Promise.all(
    processes.filter((child) => child.exitCode === null).map(async (child) => once(child, 'exit')),
  );
}
