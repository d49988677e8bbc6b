/** A signal sent to `npm start` alone ends what it started, and its end is told. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';

const SETUP = new URL('../../scripts/setup.mjs', import.meta.url).href;
/** Ends in its own time, as a system does that first writes down what it has. */
const CHILD = `
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => { console.log('stopped by ' + signal); clearInterval(alive); process.exitCode = 7; });
  const alive = setInterval(() => undefined, 1_000);
  console.log('ready');`;
const PARENT = `
  const { spawn } = await import('node:child_process');
  const { endWith } = await import(${JSON.stringify(SETUP)});
  endWith(spawn(process.execPath, ['-e', ${JSON.stringify(CHILD)}], { stdio: ['ignore', 'inherit', 'inherit'] }));
  console.log('ready');`;

describe('what npm start hands over to', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends with it on %s', async (signal) => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(parent, 'exit');
    const said: string[] = [];
    for await (const line of createInterface({ input: parent.stdout })) {
      said.push(line);
      // Both are.
      if (said.length === 2) parent.kill(signal);
    }
    const [code] = await exit;
    expect({ said, code }).toEqual({ said: ['ready', 'ready', `stopped by ${signal}`], code: 7 });
  });
});
