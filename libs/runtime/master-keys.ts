/** What follows from the master keys: each use has a key of its own. */
import { hkdfSync } from 'node:crypto';
import { masterKeysFit } from '#libs/ledger';
import { StartRefusal } from '#libs/platform';
import type { Pool } from 'pg';

/** 32 bytes each: the current one first, then those it succeeded. */
export type MasterKeys = readonly [Buffer, ...Buffer[]];

const KEY_BYTES = 32;

export const keyFor = (masterKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, 'dunghan', purpose, KEY_BYTES));

/** Those that wrap applicants' keys, in the same order. */
export const keyringKeys = (masterKeys: MasterKeys): MasterKeys =>
  masterKeys.map((key) => keyFor(key, 'keyring')) as [Buffer, ...Buffer[]];

/**
 * Of another system's keys nothing could be read, and what came new would be lost with them. Throws StartRefusal, before
 * anything is written.
 */
export async function refuseForeignKeys(pool: Pool, masterKeys: MasterKeys): Promise<void> {
  if (await masterKeysFit(pool, keyringKeys(masterKeys))) return;
  const message =
    'DUNGHAN_MASTER_KEY_FILE (or DUNGHAN_MASTER_KEY): none of its keys wrapped what is kept of the applicants in this database. Give the key it was written with; when it was succeeded, the new one first and each older one below.';
  throw new StartRefusal('variable-refused', message);
}
