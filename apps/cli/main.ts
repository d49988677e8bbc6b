import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { surroundingsWords } from '#libs/platform';
import { verbs } from './verbs.ts';
import type { VerbIo } from './verb.ts';

const REFUSED = 1;
const MISUSED = 2;
const BUG = 70;
const NAME_WIDTH = 12;

/** The reader of a pipe may leave early (`dunghan … | head`): that is no failure of ours. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const io: VerbIo = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  readFile: (path) => (path === '-' ? text(process.stdin) : readFile(path, 'utf8')),
  stdin: process.stdin,
};

async function usage(): Promise<string> {
  const loaded = await Promise.all(Object.values(verbs).map((load) => load()));
  const lines = loaded.map(({ name, summary }) => `  ${name.padEnd(NAME_WIDTH)}${summary}`);
  return ['usage: dunghan <verb> [arguments]', '', ...lines].join('\n');
}

async function run([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    io.err(await usage());
    return name === undefined ? MISUSED : 0;
  }
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!load) {
    io.err(`dunghan: no verb "${name}"\n\n${await usage()}`);
    return MISUSED;
  }
  return (await load()).run(args, io);
}

/** Ends only when what was said has left: a pipe takes it in its own time. */
async function leave(code: number): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  process.exit(code);
}

await leave(
  await run(process.argv.slice(2)).catch((error: unknown) => {
    const words = surroundingsWords(error);
    io.err(words ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
    return words === undefined ? BUG : REFUSED;
  }),
);
