import { DONE, type Asking } from '../../asking.ts';
import { dossier, dossierId, timeline as timelineReply } from './replies.ts';
import { headOf, moment, stepsOf, table } from './words.ts';

export const show: Asking = {
  usage: 'dunghan dossier show CODE [--user USER] [--json]',
  words: [1, 1],
  async run({ client, io, words, json }) {
    const reply = await client.get(`/api/dossiers/${await dossierId(client, words[0]!)}`);
    if (json) {
      io.out(JSON.stringify(reply));
      return DONE;
    }
    const page = dossier.parse(reply);
    const may = page.allowed.map(({ action, step }) => (step === undefined ? action : `${action} ${step}`));
    for (const line of [...headOf(page), '', ...stepsOf(page)]) io.out(line);
    if (may.length > 0) io.out(`\nĐược làm: ${may.join(', ')}`);
    return DONE;
  },
};

export const timeline: Asking = {
  usage: 'dunghan dossier timeline CODE [--user USER] [--json]',
  words: [1, 1],
  async run({ client, io, words, json }) {
    const id = await dossierId(client, words[0]!);
    const reply = await client.get(`/api/dossiers/${id}/timeline`);
    if (json) {
      io.out(JSON.stringify(reply));
      return DONE;
    }
    const { entries } = timelineReply.parse(reply);
    const rows = entries.map(({ version, type, occurredAt, by, body }) => [
      String(version),
      moment(occurredAt),
      type,
      typeof body['step'] === 'string' ? body['step'] : '',
      by.onBehalfOf === undefined ? by.name : `${by.name} (thay ${by.onBehalfOf.name})`,
    ]);
    for (const line of table([['#', 'Lúc', 'Sự kiện', 'Bước', 'Ai'], ...rows])) io.out(line);
    return DONE;
  },
};
