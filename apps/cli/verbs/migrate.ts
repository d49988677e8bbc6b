/** `dunghan migrate`: brings every schema up to date, as the role that owns them. */
import { MigrationError } from '#libs/ledger';
import { readCommandConfig } from '#libs/platform';
import { migrateAll } from '#libs/runtime';
import { Pool } from 'pg';
import { readArguments } from '../arguments.ts';
import type { Verb } from '../verb.ts';

const USAGE = 'usage: dunghan migrate   (DATABASE_OWNER_URL)';
const REFUSED = 1;
const MISUSED = 2;

export const migrateVerb: Verb = {
  name: 'migrate',
  summary: 'bring the database up to date (DATABASE_OWNER_URL)',
  async run(args, io) {
    if (!readArguments(args, io, { usage: USAGE, options: {} })) return MISUSED;
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
