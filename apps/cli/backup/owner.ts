/** The database as the role that owns it: of the configuration, of the system that runs, or of a data folder at rest. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ensureSecretFile,
  readCommandConfig,
  readConfig,
  readSecretFile,
  StartRefusal,
  type Config,
} from '#libs/platform';
import { databaseUrl, ensureDatabase, ensureRoles, OWNER_ROLE, startPostgres } from '#libs/platform/postgres';
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
  const secret = async (name: string) => readSecretFile(await ensureSecretFile(config.dataFolder, name));
  const [admin, owner, app] = [
    await secret('postgres-admin'),
    await secret('postgres-owner'),
    await secret('postgres-app'),
  ];
  if (config.databaseUrl !== undefined) {
    const running = new URL(config.databaseUrl);
    running.username = OWNER_ROLE;
    running.password = owner;
    return withPool(config, running.href, use);
  }
  const logs = join(config.dataFolder, 'logs');
  await mkdir(logs, { recursive: true, mode: 0o711 });
  const server = await startPostgres({
    folder: cluster,
    logFile: join(logs, 'postgres.log'),
    password: admin,
  });
  try {
    await ensureRoles(server.adminUrl, { owner, app });
    await ensureDatabase(server.adminUrl, DATABASE);
    const url = databaseUrl({ port: server.port, user: OWNER_ROLE, password: owner, database: DATABASE });
    return await withPool(config, url, use);
  } finally {
    await server.stop();
  }
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
