/** Runs a script of this folder; the tests that need one are skipped by name where there is no Python. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const hasPython =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0;

/** A Python that has pm4py: `PM4PY_PYTHON`, else the usual one; undefined where neither does. */
export const pm4py = [process.env['PM4PY_PYTHON'], 'python3']
  .filter((python) => python !== undefined)
  .find(
    (python) =>
      spawnSync(python, ['-c', 'import importlib.util as i; exit(i.find_spec("pm4py") is None)']).status ===
      0,
  );

const MAX_OUTPUT = 64 * 1024 * 1024;

export function outside(script: string, args: readonly string[], input = '', python = 'python3'): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const run = spawnSync(python, [path, ...args], { encoding: 'utf8', input, maxBuffer: MAX_OUTPUT });
  if (run.status !== 0) throw new Error(`${script}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}
