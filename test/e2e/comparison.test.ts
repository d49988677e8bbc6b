/** Another system's log beside a procedure: sent by those who may, mapped, compared, looked into, and acted upon. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const SECRETARY = 'thukyiso.khcn';
const OFFICER = 'tiepnhan.khcn';
const AGENCY = 'skhcn';
const PROCEDURE = { procedure: 'QT.KHCN.01', edition: 1 };
/** As another one-stop system would write it: Excel's separator and dates, its own words, rows not in order. */
const LOG = [
  'Mã hồ sơ;Trạng thái;Thời gian;Chức vụ;Phòng',
  'H1;Tiếp nhận hồ sơ;24/04/2025 08:00;Công chức một cửa;Một cửa',
  'H1;Phân công thụ lý;24/04/2025 10:00;Trưởng phòng;QLCN',
  'H1;Ký duyệt kết quả;25/04/2025 15:00;Giám đốc Sở;LĐ',
  'H1;Thẩm định hồ sơ;25/04/2025 09:00;Chuyên viên;QLCN',
  'H1;Xem xét dự thảo;25/04/2025 11:00;Trưởng phòng;QLCN',
  'H1;Vào sổ, đóng dấu;25/04/2025 16:00;Văn thư;VT',
  'H1;Trả kết quả;28/04/2025 14:00;Công chức một cửa;Một cửa',
  'H2;Tiếp nhận hồ sơ;24/04/2025 08:00;Chuyên viên;Một cửa',
  'H2;Gọi điện cho dân;24/04/2025 09:00;Chuyên viên;Một cửa',
  'H2;Thẩm định hồ sơ;16/05/2025 10:00;Chuyên viên;QLCN',
  'H2;Tiếp nhận hồ sơ;hôm qua;Chuyên viên;Một cửa',
].join('\r\n');
const FIELDS = {
  case: 'Mã hồ sơ',
  activity: 'Trạng thái',
  time: 'Thời gian',
  role: 'Chức vụ',
  unit: 'Phòng',
};

let system: TestSystem;
let file: Json;
let steps: Record<string, string | null>;
let made: string;

beforeAll(async () => {
  system = await startSystem({ clock: '2026-03-02T02:00:00.000Z' });
}, 120_000);
afterAll(() => system?.close());

const get = async (path: string, who = SECRETARY): Promise<Json> =>
  (await system.people.as(who)).get(`/api/comparisons${path}`);
const post = async (path: string, body: object, who = SECRETARY, key?: string): Promise<Json> =>
  (await system.people.as(who)).post(`/api/comparisons${path}`, body, key);

async function send(bytes: string | Uint8Array, who = SECRETARY): Promise<{ status: number; body: Json }> {
  const body = new FormData();
  body.append('file', new Blob([Buffer.from(bytes)]), 'nhật ký.csv');
  const headers = { authorization: `Bearer ${(await system.people.as(who)).token()}` };
  const answer = await fetch(`${system.url}/api/comparisons/files?agency=${AGENCY}`, {
    method: 'POST',
    headers,
    body,
  });
  return { status: answer.status, body: await answer.json() };
}

const asked = (more: object = {}): object => ({
  agency: AGENCY,
  title: 'Quý II/2025',
  file,
  fields: FIELDS,
  roles: { 'Công chức một cửa': 'reception', 'Chuyên viên': 'specialist', 'Văn thư': null },
  parts: [{ said: null, ...PROCEDURE, steps }],
  ...more,
});

