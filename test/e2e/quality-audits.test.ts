/** A year's audit programme: auditors appointed, nobody on their own work, a sample drawn, a finding followed to its end. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateOf, type Instant, type LocalDate } from '#libs/calendar';
import { nextMonday, receive, toSpecialist } from '../portal/story.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const AGENCY = 'skhcn';
const PROCEDURE = 'QT.KHCN.01';
const SPECIALIST = 'skhcn/qlcn/3';
const SECRETARY = 'skhcn/vp/3';
const CLERK = 'skhcn/vt/1';
const DOSSIERS = 4;

let system: TestSystem;
let today: LocalDate;
let secretary: Person;
let director: Person;
let specialist: Person;
const dossiers: string[] = [];
beforeAll(async () => {
  system = await startSystem();
  for (let nth = 0; nth < DOSSIERS; nth++) dossiers.push((await receive(system)).id);
  await toSpecialist(system, dossiers[0]!);
  await system.folded();
  // What was known at midnight is the population.
  system.setClock(nextMonday(system.now()).toISOString());
  today = dateOf(system.now().toISOString() as Instant);
  const { as } = system.people;
  [secretary, director, specialist] = [
    await as('thukyiso.khcn'),
    await as('giamdoc.khcn'),
    await as('chuyenvien.khcn'),
  ];
}, 120_000);
afterAll(() => system?.close());

const record = async (id: string): Promise<Json> => (await secretary.get(`/api/quality/records/${id}`)).body;
const act = (person: Person, id: string, command: Json) =>
  person.post(`/api/quality/records/${id}/commands`, { command });
const refusal = async (person: Person, id: string, command: Json): Promise<unknown[]> => {
  const { status, body } = await act(person, id, command);
  return [status, body.code];
};
const done = async (person: Person, id: string, command: Json): Promise<void> => {
  const { status, body } = await act(person, id, command);
  expect({ type: command.type, status, body }).toMatchObject({ type: command.type, status: 200 });
};
async function opened(person: Person, kind: string, command: Json): Promise<string> {
  const { status, body } = await person.post('/api/quality/records', { kind, agency: AGENCY, command });
  expect({ kind, status, body }).toMatchObject({ kind, status: 200 });
  return body.id;
}
const answerOf = (line: Json): Json => ({ type: 'answer', line: line.id, verdict: 'conforms' });

it('from the first auditors to the last finding', async () => {
  const year = Number(today.slice(0, 4));
  const plan = { title: `Đào tạo ${year}`, owner: SECRETARY };
  const training = await opened(secretary, 'training', { type: 'open', year, ...plan });
  const appoint = {
    type: 'appoint',
    what: 'internal-audit',
    from: today,
    to: addDays(today, 90),
    reason: 'Chưa ai học',
  };
  expect(await refusal(secretary, training, { ...appoint, officer: SECRETARY })).toEqual([
    403,
    'not-your-part',
  ]);
  for (const officer of [SECRETARY, SPECIALIST, CLERK])
    await done(director, training, { ...appoint, officer });
  await system.folded();

  const draft = { type: 'draft', year, title: `Chương trình ${year}`, owner: SECRETARY };
  const programme = await opened(secretary, 'audit-programme', draft);
  const { body: drafted } = await record(programme);
  expect(drafted.coverage).toMatchObject({ planned: 0, done: 0 });
  expect(drafted.auditors.map(({ id }: Json) => id).toSorted()).toEqual([SPECIALIST, SECRETARY, CLERK]);
  const units: string[] = drafted.units.map(({ id }: Json) => id);
  // Nobody audits the unit they work in: the secretary not the office, the clerk not the clerks.
  const [some, others] = [
    ['skhcn/mc', 'skhcn/vt'],
    units.filter((id) => !['skhcn/mc', 'skhcn/vt'].includes(id)),
  ];
  const first = {
    type: 'plan',
    title: 'Đánh giá mọi quy trình',
    procedures: drafted.procedures.map(({ code }: Json) => code),
    units: some,
    from: today,
    to: today,
    covers: { from: addDays(today, -30), to: addDays(today, -1) },
    lead: SECRETARY,
  };
  const own = await act(secretary, programme, { ...first, units: [], lead: SPECIALIST });
  expect([own.status, own.body.code]).toEqual([400, 'own-work']);
  expect(own.body.detail).toContain(`bước của ${PROCEDURE} trong kỳ`);
  expect(await refusal(secretary, programme, { ...first, lead: 'skhcn/ld/1' })).toEqual([
    400,
    'not-qualified',
  ]);
  expect(await refusal(secretary, programme, { ...first, units })).toEqual([400, 'own-work']);
  await done(secretary, programme, first);
  expect(await refusal(director, programme, { type: 'approve' })).toEqual([400, 'not-covered']);
  const second = { ...first, title: 'Đánh giá các bộ phận khác', procedures: [], units: others, lead: CLERK };
  await done(secretary, programme, second);
  await done(director, programme, { type: 'approve' });

  const audit = await opened(secretary, 'audit', { type: 'open', programme, entry: 0 });
  const again = { kind: 'audit', agency: AGENCY, command: { type: 'open', programme, entry: 0 } };
  expect((await secretary.post('/api/quality/records', again)).body.code).toBe('exists');
  expect(await record(programme)).toMatchObject({
    status: 'running',
    body: { audits: [{ audit: { id: audit } }, {}] },
  });
  expect(await refusal(specialist, audit, { type: 'prepare' })).toEqual([403, 'not-your-part']);
  await done(secretary, audit, { type: 'prepare' });
  await system.folded();
  const prepared = (await record(audit)).body;
  const draw = prepared.sample.draws.find(({ procedure }: Json) => procedure === PROCEDURE);
  expect([draw.population, draw.dossiers.length]).toEqual([DOSSIERS, 3]);
  expect(draw.dossiers[0].moments.length).toBeGreaterThan(0);
  expect((await secretary.get(`/api/quality/audits/${audit}/sample`)).body).toMatchObject({ same: true });
  // Whoever audits looks into what was drawn, and into nothing else.
  const drawn: string[] = draw.dossiers.map(({ id }: Json) => id);
  const left = dossiers.find((id) => !drawn.includes(id))!;
  expect((await secretary.get(`/api/dossiers/${drawn[0]}`)).status).toBe(200);
  expect((await secretary.get(`/api/dossiers/${left}`)).status).toBe(403);

  await done(secretary, audit, { type: 'begin' });
  expect(await refusal(director, audit, answerOf(prepared.lines[0]))).toEqual([403, 'not-in-team']);
  const wrong = prepared.lines.find(({ procedure, step }: Json) => procedure === PROCEDURE && step === 'B1');
  expect(wrong.vi).toContain('trách nhiệm: Công chức một cửa');
  for (const line of prepared.lines) if (line !== wrong) await done(secretary, audit, answerOf(line));
  const report = { type: 'report', conclusion: 'Có một điểm không phù hợp', meeting: 'Họp cùng ngày' };
  expect(await refusal(secretary, audit, report)).toEqual([400, 'unanswered']);
  const finding = {
    verdict: 'nonconformity',
    severity: 'minor',
    evidence: 'Không ghi giờ nhận',
    dossier: drawn[0],
    event: 1,
  };
  await done(secretary, audit, { ...answerOf(wrong), ...finding });
  await done(secretary, audit, report);
  await system.folded();

  const reported = (await record(audit)).body;
  const { nonconformity } = reported.lines.find(({ id }: Json) => id === wrong.id).answer;
  expect(nonconformity).toMatchObject({ code: expect.stringMatching(/^KPH-\d{4}\//), status: 'open' });
  expect(reported.hints.map(({ sign }: Json) => sign)).toContain('one-person');
  expect((await secretary.get(`/api/quality/audits/of/${nonconformity.id}`)).body).toEqual({
    audit: { id: audit, title: 'Đánh giá mọi quy trình' },
  });
  const raised = (await secretary.get(`/api/nonconformities/${nonconformity.id}`)).body;
  expect(raised).toMatchObject({ source: 'audit' });
  expect(await refusal(secretary, audit, { type: 'approve' })).toEqual([403, 'not-your-part']);
  await done(director, audit, { type: 'approve' });
  expect(await refusal(secretary, audit, { type: 'close' })).toEqual([400, 'finding-open']);
  const dismissed = await director.post(`/api/nonconformities/${nonconformity.id}/dismiss`, {
    reason: 'Đã có giờ',
  });
  expect(dismissed.status).toBe(200);
  await done(secretary, audit, { type: 'close', note: 'Xong' });
  expect(await refusal(secretary, programme, { type: 'close' })).toEqual([400, 'audit-open']);

  const printed = await fetch(`${system.url}/api/quality/audits/${audit}/report`, {
    headers: { authorization: `Bearer ${secretary.token()}` },
  });
  expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  await system.folded();
  const after = (await record(programme)).body;
  expect(after.coverage.done).toBe(after.coverage.required - others.length);
  const outside = await (await system.people.as('chuyenvien.noivu')).get(`/api/quality/records/${audit}`);
  expect(outside.status).toBe(403);
}, 120_000);
