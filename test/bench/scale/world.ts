/** A simulated year in a PostgreSQL of its own, with the product's processes beside it; kept between runs in a folder. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  APP_ROLE,
  databaseUrl,
  ensureDatabase,
  ensureRoles,
  OWNER_ROLE,
  startPostgres,
  type PostgresServer,
} from '#libs/platform/postgres';
import { ended, run } from '../support/processes.ts';
import { watchMemory } from './memory.ts';

/** As docs/operating.md advises for a small server. */
const SETTINGS = { shared_buffers: '512MB', max_wal_size: '6GB', checkpoint_timeout: '15min' };
const SEED = '1';

export interface ScaleWorld {
  readonly server: PostgresServer;
  /** A year of that many dossiers, in a database of its own; loaded when it is not there yet. */
  province(name: string, dossiers: number): Promise<Province>;
  close(): Promise<void>;
}

export interface Province {
  readonly environment: NodeJS.ProcessEnv;
  readonly admin: pg.Pool;
  readonly events: number;
  readonly dossiers: number;
  /** How it was loaded; absent when it was there. */
  readonly load?: { readonly eventsPerSecond: number; readonly memoryMb: number };
}

/** @param kept a folder for the data, to come back to; without it they go with the run. */
export async function openWorld(kept: string | undefined): Promise<ScaleWorld> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'dunghan-scale-')));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  const server = await startPostgres({
    folder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    settings: SETTINGS,
  });
  await ensureRoles(server.adminUrl);
  const pools: pg.Pool[] = [];
  return {
    server,
    async province(name, dossiers) {
      await ensureDatabase(server.adminUrl, name);
      const url = (user: string): string => databaseUrl({ port: server.port, user, database: name });
      const admin = new pg.Pool({ connectionString: url('postgres'), max: 2 });
      pools.push(admin);
      const environment: NodeJS.ProcessEnv = {
        ...process.env,
        DATABASE_URL: url(APP_ROLE),
        DATABASE_OWNER_URL: url(OWNER_ROLE),
        DUNGHAN_DATA: join(folder, name),
        DUNGHAN_MASTER_KEY: await masterKeyIn(folder),
        DUNGHAN_LOG_LEVEL: 'error',
      };
      await ended(run('cli', environment, ['migrate']));
      const load = await loadedInto(admin, environment, dossiers);
      const { rows } = await admin.query<{ events: string; dossiers: string }>(
        `select (select count(*) from ledger.event) as events,
           (select count(*) from ledger.stream where kind = 'dossier') as dossiers`,
      );
      const counted = { events: Number(rows[0]!.events), dossiers: Number(rows[0]!.dossiers) };
      return { environment, admin, ...counted, ...(load && { load }) };
    },
    async close() {
      for (const pool of pools) await pool.end();
      await server.stop();
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function masterKeyIn(folder: string): Promise<string> {
  const path = join(folder, 'key');
  const made = randomBytes(32).toString('base64');
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known === undefined) await writeFile(path, made, { mode: 0o600 });
  return (known ?? made).trim();
}

async function loadedInto(
  admin: pg.Pool,
  environment: NodeJS.ProcessEnv,
  dossiers: number,
): Promise<Province['load']> {
  const { rows } = await admin.query(`select from ledger.stream where kind = 'dossier' limit 1`);
  if (rows.length > 0) return undefined;
  await ended(run('cli', environment, ['demo', 'load']));
  const size = async (): Promise<number> =>
    Number((await admin.query<{ n: string }>('select count(*) as n from ledger.event')).rows[0]!.n);
  const before = await size();
  // The year that is not over: some of its dossiers are open.
  const year = String(new Date().getFullYear());
  const asked = ['--dossiers', String(dossiers), '--year', year, '--seed', SEED];
  const start = performance.now();
  const child = run('cli', environment, ['simulate', ...asked]);
  const memory = watchMemory(() => [child.pid!]);
  await ended(child);
  const seconds = (performance.now() - start) / 1_000;
  const eventsPerSecond = Math.round(((await size()) - before) / seconds);
  await admin.query('vacuum (analyze)');
  return { eventsPerSecond, memoryMb: memory.mostMb() };
}
