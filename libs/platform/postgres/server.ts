import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, stopProcess, type StopPlan } from '../process/index.ts';
import { postgresBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { explain } from './explain.ts';
import { serverUser } from './server-user.ts';

export interface PostgresOptions {
  /** The cluster's own folder; made and initialised when missing or empty. */
  readonly folder: string;
  readonly logFile: string;
  /** A loopback port; a free one is chosen when it is taken or not given. */
  readonly port?: number;
  readonly password?: string;
  /** Server settings on top of ours, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface PostgresServer {
  readonly port: number;
  readonly pid: number;
  readonly child: ChildProcess;
  /** The superuser's address, for making roles and databases only. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 20;

/** Fast shutdown: open transactions are rolled back. Its emergency stop loses nothing either: the log is replayed. */
export const POSTGRES_STOP: StopPlan = { signal: 'SIGINT', graceMs: 30_000, lastSignal: 'SIGQUIT' };

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

/** Starts a PostgreSQL of our own on the loopback address, and resolves when it accepts connections. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const user = await serverUser();
  const binaries = await postgresBinaries(user);
  await ensureCluster(binaries, { ...options, user });
  await forgetForeignPidFile(options.folder);
  const port = await freePort(options.port);
  const log = await open(options.logFile, 'a', 0o600);
  const logStart = (await log.stat()).size;
  const child = spawn(
    binaries.postgres,
    ['-D', options.folder, '-p', String(port), ...flags(options.settings)],
    {
      ...user,
      cwd: '/',
      // A group of its own: Ctrl-C at the terminal reaches the launcher alone, which stops the parts in order.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    },
  );
  await log.close();
  await untilReady(child, options, logStart);
  const pid = child.pid!;
  return {
    port,
    pid,
    child,
    adminUrl: databaseUrl({ port, user: 'postgres', password: options.password, database: 'postgres' }),
    stop: async () => void (await stopProcess(pid, POSTGRES_STOP)),
  };
}

export function databaseUrl(to: {
  port: number;
  user: string;
  password?: string | undefined;
  database: string;
}): string {
  const secret = to.password === undefined ? '' : `:${encodeURIComponent(to.password)}`;
  return `postgres://${to.user}${secret}@127.0.0.1:${to.port}/${to.database}`;
}

function flags(settings: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * After a crash postmaster.pid stays behind. PostgreSQL sees through it, unless its number now belongs to another
 * process of the same user: then the file is ours to remove, for the process does not work in this folder.
 */
async function forgetForeignPidFile(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid) || process.platform !== 'linux') return;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (commandLine !== undefined && !commandLine.includes(folder)) await rm(file, { force: true });
}

/** The eighth line of postmaster.pid tells when connections are taken, in whatever language the log is. */
const STATUS_LINE = 7;

async function untilReady(child: ChildProcess, options: PostgresOptions, logStart: number): Promise<void> {
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  const end = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const lines = (await readFile(join(options.folder, 'postmaster.pid'), 'utf8').catch(() => '')).split(
      '\n',
    );
    if (Number(lines[0]) === child.pid && lines[STATUS_LINE]?.startsWith('ready')) return;
    if (failed || child.exitCode !== null || child.signalCode !== null || Date.now() > end) {
      const said = (await readFile(options.logFile)).subarray(logStart).toString('utf8');
      if (Date.now() > end) child.kill('SIGQUIT');
      throw failed ?? explain(said, options.folder);
    }
    await sleep(POLL_MS);
  }
}
