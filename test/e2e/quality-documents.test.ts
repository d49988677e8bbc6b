/** Documents from the draft to the last copy, and what changes of law and of the catalogue bring about. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays, dateOf, type Instant, type LocalDate } from '#libs/calendar';
import { catalogueRound, changeRound } from '../../apps/projector/changes.ts';
import { readingRound } from '../../apps/projector/readings.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const AGENCY = 'skhcn';
const SHIPPED = readFileSync(new URL('../../libs/procedure/data/qt-khcn-01.yaml', import.meta.url), 'utf8');
const LAW = '2608/QĐ-UBND ngày 24/11/2025';

let system: TestSystem;
let today: LocalDate;
let secretary: Person;
let director: Person;
let specialist: Person;
let head: Person;
beforeAll(async () => {
  system = await startSystem();
  const { as } = system.people;
  [secretary, director, specialist, head] = [
    await as('thukyiso.khcn'),
    await as('giamdoc.khcn'),
    await as('chuyenvien.khcn'),
    await as('truongphong.khcn'),
  ];
  today = dateOf(system.now().toISOString() as Instant);
}, 120_000);
afterAll(() => system?.close());

async function upload(person: Person, text = '%PDF-1.7 chính sách'): Promise<Json> {
  const body = new FormData();
  body.append('file', new Blob([text]), 'chinh-sach.pdf');
  const headers = { authorization: `Bearer ${person.token()}` };
  return (await fetch(`${system.url}/api/files`, { method: 'POST', headers, body })).json();
}
const open = (person: Person, kind: string, command: Json, agency = AGENCY) =>
  person.post('/api/quality/records', { kind, agency, command });
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
const list = async (kind: string): Promise<Json[]> =>
  (await secretary.get(`/api/quality/records?kind=${kind}&agency=${AGENCY}`)).body.rows;

it('a document is drafted, reviewed, approved, issued, read by those concerned, and superseded', async () => {
  const file = await upload(specialist);
  const draft = {
    type: 'draft',
    code: 'cscl.01',
    title: 'Chính sách chất lượng',
    documentClass: 'policy',
    retention: { years: 5, fate: 'destroy' },
    file: { ...file, mediaType: 'text/html', bytes: 1 },
    changes: 'Ban hành lần đầu',
  };
  const missing = { ...file, sha256: '0'.repeat(64) };
  expect(await refused(open(specialist, 'document', { ...draft, file: missing }))).toEqual([
    400,
    'file-missing',
  ]);
  expect(await refused(open(specialist, 'document', { ...draft, code: 'qt.khcn.01' }))).toEqual([
    400,
    'is-procedure',
  ]);
  const opened = await open(specialist, 'document', draft);
  expect(opened.status).toBe(200);
  const { id } = opened.body;
  expect(await refused(open(head, 'document', { ...draft, code: ' CSCL.01' }))).toEqual([409, 'exists']);
  const stranger = await system.people.as('chuyenvien.noivu');
  expect((await stranger.get(`/api/quality/records/${id}`)).status).toBe(403);

  const people = (await record(specialist, id)).people;
  const officerOf = async (person: Person) => (await person.get('/api/session')).body.officer.id;
  const [author, reviewer] = [await officerOf(specialist), await officerOf(head)];
  expect(people.map((one: Json) => one.id)).toContain(reviewer);
  expect(await refused(act(specialist, id, { type: 'submit', reviewer: author }))).toEqual([
    403,
    'same-person',
  ]);
  await done(specialist, id, { type: 'submit', reviewer });
  expect(await refused(act(secretary, id, { type: 'review', note: '' }))).toEqual([403, 'not-addressed']);
  await done(head, id, { type: 'review', note: 'Đạt' });
  expect(await refused(act(secretary, id, { type: 'approve' }))).toEqual([403, 'not-your-part']);
  const issue = { type: 'issue', from: today, units: ['skhcn/qlcn'], officers: [], withinWorkingDays: 5 };
  expect(await refused(act(secretary, id, issue))).toEqual([409, 'wrong-state']);
  await done(director, id, { type: 'approve' });
  await done(secretary, id, issue);

  await system.folded();
  const { body: reading } = await specialist.get('/api/quality/documents/reading');
  expect(reading.editions).toMatchObject([{ record: id, code: 'CSCL.01', edition: 1, file: { ...file } }]);
  expect(await record(specialist, id)).toMatchObject({ body: { mine: { edition: 1 } } });
  const downloaded = await fetch(`${system.url}/api/quality/records/${id}/files/${file.sha256}`, {
    headers: { authorization: `Bearer ${specialist.token()}` },
  });
  expect([downloaded.headers.get('content-type'), await downloaded.text()]).toEqual([
    'application/pdf',
    '%PDF-1.7 chính sách',
  ]);
  await done(specialist, id, { type: 'acknowledge', edition: 1 });
  expect(await refused(act(specialist, id, { type: 'acknowledge', edition: 1 }))).toEqual([
    403,
    'not-addressed',
  ]);
  expect(await refused(act(secretary, id, { type: 'acknowledge', edition: 1 }))).toEqual([
    403,
    'not-addressed',
  ]);

  const next = await upload(secretary, '%PDF-1.7 lần hai');
  await done(secretary, id, { type: 'revise', file: next, changes: 'Thêm mục tiêu' });
  await done(secretary, id, { type: 'submit', reviewer });
  await done(head, id, { type: 'review', note: '' });
  await done(director, id, { type: 'approve' });
  expect(await refused(act(secretary, id, { ...issue, from: today }))).toEqual([400, 'not-later']);
  await done(secretary, id, { ...issue, from: addDays(today, 1) });
  await done(secretary, id, { type: 'note-recall', edition: 1, copies: 2, note: 'Đã thu' });
  expect(await refused(act(secretary, id, { type: 'dispose', edition: 1, note: 'Hủy bản lưu' }))).toEqual([
    400,
    'kept-longer',
  ]);
  const shown = await record(director, id);
  expect(shown).toMatchObject({
    status: 'in-force',
    body: {
      current: 2,
      editions: [{ edition: 2 }, { edition: 1, until: addDays(today, 1), recalled: { copies: 2 } }],
    },
  });
  expect(shown.allowed).toEqual(expect.arrayContaining(['withdraw']));
  expect(shown.history.map(({ type }: Json) => type)).toContain('DocumentRead');
  await system.folded();
  const [row] = await list('document');
  expect(row).toMatchObject({ id, brief: { code: 'CSCL.01', edition: 2, read: 0 } });
  const { body: duties } = await secretary.get(
    `/api/quality/duties?year=${today.slice(0, 4)}&agency=${AGENCY}`,
  );
  expect(duties.duties.map(({ what }: Json) => what)).toEqual(
    expect.arrayContaining(['document.read', 'document.recall']),
  );
  const { body: beside } = await specialist.get(`/api/quality/documents/procedures?agency=${AGENCY}`);
  expect(beside.editions).toEqual(
    expect.arrayContaining([expect.objectContaining({ code: 'QT.KHCN.01', status: 'published' })]),
  );
});

it('a change of law opens a request on every procedure that cites it, and the edition that follows closes it', async () => {
  const change = {
    type: 'record',
    number: LAW,
    nature: 'amended',
    by: '3001/QĐ-UBND',
    inForceFrom: today,
    what: 'Giảm thời hạn giải quyết',
  };
  expect(await refused(open(specialist, 'law-change', change))).toEqual([403, 'not-your-part']);
  const preview = await secretary.get(`/api/quality/changes/citing?number=${encodeURIComponent(LAW)}`);
  expect(preview.body.editions).toMatchObject([{ procedure: 'QT.KHCN.01', edition: 1 }]);
  const { id: law } = (await open(secretary, 'law-change', change)).body;
  expect(
    await refused(open(secretary, 'law-change', { ...change, number: '2608/qd-ubnd ngày 24/11/2025' })),
  ).toEqual([409, 'exists']);
  await system.folded();
  expect(await changeRound(system.runtime)).toBe(1);
  await system.folded();
  expect(await changeRound(system.runtime)).toBe(0);

  const [{ id, brief }] = (await list('change-request')) as [Json];
  expect(brief).toMatchObject({ source: 'law', procedure: 'QT.KHCN.01' });
  expect((await record(secretary, law)).body.requests).toMatchObject([{ id, status: 'opened' }]);
  const owner = (await head.get('/api/session')).body.officer.id;
  expect(await refused(act(specialist, id, { type: 'assign', owner, note: '' }))).toEqual([
    403,
    'not-your-part',
  ]);
  await done(secretary, id, { type: 'assign', owner, note: 'Xem bước 2' });
  expect(await refused(act(secretary, id, { type: 'assess', needed: true, reason: 'Cần' }))).toEqual([
    403,
    'not-your-part',
  ]);
  await done(head, id, { type: 'assess', needed: true, reason: 'Đổi thời hạn bước 2' });
  expect(await refused(act(secretary, id, { type: 'dismiss', reason: 'Thôi' }))).toEqual([
    409,
    'wrong-state',
  ]);

  const yaml = SHIPPED.replace('edition: 1', 'edition: 2')
    .replace(/effective-from: .*/, `effective-from: ${today}`)
    .replace('time: 02 ngày', 'time: 1,5 ngày')
    .replace('time: 01 ngày', 'time: 1,5 ngày');
  expect((await secretary.post('/api/procedures/drafts', { yaml })).status).toBe(201);
  await system.folded();
  await done(head, id, { type: 'link', procedure: 'QT.KHCN.01', edition: 2 });
  for (const [who, life] of [
    [secretary, 'review'],
    [director, 'approve'],
    [secretary, 'publish'],
  ] as const) {
    expect((await who.post(`/api/procedures/QT.KHCN.01/editions/2/${life}`)).status).toBe(200);
  }
  await system.folded();
  expect(await changeRound(system.runtime)).toBe(1);
  expect(await record(head, id)).toMatchObject({
    status: 'followed',
    body: { linked: { edition: 2 }, followed: { procedure: 'QT.KHCN.01', edition: 2, from: today } },
  });
  await system.folded();
  const year = today.slice(0, 4);
  const { body: figures } = await secretary.get(`/api/quality/changes/figures?agency=${AGENCY}&year=${year}`);
  expect(figures).toMatchObject({ opened: 1, open: 0, followed: 1, followedInTime: 1, bySource: { law: 1 } });
});

