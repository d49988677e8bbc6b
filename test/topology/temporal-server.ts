/** Temporal's own server, as production runs it, on a PostgreSQL: built with Go once, and kept in the project's cache. */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { claimPidFile, freePort, portIsFree, runToEnd, stopProcess } from '#libs/platform/process';
import { cacheFolder, TEMPORAL_STOP } from '#libs/platform/temporal';

export const SERVER_VERSION = 'v1.31.2';
const PROGRAMS = { server: 'go.temporal.io/server/cmd/server', sql: 'go.temporal.io/server/cmd/tools/sql' };
/** Half as large, and nobody debugs it here. */
const WITHOUT_SYMBOLS = '-ldflags=-s -w';
const SERVICES = ['frontend', 'history', 'matching', 'worker'] as const;
const STORES = { temporal: 'temporal', temporal_visibility: 'visibility' };
const SERVING_MS = 120_000;
const SAID_CHARACTERS = 500;
/** Temporal keeps the ports of its members in a smallint. */
const LOW_PORTS = { from: 20_000, until: 2 ** 15 } as const;
const POLL_MS = 200;
const RETENTION_MS = 3 * 24 * 60 * 60 * 1_000;
const WAIT_FOR_OTHER_MS = 500;

interface Programs {
  readonly server: string;
  readonly sql: string;
}

/** About four minutes on two cores, once for the machine. `say` is told before it begins. */
export async function temporalServerPrograms(say: (line: string) => void): Promise<Programs> {
  const folder = join(cacheFolder(), `temporal-server-${SERVER_VERSION}`);
  const programs = { server: join(folder, 'server'), sql: join(folder, 'sql') };
  const lock = `${folder}.building`;
  await mkdir(dirname(lock), { recursive: true });
  while (await claimPidFile(lock)) await sleep(WAIT_FOR_OTHER_MS);
  try {
    if (!(await isThere(programs.sql))) {
      say(`building Temporal's server ${SERVER_VERSION}, once; this takes some minutes…`);
      await build(folder);
    }
    return programs;
  } finally {
    await rm(lock, { force: true });
  }
}

async function build(folder: string): Promise<void> {
  const next = await mkdtemp(`${folder}-`);
  try {
    for (const program of Object.values(PROGRAMS)) {
      const args = ['install', WITHOUT_SYMBOLS, `${program}@${SERVER_VERSION}`];
      const failure = await runToEnd('go', args, { env: { GOBIN: next } });
      if (failure !== undefined) throw new Error(`go install ${program}: ${failure}`);
    }
    await rename(next, folder);
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

export interface ServerPlace {
  readonly programs: Programs;
  /** Its settings and its log. */
  readonly folder: string;
  /** A PostgreSQL whose superuser needs no password. */
  readonly postgresPort: number;
}

export interface TemporalOnPostgres {
  readonly address: string;
  stop(): Promise<void>;
}

/** Makes its databases and schemas, and resolves when it serves the namespace `default`. */
export async function startTemporalOnPostgres(place: ServerPlace): Promise<TemporalOnPostgres> {
  for (const [database, schema] of Object.entries(STORES)) await makeStore(place, database, schema);
  const ports = await Promise.all(
    SERVICES.map(async () => ({ grpcPort: await freePort(), membershipPort: await lowPort() })),
  );
  const settings = join(place.folder, 'temporal.yaml');
  await writeFile(settings, JSON.stringify(settingsOf(place, ports), null, 2));
  const log = await open(join(place.folder, 'temporal.log'), 'a', 0o600);
  const child = spawn(place.programs.server, ['--config-file', settings, '--allow-no-auth', 'start'], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await once(child, 'spawn');
  await log.close();
  const address = `127.0.0.1:${ports[0]!.grpcPort}`;
  const stop = async (): Promise<void> => void (await stopProcess(child.pid!, TEMPORAL_STOP));
  try {
    await untilServing(address, () => child.exitCode === null);
  } catch (error) {
    await stop();
    const said = await readFile(join(place.folder, 'temporal.log'), 'utf8');
    throw new Error(said.slice(-SAID_CHARACTERS), { cause: error });
  }
  return { address, stop };
}

async function lowPort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOW_PORTS.from, LOW_PORTS.until);
    if (await portIsFree(port)) return port;
  }
}

async function makeStore({ programs, postgresPort }: ServerPlace, database: string, schema: string) {
  const place = ['--plugin', 'postgres12', '--ep', '127.0.0.1', '-p', String(postgresPort)];
  const asked = [...place, '-u', 'postgres', '--db', database];
  for (const args of [
    ['create-database'],
    ['setup-schema', '-v', '0.0'],
    ['update-schema', '--schema-name', `postgresql/v12/${schema}`],
  ]) {
    const failure = await runToEnd(programs.sql, [...asked, ...args]);
    if (failure !== undefined) throw new Error(`${args.join(' ')}: ${failure}`);
  }
}

type Ports = { readonly grpcPort: number; readonly membershipPort: number };

/** YAML, of which JSON is a part. */
function settingsOf({ postgresPort }: ServerPlace, ports: readonly Ports[]): object {
  const store = (databaseName: string): object => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `127.0.0.1:${postgresPort}`,
      connectProtocol: 'tcp',
      user: 'postgres',
      maxConns: 20,
      maxIdleConns: 20,
    },
  });
  const rpcAddress = `127.0.0.1:${ports[0]!.grpcPort}`;
  return {
    log: { stdout: true, level: 'error' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: { default: store('temporal'), visibility: store('temporal_visibility') },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(
      SERVICES.map((name, index) => [name, { rpc: { ...ports[index], bindOnLocalHost: true } }]),
    ),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: rpcAddress },
  };
}

async function untilServing(address: string, alive: () => boolean): Promise<void> {
  const end = performance.now() + SERVING_MS;
  for (let failure: unknown; ; await sleep(POLL_MS)) {
    if (!alive()) throw new Error('Temporal ended as it started');
    if (performance.now() > end) throw new Error('Temporal does not serve', { cause: failure });
    const connection = await Connection.connect({ address }).catch(
      (error: unknown) => void (failure = error),
    );
    if (!connection) continue;
    try {
      const { workflowService } = connection;
      await workflowService
        .registerNamespace({
          namespace: 'default',
          workflowExecutionRetentionPeriod: msToTs(RETENTION_MS),
        })
        .catch((error: Error) => {
          if (!error.message.includes('exists')) throw error;
        });
      await workflowService.describeNamespace({ namespace: 'default' });
      return;
    } catch (error) {
      failure = error;
    } finally {
      await connection.close();
    }
  }
}
