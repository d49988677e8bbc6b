import { join } from 'node:path';
import type { Config } from '../config.ts';
import {
  APP_ROLE,
  databaseUrl,
  ensureDatabase,
  ensureRoles,
  OWNER_ROLE,
  POSTGRES_STOP,
  startPostgres,
  type PostgresServer,
} from '../postgres/index.ts';
import { ensureSecretFile, readSecretFile } from '../secrets.ts';
import { readStatus } from '../status.ts';
import { logFile } from './app.ts';
import type { DataFolder } from './folder.ts';
import type { PartPlan } from './supervise.ts';

const DATABASE = 'dunghan';

export interface DatabaseUrls {
  readonly app: string;
  readonly owner: string;
}

/** The PostgreSQL of the data folder, with its roles and its database, as a part to supervise. */
export async function ownDatabase(folder: DataFolder): Promise<{ plan: PartPlan; urls: () => DatabaseUrls }> {
  const secret = async (name: string) => readSecretFile(await ensureSecretFile(folder.path, name));
  const [admin, owner, app] = await Promise.all(
    ['postgres-admin', 'postgres-owner', 'postgres-app'].map(secret),
  );
  // A crash must not move it: the other parts hold its address.
  let port = portOf(readStatus(folder.path).postgres?.address);

  async function start(): Promise<PostgresServer> {
    const server = await startPostgres({
      folder: join(folder.path, 'postgres'),
      logFile: logFile(folder.logs, 'postgres'),
      password: admin!,
      ...(port !== undefined && { port }),
    });
    port = server.port;
    await ensureRoles(server.adminUrl, { owner: owner!, app: app! });
    await ensureDatabase(server.adminUrl, DATABASE);
    return server;
  }

  return {
    plan: {
      name: 'postgres',
      stop: POSTGRES_STOP,
      start: async () => {
        const { pid, child } = await start();
        return { pid, child, status: { address: `127.0.0.1:${port}` } };
      },
    },
    urls: () => ({
      app: databaseUrl({ port: port!, user: APP_ROLE, password: app, database: DATABASE }),
      owner: databaseUrl({ port: port!, user: OWNER_ROLE, password: owner, database: DATABASE }),
    }),
  };
}

export function givenDatabase({
  databaseUrl: app,
  databaseOwnerUrl: owner,
}: Config): DatabaseUrls | undefined {
  return app === undefined ? undefined : { app, owner: owner ?? app };
}

export function portOf(address: string | undefined): number | undefined {
  const port = Number(address?.split(':').at(-1));
  return Number.isInteger(port) && port > 0 ? port : undefined;
}
