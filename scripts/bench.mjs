/**
 * `npm run bench -- <name> [arguments]`: runs test/bench/<name>.ts against the built product. Node strips the bench's
 * own types; `#libs/…` leads to dist, so what is measured is what ships.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, main, ownNode, root, run, say } from './setup.mjs';

const USAGE_ERROR = 2;
const folder = join(root, 'test', 'bench');

function names() {
  const found = existsSync(folder) ? readdirSync(folder) : [];
  return found
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -3));
}

await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (!name || !names().includes(name)) {
    say(`usage: npm run bench -- <name> [--json]\nbenches: ${names().join(', ') || 'none'}`);
    process.exitCode = USAGE_ERROR;
    return;
  }
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await run(ownNode, ['--no-warnings', join(folder, `${name}.ts`), ...args], {
    output: 'inherit',
  });
});
