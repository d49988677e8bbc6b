/** The ledger's schemas, brought up to date by their owner. */
import type { Pool } from 'pg';
import { migrate } from './migrate.ts';

/** Streams opened earlier share the default partition. */
const FIRST_COHORT = 2020;
const YEARS_AHEAD = 2;

/** Migrates `ledger`, and makes the partitions of the years to come. As the owner, at every start. */
export async function migrateLedger(owner: Pool): Promise<void> {
  await migrate(owner, { schema: 'ledger', folder: new URL('./migrations/ledger/', import.meta.url) });
  await owner.query('select ledger.ensure_cohorts($1, $2)', [FIRST_COHORT, YEARS_AHEAD]);
}

/** Migrates `keyring`, in the same database or in one of its own. */
export async function migrateKeyring(owner: Pool): Promise<void> {
  await migrate(owner, { schema: 'keyring', folder: new URL('./migrations/keyring/', import.meta.url) });
}

/** After a restore, before anything is appended: what was recorded before comes first from now on. As the owner. */
export async function raiseEpoch(owner: Pool, reason: string): Promise<number> {
  const { rows } = await owner.query<{ raised: number }>('select ledger.raise_epoch($1) as raised', [reason]);
  return rows[0]!.raised;
}
