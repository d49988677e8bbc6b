/** A password from the environment, from a terminal without showing it, or from the first line of standard input. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { VerbIo } from './verb.ts';

export async function askPassword(user: string, io: VerbIo): Promise<string> {
  const given = process.env['DUNGHAN_PASSWORD'];
  if (given !== undefined) return given;
  if (process.stdin.isTTY) process.stderr.write(`Mật khẩu của ${user}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({
    input: io.stdin,
    output: silent,
    terminal: process.stdin.isTTY,
  });
  try {
    const typed = await Promise.race([
      terminal.question(''),
      new Promise<string>((resolve) => terminal.once('close', () => resolve(''))),
    ]);
    return typed.trim();
  } finally {
    terminal.close();
    if (process.stdin.isTTY) process.stderr.write('\n');
  }
}
