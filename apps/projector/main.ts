/** The projector's process: reads the ledger in order and folds it into the read models, shard by shard; and seals it. */
import { hostname } from 'node:os';
import { createLogger, endInWords, readConfig, readMasterKeys, StartRefusal } from '#libs/platform';
import { FIGURES_CONSUMER, FIGURES_SHARDS, READ_SHARDS, reportStatus } from '#libs/read-models';
import { measurePool, openRuntime, refuseForeignKeys } from '#libs/runtime';
import { startTelemetry } from '#libs/telemetry';
import { startFinder } from './finder.ts';
import { startForecasting } from './forecasting.ts';
import { lagSecondsOf } from './lag.ts';
import { measureFollowers } from './measured.ts';
import { startNotifier } from './notices/notifier.ts';
import { startProjector } from './projector.ts';
import { startSealing } from './sealing.ts';
import { startStamping } from './stamping.ts';

const REPORT_EVERY_MS = 2_000;
/** Its lock, and what its three loops ask at a time. */
const NOTIFIER_CONNECTIONS = 4;
const SEALER_CONNECTIONS = 1;
const FORECAST_CONNECTIONS = 1;
/** Its lock, and a query or an append. */
const FINDER_CONNECTIONS = 2;

endInWords('projector');
const config = readConfig();
const log = createLogger('projector', config.logLevel);
if (config.databaseUrl === undefined) throw new StartRefusal('variable-refused', 'DATABASE_URL must be set.');
const instance = `${hostname()}:${process.pid}`;
const { databaseUrl } = config;
const masterKeys = await readMasterKeys(config);
const telemetry = await startTelemetry({
  ...config,
  process: 'projector',
  instance,
  onError: (error) => log.error({ err: error }, 'no metrics'),
});
const runtime = await openRuntime({
  databaseUrl,
  masterKeys,
  applicationName: 'dunghan-projector',
  // A shard of figures holds a connection while it writes, and its fold may ask meanwhile.
  poolSize:
    READ_SHARDS +
    2 * FIGURES_SHARDS +
    NOTIFIER_CONNECTIONS +
    SEALER_CONNECTIONS +
    FORECAST_CONNECTIONS +
    FINDER_CONNECTIONS +
    2,
});
await refuseForeignKeys(runtime.pool, masterKeys);
const projector = startProjector(runtime, {
  threads: { databaseUrl, masterKeys },
  onError: (error, shard, failures) =>
    log.error({ err: error, shard, failures }, 'a batch failed; it is tried again'),
});
await runtime.organisation();
const { smtpUrl, smtpFrom, publicUrl } = config;
const notifier = startNotifier(runtime, {
  ...(smtpUrl !== undefined && { mail: { url: smtpUrl, from: smtpFrom } }),
  publicUrl,
  onError: (error, what) => log.error({ err: error, what }, 'notices; it is tried again'),
});
const sealer = await startSealing(runtime, config, (error, failures) =>
  log.error({ err: error, failures }, 'sealing failed; it is tried again'),
);
const forecasting = startForecasting(runtime, (error) =>
  log.error({ err: error }, 'the forecast failed; it is tried again'),
);
const finder = startFinder(runtime, {
  onError: (error) => log.error({ err: error }, 'finding nonconformities failed; it is tried again'),
});
const figures = {
  lag: async () => ({ lagSeconds: await lagSecondsOf(runtime, FIGURES_CONSUMER, FIGURES_SHARDS) }),
};
const stamping =
  config.stampUrl === undefined
    ? undefined
    : startStamping(runtime, {
        url: config.stampUrl,
        everyMinutes: config.stampMinutes,
        onError: (error) => log.warn({ err: error }, 'no time-stamp; it is tried again'),
      });
const followers = { projector, figures, notifier, sealer };
measurePool(runtime);
measureFollowers(runtime, followers);
const report = setInterval(() => {
  for (const [part, follower] of Object.entries(followers)) {
    follower
      .lag()
      .then((behind) => reportStatus(runtime.pool, { part, instance, ...behind }))
      .catch((error: unknown) => log.warn({ err: error }, 'status not reported'));
  }
}, REPORT_EVERY_MS);
log.info('projecting');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  clearInterval(report);
  await Promise.all([
    projector.stop(),
    notifier.stop(),
    sealer.stop(),
    forecasting.stop(),
    finder.stop(),
    stamping?.stop(),
  ]);
  await runtime.close();
  await telemetry.close();
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
