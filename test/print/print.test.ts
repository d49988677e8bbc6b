import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { APPLICANT, completeAs, KHCN } from '../e2e/paths.ts';
import type { Person } from '../e2e/people.ts';
/* oxlint-disable typescript/no-explicit-any -- answers are looked at as they come */
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { canReadPdf, fetchPdf, textOf } from './pdf.ts';

let system: TestSystem;
let counter: Person;
beforeAll(async () => {
  system = await startSystem({ clock: '2026-05-04T02:00:00.000Z' });
  counter = await system.people.as('tiepnhan.khcn');
}, 120_000);
afterAll(() => system?.close());

const receive = async (): Promise<{ dossier: string; code: string; secret: string }> => {
  const { status, body } = await counter.post('/api/dossiers', KHCN);
  expect(status).toBe(201);
  return body;
};
const forms = async (dossier: string): Promise<string[]> => {
  const { body } = await counter.get(`/api/dossiers/${dossier}/print`);
  return body.forms.map((one: any) => `${one.circular}/${one.form}#${one.nth}`);
};
const pdfOf = async (path: string, who = counter): Promise<Buffer> => {
  const { status, headers, bytes } = await fetchPdf(system.url, who, path);
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'application/pdf',
    'no-store',
  ]);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  return bytes;
};
/** Where the words can't be read back, the PDF alone is checked. */
const wordsOf = async (path: string, who = counter): Promise<string | null> => {
  const bytes = await pdfOf(path, who);
  return canReadPdf ? textOf(bytes) : null;
};
const expectWords = (words: string | null, ...wanted: string[]): void => {
  for (const word of words === null ? [] : wanted) expect(words).toContain(word);
};

