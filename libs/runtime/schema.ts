/** Every schema of the product, brought up to date by its owner. */
import { migrateDirectory } from '#libs/directory';
import { migrateKeyring, migrateLedger } from '#libs/ledger';
import { migrateReadModels } from '#libs/read-models';
import type { Pool } from 'pg';

export async function migrateAll(owner: Pool): Promise<void> {
  await migrateLedger(owner);
  await migrateKeyring(owner);
  await migrateDirectory(owner);
  await migrateReadModels(owner);
}
