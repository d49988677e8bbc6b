/** `npm run faults [-- --kills N]`: kills the built product's parts under load, and checks that nothing came of it. */
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, main, ownNode, root, run } from './setup.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const program = join(root, 'test', 'faults', 'run.ts');
  const args = ['--no-warnings', program, ...process.argv.slice(2)];
  process.exitCode = await run(ownNode, args, { output: 'inherit' });
});
