/** A management review from its plan to its close, on what is on record; and what it says to the scoring. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateOf, type Instant, type LocalDate } from '#libs/calendar';
import { canReadPdf, fetchPdf, textOf } from '../print/pdf.ts';
import { KHCN } from './paths.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const AGENCY = 'skhcn';
/** Where no reader of PDF is at hand. */
const UNREAD = 'Bổ sung một cán bộ Không có trong hồ sơ.';

let system: TestSystem;
let today: LocalDate;
let people: Record<'secretary' | 'director' | 'specialist' | 'head' | 'stranger', Person>;
let officers: Record<'director' | 'specialist' | 'head', string>;
beforeAll(async () => {
  system = await startSystem();
  const { as } = system.people;
  people = {
    secretary: await as('thukyiso.khcn'),
    director: await as('giamdoc.khcn'),
    specialist: await as('chuyenvien.khcn'),
    head: await as('truongphong.khcn'),
    stranger: await as('chuyenvien.noivu'),
  };
  const officerOf = async (person: Person) => (await person.get('/api/session')).body.officer.id;
  officers = {
    director: await officerOf(people.director),
    specialist: await officerOf(people.specialist),
    head: await officerOf(people.head),
  };
  today = dateOf(system.now().toISOString() as Instant);
}, 120_000);
afterAll(() => system?.close());

const open = (person: Person, kind: string, command: Json) =>
  person.post('/api/quality/records', { kind, agency: AGENCY, command });
const act = (person: Person, id: string, command: Json) =>
  person.post(`/api/quality/records/${id}/commands`, { command });
const done = async (person: Person, id: string, command: Json): Promise<void> => {
  const { status, body } = await act(person, id, command);
  expect({ type: command.type, status, body }).toMatchObject({ type: command.type, status: 200 });
};
const refused = async (asked: ReturnType<typeof act>): Promise<unknown[]> => {
  const { status, body } = await asked;
  return [status, body.code];
};
const record = async (person: Person, id: string): Promise<Json> =>
  (await person.get(`/api/quality/records/${id}`)).body;
const figureIn = (body: Json, name: string): unknown =>
  body.inputs.flatMap((input: Json) => input.figures).find((one: Json) => one.name === name)?.value;

