/** The worker's process: the relay and Temporal's worker. Stops by SIGTERM or SIGINT, in bounded time. */
import { hostname } from 'node:os';
import { addDays, dateOf } from '#libs/calendar';
import { REMIND_BEFORE_DAYS } from '#libs/quality';
import { createLogger, endInWords, readConfig, readMasterKeys, StartRefusal } from '#libs/platform';
import {
  qmsRecords,
  qualityRecordsDueBy,
  qualityRecordsIn,
  reportStatus,
  scoringYears,
} from '#libs/read-models';
import { measureObjective, measurePool, openRuntime, refuseForeignKeys, proposeRisks } from '#libs/runtime';
import { startTelemetry } from '#libs/telemetry';
import { createAutomaticSystems } from './activities/automatic.ts';
import { runService } from './service.ts';
import { installRuntime } from './temporal/misfits.ts';
import { workflowBundle } from './temporal/bundle.ts';

const POOL_SIZE = 20;
/** Tasks in hand get SHUTDOWN_FORCE in the worker; a connection that hangs doesn't keep the process longer. */
const LONGEST_STOP_MS = 15_000;

endInWords('worker');
const config = readConfig();
const log = createLogger('worker', config.logLevel);
if (config.databaseUrl === undefined) throw new StartRefusal('variable-refused', 'DATABASE_URL must be set.');
if (config.temporalAddress === undefined)
  throw new StartRefusal('variable-refused', 'TEMPORAL_ADDRESS must be set.');

const instance = `${hostname()}:${process.pid}`;
const telemetry = await startTelemetry({
  ...config,
  process: 'worker',
  instance,
  onError: (error) => log.error({ err: error }, 'no metrics'),
});
const misfits = installRuntime(log);
const masterKeys = await readMasterKeys(config);
const runtime = await openRuntime({
  databaseUrl: config.databaseUrl,
  masterKeys,
  applicationName: 'dunghan-worker',
  poolSize: POOL_SIZE,
});
await refuseForeignKeys(runtime.pool, masterKeys);
measurePool(runtime);
const stopping = new AbortController();
const stop = (): void => {
  if (stopping.signal.aborted) return;
  log.info('stopping');
  stopping.abort();
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

await runService(
  {
    ledger: runtime.ledger,
    commands: runtime.commands,
    scoring: runtime.scoring,
    nonconformities: runtime.nonconformities,
    qms: {
      commands: runtime.qms,
      agencies: async () => [...(await qmsRecords(runtime.pool)).keys()],
      now: runtime.now,
    },
    quality: {
      toRemind: () => qualityRecordsDueBy(runtime.pool, addDays(dateOf(runtime.now()), REMIND_BEFORE_DAYS)),
      remind: (id) => runtime.quality.remind(id),
      toMeasure: () => qualityRecordsIn(runtime.pool, 'objective', 'active'),
      measure: (id) => measureObjective(runtime, id),
      proposeRisks: () => proposeRisks(runtime),
    },
    audits: runtime,
    openYears: async () =>
      (await scoringYears(runtime.pool)).filter(({ phase }) => phase !== 'frozen').map(({ id }) => id),
    editions: runtime.editions,
    systems: createAutomaticSystems({}),
    temporal: { address: config.temporalAddress, namespace: config.temporalNamespace },
    workflowBundle: await workflowBundle(misfits.logger),
    ratePerSecond: config.relayPerSecond,
    instance,
    log,
    misfits,
    reportStatus: (status) => reportStatus(runtime.pool, status),
  },
  stopping.signal,
);
await runtime.close();
await telemetry.close();