describe('the receipt', () => {
  it('is printed with the applicant, the appointment, the code and the secret; the same each time', async () => {
    const { dossier, code, secret } = await receive();
    const path = `/api/dossiers/${dossier}/print/receipt`;
    const words = await wordsOf(path);
    expectWords(words, APPLICANT.name, APPLICANT.idNumber, APPLICANT.phone, code, 'SỞ KHOA HỌC VÀ CÔNG NGHỆ');
    expectWords(words, 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', 'Minh Giang, ngày 04 tháng 5 năm 2026');
    expectWords(words, secret.match(/.{4}/g)!.join(' '), 'Thông tư số 03/2025/TT-VPCP', 'Mẫu số 01');
    expect((await pdfOf(path)).equals(await pdfOf(path))).toBe(true);
  });
});

describe('what may be printed', () => {
  it('is only what the dossier has come to, by those who may read it', async () => {
    const { dossier } = await receive();
    expect(await forms(dossier)).toEqual(['tt03-2025/receipt#1', 'tt03-2025/control-sheet#1']);
    const early = await counter.get(`/api/dossiers/${dossier}/print/stop-notice`);
    expect([early.status, early.body.code, early.body.state]).toEqual([409, 'form-not-applicable', 'open']);
    expect(early.body.allowed.map((one: any) => one.form)).toEqual(['receipt', 'control-sheet']);
    const unknown = await counter.get(`/api/dossiers/${dossier}/print/register`);
    expect(unknown.status).toBe(400);
    const stranger = await system.people.as('chuyenvien.noivu');
    const refused = await stranger.get(`/api/dossiers/${dossier}/print/receipt`);
    expect([refused.status, refused.body.code]).toEqual([403, 'not-permitted']);
  });

  it('a refusal has its slip', async () => {
    const { procedure, applicant } = KHCN;
    const reason = 'Thủ tục không thuộc thẩm quyền của Sở.';
    const { body } = await counter.post('/api/dossiers/refusals', { procedure, applicant, reason });
    expect(await forms(body.dossier)).toEqual(['tt03-2025/refusal#1']);
    expectWords(
      await wordsOf(`/api/dossiers/${body.dossier}/print/refusal`),
      'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
      APPLICANT.name,
      reason,
    );
  });

  it('supplement, apology and stop each bring their sheet, and the control sheet every hand-over', async () => {
    const { dossier } = await receive();
    const act = async (who: string, action: string, body: object): Promise<void> => {
      const answer = await (await system.people.as(who)).act(dossier, action, body);
      expect([action, answer.status, answer.body.code]).toEqual([
        action,
        200,
        expect.stringContaining('H99'),
      ]);
    };
    for (const [who, step] of [
      ['tiepnhan.khcn', 'B1'],
      ['truongphong.khcn', 'B2'],
    ] as const) {
      expect((await completeAs(await system.people.as(who), dossier, step)).status).toBe(200);
    }
    await act('truongphong.khcn', 'extend', {
      to: '2026-06-30T10:00:00.000Z',
      reason: 'Cần xác minh tại cơ sở.',
    });
    await act('chuyenvien.khcn', 'request-supplement', {
      step: 'B3',
      items: ['Bản sao quyết định công nhận'],
      reason: 'Thiếu tài liệu.',
    });
    expectWords(
      await wordsOf(`/api/dossiers/${dossier}/print/supplement-request`),
      'Bản sao quyết định công nhận',
      'Thiếu tài liệu.',
      'NGƯỜI HƯỚNG DẪN',
    );
    expectWords(
      await wordsOf(`/api/dossiers/${dossier}/print/apology`),
      'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN',
      '17 giờ 00 phút, ngày 30 tháng 6 năm 2026',
      'Cần xác minh tại cơ sở.',
    );
    await act('tiepnhan.khcn', 'receive-supplement', { documents: [{ code: 'GCN', copies: 1 }] });
    await act('tiepnhan.khcn', 'withdraw', { reason: 'Người nộp đề nghị rút hồ sơ.' });
    expectWords(
      await wordsOf(`/api/dossiers/${dossier}/print/stop-notice`),
      'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
      'theo đề nghị dừng thực hiện thủ tục hành chính của Ông/Bà',
    );
    expect(await forms(dossier)).toEqual(
      ['receipt', 'control-sheet', 'apology', 'supplement-request', 'stop-notice'].map(
        (form) => `tt03-2025/${form}#1`,
      ),
    );
    expectWords(
      await wordsOf(`/api/dossiers/${dossier}/print/control-sheet`),
      '1. Giao: Tổ chức, cá nhân nộp',
      '2. Nhận: Phòng Quản lý Công',
      'Đúng hạn',
      'Yêu cầu bổ',
      'Nhận bổ sung',
    );
  });
});

describe('the result', () => {
  it('goes with a slip that asks how it was', async () => {
    const { dossier, code } = await receive();
    const result = { result: { number: '12/GCN-SKHCN', positive: true } };
    for (const [who, step, more] of [
      ['tiepnhan.khcn', 'B1', {}],
      ['truongphong.khcn', 'B2', {}],
      ['chuyenvien.khcn', 'B3', {}],
      ['truongphong.khcn', 'B4', {}],
      ['giamdoc.khcn', 'B5', {}],
      ['vanthu.khcn', 'B6', result],
    ] as const) {
      const answer = await completeAs(await system.people.as(who), dossier, step, more);
      expect([step, answer.status]).toEqual([step, 200]);
    }
    expect(await forms(dossier)).toContain('null/result-slip#1');
    expectWords(
      await wordsOf(`/api/dossiers/${dossier}/print/result-slip`),
      'PHIẾU TRẢ KẾT QUẢ',
      code,
      '12/GCN-SKHCN',
    );
  });
});

describe('the register', () => {
  it('lists the unit’s dossiers of a period, for those who may see the unit', async () => {
    const { code } = await receive();
    await system.folded();
    const path = '/api/register/print?from=2026-05-01&to=2026-05-31';
    expectWords(await wordsOf(path), 'SỔ THEO DÕI HỒ SƠ', code, APPLICANT.name, 'Mẫu số 07');
    const other = await counter.get(`${path}&unit=snv/mc`);
    expect([other.status, other.body.code]).toEqual([403, 'not-permitted']);
    const turned = await counter.get('/api/register/print?from=2026-05-31&to=2026-05-01');
    expect([turned.status, turned.body.code]).toEqual([400, 'bad-period']);
    const words = await wordsOf('/api/register/print?from=2024-05-01&to=2024-05-31');
    expectWords(words, 'Từ ngày 01/05/2024 đến ngày 31/05/2024: 0 hồ sơ');
  });
});
