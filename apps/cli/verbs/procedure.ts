/** `dunghan procedure check|publish|list|diff`: the check, and the comparison of two files, need no server. */
import { askApi, type Asking } from '../asking.ts';
import type { Verb } from '../verb.ts';
import { checkSubverb } from './procedure/check.ts';
import { compare } from './procedure/compare.ts';
import { diffSubverb } from './procedure/diff.ts';
import { list } from './procedure/list.ts';
import { publish } from './procedure/publish.ts';
import { MISUSED, type Subverb } from './procedure/subverb.ts';

const asking = (one: Asking): Subverb => ({ usage: one.usage, run: (args, io) => askApi(one, args, io) });

/** A code and two numbers: editions that the system has; two files: files. */
const diff: Subverb = {
  usage: `${diffSubverb.usage}\n${compare.usage}`,
  run(args, io) {
    const words = args.filter((arg) => !arg.startsWith('--'));
    return words.length > 2 ? asking(compare).run(args, io) : diffSubverb.run(args, io);
  },
};

const SUBVERBS: Readonly<Record<string, Subverb>> = {
  check: checkSubverb,
  publish: asking(publish),
  list: asking(list),
  diff,
};

export const procedureVerb: Verb = {
  name: 'procedure',
  summary: 'check procedures, yours or printed step tables; publish, list, compare editions',
  async run([name, ...args], io) {
    const subverb = name !== undefined && Object.hasOwn(SUBVERBS, name) ? SUBVERBS[name] : undefined;
    if (subverb) return subverb.run(args, io);
    if (name !== undefined) io.err(`procedure: không có lệnh “${name}”`);
    for (const { usage } of Object.values(SUBVERBS)) io.err(usage);
    return MISUSED;
  },
};
