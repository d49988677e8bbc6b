import { join } from 'node:path';
import { startPostgres, type PostgresServer } from '../postgres/index.ts';
import { writePidFile } from '../process/index.ts';
import { ensureSecretFile, readSecretFile } from '../secrets.ts';
import { logFile } from './app.ts';
import { openDataFolder } from './folder.ts';
import { stopLeftovers } from './leftovers.ts';
import { pidFile } from './supervise.ts';

/**
 * The PostgreSQL of a data folder that no system runs on, for as long as `use` takes; the folder is this process's alone
 * meanwhile, and whoever comes after one that was killed stops what it left.
 */
export async function withPostgresAtRest<Answer>(
  dataFolder: string,
  use: (server: PostgresServer) => Promise<Answer>,
): Promise<Answer> {
  const folder = await openDataFolder(dataFolder);
  try {
    await stopLeftovers(folder.run);
    const server = await startPostgres({
      folder: join(dataFolder, 'postgres'),
      logFile: logFile(folder.logs, 'postgres'),
      password: await readSecretFile(await ensureSecretFile(dataFolder, 'postgres-admin')),
    });
    try {
      await writePidFile(pidFile(folder.run, 'postgres'), server.pid);
      return await use(server);
    } finally {
      await server.stop();
    }
  } finally {
    await folder.release();
  }
}
