/** `npm run topology`: the end-to-end tests on the topology of production, from the built product. */
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, main, ownNode, root, run } from './setup.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const program = join(root, 'test', 'topology', 'run.ts');
  const args = ['--no-warnings', program, ...process.argv.slice(2)];
  process.exitCode = await run(ownNode, args, { output: 'inherit' });
});
