import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { filesEnvironment } from '../files-place.ts';
import { freePort, portIsFree } from '../process/index.ts';
import { forgetEnvironment, leaveEnvironment, type PartEnvironment } from '../running.ts';
import { ensureSecretFile } from '../secrets.ts';
import { StartRefusal } from '../start-refusal.ts';
import { StatusBoard, type PartName } from '../status.ts';
import { APP_STOP, lastLines, logFile, runVerb, startApp, type AppName } from './app.ts';
import { givenDatabase, ownDatabase, type DatabaseUrls } from './database.ts';
import { demoLines } from './demo.ts';
import { openDataFolder, type DataFolder } from './folder.ts';
import { STOP_ORDER, stopLeftovers } from './leftovers.ts';
import { supervise, type PartPlan, type Supervised } from './supervise.ts';
import { ownTemporal } from './temporal.ts';

export interface LaunchIo {
  /** For scripts: one line `ready: <url>`, then where to look and as whom. */
  out(line: string): void;
  /** For the person who waits. */
  err(line: string): void;
}

const SERVING_TIMEOUT_MS = 120_000;
const SERVING_POLL_MS = 50;
const METRICS_ORDER: readonly AppName[] = ['api', 'worker', 'projector'];
/** An API that fails so often before it ever served will not serve. */
const MAX_FAILED_STARTS = 4;

/** Brings everything up, and resolves when `stop` is aborted and everything has been taken down again. */
export async function launch(config: Config, io: LaunchIo, stop: AbortSignal): Promise<void> {
  const folder = await openDataFolder(config.dataFolder);
  const system = new System(config, folder, io, stop);
  try {
    await stopLeftovers(folder.run);
    await system.bringUp(await apiPort(config));
    await new Promise((resolve) => (stop.aborted ? resolve(0) : stop.addEventListener('abort', resolve)));
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    await system.takeDown();
    await folder.release();
  }
}

async function apiPort({ port }: Config): Promise<number> {
  if (port === 0) return freePort();
  if (await portIsFree(port)) return port;
  throw new StartRefusal(
    'port-in-use',
    `PORT: ${port} is in use by another program. Set PORT to another one, or to 0.`,
  );
}

/** The parts of one running system. */
class System {
  readonly #config: Config;
  readonly #folder: DataFolder;
  readonly #io: LaunchIo;
  readonly #stop: AbortSignal;
  readonly #board: StatusBoard;
  readonly #parts = new Map<PartName, Supervised>();

  constructor(config: Config, folder: DataFolder, io: LaunchIo, stop: AbortSignal) {
    this.#config = config;
    this.#folder = folder;
    this.#io = io;
    this.#stop = stop;
    this.#board = new StatusBoard(folder.path);
  }

