/** A citizen's survey form from the receipt to the results; nobody can tell whose it was. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KHCN } from './paths.ts';
import type { Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const portalFolder = fileURLToPath(new URL('../../dist/apps/portal', import.meta.url));
const test = existsSync(join(portalFolder, 'index.html')) ? it : it.skip;
const FORMS = 5;

let system: TestSystem;
let counter: Person;
beforeAll(async () => {
  system = await startSystem({ portalFolder });
  counter = await system.people.as('tiepnhan.khcn');
}, 120_000);
afterAll(() => system?.close());

const receive = async (): Promise<string> => (await counter.post('/api/dossiers', KHCN)).body.dossier;
const pageOf = (dossier: string): string =>
  `${system.url}/khao-sat/${system.runtime.secrets.surveyTokenOf(dossier)}`;
const page = async (address: string): Promise<string> => (await fetch(address)).text();
const send = async (address: string, fields: Record<string, string>): Promise<string> =>
  (await fetch(address, { method: 'POST', body: new URLSearchParams(fields) })).text();
const results = async (person: Person, query = '') =>
  person.get(`/api/satisfaction?from=2020-01&to=2099-12${query}`);

test('a form is asked for, sent once, and counted only among others', async () => {
  const dossiers: string[] = [];
  for (let index = 0; index < FORMS; index++) dossiers.push(await receive());
  const first = pageOf(dossiers[0]!);
  expect(await page(first)).toContain('12. Tiến độ và chất lượng cung cấp dịch vụ công trực tuyến');
  expect(await send(first, { 'a.q1': '' })).toContain('Vui lòng chọn ít nhất một câu trả lời.');
  expect(await send(first, { 'a.q1': '9' })).toContain('Vui lòng chọn ít nhất một câu trả lời.');
  expect(await send(first, { 'a.q1': '1', 'a.q2': '', comment: 'Chờ lâu, gặp anh Bình' })).toContain(
    'Cảm ơn',
  );
  expect(await send(first, { 'a.q1': '5' })).toContain('Phiếu này đã được gửi.');
  expect(await page(first)).toContain('Phiếu này đã được gửi.');
  // All of a character's bits count but of the last one's.
  const another = first.at(-2) === 'A' ? 'B' : 'A';
  expect(await page(`${first.slice(0, -2)}${another}${first.at(-1)}`)).toContain('Không tìm thấy phiếu.');

  await system.folded();
  const specialist = await system.people.as('chuyenvien.khcn');
  expect((await results(specialist)).body.whole).toEqual({ forms: 1, questions: null });
  for (const dossier of dossiers.slice(1)) await send(pageOf(dossier), { 'a.q1': '5', 'a.q4': '4' });
  await system.folded();
  const { body } = await results(specialist, '&by=procedure');
  expect(body.whole.questions[0]).toMatchObject({ question: 'q1', answered: FORMS, mean: 4.2 });
  expect(body.whole.questions[0].satisfied.share).toBeCloseTo(0.8);
  expect(body.groups).toMatchObject([{ key: 'QT.KHCN.01', forms: FORMS }]);

  const comments = (person: Person) => person.get('/api/satisfaction/comments?from=2020-01&to=2099-12');
  expect((await comments(specialist)).status).toBe(403);
  expect((await comments(await system.people.as('thukyiso.khcn'))).body.comments).toMatchObject([
    { procedure: 'QT.KHCN.01', low: true, text: 'Chờ lâu, gặp anh Bình' },
  ]);
  expect((await results(specialist, '&agency=ubnd')).status).toBe(403);

  const raised = await (await system.people.as('thukyiso.khcn')).get('/api/nonconformities');
  expect(raised.body.rows).toMatchObject([
    { source: 'complaint', title: 'Người dân không hài lòng: QT.KHCN.01' },
  ]);

  // Neither the stream nor the body says which dossier it was; the words are sealed.
  const { rows } = await system.runtime.pool.query<{ text: string }>(
    `select row_to_json(e)::text || convert_from(e.body, 'UTF8') as text
     from ledger.event e join ledger.stream s using (stream_id) where s.kind = 'survey'`,
  );
  expect(rows).toHaveLength(FORMS);
  for (const { text } of rows) {
    for (const dossier of dossiers) expect(text).not.toContain(dossier);
    expect(text).not.toContain('Bình');
  }
});
