/** The arguments of a verb that asks no API: what is wrong with them is said with the verb's usage. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { VerbIo } from './verb.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

interface Expected<Named extends Options> {
  readonly usage: string;
  readonly options: Named;
  /** How many words beside the options; none, unless it says so. */
  readonly words?: readonly [least: number, most: number];
}

type Read<Named extends Options> = ReturnType<
  typeof parseArgs<{ options: Named; allowPositionals: true; strict: true }>
>;

/** Undefined: refused, and said on standard error. The exit code is 2 then. */
export function readArguments<Named extends Options>(
  args: string[],
  io: VerbIo,
  { usage, options, words = [0, 0] }: Expected<Named>,
): Read<Named> | undefined {
  try {
    const read = parseArgs({ args, options, allowPositionals: true, strict: true });
    const { length } = read.positionals;
    if (length >= words[0] && length <= words[1]) return read;
    refuse(io, usage, length < words[0] ? 'thiếu tham số' : `thừa tham số: ${read.positionals[words[1]]}`);
  } catch (error) {
    refuse(io, usage, (error as Error).message);
  }
  return undefined;
}

/** Always undefined, so that a reading of arguments may end with it. */
export function refuse(io: VerbIo, usage: string, message: string): undefined {
  io.err(message);
  io.err(usage);
}

/** A whole number within its bounds; a string says what was wrong with it, by its option. */
export function wholeNumber(
  option: string,
  given: string | undefined,
  least: number,
  most: number,
): number | string {
  const value = Number(given);
  if (given !== undefined && /^\d+$/.test(given) && value >= least && value <= most) return value;
  return `--${option}: ${given === undefined ? 'thiếu' : `“${given}” không nhận`}; một số nguyên từ ${least} đến ${most}`;
}
