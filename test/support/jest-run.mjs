/**
 * One folder per jest run, in memory where the system has one. The servers the tests share leave their pid files
 * there; they are started by the first test that asks, and stopped here when the run is over.
 */
import { spawn } from 'node:child_process';
import { access, chmod, constants, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const MEMORY_NEEDED_BYTES = 1024 ** 3;

/** Waits for the run to end, however it ends, then stops what it left behind. */
const SWEEPER = `
while kill -0 "$1" 2>/dev/null && [ ! -e "$2/over" ]; do sleep 0.2; done
for file in "$2"/*.pid; do [ -e "$file" ] && kill -INT "$(cat "$file")" 2>/dev/null; done
for turn in 1 2 3 4 5 6 7 8 9 10; do
  sleep 0.2; alive=; for file in "$2"/*.pid; do [ -e "$file" ] && kill -0 "$(cat "$file")" 2>/dev/null && alive=1; done
  [ -z "$alive" ] && break
done
[ -z "$alive" ] || for file in "$2"/*.pid; do kill -QUIT "$(cat "$file")" 2>/dev/null; done
rm -rf "$2"
`;

export async function beginRun() {
  const folder = await mkdtemp(join(await roomyFolder(), 'dunghan-test-'));
  // PostgreSQL may run as another user than we do: it must be able to pass through.
  await chmod(folder, 0o711);
  spawn('sh', ['-c', SWEEPER, 'sweeper', String(process.pid), folder], {
    detached: true,
    stdio: 'ignore',
  }).unref();
  return folder;
}

async function roomyFolder() {
  try {
    await access(MEMORY, constants.W_OK);
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize > MEMORY_NEEDED_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