it('builds its inputs, is held, and its decisions are followed to the end', async () => {
  const { secretary, director, specialist, head, stranger } = people;
  const plan = {
    type: 'plan',
    title: 'Xem xét của lãnh đạo',
    holdBy: addDays(today, 10),
    from: addDays(today, -365),
    to: today,
    chair: officers.director,
    members: [officers.specialist, officers.head],
  };
  expect(await refused(open(specialist, 'review', plan))).toEqual([403, 'not-your-part']);
  expect(await refused(open(stranger, 'review', plan))).toEqual([403, 'not-permitted']);
  const planned = await open(secretary, 'review', plan);
  expect(planned.status).toBe(200);
  const { id } = planned.body;
  expect(await refused(secretary.get(`/api/quality/reviews/${id}/minutes`) as never)).toEqual([
    409,
    'not-prepared',
  ]);

  const counter = await system.people.as('tiepnhan.khcn');
  expect((await counter.post('/api/dossiers', KHCN)).status).toBe(201);
  await open(secretary, 'risk', {
    type: 'register',
    nature: 'risk',
    title: 'Thiếu người tiếp nhận',
    description: 'Cao điểm cuối năm',
    source: 'process',
    likelihood: 4,
    impact: 4,
    owner: officers.head,
    reviewOn: addDays(today, 60),
  });
  await system.folded();
  expect(await refused(act(specialist, id, { type: 'gather' }))).toEqual([403, 'not-your-part']);
  await done(secretary, id, { type: 'gather' });
  const { body, version } = await record(director, id);
  expect(version).toBe(2);
  expect([figureIn(body, 'risks_high'), figureIn(body, 'earlier_decisions')]).toEqual([1, null]);
  expect(figureIn(body, 'dossiers_received')).toBeGreaterThan(0);
  expect(figureIn(body, 'audits_held')).toBeNull();
  const risks = body.inputs.find((one: Json) => one.code === 'risks');
  expect(risks).toMatchObject({ given: true, sources: [{ kind: 'record', of: 'risk' }] });
  expect(body.inputs.find((one: Json) => one.code === 'providers').required).toBe(false);
  const again = await secretary.get(`/api/quality/reviews/${id}/recounted`);
  expect(again.body).toEqual({ asOf: body.pack.asOf, same: true, differences: [] });

  expect(await refused(act(people.stranger, id, { type: 'gather' }))).toEqual([403, 'not-permitted']);
  await done(head, id, { type: 'explain', input: 'audits', text: 'Đánh giá nội bộ ghi ở sổ giấy' });
  const meeting = {
    type: 'hold',
    on: today,
    attended: [officers.director, officers.specialist],
    discussion: [{ input: 'resources', text: 'Thiếu một người' }],
    conclusion: 'Hệ thống phù hợp và có hiệu lực',
    decisions: [
      { what: 'Bổ sung một cán bộ tiếp nhận', kind: 'resource', owner: officers.specialist, days: 10 },
    ],
  };
  expect(await refused(act(head, id, meeting))).toEqual([403, 'not-your-part']);
  await done(secretary, id, meeting);
  const held = await record(specialist, id);
  expect(held.body.decisions[0]).toMatchObject({ state: 'open', mine: true });
  expect(held.duties.map((one: Json) => one.what)).toEqual(['review.hold', 'review.decision']);
  expect((await record(head, id)).body.decisions[0].mine).toBe(false);

  const report = { type: 'report', decision: 0, result: 'Đã có quyết định điều động', files: [] };
  expect(await refused(act(head, id, report))).toEqual([403, 'not-your-part']);
  await done(specialist, id, report);
  expect(await refused(act(head, id, { type: 'judge', decision: 0, accepted: true, note: 'được' }))).toEqual([
    403,
    'not-your-part',
  ]);
  expect(await refused(act(director, id, { type: 'close', note: 'xong việc' }))).toEqual([
    400,
    'decisions-open',
  ]);
  await done(secretary, id, { type: 'judge', decision: 0, accepted: true, note: 'Có quyết định kèm theo' });
  await done(director, id, { type: 'close', note: 'Đã thực hiện hết' });

  const printed = await fetchPdf(system.url, secretary, `/api/quality/reviews/${id}/minutes`);
  expect([printed.status, printed.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  const text = canReadPdf ? await textOf(printed.bytes) : UNREAD;
  expect(text).toContain('Bổ sung một cán bộ');
  expect(text).toContain('Không có trong hồ sơ.');
  const other = await fetchPdf(system.url, stranger, `/api/quality/reviews/${id}/minutes`);
  expect(other.status).toBe(403);
});

it('is what the agency is measured by, before what somebody typed; both open to what is behind them', async () => {
  const { secretary } = people;
  await system.folded();
  const year = Number(today.slice(0, 4));
  const basis = { number: '9/BB', date: today };
  const typed = { type: 'RiskRegisterKept', on: today, year, updated: false };
  const survey = {
    type: 'SatisfactionSurveyed',
    on: today,
    year,
    answersRequired: 30,
    answers: 3,
    satisfied: 2,
  };
  for (const entry of [typed, survey]) {
    const entered = await secretary.post(`/api/qms/agencies/${AGENCY}/entries`, {
      entry: { basis, ...entry },
    });
    expect(entered.status).toBe(200);
  }
  await system.folded();
  const { metrics, now } = system.runtime;
  const period = { from: `${year}-01-01` as LocalDate, to: `${year}-12-31` as LocalDate };
  const asOf = now();
  const figures = (await metrics.figuresOf([AGENCY], period, asOf)).get(AGENCY)!;
  expect(figures).toMatchObject({
    reviews_held: 1,
    review_decisions: 1,
    review_decisions_assigned: 1,
    risk_register_updated: true,
    survey_answers: 3,
    survey_answers_required: 30,
  });
  expect(figures['review_inputs_given']).toBeLessThan(figures['review_inputs_required'] as number);
  const [behind, forms] = await Promise.all([
    metrics.behind(AGENCY, 'review_decisions', period, asOf, 10),
    metrics.behind(AGENCY, 'survey_answers', period, asOf, 10),
  ]);
  expect(behind).toMatchObject([{ kind: 'quality-review', label: 'Xem xét của lãnh đạo' }]);
  expect(behind[0]!.positions.length).toBeGreaterThanOrEqual(6);
  expect(forms).toMatchObject([{ kind: 'SatisfactionSurveyed' }]);
  // Before anything was recorded nothing was known.
  const before = new Date(Date.parse(asOf) - 86_400_000).toISOString() as Instant;
  const then = (await metrics.figuresOf([AGENCY], period, before)).get(AGENCY) ?? {};
  expect(then['reviews_held']).toBeUndefined();
});