it('a published edition of a procedure is sent to those who hold its roles, and each says that they have read it', async () => {
  expect(await readingRound(system.runtime)).toBe(1);
  await system.folded();
  expect(await readingRound(system.runtime)).toBe(0);
  const toRead = async (who: Person): Promise<Json> =>
    (await who.get('/api/quality/documents/reading')).body.editions.find(
      ({ code }: Json) => code === 'QT.KHCN.01',
    );
  const mine = await toRead(specialist);
  expect(mine).toMatchObject({ edition: 2, from: today, file: null });
  expect(await toRead(secretary)).toBeUndefined();
  expect(await refused(act(secretary, mine.record, { type: 'acknowledge', edition: 2 }))).toEqual([
    403,
    'not-addressed',
  ]);
  expect((await refused(act(director, mine.record, { type: 'withdraw', reason: 'Thôi' })))[1]).toBe(
    'is-procedure',
  );
  await done(specialist, mine.record, { type: 'acknowledge', edition: 2 });
  const { body } = await record(secretary, mine.record);
  const { id } = (await specialist.get('/api/session')).body.officer;
  const { readers } = body.editions[0];
  expect([body.procedure, body.retention]).toEqual([true, null]);
  expect(readers.find(({ officer }: Json) => officer.id === id)).toMatchObject({ read: today });
  expect(readers.filter(({ read }: Json) => read === null).length).toBeGreaterThan(0);
  await system.folded();
  expect(await toRead(specialist)).toBeUndefined();
});

