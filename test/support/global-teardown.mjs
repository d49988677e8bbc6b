import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Tells the sweeper that the run is over. */
export default async function globalTeardown() {
  await writeFile(join(process.env.DUNGHAN_TEST_RUN, 'over'), '');
}
