/** The product's processes as they ship, each of which can be killed and comes again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { databaseUrl, ensureDatabase, ensureRoles, startPostgres } from '#libs/platform/postgres';
import { APP_ROLE, OWNER_ROLE } from '#libs/platform/postgres';
import { freePort } from '#libs/platform/process';
import { fetchTemporal, startTemporalDevServer } from '#libs/platform/temporal';

export const PARTS = ['postgres', 'api', 'projector', 'worker', 'temporal'] as const;
export type Part = (typeof PARTS)[number];

const DATABASE = 'dunghan';
const MAX_STARTS = 200;
const START_AGAIN_MS = 100;
const SERVING_MS = 120_000;
const DIST = new URL('../../dist/apps/', import.meta.url);

export interface Parts {
  readonly url: string;
  readonly appUrl: string;
  readonly temporalAddress: string;
  readonly masterKey: Buffer;
  readonly headsFile: string;
  /** kill -9, and at once the same part again; resolves when it runs. */
  kill(part: Part): Promise<void>;
  stop(): Promise<void>;
}

export async function startParts(): Promise<Parts> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-faults-'));
  await chmod(folder, 0o711);
  const children = new Map<Part, ChildProcess>();
  const [pgPort, apiPort, temporalPort] = [await freePort(), await freePort(), await freePort()];
  const postgres = async (): Promise<ChildProcess> => {
    const [data, logFile] = [join(folder, 'postgres'), join(folder, 'postgres.log')];
    return (await startPostgres({ folder: data, logFile, port: pgPort })).child;
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
  const masterKey = randomBytes(32);
  const appUrl = databaseUrl({ port: pgPort, user: APP_ROLE, database: DATABASE });
  const environment = {
    ...process.env,
    PORT: String(apiPort),
    DUNGHAN_DATA: folder,
    DUNGHAN_MASTER_KEY: masterKey.toString('base64'),
    DUNGHAN_LOG_LEVEL: 'silent',
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: databaseUrl({ port: pgPort, user: OWNER_ROLE, database: DATABASE }),
    TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
  };
  const node = (name: string, ...args: string[]): ChildProcess => {
    const program = fileURLToPath(new URL(`${name}/main.js`, DIST));
    return spawn(process.execPath, [program, ...args], { env: environment, stdio: 'ignore' });
  };
  for (const args of [['migrate'], ['demo', 'load']]) {
    const [code] = (await once(node('cli', ...args), 'exit')) as [number];
    if (code !== 0) throw new Error(`dunghan ${args.join(' ')} ended with ${code}`);
  }
  const start: Readonly<Record<Part, () => Promise<ChildProcess>>> = {
    postgres,
    temporal,
    api: async () => node('api'),
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

  return {
    url,
    appUrl,
    temporalAddress: environment.TEMPORAL_ADDRESS,
    masterKey,
    headsFile: join(folder, 'heads.jsonl'),
    async kill(part) {
      const child = children.get(part)!;
      children.delete(part);
      const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
      child.kill('SIGKILL');
      await gone;
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function serving(url: string): Promise<void> {
  const end = performance.now() + SERVING_MS;
  while (performance.now() < end) {
    const response = await fetch(`${url}/api/health`).catch(() => undefined);
    if (response) return;
    await sleep(START_AGAIN_MS);
  }
  throw new Error('the API does not serve');
}
