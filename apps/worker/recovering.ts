/** A process that starts every open dossier's workflow again from the ledger, tells how far it is, and ends. */
import { Client, Connection } from '@temporalio/client';
import {
  createLogger,
  readCommandConfig,
  readMasterKeys,
  readStatus,
  StartRefusal,
  surroundingsWords,
} from '#libs/platform';
import { openRuntime } from '#libs/runtime';
import { recoverWorkflows } from './recover.ts';
import { TASK_QUEUE } from './temporal/task-queue.ts';

const TELL_EVERY_MS = 5_000;

// On standard error: what it answers is the last line on standard output.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${surroundingsWords(error) ?? error.stack}\n`);
  process.exit(1);
});
const config = readCommandConfig();
const log = createLogger('recover', config.logLevel);
const refusal = (variable: string): StartRefusal =>
  new StartRefusal(
    'variable-refused',
    `No system is running on this data folder. Start one with "npm start", or set ${variable}.`,
  );
const address = config.temporalAddress ?? readStatus(config.dataFolder).temporal?.address;
if (config.databaseUrl === undefined) throw refusal('DATABASE_URL');
if (address === undefined) throw refusal('TEMPORAL_ADDRESS');

const runtime = await openRuntime({
  databaseUrl: config.databaseUrl,
  masterKeys: await readMasterKeys(config),
  applicationName: 'dunghan-recover',
});
const connection = await Connection.connect({ address }).catch((error: Error) => {
  throw new StartRefusal('variable-refused', `TEMPORAL_ADDRESS: ${address}: ${error.message}.`);
});
let told = Date.now();
try {
  const recovered = await recoverWorkflows({
    ledger: runtime.ledger,
    client: new Client({ connection, namespace: config.temporalNamespace }),
    taskQueue: TASK_QUEUE,
    ratePerSecond: config.relayPerSecond,
    onProgress(sofar) {
      if (Date.now() - told < TELL_EVERY_MS) return;
      told = Date.now();
      log.info(sofar, 'recovering');
    },
  });
  process.stdout.write(`${JSON.stringify(recovered)}\n`);
} finally {
  await connection.close();
  await runtime.close();
}
