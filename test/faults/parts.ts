/**
 * The product's processes as they ship, each of which can be killed and comes again. The API reaches PostgreSQL through a
 * proxy, PostgreSQL's disk is small where one may be mounted, and the product's clock is ours.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { databaseUrl, ensureDatabase, ensureRoles, startPostgres } from '#libs/platform/postgres';
import { APP_ROLE, OWNER_ROLE } from '#libs/platform/postgres';
import { freePort } from '#libs/platform/process';
import { ended, serving } from '../bench/support/processes.ts';
import { keepUp, type Starts } from './kept-up.ts';
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
const LAST_WORDS = 2_000;
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
  /** The end of what a process logged. */
  lastWords(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** What the parts stand on: ports, a disk, a proxy, a clock. */
async function openGround(below: (bound: number) => number) {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-faults-'));
  await chmod(folder, 0o711);
  const [postgres, api, temporal] = [await freePort(), await freePort(), await freePort()];
  const disk = await mountSmallDisk(join(folder, 'disk'), DISK_MEGABYTES);
  const proxy = await startProxy(postgres, below);
  const clockFile = join(folder, 'clock');
  const ground = {
    folder,
    ports: { postgres, api, temporal },
    disk,
    proxy,
    clockFile,
    setClock: async (offsetMs: number): Promise<void> => {
      await writeFile(`${clockFile}.next`, String(offsetMs));
      await rename(`${clockFile}.next`, clockFile);
      await sleep(2 * CLOCK_LOOKS_MS);
    },
    async close(): Promise<void> {
      proxy.close();
      await disk?.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await ground.setClock(0);
  return ground;
}

type Ground = Awaited<ReturnType<typeof openGround>>;

const addressOf = (port: number, user: string, database = DATABASE): string =>
  databaseUrl({ port, user, database });

function environmentOf({ folder, ports, clockFile }: Ground, masterKey: Buffer): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: String(ports.api),
    DUNGHAN_DATA: folder,
    DUNGHAN_MASTER_KEY: masterKey.toString('base64'),
    DUNGHAN_LOG_LEVEL: 'error',
    DUNGHAN_CLOCK: clockFile,
    NODE_OPTIONS: `--no-warnings --import ${new URL('./clock.ts', import.meta.url).href}`,
    DATABASE_URL: addressOf(ports.postgres, APP_ROLE),
    DATABASE_OWNER_URL: addressOf(ports.postgres, OWNER_ROLE),
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
  };
}

function node(name: string, env: NodeJS.ProcessEnv, args: readonly string[] = []): ChildProcess {
  const program = fileURLToPath(new URL(`${name}/main.js`, DIST));
  const log = openSync(join(env['DUNGHAN_DATA']!, `${name}.log`), 'a');
  try {
    return spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

async function startsOn(ground: Ground, environment: NodeJS.ProcessEnv): Promise<Starts<Part>> {
  const { folder, ports, disk, proxy } = ground;
  const binary = await fetchTemporal();
  return {
    async postgres() {
      const [data, logFile] = [join(disk?.folder ?? folder, 'postgres'), join(folder, 'postgres.log')];
      const settings = { max_wal_size: MAX_WAL };
      return (await startPostgres({ folder: data, logFile, port: ports.postgres, settings })).child;
    },
    async temporal() {
      const [dbFile, logFile] = [join(folder, 'temporal.db'), join(folder, 'temporal.log')];
      return (await startTemporalDevServer({ binary, dbFile, logFile, port: ports.temporal })).child;
    },
    api: () => node('api', { ...environment, DATABASE_URL: addressOf(proxy.port, APP_ROLE) }),
    projector: () => node('projector', environment),
    worker: () => node('worker', environment),
  };
}

export async function startParts(below: (bound: number) => number): Promise<Parts> {
  const ground = await openGround(below);
  const { folder, ports, disk, proxy, setClock } = ground;
  const masterKey = randomBytes(32);
  const environment = environmentOf(ground, masterKey);
  const parts = keepUp(await startsOn(ground, environment));
  const stop = async (): Promise<void> => {
    await parts.stop(PARTS.toReversed(), (part) => (part === 'postgres' ? 'SIGINT' : 'SIGKILL'));
    await ground.close();
  };
  const adminUrl = addressOf(ports.postgres, 'postgres', 'postgres');
  const url = `http://127.0.0.1:${ports.api}`;
  try {
    await parts.run('postgres');
    await ensureRoles(adminUrl);
    await ensureDatabase(adminUrl, DATABASE);
    for (const args of [['migrate'], ['demo', 'load']]) await ended(node('cli', environment, args));
    for (const part of ['temporal', 'api', 'projector', 'worker'] as const) await parts.run(part);
    await serving(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    appUrl: addressOf(ports.postgres, APP_ROLE),
    adminUrl,
    proxy,
    disk,
    temporalAddress: environment['TEMPORAL_ADDRESS']!,
    masterKey,
    headsFile: join(folder, 'heads.jsonl'),
    away: parts.away,
    back: parts.run,
    setClock,
    async kill(part) {
      await parts.away(part);
      await parts.run(part);
    },
    lastWords: async (name) => (await readFile(join(folder, `${name}.log`), 'utf8')).slice(-LAST_WORDS),
    stop,
  };
}
