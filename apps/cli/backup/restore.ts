/** A restore: everything loaded in one transaction, a new epoch, the loss put on record, read models emptied. */
import { readFile } from 'node:fs/promises';
import {
  createKeyring,
  createLedger,
  headsFileAt,
  recordRestore,
  sealKeysOf,
  signingKey,
  signRestore,
} from '#libs/ledger';
import type { Instant } from '#libs/calendar';
import type { Files } from '#libs/platform/files';
import { emptyReadModels } from '#libs/read-models';
import { migrateAll } from '#libs/runtime';
import type { Pool } from 'pg';
import { checkBackup, load } from './load.ts';
import { BackupRefusal } from './manifest.ts';
import { restorePersonal, type RestoredPersonal } from './personal.ts';

export interface Restored {
  readonly rows: number;
  readonly epoch: number;
  /** Events under the last head that came with the backup. */
  readonly sealed: number;
  readonly personal: RestoredPersonal;
  /** A signed record of the restore was written into the file of heads; without the key it could not be. */
  readonly onRecord: boolean;
}

export interface RestorePlan {
  readonly folder: string;
  readonly personal: string | undefined;
  readonly files: Files;
  readonly headsFile: string;
  readonly sealKeyFile: string;
}

/** Throws BackupRefusal before anything is changed. */
export async function restore(owner: Pool, plan: RestorePlan): Promise<Restored> {
  const manifest = await checkBackup(plan.folder);
  await migrateAll(owner);
  const client = await owner.connect();
  let broken = true;
  let rows: number;
  let personal: RestoredPersonal = { erased: 0, otherFiles: 0 };
  let epoch: number;
  try {
    await client.query('set transaction_timeout = 0');
    await client.query('begin');
    await mustBeEmpty(client);
    rows = await load(client, plan.folder, manifest);
    if (plan.personal !== undefined) personal = await restorePersonal(client, plan.personal, plan.files);
    const raised = await client.query<{ epoch: number }>('select ledger.raise_epoch($1) as epoch', [
      `restored from the backup of ${manifest.at}`,
    ]);
    epoch = raised.rows[0]!.epoch;
    await client.query('commit');
    broken = false;
  } finally {
    client.release(broken);
  }
  await owner.query('analyze');
  const ledger = readerOf(owner);
  await emptyReadModels(owner, ledger);
  const sealed = (await ledger.lastTreeHead())?.size ?? 0;
  return { rows, epoch, sealed, personal, onRecord: await putOnRecord(owner, plan, sealed, epoch) };
}

async function mustBeEmpty(client: { query: Pool['query'] }): Promise<void> {
  const { rows } = await client.query('select from ledger.event limit 1');
  if (rows.length > 0) {
    throw new BackupRefusal(
      'database-not-empty',
      'The database already holds events; restore into a new one.',
    );
  }
}

/** For reading alone: it opens nothing that is sealed. */
const readerOf = (pool: Pool) =>
  createLedger({
    pool,
    keyring: createKeyring({ pool, masterKeys: [Buffer.alloc(32)] }),
    searchKey: Buffer.alloc(32),
  });

/** In the file of heads, and where the heads are published from. */
async function putOnRecord(
  owner: Pool,
  { headsFile, sealKeyFile }: RestorePlan,
  sealed: number,
  epoch: number,
): Promise<boolean> {
  const pem = await readFile(sealKeyFile, 'utf8').catch(() => undefined);
  if (pem === undefined || sealKeysOf(pem).size === 0) return false;
  const at = new Date().toISOString() as Instant;
  const record = signRestore({ restoredTo: sealed, epoch, at }, signingKey(pem));
  await recordRestore(owner, record);
  await headsFileAt(headsFile).append(record);
  return true;
}
