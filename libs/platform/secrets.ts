import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { StartRefusal } from './start-refusal.ts';

const SECRET_BYTES = 32;

/** A secret of the data folder, made once, readable by its owner alone. Returns its file's path. */
export async function ensureSecretFile(dataFolder: string, name: string): Promise<string> {
  const folder = join(dataFolder, 'secrets');
  const path = join(folder, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const secret = `${randomBytes(SECRET_BYTES).toString('base64')}\n`;
  await writeFile(path, secret, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return path;
}

export async function readSecretFile(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).trim();
}

/** The keys that wrap the applicants' keys, 32 bytes each: the current one first, then those it succeeded. */
export async function readMasterKeys(config: Config): Promise<readonly [Buffer, ...Buffer[]]> {
  const [first, ...older] = (await masterKeyTexts(config)).map((text) => Buffer.from(text, 'base64'));
  if (!first || [first, ...older].some(({ length }) => length !== SECRET_BYTES)) {
    const message = `DUNGHAN_MASTER_KEY_FILE: each line must be ${SECRET_BYTES} bytes in base64.`;
    throw new StartRefusal('variable-refused', message);
  }
  return [first, ...older];
}

async function masterKeyTexts({ masterKey, masterKeyFile }: Config): Promise<string[]> {
  if (masterKey !== undefined) return masterKey.split(',');
  if (masterKeyFile === undefined) {
    throw new StartRefusal('variable-refused', 'DUNGHAN_MASTER_KEY or DUNGHAN_MASTER_KEY_FILE must be set.');
  }
  const text = await readSecretFile(masterKeyFile).catch((cause: Error) => {
    throw new StartRefusal('variable-refused', `DUNGHAN_MASTER_KEY_FILE: ${cause.message}`, { cause });
  });
  return text.split(/\s+/);
}
