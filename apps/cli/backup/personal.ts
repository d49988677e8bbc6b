/**
 * What can be erased is backed up apart from the ledger: the applicants' keys and the attachments. Only their newest
 * state is kept, so that what was destroyed is gone from the backup at the next one.
 */
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { dump } from './dump.ts';
import { checkBackup, load } from './load.ts';

const KEYS = ['keyring'];

export async function backUpPersonal(owner: Pool, filesFolder: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [keys, next] = [join(folder, 'keys'), join(folder, 'keys.next')];
  await rm(next, { recursive: true, force: true });
  await dump(owner, KEYS, next);
  await mirror(filesFolder, join(folder, 'files'));
  await rm(keys, { recursive: true, force: true });
  await rename(next, keys);
}

/** Loads the keys and puts the files back; then erases again whoever was erased since the ledger's backup. */
export async function restorePersonal(
  client: PoolClient,
  folder: string,
  filesFolder: string,
): Promise<number> {
  const keys = join(folder, 'keys');
  await load(client, keys, await checkBackup(keys));
  await mirror(join(folder, 'files'), filesFolder);
  const { rowCount } = await client.query(
    `select ledger.erase_subject(k.subject_id) from keyring.subject_key k
     where k.destroyed_at is not null and exists (select from ledger.pii p where p.subject_id = k.subject_id)`,
  );
  return rowCount ?? 0;
}

/** Files are named by what they hold: one that is there needs no copy. */
async function mirror(from: string, to: string): Promise<void> {
  const [wanted, there] = [await filesIn(from), await filesIn(to)];
  for (const file of wanted) {
    if (there.has(file)) continue;
    const target = join(to, file);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(join(from, file), `${target}.next`);
    await rename(`${target}.next`, target);
  }
  for (const file of there) if (!wanted.has(file)) await rm(join(to, file));
}

async function filesIn(folder: string): Promise<ReadonlySet<string>> {
  if (!(await stat(folder).catch(() => undefined))) return new Set();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Set(paths.map((path) => path.slice(folder.length + 1)));
}