describe('a log is sent', () => {
  it('by the ISO secretary or an auditor of the agency, and by nobody else', async () => {
    expect((await send(LOG, OFFICER)).status).toBe(403);
    const sent = await send(`\ufeff${LOG}`);
    expect(sent).toMatchObject({ status: 200, body: { mediaType: 'text/csv', name: 'nhật ký.csv' } });
    file = sent.body;
    const everything = [
      await get('', OFFICER),
      await get('?agency=sxd'),
      await post('/preview', { agency: AGENCY, file: file.sha256 }, OFFICER),
      await post('/steps', { agency: AGENCY, ...PROCEDURE, activities: [] }, OFFICER),
      await post('/preview', { agency: 'sxd', file: file.sha256 }),
    ];
    expect(everything.map(({ status }) => status)).toEqual(everything.map(() => 403));
  });

  it('as text or packed; no document, and no program', async () => {
    expect((await send(gzipSync(LOG))).body).toMatchObject({ mediaType: 'application/gzip' });
    expect((await send('%PDF-1.4')).body).toMatchObject({ status: 415, code: 'file-type' });
    expect((await send(Buffer.from([1, 0, 2, 3, 4]))).body).toMatchObject({ status: 415 });
  });

  it('and looked into: separator, columns, words, the rows that are no events', async () => {
    const { status, body } = await post('/preview', { agency: AGENCY, file: file.sha256 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ format: 'csv', delimiter: ';', fields: FIELDS });
    expect(body.found).toMatchObject({ cases: 2, events: 10, timed: 10, units: 1, tooMany: false });
    expect(body.found.badRows).toEqual({ count: 1, shown: [{ line: 12, fault: 'time', found: 'hôm qua' }] });
    expect(body.found.roles).toContainEqual({
      name: 'Chuyên viên',
      events: 4,
      role: 'specialist',
      how: 'likely',
    });
    expect(body.found.procedures).toMatchObject([{ said: null, cases: 2 }]);
    const none = await post('/preview', { agency: AGENCY, file: file.sha256, delimiter: '|' });
    expect(none.body.found).toBeNull();
  });
});

describe('a procedure is drafted', () => {
  it('from the path that most cases take, as a file that can be checked', async () => {
    const body = {
      agency: AGENCY,
      file: file.sha256,
      fields: FIELDS,
      said: null,
      code: 'QT.MOI.01',
      title: 'Mới',
    };
    expect((await post('/drafts', body, OFFICER)).status).toBe(403);
    const drafted = await post('/drafts', body);
    expect(drafted.body).toMatchObject({
      cases: 2,
      variants: 2,
      taken: 1,
      file: { code: 'QT.MOI.01', edition: 1 },
    });
    const yaml = JSON.stringify(drafted.body.file);
    const checked = await (await system.people.as(SECRETARY)).post('/api/procedures/check', { yaml });
    expect(checked.body.edition.steps.map(({ content }: Json) => content)).toEqual(drafted.body.path);
  });
});

describe('a log is compared', () => {
  it('by the steps that a person confirms', async () => {
    const { body } = await post('/preview', { agency: AGENCY, file: file.sha256 });
    const activities = body.found.procedures[0].activities.map(({ name }: Json) => name);
    const proposed = (await post('/steps', { agency: AGENCY, ...PROCEDURE, activities })).body.steps;
    steps = Object.fromEntries(proposed.map(({ activity, step }: Json) => [activity, step]));
    expect(steps).toEqual({
      'Tiếp nhận hồ sơ': 'B1',
      'Phân công thụ lý': 'B2',
      'Thẩm định hồ sơ': 'B3',
      'Xem xét dự thảo': 'B4',
      'Ký duyệt kết quả': 'B5',
      'Vào sổ, đóng dấu': 'B6',
      'Trả kết quả': 'B7',
      'Gọi điện cho dân': null,
    });
  });

  it('once for a key; a step or role that is none is refused, and so are others', async () => {
    expect((await post('', asked(), OFFICER)).status).toBe(403);
    const strange = [{ said: null, ...PROCEDURE, steps: { 'Trả kết quả': 'B99' } }];
    expect((await post('', asked({ parts: strange }))).body.code).toBe('unknown-step');
    expect((await post('', asked({ roles: { x: 'king' } }))).body.code).toBe('unknown-role');
    expect((await post('', asked({ file: { ...file, sha256: '0'.repeat(64) } }))).status).toBe(404);
    const key = 'comparison-of-april';
    const first = await post('', asked(), SECRETARY, key);
    expect(first.status).toBe(200);
    made = first.body.id;
    expect((await post('', asked(), SECRETARY, key)).body.id).toBe(made);
    expect((await get('')).body.comparisons).toMatchObject([
      { id: made, cases: 2, same: 1, inOrder: 1, findings: 0 },
    ]);
  });

  it('and every difference stands with its cases, steps, roles and times', async () => {
    const { body } = await get(`/${made}`);
    expect(body).toMatchObject({
      title: 'Quý II/2025',
      mayRaise: true,
      summary: { rows: 11, elsewhere: 0, events: 10 },
    });
    const [part] = body.parts;
    expect(part.differences).toEqual(
      expect.arrayContaining([
        { kind: 'foreign', at: 'Gọi điện cho dân', cases: 1 },
        { kind: 'missing', at: 'B2', cases: 1 },
        { kind: 'role', at: 'B1', cases: 1 },
        { kind: 'slow', at: 'B3', cases: 1 },
        { kind: 'unfinished', at: 'B4', cases: 1 },
      ]),
    );
    expect(part.differences).toHaveLength(5);
    expect(part.matching).toMatchObject({ matches: false, answered: [], tolerance: 5, rule: 1 });
    const inTheWay = part.matching.open.map(({ kind, at }: Json) => `${kind}:${at}`).toSorted();
    expect(inTheWay).toEqual(['missing:B2', 'role:B1', 'unfinished:B4']);
    expect(part.units.map(({ unit }: Json) => unit)).toEqual(['Một cửa']);
    const cases = await get(`/${made}/cases?part=0&kind=missing&at=B2`);
    expect(cases.body).toMatchObject({ total: 1, next: null, rows: [{ name: 'H2', unit: 'Một cửa' }] });
    expect((await get(`/${made}/cases?part=0&kind=slow`)).body.total).toBe(1);
    expect((await get(`/${made}/cases?part=0&kind=order`)).body.total).toBe(0);
    expect((await get(`/${made}/cases?part=0&limit=1`)).body).toMatchObject({ total: 2, next: 1 });
    expect((await get(`/${made}/cases?part=0`, OFFICER)).status).toBe(403);
    expect((await get(`/${made}`, OFFICER)).status).toBe(403);
    const person = await system.people.as(SECRETARY);
    const csv = await fetch(`${system.url}/api/comparisons/${made}/differences.csv`, {
      headers: { authorization: `Bearer ${person.token()}` },
    });
    const lines = (await csv.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines.join('\n')).toContain('QT.KHCN.01,1,H2,Một cửa,Bỏ qua bước,B2,Phân công thụ lý');
  });

  it('and what was confirmed is proposed again', async () => {
    const again = await post('/steps', {
      agency: AGENCY,
      ...PROCEDURE,
      activities: ['Gọi điện cho dân', 'Trả kết quả'],
    });
    expect(again.body.steps).toEqual([
      { activity: 'Gọi điện cho dân', step: null, how: 'kept' },
      { activity: 'Trả kết quả', step: 'B7', how: 'kept' },
    ]);
    const { body } = await post('/preview', { agency: AGENCY, file: file.sha256 });
    expect(body.found.roles).toContainEqual({ name: 'Văn thư', events: 1, role: null, how: 'kept' });
  });
});

