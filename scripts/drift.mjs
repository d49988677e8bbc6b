/** `npm run drift`: generates everything of generated.mjs again and fails on a difference; `-- --write` writes it. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generated } from './generated.mjs';
import { ensureBuilt, ensureInstalled, main, ownNode, root } from './setup.mjs';

const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

async function generate({ program, args = [] }, env = {}) {
  const { stdout } = await promisify(execFile)(ownNode, [join(root, program), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    maxBuffer: LARGEST_FILE_BYTES,
  });
  return stdout;
}

/** A program that prints one file. */
async function driftOfFile(entry, write) {
  const fresh = await generate(entry);
  const path = join(root, entry.file);
  if (write) await writeFile(path, fresh);
  return (await readFile(path, 'utf8').catch(() => '')) === fresh ? [] : [entry.file];
}

/** A program that fills the folder named in a variable. */
async function driftOfFolder(entry, write) {
  const fresh = await mkdtemp(join(tmpdir(), 'dunghan-drift-'));
  const kept = join(root, entry.folder);
  try {
    await generate(entry, { [entry.into]: fresh });
    if (write) {
      await rm(kept, { recursive: true, force: true });
      await cp(fresh, kept, { recursive: true });
    }
    return (await sameFolders(fresh, kept)) ? [] : [entry.folder];
  } finally {
    await rm(fresh, { recursive: true });
  }
}

async function sameFolders(a, b) {
  const [left, right] = await Promise.all([a, b].map(contentsOf));
  return JSON.stringify(left) === JSON.stringify(right);
}

async function contentsOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.sort().map(async (path) => [path.slice(folder.length), await readFile(path, 'utf8')]),
  );
}

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const write = process.argv.includes('--write');
  const drifted = [];
  // In order: the portal's client is made from the OpenAPI document.
  for (const entry of generated) {
    drifted.push(...(await (entry.folder ? driftOfFolder(entry, write) : driftOfFile(entry, write))));
  }
  if (drifted.length > 0) throw new Error(`drifted: ${drifted.join(', ')}\nrun: npm run drift -- --write`);
  console.error(`${generated.length} generated things are as their sources make them`);
});
