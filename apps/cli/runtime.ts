/** The runtime for a verb: of the system that `npm start` runs on the same data folder, or as the environment says. */
import { readCommandConfig, readMasterKeys } from '#libs/platform';
import { openRuntime, refuseForeignKeys } from '#libs/runtime';
import type { Runtime } from '#libs/runtime';
import type { VerbIo } from './verb.ts';

const POOL_SIZE = 4;
const REFUSED = 1;

export async function withRuntime(io: VerbIo, use: (runtime: Runtime) => Promise<number>): Promise<number> {
  const config = readCommandConfig();
  if (config.databaseUrl === undefined) {
    io.err('No system is running on this data folder. Start one with "npm start", or set DATABASE_URL.');
    return REFUSED;
  }
  const masterKeys = await readMasterKeys(config);
  const runtime = await openRuntime({
    databaseUrl: config.databaseUrl,
    masterKeys,
    applicationName: 'dunghan-cli',
    poolSize: POOL_SIZE,
  });
  try {
    await refuseForeignKeys(runtime.pool, masterKeys);
    return await use(runtime);
  } finally {
    await runtime.close();
  }
}
