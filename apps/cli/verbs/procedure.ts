/** `dunghan procedure check|diff`: needs no server. What talks to one is added to SUBVERBS beside these. */
import { checkSubverb } from './procedure/check.ts';
import { diffSubverb } from './procedure/diff.ts';
import { MISUSED, type Subverb } from './procedure/subverb.ts';
import type { Verb } from '../verb.ts';

const SUBVERBS: Readonly<Record<string, Subverb>> = { check: checkSubverb, diff: diffSubverb };

export const procedureVerb: Verb = {
  name: 'procedure',
  summary: 'check procedures, yours or printed step tables; compare two editions',
  async run([name, ...args], io) {
    const subverb = name !== undefined && Object.hasOwn(SUBVERBS, name) ? SUBVERBS[name] : undefined;
    if (subverb) return subverb.run(args, io);
    if (name !== undefined) io.err(`procedure: không có lệnh “${name}”`);
    for (const { usage } of Object.values(SUBVERBS)) io.err(usage);
    return MISUSED;
  },
};
