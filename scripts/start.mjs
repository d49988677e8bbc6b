/** `npm start`: everything on this machine. */
import { ensurePortalBuilt } from './build-portal.mjs';
import { ensureBuilt, ensureInstalled, handOver, main, say } from './setup.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  // Without its pages the API serves all the same.
  await ensurePortalBuilt().catch(({ message }) => say(message));
  await handOver('dist/apps/cli/main.js', ['up', ...process.argv.slice(2)]);
});
