/** What the verbs read of the API's replies, and how a nonconformity is found by what is printed on its slip. */
import { z } from 'zod';
import { Misuse } from '../../asking.ts';
import { ApiRefusal, type Client } from '../../client.ts';

const named = z.object({ id: z.string(), name: z.string() });
const record = z.object({
  id: z.string(),
  code: z.string(),
  year: z.number(),
  agency: named,
  source: z.string(),
  severity: z.string(),
  title: z.string(),
  procedure: z.object({ code: z.string(), title: z.string() }).nullable(),
  step: z.string().nullable(),
  status: z.string(),
  stage: z.string().nullable(),
  owner: named.nullable(),
  occurrences: z.number(),
  clock: z.object({ state: z.string(), dueAt: z.string().nullable() }),
});
export type NcReply = z.infer<typeof record>;

export const page = z.object({ rows: z.array(record), total: z.number(), next: z.string().nullable() });

const side = z.object({
  dossiers: z.number(),
  deviating: z.number(),
  share: z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable(),
});
export const detail = record.extend({
  clause: z.string().nullable(),
  description: z.string(),
  allowed: z.array(z.string()),
  effect: z.object({ now: z.object({ before: side, after: side }).nullable() }),
  history: z.array(
    z.object({
      version: z.number(),
      type: z.string(),
      at: z.string(),
      by: named,
      words: z.string().nullable(),
    }),
  ),
});
export type NcDetailReply = z.infer<typeof detail>;

export const recorded = z.object({ id: z.string(), code: z.string() });

const CODE = /^(KPH-\d{4,})\/(\d{4})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAGE = 200;
const MAX_PAGES = 50;

/** By `KPH-0031/2026` (and the agency, where several are seen), or by its id. */
export async function ncId(client: Client, asked: string, agency: string | undefined): Promise<string> {
  if (UUID.test(asked)) return asked;
  const [, code, year] = CODE.exec(asked) ?? [];
  if (code === undefined) throw new Misuse(`không phải số dạng KPH-0031/2026: ${asked}`);
  const found: NcReply[] = [];
  for (const tab of ['open', 'closed', 'dismissed']) {
    const rows = await allIn(client, tab, agency);
    found.push(...rows.filter((row) => row.code === code && row.year === Number(year)));
  }
  if (found.length > 1) throw new Misuse(`nhiều cơ quan có ${asked}: vui lòng nêu --agency`);
  if (!found[0]) throw new ApiRefusal('not-found', `Không tìm thấy ${asked}.`);
  return found[0].id;
}

async function allIn(client: Client, tab: string, agency: string | undefined): Promise<NcReply[]> {
  const rows: NcReply[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const query = new URLSearchParams({ tab, limit: String(PAGE) });
    if (agency !== undefined) query.set('agency', agency);
    if (cursor !== null) query.set('cursor', cursor);
    const answer: z.infer<typeof page> = page.parse(await client.get(`/api/nonconformities?${query}`));
    rows.push(...answer.rows);
    cursor = answer.next;
    if (cursor === null) break;
  }
  return rows;
}
