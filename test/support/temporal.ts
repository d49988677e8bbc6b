import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchTemporal, startTemporalDevServer, type TemporalServer } from '#libs/platform/temporal';
import { runFolder } from './once-per-run.ts';

export interface TestTemporal {
  /** Where clients and workers connect to. */
  readonly address: string;
  readonly namespace: string;
  readonly pid: number;
  /** Stops the server; its workflows stay in its file. */
  stop(): Promise<void>;
  /** Starts it again at the same address, with the same workflows. */
  start(): Promise<void>;
}

/** How long after a change of a search attribute or namespace the server may still not know it. */
const QUICK = { 'system.forceSearchAttributesCacheRefreshOnRead': true };

/**
 * A Temporal development server for the caller alone; about a second. In memory, unless `keep` asks for a file, so
 * that it can be stopped and started again. Stop it in `afterAll`; the end of the run stops it in any case.
 */
export async function startTestTemporal({ keep = false } = {}): Promise<TestTemporal> {
  const name = `temporal-${randomUUID()}`;
  const pidFile = join(runFolder(), `${name}.pid`);
  const binary = await fetchTemporal();
  let server: TemporalServer | undefined;
  let port: number | undefined;
  const start = async () => {
    server = await startTemporalDevServer({
      binary,
      dynamicConfig: QUICK,
      logFile: join(runFolder(), `${name}.log`),
      ...(keep ? { dbFile: join(runFolder(), `${name}.db`) } : {}),
      ...(port === undefined ? {} : { port }),
    });
    port = server.port;
    server.child.unref();
    await writeFile(pidFile, String(server.pid));
  };
  const stop = async () => {
    await server?.stop();
    await rm(pidFile, { force: true });
  };
  await start();
  const { address, pid } = server!;
  return { address, namespace: 'default', pid, start, stop };
}
