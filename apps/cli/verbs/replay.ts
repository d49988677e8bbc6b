/** `dunghan replay`: the state as it stood at a moment, who had it, what was due, and the lines of each deadline as then known. */
import { askApi, DONE, Misuse, type Asking } from '../asking.ts';
import type { Verb } from '../verb.ts';
import { dossierId, replay as replayReply } from './dossier/replies.ts';
import { deadlinesOf, headOf, moment, stepsOf } from './dossier/words.ts';

const USAGE = `dunghan replay CODE --at 2026-03-02T09:30 [--by known|stood] [--user USER] [--json]
  (giờ Việt Nam; known: theo lúc ghi nhận, stood: theo lúc xảy ra)`;

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;

const asking: Asking = {
  usage: USAGE,
  words: [1, 1],
  options: { at: { type: 'string' }, by: { type: 'string' } },
  async run({ client, io, words, json, text }) {
    const query = new URLSearchParams({ at: instantOf(text('at')), by: text('by') ?? 'known' });
    const id = await dossierId(client, words[0]!);
    const reply = await client.get(`/api/dossiers/${id}/replay?${query.toString()}`);
    if (json) {
      io.out(JSON.stringify(reply));
      return DONE;
    }
    const { at, events, dossier } = replayReply.parse(reply);
    io.out(`Lúc ${moment(at)}, sau ${events} sự kiện`);
    if (dossier === null) io.out('Chưa có hồ sơ này.');
    else
      for (const line of [...headOf(dossier), '', ...stepsOf(dossier), ...deadlinesOf(dossier)]) io.out(line);
    return DONE;
  },
};

/** Local time of Vietnam, or any moment with its offset. */
function instantOf(given: string | undefined): string {
  if (given === undefined) throw new Misuse('thiếu --at');
  const at = new Date(LOCAL.test(given) ? `${given}+07:00` : given);
  const hasOffset = LOCAL.test(given) || /(Z|[+-]\d{2}:\d{2})$/.test(given);
  if (!hasOffset || Number.isNaN(at.getTime())) throw new Misuse(`--at: không đọc được “${given}”`);
  return at.toISOString();
}

export const replayVerb: Verb = {
  name: 'replay',
  summary: 'a dossier as it stood at a moment: who had it, what was due, and why',
  run: (args, io) => askApi(asking, args, io),
};
