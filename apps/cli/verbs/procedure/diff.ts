/** `dunghan procedure diff A B`: two editions step by step. */
import { compareEditions, type Edition } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';
import type { VerbIo } from '../../verb.ts';
import { DONE, misused, readArguments, readText, type Misuse, type Subverb } from './subverb.ts';

const USAGE = 'dunghan procedure diff A.yaml B.yaml [--json]';

export const diffSubverb: Subverb = { usage: USAGE, run };

async function run(args: string[], io: VerbIo): Promise<number> {
  const wanted = readArguments(args, 2);
  const [a, b] = wanted?.files ?? [];
  if (!wanted || a === undefined || b === undefined) {
    return misused(
      io,
      args.includes('--json'),
      { code: 'bad-arguments', message: 'cần đúng hai tệp' },
      USAGE,
    );
  }
  const before = await readEdition(a, io);
  if (isMisuse(before)) return misused(io, wanted.json, before);
  const after = await readEdition(b, io);
  if (isMisuse(after)) return misused(io, wanted.json, after);
  const difference = compareEditions(before, after);
  if (wanted.json) io.out(JSON.stringify(difference));
  else if (difference.words.length === 0) io.out('Hai lần ban hành giống nhau.');
  else difference.words.forEach((line) => io.out(line));
  return DONE;
}

async function readEdition(file: string, io: VerbIo): Promise<Edition | Misuse> {
  const text = await readText(file, io);
  if (text === null) return { code: 'unreadable-file', message: `không đọc được tệp ${file}` };
  const edition = parseEdition(text);
  if (edition.ok) return edition.value;
  return {
    code: 'bad-input',
    message: `${file}: ${edition.findings.map(({ message }) => message).join(' ')}`,
  };
}

function isMisuse(value: Edition | Misuse): value is Misuse {
  return 'message' in value;
}