describe('a difference', () => {
  const difference = { part: 0, kind: 'missing', at: 'B2', severity: 'minor' };
  const found = {
    ...difference,
    title: 'Bỏ qua bước phân công',
    description: 'Không có phân công trong nhật ký.',
  };

  it('becomes a nonconformity once, which says what shows it', async () => {
    expect((await post(`/${made}/nonconformities`, found, OFFICER)).status).toBe(403);
    expect((await post(`/${made}/nonconformities`, { ...found, at: 'B7' })).status).toBe(404);
    const { status, body } = await post(`/${made}/nonconformities`, found, SECRETARY, 'finding-of-april');
    expect([status, body.code]).toEqual([200, expect.stringMatching(/^KPH-/)]);
    expect((await post(`/${made}/nonconformities`, found)).status).toBe(409);
    const { parts } = (await get(`/${made}`)).body;
    expect(parts[0].findings).toEqual([
      { kind: 'missing', at: 'B2', became: 'nonconformity', record: body.id, code: body.code },
    ]);
    const record = await (await system.people.as(SECRETARY)).get(`/api/nonconformities/${body.id}`);
    expect(record.body).toMatchObject({ title: found.title, source: 'audit' });
    expect(JSON.stringify(record.body)).toContain(file.sha256);
  });

  it('asks the procedure to change once, as any other request to change it', async () => {
    const change = {
      part: 0,
      kind: 'slow',
      at: 'B3',
      what: 'Thời gian thẩm định không đủ.',
      followBy: '2026-06-01',
    };
    expect((await post(`/${made}/change-requests`, change, OFFICER)).status).toBe(403);
    const { status, body } = await post(`/${made}/change-requests`, change);
    expect([status, body]).toEqual([200, expect.objectContaining({ id: expect.any(String) })]);
    expect((await post(`/${made}/change-requests`, change)).status).toBe(409);
    const record = await (await system.people.as(SECRETARY)).get(`/api/quality/records/${body.id}`);
    expect(JSON.stringify(record.body)).toContain(file.sha256);
    expect((await get(`/${made}`)).body.parts[0].findings).toHaveLength(2);
  });
});
