import type { VerbIo } from '../../verb.ts';

export const DONE = 0;
export const UNSOUND = 1;
export const MISUSED = 2;

export interface Subverb {
  readonly usage: string;
  run(args: string[], io: VerbIo): Promise<number>;
}

export interface Misuse {
  readonly code: 'bad-arguments' | 'unreadable-file' | 'bad-input';
  readonly message: string;
}

/** A file and a flag are asked for rightly, or not at all: with `--json` the answer is one line, in words otherwise. */
export function misused(io: VerbIo, json: boolean, error: Misuse, usage?: string): number {
  if (json) io.out(JSON.stringify({ error }));
  else io.err(`procedure: ${error.message}`);
  if (usage !== undefined) io.err(usage);
  return MISUSED;
}

/** The files named, and whether `--json` was; null for anything else. */
export function readArguments(
  args: readonly string[],
  files: number,
): { files: string[]; json: boolean } | null {
  const named = args.filter((arg) => arg !== '--json');
  if (named.length !== files || named.some((arg) => arg.startsWith('--'))) return null;
  return { files: named, json: args.includes('--json') };
}

export async function readText(path: string, io: VerbIo): Promise<string | null> {
  try {
    return await io.readFile(path);
  } catch {
    return null;
  }
}
