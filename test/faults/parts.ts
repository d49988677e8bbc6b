/**
 * The product's processes as they ship, each of which can be killed and comes again. The API reaches PostgreSQL through a
 * proxy, PostgreSQL's disk is small where one may be mounted, and the product's clock is ours.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { databaseUrl, ensureDatabase, ensureRoles, startPostgres } from '#libs/platform/postgres';
import { APP_ROLE, OWNER_ROLE } from '#libs/platform/postgres';
import { freePort } from '#libs/platform/process';
import { ended, serving } from '../bench/support/processes.ts';
import { startProxy, type CuttingProxy } from './proxy.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { fetchTemporal, startTemporalDevServer } from '#libs/platform/temporal';

export const PARTS = ['postgres', 'api', 'projector', 'worker', 'temporal'] as const;
export type Part = (typeof PARTS)[number];

const DATABASE = 'dunghan';
const DISK_MEGABYTES = 1_024;
/** A quarter of the disk: what is written again and again must not fill it by itself. */
const MAX_WAL = '256MB';
/** As clock.ts looks. */
const CLOCK_LOOKS_MS = 100;
const MAX_STARTS = 200;
const START_AGAIN_MS = 100;
const DIST = new URL('../../dist/apps/', import.meta.url);

export interface Parts {
  readonly url: string;
  readonly appUrl: string;
  /** As the superuser, of another database in the same cluster. */
  readonly adminUrl: string;
  /** Between the API and PostgreSQL. */
  readonly proxy: CuttingProxy;
  /** PostgreSQL's; undefined where none may be mounted. */
  readonly disk: SmallDisk | undefined;
  readonly temporalAddress: string;
  readonly masterKey: Buffer;
  readonly headsFile: string;
  /** kill -9, and at once the same part again; resolves when it runs. */
  kill(part: Part): Promise<void>;
  /** kill -9, and the part stays away until it is called back. */
  away(part: Part): Promise<void>;
  back(part: Part): Promise<void>;
  /** Puts the product's clock so far from the machine's. PostgreSQL's and Temporal's stay. */
  setClock(offsetMs: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startParts(below: (bound: number) => number): Promise<Parts> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-faults-'));
  await chmod(folder, 0o711);
  const children = new Map<Part, ChildProcess>();
  const [pgPort, apiPort, temporalPort] = [await freePort(), await freePort(), await freePort()];
  const disk = await mountSmallDisk(join(folder, 'disk'), DISK_MEGABYTES);
  const postgres = async (): Promise<ChildProcess> => {
    const [data, logFile] = [join(disk?.folder ?? folder, 'postgres'), join(folder, 'postgres.log')];
    const settings = { max_wal_size: MAX_WAL };
    return (await startPostgres({ folder: data, logFile, port: pgPort, settings })).child;
  };
  children.set('postgres', await postgres());
  const adminUrl = databaseUrl({ port: pgPort, user: 'postgres', database: 'postgres' });
  await ensureRoles(adminUrl);
  await ensureDatabase(adminUrl, DATABASE);
  const binary = await fetchTemporal();
  const temporal = async (): Promise<ChildProcess> => {
    const [dbFile, logFile] = [join(folder, 'temporal.db'), join(folder, 'temporal.log')];
    return (await startTemporalDevServer({ binary, dbFile, logFile, port: temporalPort })).child;
  };
  const proxy = await startProxy(pgPort, below);
  const clockFile = join(folder, 'clock');
  const setClock = async (offsetMs: number): Promise<void> => {
    await writeFile(`${clockFile}.next`, String(offsetMs));
    await rename(`${clockFile}.next`, clockFile);
    await sleep(2 * CLOCK_LOOKS_MS);
  };
  await setClock(0);
  const masterKey = randomBytes(32);
  const appUrl = databaseUrl({ port: pgPort, user: APP_ROLE, database: DATABASE });
  const environment = {
    ...process.env,
    PORT: String(apiPort),
    DUNGHAN_DATA: folder,
    DUNGHAN_MASTER_KEY: masterKey.toString('base64'),
    DUNGHAN_LOG_LEVEL: 'silent',
    DUNGHAN_CLOCK: clockFile,
    NODE_OPTIONS: `--no-warnings --import ${new URL('./clock.ts', import.meta.url).href}`,
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: databaseUrl({ port: pgPort, user: OWNER_ROLE, database: DATABASE }),
    TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
  };
  const node = (name: string, args: string[] = [], changes: NodeJS.ProcessEnv = {}): ChildProcess => {
    const program = fileURLToPath(new URL(`${name}/main.js`, DIST));
    return spawn(process.execPath, [program, ...args], {
      env: { ...environment, ...changes },
      stdio: 'ignore',
    });
  };
  const throughProxy = databaseUrl({ port: proxy.port, user: APP_ROLE, database: DATABASE });
  for (const args of [['migrate'], ['demo', 'load']]) {
    await ended(node('cli', args));
  }
  const start: Readonly<Record<Part, () => Promise<ChildProcess>>> = {
    postgres,
    temporal,
    api: async () => node('api', [], { DATABASE_URL: throughProxy }),
    projector: async () => node('projector'),
    worker: async () => node('worker'),
  };

  let stopping = false;
  /** A part that ends by itself comes again too, as a launcher would have it. */
  async function run(part: Part): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const child = await start[part]();
        children.set(part, child);
        child.once('exit', () => {
          if (!stopping && children.get(part) === child) void sleep(START_AGAIN_MS).then(() => run(part));
        });
        return;
      } catch (error) {
        // The memory of a killed PostgreSQL is let go only when its last process has noticed.
        if (attempt === MAX_STARTS) throw error;
        await sleep(START_AGAIN_MS);
      }
    }
  }
  for (const part of ['temporal', 'api', 'projector', 'worker'] as const) await run(part);
  const url = `http://127.0.0.1:${apiPort}`;
  await serving(url);

  async function away(part: Part): Promise<void> {
    const child = children.get(part)!;
    children.delete(part);
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await gone;
  }

  return {
    url,
    appUrl,
    adminUrl,
    proxy,
    disk,
    temporalAddress: environment.TEMPORAL_ADDRESS,
    masterKey,
    headsFile: join(folder, 'heads.jsonl'),
    away,
    back: run,
    setClock,
    async kill(part) {
      await away(part);
      await run(part);
    },
    async stop() {
      stopping = true;
      for (const part of PARTS.toReversed()) {
        const child = children.get(part);
        if (!child || child.exitCode !== null || child.signalCode !== null) continue;
        const gone = once(child, 'exit');
        child.kill(part === 'postgres' ? 'SIGINT' : 'SIGKILL');
        await gone;
      }
      proxy.close();
      await disk?.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
