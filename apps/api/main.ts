/** The API's process. */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger, endInWords, readConfig, readMasterKeys, StartRefusal } from '#libs/platform';
import { checkPlace, openFiles, sweepSpool } from '#libs/platform/files';
import { READ_SHARDS } from '#libs/read-models';
import { measurePool, openRuntime, refuseForeignKeys } from '#libs/runtime';
import { startTelemetry } from '#libs/telemetry';
import { createApp } from './app.ts';
import { nestLogger } from './http/nest-logger.ts';

const POOL_SIZE = 16;
/** Built beside this file; a folder of one's own while working on the portal. */
const portalFolder = process.env['DUNGHAN_PORTAL'] ?? fileURLToPath(new URL('../portal', import.meta.url));

endInWords('api');
const config = readConfig();
const log = createLogger('api', config.logLevel);
if (config.databaseUrl === undefined) throw new StartRefusal('variable-refused', 'DATABASE_URL must be set.');
const files = openFiles(config.files);
await checkPlace(files);
await sweepSpool(files);
const telemetry = await startTelemetry({
  ...config,
  process: 'api',
  instance: `${hostname()}:${process.pid}`,
  onError: (error) => log.error({ err: error }, 'no metrics'),
});
const masterKeys = await readMasterKeys(config);
const runtime = await openRuntime({
  databaseUrl: config.databaseUrl,
  masterKeys,
  applicationName: 'dunghan-api',
  poolSize: POOL_SIZE,
});
await refuseForeignKeys(runtime.pool, masterKeys);
measurePool(runtime);
await runtime.organisation();
const app = await createApp(
  runtime,
  {
    files,
    dataFolder: config.dataFolder,
    demo: config.demo,
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    projectorShards: READ_SHARDS,
    maxRequests: config.maxRequests,
    proxies: config.proxies,
    ...(existsSync(join(portalFolder, 'index.html')) && { portalFolder }),
  },
  nestLogger(log),
);
app
  .getHttpAdapter()
  .getInstance()
  .addHook('onClose', () => telemetry.close());
await app.listen({ port: config.port, host: config.host });
log.info({ port: config.port }, 'listening');
