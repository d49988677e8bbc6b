/** A thread that checks the chains of the streams it is told, a page at a time, by connections of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { Pool } from 'pg';
import { chainRowsIn, verifyStreams } from '#libs/ledger';
import { PAGES_AT_ONCE, type Checked, type Page } from './chains-in-threads.ts';

const pool = new Pool({
  connectionString: workerData as string,
  max: PAGES_AT_ONCE,
  application_name: 'dunghan-verify',
});
const rows = chainRowsIn(pool);
const tell = (checked: Checked): void => parentPort!.postMessage(checked);

parentPort!.on('message', ({ number, ids }: Page) => {
  verifyStreams(rows, ids).then(
    (verification) => tell({ number, verification }),
    (error: unknown) => tell({ number, failure: String(error) }),
  );
});
