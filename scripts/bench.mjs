/**
 * `npm run bench [-- <name>] [arguments]`: runs test/bench/<name>.ts against the built product, without a name those that
 * compare it with its peers, one after the other. Node strips the bench's own types; `#libs/…` leads to dist, so what is
 * measured is what ships. `--json`: one object, a bench's figures under its name.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ensureBuilt, ensureInstalled, main, ownNode, root, say } from './setup.mjs';

const USAGE_ERROR = 2;
const IN_TURN = ['append', 'steps', 'rebuild', 'verify', 'seal', 'readers', 'relay'];
const folder = join(root, 'test', 'bench');

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3));

/** Resolves to the exit code, and to what the bench printed where `output` is `pipe`. */
async function measure(name, args, output) {
  const program = ['--no-warnings', join(folder, `${name}.ts`), ...args];
  const child = spawn(ownNode, program, { cwd: root, stdio: ['ignore', output, 2] });
  const ended = new Promise((done, failed) =>
    child.once('error', failed).once('exit', (code) => done(code ?? 1)),
  );
  const printed = child.stdout ? await text(child.stdout) : '';
  return { code: await ended, printed };
}

/** One that fails does not keep the others from their turn. */
async function inTurn(args) {
  const json = args.includes('--json');
  const figures = {};
  let failed = 0;
  for (const name of IN_TURN) {
    say(`${name}…`);
    const { code, printed } = await measure(name, args, json ? 'pipe' : 'inherit');
    if (code !== 0) failed = code;
    else if (json) Object.assign(figures, JSON.parse(printed.trim().split('\n').at(-1)));
  }
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  return failed;
}

await main(async () => {
  const [first, ...rest] = process.argv.slice(2);
  const named = first !== undefined && !first.startsWith('--');
  if (named && !names.includes(first)) {
    say(
      `usage: npm run bench [-- <name>] [--json]\nbenches: ${names.join(', ')}\nwithout a name: ${IN_TURN.join(', ')}`,
    );
    process.exitCode = USAGE_ERROR;
    return;
  }
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = named
    ? (await measure(first, rest, 'inherit')).code
    : await inTurn(process.argv.slice(2));
});
