/**
 * A restore: everything loaded in one transaction, a new epoch, the loss put on record, read models emptied. Or in place:
 * PostgreSQL's own tools have put the whole cluster back, and what they can't know is made up for.
 */
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
import { emptyFigures, emptyReadModels } from '#libs/read-models';
import { migrateAll } from '#libs/runtime';
import type { Pool, PoolClient } from 'pg';
import { checkBackup, load } from './load.ts';
import { BackupRefusal } from './manifest.ts';
import { restorePersonal, type RestoredPersonal } from './personal.ts';

export interface Restored {
  readonly epoch: number;
  /** Events under the last head that came with the backup. */
  readonly sealed: number;
  readonly personal: RestoredPersonal;
  /** A signed record of the restore was written into the file of heads; without the key it could not be. */
  readonly onRecord: boolean;
}

export interface InPlacePlan {
  readonly personal: string | undefined;
  readonly files: Files;
  readonly headsFile: string;
  readonly sealKeyFile: string;
}

export interface RestorePlan extends InPlacePlan {
  readonly folder: string;
}

/** Throws BackupRefusal before anything is changed. */
export async function restore(owner: Pool, plan: RestorePlan): Promise<Restored & { readonly rows: number }> {
  const manifest = await checkBackup(plan.folder);
  await nobodyAtWork(owner);
  await migrateAll(owner);
  const loaded = await inTransaction(owner, async (client) => {
    if (await hasEvents(client)) {
      const message = 'The database already holds events; restore into a new one.';
      throw new BackupRefusal('database-not-empty', message);
    }
    const rows = await load(client, plan.folder, manifest);
    const personal = await personalFrom(client, plan, 'empty');
    return { rows, personal, epoch: await newEpoch(client, `restored from the backup of ${manifest.at}`) };
  });
  await owner.query('analyze');
  // Checkpoints came with the ledger, and the tables they speak of did not.
  await emptyReadModels(owner, readerOf(owner));
  await emptyFigures(owner, readerOf(owner));
  return { ...loaded, ...(await putOnRecord(owner, plan, loaded.epoch)) };
}

/** Of a cluster with its read models, as it stood at one moment. Throws BackupRefusal before anything is changed. */
export async function restoredInPlace(owner: Pool, plan: InPlacePlan): Promise<Restored> {
  await nobodyAtWork(owner);
  const done = await inTransaction(owner, async (client) => {
    if (!(await hasEvents(client))) {
      throw new BackupRefusal('database-empty', 'The database holds no event: it was not put back.');
    }
    const personal = await personalFrom(client, plan, 'in place');
    return { personal, epoch: await newEpoch(client, 'put back by PostgreSQL') };
  });
  return { ...done, ...(await putOnRecord(owner, plan, done.epoch)) };
}

/** They remember how far they have read, in an order that a restore begins anew. */
async function nobodyAtWork(owner: Pool): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select distinct application_name as name from pg_stat_activity
     where datname = current_database() and application_name in ('dunghan-api', 'dunghan-worker', 'dunghan-projector')`,
  );
  if (rows.length === 0) return;
  const message = `At work on this database: ${rows.map(({ name }) => name).join(', ')}. Stop them first.`;
  throw new BackupRefusal('system-running', message);
}

async function inTransaction<Answer>(
  owner: Pool,
  work: (client: PoolClient) => Promise<Answer>,
): Promise<Answer> {
  const client = await owner.connect();
  let broken = true;
  try {
    await client.query('set transaction_timeout = 0');
    await client.query('begin');
    const answer = await work(client);
    await client.query('commit');
    broken = false;
    return answer;
  } finally {
    client.release(broken);
  }
}

const hasEvents = async (client: PoolClient): Promise<boolean> =>
  (await client.query('select from ledger.event limit 1')).rows.length > 0;

const personalFrom = async (
  client: PoolClient,
  { personal, files }: InPlacePlan,
  where: 'empty' | 'in place',
): Promise<RestoredPersonal> =>
  personal === undefined ? { erased: 0, otherFiles: 0 } : restorePersonal(client, personal, files, where);

async function newEpoch(client: PoolClient, reason: string): Promise<number> {
  const { rows } = await client.query<{ epoch: number }>('select ledger.raise_epoch($1) as epoch', [reason]);
  return rows[0]!.epoch;
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
  { headsFile, sealKeyFile }: InPlacePlan,
  epoch: number,
): Promise<Pick<Restored, 'sealed' | 'onRecord'>> {
  const sealed = (await readerOf(owner).lastTreeHead())?.size ?? 0;
  const pem = await readFile(sealKeyFile, 'utf8').catch(() => undefined);
  if (pem === undefined || sealKeysOf(pem).size === 0) return { sealed, onRecord: false };
  const at = new Date().toISOString() as Instant;
  const record = signRestore({ restoredTo: sealed, epoch, at }, signingKey(pem));
  await recordRestore(owner, record);
  await headsFileAt(headsFile).append(record);
  return { sealed, onRecord: true };
}
