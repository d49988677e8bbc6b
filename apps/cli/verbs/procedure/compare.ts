/** `dunghan procedure diff CODE FROM TO`: two editions of the running system, step by step. */
import { z } from 'zod';
import { DONE, type Asking } from '../../asking.ts';

const reply = z.object({ words: z.array(z.string()) });

export const compare: Asking = {
  usage: 'dunghan procedure diff CODE FROM TO [--user USER] [--json]',
  words: [3, 3],
  async run({ client, io, words, json }) {
    const [code, from, to] = words as [string, string, string];
    const query = new URLSearchParams({ from, to });
    const difference = await client.get(
      `/api/procedures/${encodeURIComponent(code)}/compare?${query.toString()}`,
    );
    if (json) io.out(JSON.stringify(difference));
    else {
      const lines = reply.parse(difference).words;
      for (const line of lines.length === 0 ? ['Hai lần ban hành giống nhau.'] : lines) io.out(line);
    }
    return DONE;
  },
};
