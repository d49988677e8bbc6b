#!/usr/bin/env node
/** The command `dunghan`. */
import { ensureBuilt, ensureInstalled, handOver, main } from './setup.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  await handOver('dist/apps/cli/main.js', process.argv.slice(2));
});
