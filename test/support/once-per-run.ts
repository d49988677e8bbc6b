import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;
const LONGEST_WAIT_MS = 60_000;

/** The folder of this jest run. */
export function runFolder(): string {
  const folder = process.env['DUNGHAN_TEST_RUN'];
  if (!folder) throw new Error('shared test servers exist only inside a jest run');
  return folder;
}

type Kept<T> = { value: T } | { failure: string };

/** Does a thing once for the whole run, whichever of its processes asks first; the others get the same answer. */
export async function oncePerRun<T>(name: string, make: () => Promise<T>): Promise<T> {
  const answer = join(runFolder(), `${name}.json`);
  const first = await mkdir(join(runFolder(), `${name}.first`)).then(
    () => true,
    () => false,
  );
  if (first) {
    const kept: Kept<T> = await make().then(
      (value) => ({ value }),
      (error: unknown) => ({
        failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    await writeFile(`${answer}.unfinished`, JSON.stringify(kept));
    await rename(`${answer}.unfinished`, answer);
  }
  return unpack(await awaitAnswer<T>(answer), name);
}

async function awaitAnswer<T>(file: string): Promise<Kept<T>> {
  const end = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as Kept<T>;
    if (Date.now() > end) throw new Error(`nobody answered in ${file}`);
    await sleep(POLL_MS);
  }
}

function unpack<T>(kept: Kept<T>, name: string): T {
  if ('failure' in kept) throw new Error(`${name} failed, once for the whole run: ${kept.failure}`);
  return kept.value;
}
