/** The schema `directory`, brought up to date by its owner. */
import { migrate } from '#libs/ledger';
import type { Pool } from 'pg';

export async function migrateDirectory(owner: Pool): Promise<void> {
  await migrate(owner, { schema: 'directory', folder: new URL('./migrations/', import.meta.url) });
}
