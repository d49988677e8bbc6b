/** `dunghan migrate`: brings every schema up to date, as the role that owns them. */
import { MigrationError } from '#libs/ledger';
import { readCommandConfig } from '#libs/platform';
import { migrateAll } from '#libs/runtime';
import { Pool } from 'pg';
import type { Verb } from '../verb.ts';

const REFUSED = 1;

export const migrateVerb: Verb = {
  name: 'migrate',
  summary: 'bring the database up to date (DATABASE_OWNER_URL)',
  async run(_args, io) {
    const { databaseOwnerUrl } = readCommandConfig();
    if (databaseOwnerUrl === undefined) {
      io.err('DATABASE_OWNER_URL: not set. It names the database as the role that owns the schemas.');
      return REFUSED;
    }
    const owner = new Pool({ connectionString: databaseOwnerUrl, max: 1 });
    try {
      await migrateAll(owner);
      return 0;
    } catch (error) {
      if (!(error instanceof MigrationError)) throw error;
      io.err(error.message);
      return REFUSED;
    } finally {
      await owner.end();
    }
  },
};
