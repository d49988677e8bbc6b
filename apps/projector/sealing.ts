/** The sealer, which lives in the projector's process: both follow the ledger, and neither has much to do. */
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { headsFileAt, keepSealing, newSealKey, signingKey, START } from '#libs/ledger';
import type { Config } from '#libs/platform';
import type { Runtime } from '#libs/runtime';

export interface Sealing {
  /** Age of the oldest event under no head yet, as far as it is settled. */
  lag(): Promise<{ lagSeconds: number; detail: { size: number; failures: number } }>;
  stop(): Promise<void>;
}

/** `onError`: it is tried again. A TreeBroken among them is an alarm: what was sealed is not there any more. */
export async function startSealing(
  runtime: Runtime,
  { sealKeyFile, headsFile }: Pick<Config, 'sealKeyFile' | 'headsFile'>,
  onError?: (error: unknown, failures: number) => void,
): Promise<Sealing> {
  const privateKey = await ensureSealKey(sealKeyFile);
  await mkdir(dirname(headsFile), { recursive: true });
  const ending = new AbortController();
  let failing = 0;
  const done = keepSealing({
    pool: runtime.pool,
    privateKey,
    headsFile: headsFileAt(headsFile),
    signal: ending.signal,
    now: () => new Date(runtime.now()),
    onHead: () => (failing = 0),
    onError(error, failures) {
      failing = failures;
      onError?.(error, failures);
    },
  });
  return {
    async lag() {
      const head = await runtime.ledger.lastTreeHead();
      const { events } = await runtime.ledger.readAfter(head?.position ?? START, { limit: 1 });
      const [oldest] = events;
      const lagSeconds = oldest ? Math.max(0, (Date.now() - Date.parse(oldest.recordedAt)) / 1_000) : 0;
      return { lagSeconds, detail: { size: head?.size ?? 0, failures: failing } };
    },
    async stop() {
      ending.abort();
      await done;
    },
  };
}

/** Made once, readable by its owner alone. */
async function ensureSealKey(path: string): Promise<KeyObject> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, newSealKey(), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return signingKey(await readFile(path, 'utf8'));
}