  async bringUp(port: number): Promise<void> {
    this.#startTemporal();
    const urls = await this.#startDatabase();
    const environment = await this.#environment(port, urls);
    const setup = { ...environment, DATABASE_OWNER_URL: urls.owner };
    await this.#verb(['migrate'], setup);
    if (this.#config.demo) await this.#verb(['demo', 'load'], environment);
    await leaveEnvironment(this.#folder.path, environment);
    this.#startApp('api', environment);
    this.#startApp('projector', environment);
    this.#startWorker(environment);
    await this.#announce(port);
  }

  /** Stops the parts, users before what they use; each stop is bounded. */
  async takeDown(): Promise<void> {
    if (this.#parts.size > 0) this.#io.err('Stopping…');
    await forgetEnvironment(this.#folder.path);
    const apps = (['api', 'worker', 'projector'] as const).map((name) => this.#parts.get(name));
    await Promise.all(apps.map(async (app) => app?.stop()));
    for (const [name] of STOP_ORDER) await this.#parts.get(name)?.stop();
  }

  #supervise(plan: PartPlan, options = {}): Supervised {
    const part = supervise(plan, this.#folder.run, this.#board, options);
    this.#parts.set(plan.name, part);
    return part;
  }

  async #startDatabase(): Promise<DatabaseUrls> {
    const given = givenDatabase(this.#config);
    if (given) {
      await this.#board.tell('postgres', { state: 'external' });
      return given;
    }
    const { plan, urls } = await ownDatabase(this.#folder);
    this.#stop.throwIfAborted();
    await this.#supervise(plan, { restartAfterFailedStart: false }).first;
    this.#stop.throwIfAborted();
    return urls();
  }

  #startTemporal(): void {
    const address = this.#config.temporalAddress;
    if (address !== undefined) void this.#board.tell('temporal', { state: 'external', address });
    else this.#supervise(ownTemporal(this.#folder, this.#config, this.#board, (line) => this.#io.err(line)));
  }

  async #environment(port: number, urls: DatabaseUrls): Promise<PartEnvironment> {
    const { dataFolder, demo, logLevel, masterKey, masterKeyFile, relayPerSecond, temporalNamespace } =
      this.#config;
    const key =
      masterKey === undefined
        ? { DUNGHAN_MASTER_KEY_FILE: masterKeyFile ?? (await ensureSecretFile(dataFolder, 'master-key')) }
        : { DUNGHAN_MASTER_KEY: masterKey };
    return {
      PORT: String(port),
      DUNGHAN_DATA: dataFolder,
      DUNGHAN_DEMO: demo ? '1' : '0',
      DUNGHAN_LOG_LEVEL: logLevel,
      DUNGHAN_RELAY_RATE: String(relayPerSecond),
      DATABASE_URL: urls.app,
      DATABASE_OWNER_URL: '',
      TEMPORAL_NAMESPACE: temporalNamespace,
      ...filesEnvironment(this.#config.files),
      ...key,
    };
  }

  #verb(args: string[], environment: PartEnvironment): Promise<void> {
    return runVerb(args, { logs: this.#folder.logs, environment }, this.#stop);
  }

  /** Each process's metrics on a port of its own, from the one that is configured on. */
  #metricsOf(name: AppName): PartEnvironment {
    const { metricsAddress } = this.#config;
    if (metricsAddress === undefined) return {};
    const [host, port] = metricsAddress.split(':');
    return { DUNGHAN_METRICS: `${host}:${Number(port) + METRICS_ORDER.indexOf(name)}` };
  }

  #startApp(name: AppName, environment: PartEnvironment): void {
    const context = { logs: this.#folder.logs, environment: { ...environment, ...this.#metricsOf(name) } };
    this.#supervise({ name, stop: APP_STOP, start: () => startApp(name, context) });
  }

  /** The worker needs Temporal; nobody else does, so nobody else waits for it. */
  #startWorker(environment: PartEnvironment): void {
    const context = async (signal: AbortSignal) => ({
      logs: this.#folder.logs,
      environment: {
        ...environment,
        ...this.#metricsOf('worker'),
        TEMPORAL_ADDRESS: await this.#temporalAddress(signal),
      },
    });
    const start = async (signal: AbortSignal) => startApp('worker', await context(signal));
    this.#supervise({ name: 'worker', stop: APP_STOP, start });
  }

  async #temporalAddress(signal: AbortSignal): Promise<string> {
    for (;;) {
      const { state, address } = this.#board.status.temporal ?? {};
      if ((state === 'up' || state === 'external') && address !== undefined) return address;
      if (this.#board.status.worker?.state !== 'waiting') {
        await this.#board.tell('worker', { state: 'waiting', detail: 'for Temporal' });
      }
      await sleep(SERVING_POLL_MS, undefined, { signal });
    }
  }

  async #announce(port: number): Promise<void> {
    const url = `http://127.0.0.1:${port}`;
    await this.#untilServing(url);
    this.#io.out(`ready: ${url}`);
    if (!this.#config.demo) return;
    for (const line of await demoLines(url)) this.#io.out(line);
  }

  async #untilServing(url: string): Promise<void> {
    const end = Date.now() + SERVING_TIMEOUT_MS;
    for (;;) {
      const response = await fetch(`${url}/api/health`).catch(() => undefined);
      await response?.body?.cancel();
      if (response) return;
      const failedStarts = this.#parts.get('api')?.restarts() ?? 0;
      if (failedStarts >= MAX_FAILED_STARTS || Date.now() > end) {
        const said = await lastLines(logFile(this.#folder.logs, 'api'));
        throw new StartRefusal('part-failed', `The API does not come up:\n${said}`);
      }
      await sleep(SERVING_POLL_MS, undefined, { signal: this.#stop });
    }
  }
}
