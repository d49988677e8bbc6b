import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, stopProcess, type StopPlan } from '../process/index.ts';

export interface DevServerOptions {
  /** Where the Temporal CLI is. */
  readonly binary: string;
  /** Where workflows are kept; in memory when not given. */
  readonly dbFile?: string;
  readonly logFile?: string;
  readonly port?: number;
  /** Serves Temporal's own pages as well, on this port or on a free one (`'any'`). */
  readonly uiPort?: number | 'any';
  readonly namespace?: string;
  readonly dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
}

export interface TemporalServer {
  readonly address: string;
  readonly port: number;
  readonly uiUrl: string | undefined;
  readonly pid: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
export const DEFAULT_NAMESPACE = 'default';
export const TEMPORAL_STOP: StopPlan = { signal: 'SIGTERM', graceMs: 10_000, lastSignal: 'SIGKILL' };

/** Starts a Temporal development server on the loopback address; resolves when it serves its namespace. */
export async function startTemporalDevServer(options: DevServerOptions): Promise<TemporalServer> {
  const port = await freePort(options.port);
  const uiPort =
    options.uiPort === undefined
      ? undefined
      : await freePort(options.uiPort === 'any' ? undefined : options.uiPort);
  const log = options.logFile === undefined ? undefined : await open(options.logFile, 'a', 0o600);
  const sink = log?.fd ?? 'ignore';
  const child = spawn(options.binary, serverArguments(options, port, uiPort), {
    detached: true,
    stdio: ['ignore', sink, sink],
  });
  await log?.close();
  const namespace = options.namespace ?? DEFAULT_NAMESPACE;
  await untilServing(child, port, namespace);
  const pid = child.pid!;
  return {
    address: `127.0.0.1:${port}`,
    port,
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}/namespaces/${namespace}/workflows`,
    pid,
    child,
    stop: async () => void (await stopProcess(pid, TEMPORAL_STOP)),
  };
}

function serverArguments(options: DevServerOptions, port: number, uiPort: number | undefined): string[] {
  const dynamic = Object.entries(options.dynamicConfig ?? {}).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
  const flags: Record<string, string> = {
    '--ip': '127.0.0.1',
    '--port': String(port),
    '--log-level': 'error',
    '--namespace': options.namespace ?? DEFAULT_NAMESPACE,
    ...(uiPort === undefined ? {} : { '--ui-port': String(uiPort) }),
    ...(options.dbFile === undefined ? {} : { '--db-filename': options.dbFile }),
  };
  const headless = uiPort === undefined ? ['--headless'] : [];
  return ['server', 'start-dev', ...Object.entries(flags).flat(), ...headless, ...dynamic];
}

async function untilServing(child: ChildProcess, port: number, namespace: string): Promise<void> {
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  const end = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (failed) throw failed;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('Temporal ended as it started');
    if ((await accepts(port)) && (await serves(port, namespace))) return;
    if (Date.now() > end) {
      child.kill('SIGKILL');
      throw new Error('Temporal did not start in time');
    }
    await sleep(POLL_MS);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function serves(port: number, namespace: string): Promise<boolean> {
  const { Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ address: `127.0.0.1:${port}` }).catch(() => undefined);
  if (!connection) return false;
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
