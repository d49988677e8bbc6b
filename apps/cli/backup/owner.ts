/** The database as the role that owns it: of the configuration, of the system that runs, or of a data folder at rest. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureSecretFile,
  readCommandConfig,
  readConfig,
  readSecretFile,
  StartRefusal,
  type Config,
} from '#libs/platform';
import { withPostgresAtRest } from '#libs/platform/launch';
import { databaseUrl, ensureDatabase, ensureRoles, OWNER_ROLE } from '#libs/platform/postgres';
import { Pool } from 'pg';

const DATABASE = 'dunghan';
const POOL_SIZE = 4;

export interface Owned {
  readonly config: Config;
  readonly url: string;
  readonly pool: Pool;
}

/** @param folder `new`: where no database is named and none was begun, the data folder's is. */
export async function asOwner<Answer>(
  use: (owned: Owned) => Promise<Answer>,
  folder: 'known' | 'new' = 'known',
): Promise<Answer> {
  const config = readCommandConfig();
  const given = readConfig().databaseOwnerUrl;
  if (given !== undefined) return withPool(config, given, use);
  const cluster = join(config.dataFolder, 'postgres');
  if (folder === 'known' && config.databaseUrl === undefined && !existsSync(cluster)) {
    const message = `No system is running, and ${cluster} is not there. Set DATABASE_OWNER_URL or DUNGHAN_DATA.`;
    throw new StartRefusal('variable-refused', message);
  }
  const secret = async (name: string): Promise<string> =>
    readSecretFile(await ensureSecretFile(config.dataFolder, name));
  if (config.databaseUrl !== undefined) {
    const running = new URL(config.databaseUrl);
    running.username = OWNER_ROLE;
    running.password = await secret('postgres-owner');
    return withPool(config, running.href, use);
  }
  return withPostgresAtRest(config.dataFolder, async ({ adminUrl, port }) => {
    const [password, app] = [await secret('postgres-owner'), await secret('postgres-app')];
    await ensureRoles(adminUrl, { owner: password, app });
    await ensureDatabase(adminUrl, DATABASE);
    return withPool(config, databaseUrl({ port, user: OWNER_ROLE, password, database: DATABASE }), use);
  });
}

async function withPool<Answer>(
  config: Config,
  url: string,
  use: (owned: Owned) => Promise<Answer>,
): Promise<Answer> {
  const pool = new Pool({ connectionString: url, max: POOL_SIZE, application_name: 'dunghan-backup' });
  pool.on('error', () => undefined);
  try {
    return await use({ config, url, pool });
  } finally {
    await pool.end();
  }
}