it('what a catalogue adds and nobody follows becomes a request, and people open them by hand', async () => {
  const line = (code: string, fate: string) => ({ code, name: `Thủ tục ${code}`, field: 'Công nghệ', fate });
  const revised = (on: LocalDate, code: string) => ({
    entry: {
      type: 'CatalogueRevised',
      on,
      basis: { number: '12/QĐ-UBND', date: on },
      lines: [line(code, 'new')],
    },
  });
  const entries = `/api/qms/agencies/${AGENCY}/entries`;
  expect((await secretary.post(entries, revised(addDays(today, -200), '9.000001'))).status).toBe(200);
  expect((await secretary.post(entries, revised(addDays(today, -60), '9.000002'))).status).toBe(200);
  await system.folded();
  expect(await catalogueRound(system.runtime)).toBe(1);
  await system.folded();
  expect(await catalogueRound(system.runtime)).toBe(0);
  const found = (await list('change-request')).find(({ brief }: Json) => brief.source === 'catalogue');
  expect(found).toMatchObject({ status: 'opened', brief: { tthc: '9.000002', procedure: null } });

  const asked = {
    type: 'open',
    source: 'audit',
    ref: 'KPH-2026-031',
    procedure: 'QT.KHCN.02',
    what: 'Bước 3 không ghi người ký',
    followBy: addDays(today, 30),
  };
  const auditor = await system.people.as('danhgia');
  expect(await refused(open(specialist, 'change-request', asked))).toEqual([403, 'not-your-part']);
  expect(await refused(open(auditor, 'change-request', { ...asked, procedure: 'QT.CV.01' }))).toEqual([
    400,
    'unknown-procedure',
  ]);
  const { body } = await open(auditor, 'change-request', asked);
  expect(await refused(open(auditor, 'change-request', asked))).toEqual([409, 'exists']);
  await done(director, body.id, { type: 'dismiss', reason: 'Đã có ở mẫu biểu' });
});

it('closed papers are kept for their time, then proposed by one and decided by another', async () => {
  const { id: owner } = (await specialist.get('/api/session')).body.officer;
  const keep = {
    type: 'keep',
    title: 'Hồ sơ đánh giá nội bộ',
    archiveClass: 'audit',
    closedOn: addDays(today, -800),
    place: 'Tủ 3',
    years: 2,
    fate: 'transfer',
    owner,
  };
  expect(await refused(open(specialist, 'archive', keep))).toEqual([403, 'not-your-part']);
  const { id } = (await open(secretary, 'archive', keep)).body;
  expect(await refused(act(head, id, { type: 'propose' }))).toEqual([403, 'not-your-part']);
  await done(specialist, id, { type: 'propose', note: 'Hết hạn lưu' });
  expect(await refused(act(secretary, id, { type: 'approve' }))).toEqual([403, 'not-your-part']);
  await done(director, id, { type: 'approve' });
  expect(await record(secretary, id)).toMatchObject({
    status: 'disposed',
    body: { fate: 'transfer', proposed: { note: 'Hết hạn lưu' }, disposed: { on: today } },
    duties: [{ what: 'archive.transfer', state: 'done-late' }],
  });
});
