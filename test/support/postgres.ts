import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  APP_ROLE,
  databaseUrl,
  dropDatabase,
  ensureDatabase,
  ensureRoles,
  OWNER_ROLE,
  startPostgres,
  type PostgresServer,
} from '#libs/platform/postgres';
import pg from 'pg';
import { oncePerRun, runFolder } from './once-per-run.ts';

/** A test's data need not outlive the machine. */
const IN_A_HURRY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

export interface TestPostgres {
  readonly port: number;
  /** The superuser's address. */
  readonly adminUrl: string;
}

/** The one PostgreSQL that all test files of a jest run share. */
export function startTestPostgres(): Promise<TestPostgres> {
  return oncePerRun('postgres', async () => {
    const folder = join(runFolder(), 'postgres');
    await mkdir(folder);
    const server = await startPostgres({
      folder,
      logFile: join(runFolder(), 'postgres.log'),
      settings: IN_A_HURRY,
    });
    await writeFile(join(runFolder(), 'postgres.pid'), String(server.pid));
    server.child.unref();
    await ensureRoles(server.adminUrl);
    return { port: server.port, adminUrl: server.adminUrl };
  });
}

export interface FreshDatabase {
  /** As the role that owns the schemas and migrates. */
  readonly ownerUrl: string;
  /** As the role the running product uses: it may connect, and do what the migrations granted it. */
  readonly appUrl: string;
  /** As the superuser. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** A state many test files begin from: prepared once a run, copied for each of them. */
export interface DatabaseTemplate {
  readonly name: string;
  /** Migrates, loads. It must close its connections. */
  prepare(urls: { ownerUrl: string; appUrl: string }): Promise<void>;
}

/** A database of the caller's own: empty, or a copy of a template. */
export async function freshDatabase(template?: DatabaseTemplate): Promise<FreshDatabase> {
  const { port, adminUrl } = await startTestPostgres();
  const from = template ? await preparedTemplate(template, { port, adminUrl }) : 'template1';
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await ensureDatabase(adminUrl, name, from);
  return {
    ...urls(port, name),
    adminUrl: databaseUrl({ port, user: 'postgres', database: name }),
    drop: () => dropDatabase(adminUrl, name),
  };
}

async function preparedTemplate(template: DatabaseTemplate, server: TestPostgres): Promise<string> {
  const name = `template_${template.name}`;
  return oncePerRun(name, async () => {
    await ensureDatabase(server.adminUrl, name);
    await template.prepare(urls(server.port, name));
    return name;
  });
}

function urls(port: number, database: string): { ownerUrl: string; appUrl: string } {
  return {
    ownerUrl: databaseUrl({ port, user: OWNER_ROLE, database }),
    appUrl: databaseUrl({ port, user: APP_ROLE, database }),
  };
}

export interface ScratchPostgres extends FreshDatabase {
  readonly server: PostgresServer;
}

/**
 * A PostgreSQL for one caller alone, with one database: for benches, and for tests that kill it. It syncs as in
 * production unless `settings` say otherwise. `drop` stops it and removes its data.
 */
export async function startScratchPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<ScratchPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-scratch-'));
  await chmod(folder, 0o711);
  const server = await startPostgres({
    folder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    settings,
  });
  await ensureRoles(server.adminUrl);
  await ensureDatabase(server.adminUrl, 'dunghan');
  return {
    server,
    ...urls(server.port, 'dunghan'),
    adminUrl: databaseUrl({ port: server.port, user: 'postgres', database: 'dunghan' }),
    drop: async () => {
      // One that was killed has nobody to wait for.
      await goodbyes(server.adminUrl).catch(() => undefined);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const GOODBYES_MS = 2_000;
const LOOK_MS = 20;

/** A pool ends before its connections do, and one that is cut off in its goodbye takes the process with it. */
async function goodbyes(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const end = performance.now() + GOODBYES_MS;
  const others = async (): Promise<number> =>
    (await client.query(`select from pg_stat_activity where backend_type = 'client backend'`)).rowCount! - 1;
  while ((await others()) > 0 && performance.now() < end) await sleep(LOOK_MS);
  await client.end();
}
