/** Everything as `npm start` runs it, from `dist`, on a data folder of its own. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#libs/platform';
import { launch } from '#libs/platform/launch';

export interface Launched {
  readonly url: string;
  /** For whatever a test keeps; removed with the rest. */
  readonly folder: string;
  /** The data folder. */
  readonly data: string;
  stop(): Promise<void>;
}

export async function startLaunched(environment: NodeJS.ProcessEnv = {}): Promise<Launched> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-launched-'));
  await chmod(folder, 0o711);
  const data = join(folder, 'data');
  const config = readConfig({ DUNGHAN_DATA: data, PORT: '0', DUNGHAN_LOG_LEVEL: 'warn', ...environment });
  const stopping = new AbortController();
  const ready = Promise.withResolvers<string>();
  const out = (line: string): void => {
    if (line.startsWith('ready: ')) ready.resolve(line.slice('ready: '.length));
  };
  const done = launch(config, { out, err: () => undefined }, stopping.signal);
  done.catch(ready.reject);
  return {
    url: await ready.promise,
    folder,
    data,
    async stop() {
      stopping.abort();
      await done;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
