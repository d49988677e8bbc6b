/** `dunghan nc list|show|raise|dismiss|act|settings`: nonconformities by hand, or by a script. */
import { askApi, MISUSED, type Asking } from '../asking.ts';
import type { Verb } from '../verb.ts';
import { act, dismiss, raise } from './nc/act.ts';
import { settings } from './nc/settings.ts';
import { list, show } from './nc/show.ts';

const SUBVERBS: Readonly<Record<string, Asking>> = { list, show, raise, dismiss, act, settings };

export const ncVerb: Verb = {
  name: 'nc',
  summary: 'nonconformities: list, show, raise, dismiss, act on one; settings of the detectors',
  async run([name, ...args], io) {
    const asking = name !== undefined && Object.hasOwn(SUBVERBS, name) ? SUBVERBS[name] : undefined;
    if (asking) return askApi(asking, args, io);
    if (name !== undefined) io.err(`nc: không có lệnh “${name}”`);
    for (const { usage } of Object.values(SUBVERBS)) io.err(usage);
    return MISUSED;
  },
};
