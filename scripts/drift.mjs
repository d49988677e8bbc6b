/** `npm run drift`: generates every file of generated.mjs again and fails on a difference; `-- --write` writes them. */
import { readFile, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generated } from './generated.mjs';
import { ensureBuilt, ensureInstalled, main, ownNode, root } from './setup.mjs';

const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

async function generate({ program, args = [] }) {
  const { stdout } = await promisify(execFile)(ownNode, [join(root, program), ...args], {
    cwd: root,
    maxBuffer: LARGEST_FILE_BYTES,
  });
  return stdout;
}

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const drifted = [];
  for (const entry of generated) {
    const fresh = await generate(entry);
    const path = join(root, entry.file);
    if (process.argv.includes('--write')) await writeFile(path, fresh);
    else if ((await readFile(path, 'utf8').catch(() => '')) !== fresh) drifted.push(entry.file);
  }
  if (drifted.length > 0) throw new Error(`drifted: ${drifted.join(', ')}\nrun: npm run drift -- --write`);
  console.error(`${generated.length} generated files are as their sources make them`);
});
