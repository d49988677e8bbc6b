/** A verb's surroundings that remember what was said. */
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Verb, VerbIo } from '../../apps/cli/verb.ts';

export interface Said {
  readonly exitCode: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

export async function say(verb: Verb, args: string[], stdin: Iterable<Uint8Array> = []): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const io: VerbIo = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    readFile: (path) => readFile(path, 'utf8'),
    stdin: Readable.from(stdin),
  };
  return { exitCode: await verb.run(args, io), out, err };
}
