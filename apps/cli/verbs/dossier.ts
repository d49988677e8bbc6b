/** `dunghan dossier receive|complete|show|timeline`: by hand, or by a script, what officers do in the portal. */
import { askApi, MISUSED, type Asking } from '../asking.ts';
import type { Verb } from '../verb.ts';
import { complete } from './dossier/complete.ts';
import { receive } from './dossier/receive.ts';
import { show, timeline } from './dossier/show.ts';

const SUBVERBS: Readonly<Record<string, Asking>> = { receive, complete, show, timeline };

export const dossierVerb: Verb = {
  name: 'dossier',
  summary: 'receive a dossier, complete a step, show it, read its timeline',
  async run([name, ...args], io) {
    const asking = name !== undefined && Object.hasOwn(SUBVERBS, name) ? SUBVERBS[name] : undefined;
    if (asking) return askApi(asking, args, io);
    if (name !== undefined) io.err(`dossier: không có lệnh “${name}”`);
    for (const { usage } of Object.values(SUBVERBS)) io.err(usage);
    return MISUSED;
  },
};
