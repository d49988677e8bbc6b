/** What verbs that ask the API have in common: their options, the session, `--json`, and refusals. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { StartRefusal } from '#libs/platform';
import { ApiRefusal, openClient, type Client } from './client.ts';
import type { VerbIo } from './verb.ts';

export const DONE = 0;
export const REFUSED = 1;
export const MISUSED = 2;

type Options = NonNullable<ParseArgsConfig['options']>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** How the arguments of one command read. */
export interface Asking {
  readonly usage: string;
  readonly options?: Options;
  /** How many words beside the options. */
  readonly words: readonly [least: number, most: number];
  run(asked: Asked): Promise<number>;
}

export interface Asked {
  readonly client: Client;
  readonly io: VerbIo;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly text: (option: string) => string | undefined;
  readonly texts: (option: string) => readonly string[];
  readonly flag: (option: string) => boolean;
}

const COMMON: Options = { json: { type: 'boolean' }, user: { type: 'string' } };

export class Misuse extends Error {}

export async function askApi(asking: Asking, args: string[], io: VerbIo): Promise<number> {
  let json = args.includes('--json');
  let client: Client | undefined;
  try {
    const { values, positionals } = readArguments(asking, args);
    json = values['json'] === true;
    client = await openClient(io, values['user'] as string | undefined);
    return await asking.run({ client, io, json, words: positionals, ...optionsOf(values) });
  } catch (error) {
    return refuse(error, asking.usage, json, io);
  } finally {
    await client?.close().catch(() => undefined);
  }
}

function readArguments({ options = {}, words }: Asking, args: string[]) {
  const read = (() => {
    try {
      return parseArgs({ args, options: { ...COMMON, ...options }, allowPositionals: true, strict: true });
    } catch (error) {
      throw new Misuse((error as Error).message);
    }
  })();
  const { length } = read.positionals;
  if (length < words[0] || length > words[1]) throw new Misuse('thiếu hoặc thừa tham số');
  return read;
}

const optionsOf = (values: Values) => ({
  text: (option: string) => values[option] as string | undefined,
  texts: (option: string) => (values[option] as string[] | undefined) ?? [],
  flag: (option: string) => values[option] === true,
});

/** What the core says beside the words for people: which form, whose step. */
const explained = ({ explanation }: Readonly<Record<string, unknown>>): string =>
  typeof explanation === 'string' ? ` (${explanation})` : '';

/** Refusals have a code; with `--json` they are the one line of the answer. */
function refuse(error: unknown, usage: string, json: boolean, io: VerbIo): number {
  if (error instanceof Misuse) {
    if (json) io.out(JSON.stringify({ error: { code: 'bad-arguments', message: error.message } }));
    else io.err(error.message);
    io.err(`usage: ${usage}`);
    return MISUSED;
  }
  if (!(error instanceof ApiRefusal || error instanceof StartRefusal)) throw error;
  const { code, message } = error;
  const problem = error instanceof ApiRefusal ? error.problem : {};
  if (json) io.out(JSON.stringify({ error: { ...problem, code, message } }));
  else io.err(`${message}${explained(problem)} [${code}]`);
  return REFUSED;
}
