/**
 * What can be erased is backed up apart from the ledger: the applicants' keys and the attachments. Only their newest
 * state is kept, so that what was destroyed is gone from the backup at the next one.
 */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFiles, FileUnsound, folderFiles, type Copied, type Files } from '#libs/platform/files';
import type { Pool, PoolClient } from 'pg';
import { dump } from './dump.ts';
import { checkBackup, load, loadTable } from './load.ts';
import { BackupRefusal, type Manifest } from './manifest.ts';

const KEYS = ['keyring'];

/** The backup of the keys within it. */
export const personalKeys = (folder: string): string => join(folder, 'keys');

export async function backUpPersonal(owner: Pool, files: Files, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [keys, next] = [personalKeys(folder), join(folder, 'keys.next')];
  await rm(next, { recursive: true, force: true });
  await dump(owner, KEYS, next);
  const kept = filesIn(folder);
  const { others } = await copied(files, kept);
  for (const sha256 of others) await kept.delete(sha256);
  await rm(keys, { recursive: true, force: true });
  await rename(next, keys);
}

export interface RestoredPersonal {
  /** Erased since the ledger's backup, and erased again now. */
  readonly erased: number;
  /** Files that the place holds beyond the backup. They stay: it may serve another system, too. */
  readonly otherFiles: number;
}

/**
 * Brings the keys and puts the files back; then erases again. `in place`: the database has keys of an earlier day, of
 * which those are destroyed that were destroyed since.
 */
export async function restorePersonal(
  client: PoolClient,
  folder: string,
  files: Files,
  where: 'empty' | 'in place' = 'empty',
): Promise<RestoredPersonal> {
  const keys = personalKeys(folder);
  const manifest = await checkBackup(keys);
  if (where === 'empty') await load(client, keys, manifest);
  else await destroyAgain(client, keys, manifest);
  const { others } = await copied(filesIn(folder), files);
  const { rowCount } = await client.query(
    `select ledger.erase_subject(k.subject_id) from keyring.subject_key k
     where k.destroyed_at is not null and exists (select from ledger.pii p where p.subject_id = k.subject_id)`,
  );
  return { erased: rowCount ?? 0, otherFiles: others.length };
}

async function destroyAgain(client: PoolClient, folder: string, { tables }: Manifest): Promise<void> {
  await client.query('create temporary table newest (like keyring.subject_key) on commit drop');
  for (const table of tables) await loadTable(client, folder, { ...table, name: 'pg_temp.newest' });
  await client.query(
    `select keyring.destroy_key(n.subject_id) from newest n join keyring.subject_key k using (subject_id)
     where n.destroyed_at is not null and k.destroyed_at is null`,
  );
}

/** Throws BackupRefusal `backup-unsound` where a file does not hold what its name says. */
async function copied(from: Files, to: Files): Promise<Copied> {
  return copyFiles(from, to).catch((error: unknown) => {
    throw error instanceof FileUnsound ? new BackupRefusal('backup-unsound', `${error.message}.`) : error;
  });
}

const filesIn = (folder: string): Files => folderFiles(join(folder, 'files'));
