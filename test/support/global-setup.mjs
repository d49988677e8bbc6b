import { beginRun } from './jest-run.mjs';

export default async function globalSetup() {
  process.env.DUNGHAN_TEST_RUN = await beginRun();
}
