import { join } from 'node:path';
import type { Config } from '../config.ts';
import { readStatus, type StatusBoard } from '../status.ts';
import { fetchTemporal, locateTemporal, startTemporalDevServer, TEMPORAL_STOP } from '../temporal/index.ts';
import { logFile } from './app.ts';
import { portOf } from './database.ts';
import type { DataFolder } from './folder.ts';
import type { PartPlan } from './supervise.ts';

const USUAL_PORT = 7233;
const USUAL_UI_PORT = 8233;

/** The Temporal server of the data folder, fetched when the machine has none, as a part to supervise. */
export function ownTemporal(
  folder: DataFolder,
  config: Config,
  board: StatusBoard,
  say: (line: string) => void,
): PartPlan {
  let port = portOf(readStatus(folder.path).temporal?.address) ?? USUAL_PORT;

  async function binary(signal: AbortSignal): Promise<string> {
    const located = await locateTemporal();
    if (located) return located;
    return fetchTemporal({
      signal,
      onStage: (stage) => {
        if (stage === 'building')
          say('Temporal is being built, once; this takes some minutes. The API serves meanwhile.');
        void board.tell('temporal', { state: stage });
      },
    });
  }

  return {
    name: 'temporal',
    stop: TEMPORAL_STOP,
    start: async (signal) => {
      const path = await binary(signal);
      signal.throwIfAborted();
      await board.tell('temporal', { state: 'starting' });
      const server = await startTemporalDevServer({
        binary: path,
        dbFile: join(folder.path, 'temporal.db'),
        logFile: logFile(folder.logs, 'temporal'),
        namespace: config.temporalNamespace,
        port,
        uiPort: USUAL_UI_PORT,
      });
      port = server.port;
      const status = { address: server.address, ...(server.uiUrl && { url: server.uiUrl }) };
      return { pid: server.pid, child: server.child, status };
    },
  };
}
