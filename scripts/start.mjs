/** `npm start`: everything on this machine. */
import { ensureBuilt, ensureInstalled, handOver, main } from './setup.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  await handOver('dist/apps/cli/main.js', ['up', ...process.argv.slice(2)]);
});
