/** Runs a script of this folder; the tests that need one are skipped by name where there is no Python. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const hasPython =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0;

export function outside(script: string, args: readonly string[], input = ''): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const run = spawnSync('python3', [path, ...args], { encoding: 'utf8', input });
  if (run.status !== 0) throw new Error(`${script}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}
