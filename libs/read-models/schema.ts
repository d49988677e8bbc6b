/** The schemas `read` (folded from the ledger) and `ops` (operation), brought up to date by their owner. */
import { migrate } from '#libs/ledger';
import type { Pool } from 'pg';

export async function migrateReadModels(owner: Pool): Promise<void> {
  await migrate(owner, { schema: 'read', folder: new URL('./migrations/read/', import.meta.url) });
  await migrate(owner, { schema: 'ops', folder: new URL('./migrations/ops/', import.meta.url) });
}
