/** `dunghan procedure publish FILE`: takes an edition as far as the one who asks may; another person approves it. */
import { parseEdition } from '#libs/procedure/format';
import { z } from 'zod';
import { DONE, Misuse, REFUSED, type Asked, type Asking } from '../../asking.ts';
import { ApiRefusal } from '../../client.ts';

const reply = z.object({
  status: z.string(),
  findings: z.array(z.object({ code: z.string(), severity: z.string(), message: z.string() })),
});
type Reply = z.infer<typeof reply>;

/** What comes next in an edition's life, by its status. */
const NEXT: Readonly<Record<string, string>> = { draft: 'review', reviewed: 'approve', approved: 'publish' };
const WORDS: Readonly<Record<string, string>> = {
  draft: 'bản thảo, chờ rà soát',
  reviewed: 'đã rà soát, chờ người khác phê duyệt',
  approved: 'đã phê duyệt, chờ ban hành',
  published: 'đã ban hành',
  superseded: 'đã bị thay thế',
};

export const publish: Asking = {
  usage: 'dunghan procedure publish FILE.yaml [--effective-from DATE] [--user USER] [--json]',
  words: [1, 1],
  options: { 'effective-from': { type: 'string' } },
  async run(asked) {
    const yaml = await readText(asked);
    const parsed = parseEdition(yaml);
    if (!parsed.ok) throw new Misuse(parsed.findings.map(({ message }) => message).join(' '));
    const { code, edition } = parsed.value;
    const path = `/api/procedures/${encodeURIComponent(code)}/editions/${edition}`;
    const { state, moved, refusal } = await advance(asked, path, yaml);
    if (refusal && !moved) throw refusal;
    const next = NEXT[state.status];
    if (asked.json) {
      const why = refusal && { code: refusal.code, message: refusal.message };
      asked.io.out(
        JSON.stringify({ code, edition, status: state.status, next: next ?? null, refusal: why ?? null }),
      );
    } else {
      asked.io.out(`${code} lần ban hành ${edition}: ${WORDS[state.status] ?? state.status}`);
      if (refusal) asked.io.out(`Bước sau chưa được: ${refusal.message} [${refusal.code}]`);
    }
    return moved || next === undefined ? DONE : REFUSED;
  },
};

/** Step by step until it is published or the API refuses. */
async function advance({ client, text }: Asked, path: string, yaml: string) {
  let state = await known(client, path);
  let moved = false;
  try {
    if (state === undefined) {
      state = reply.parse(await client.post('/api/procedures/drafts', { yaml }));
      moved = true;
    }
    for (let next = NEXT[state.status]; next !== undefined; next = NEXT[state.status]) {
      const from = text('effective-from');
      const body = next === 'publish' && from !== undefined ? { effectiveFrom: from } : {};
      state = reply.parse(await client.post(`${path}/${next}`, body));
      moved = true;
    }
    return { state, moved };
  } catch (error) {
    if (!(error instanceof ApiRefusal) || state === undefined) throw error;
    return { state, moved, refusal: error };
  }
}

async function known(client: Asked['client'], path: string): Promise<Reply | undefined> {
  try {
    return reply.parse(await client.get(path));
  } catch (error) {
    if (error instanceof ApiRefusal && error.code === 'not-found') return undefined;
    throw error;
  }
}

async function readText({ io, words }: Asked): Promise<string> {
  try {
    return await io.readFile(words[0]!);
  } catch {
    throw new Misuse(`không đọc được tệp ${words[0]}`);
  }
}
