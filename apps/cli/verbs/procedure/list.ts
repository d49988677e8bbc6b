/** `dunghan procedure list`: the editions of the running system. */
import { z } from 'zod';
import { DONE, type Asking } from '../../asking.ts';
import { table } from '../dossier/words.ts';

const reply = z.object({
  editions: z.array(
    z.object({
      code: z.string(),
      edition: z.number(),
      status: z.string(),
      title: z.string(),
      effectiveFrom: z.string(),
      supersededFrom: z.string().nullable(),
    }),
  ),
});

export const list: Asking = {
  usage: 'dunghan procedure list [CODE] [--user USER] [--json]',
  words: [0, 1],
  async run({ client, io, words, json }) {
    const query = words[0] === undefined ? '' : `?code=${encodeURIComponent(words[0])}`;
    const listed = await client.get(`/api/procedures${query}`);
    if (json) {
      io.out(JSON.stringify(listed));
      return DONE;
    }
    const rows = reply
      .parse(listed)
      .editions.map(({ code, edition, status, effectiveFrom, title }) => [
        code,
        String(edition),
        status,
        effectiveFrom,
        title,
      ]);
    for (const line of table([['Mã', 'Lần', 'Trạng thái', 'Hiệu lực', 'Tên'], ...rows])) io.out(line);
    return DONE;
  },
};
