import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  apologySheet,
  circularOn,
  controlSheet,
  formOn,
  receiptSheet,
  refusalSheet,
  registerSheet,
  renderPdf,
  resultSlip,
  stopSheet,
  supplementSheet,
} from './index.ts';
import type { Layout, RegisterRow } from './index.ts';
import { surveyUrl } from './lookup-url.ts';
import { about, at, CODE, headOf, LOOKUP, PERSON, SECRET, wordsOf } from './testing.ts';

const receipt = (moment?: string): Layout =>
  receiptSheet({
    ...about('receipt', moment),
    documents: [
      { name: 'Đơn đăng ký theo mẫu', copies: 1, form: 'bản chính' },
      { name: 'Danh mục tài liệu hệ thống quản lý', copies: 2, form: 'bản sao chứng thực' },
    ],
    term: '05 ngày làm việc',
    receivedAt: at('2026-05-04T09:05'),
    dueAt: at('2026-05-11T17:00'),
    collectAt: 'Bộ phận Tiếp nhận và Trả kết quả, Sở Khoa học và Công nghệ',
    receiver: 'Nguyễn Thị Ngọc Diễm',
    lookupUrl: LOOKUP,
    secret: SECRET,
    surveyUrl: surveyUrl('https://dichvucong.minhgiang.example', 'A'.repeat(38)),
  });

const registerRow = (index: number): RegisterRow => ({
  code: `H99.12-260504-${String(index).padStart(4, '0')}`,
  procedure: 'Công bố hợp quy đối với sản phẩm, hàng hóa sản xuất trong nước, dịch vụ, quá trình, môi trường',
  person: PERSON,
  solves: 'Sở Khoa học và Công nghệ',
  receivedAt: at('2026-05-04T09:05'),
  dueAt: at('2026-05-11T17:00'),
  returnedAt: index % 2 ? at('2026-05-08T10:30') : null,
  manner: 'Tại quầy',
});

const LAYOUTS: Readonly<Record<string, () => Layout>> = {
  receipt,
  'receipt-2018': () => receipt('2025-09-12T09:05'),
  'result-slip': () =>
    resultSlip({
      ...about('receipt'),
      head: { ...headOf('receipt'), form: { name: 'Phiếu trả kết quả' } },
      number: '12/GCN-SKHCN',
      positive: true,
      surveyUrl: surveyUrl('https://dichvucong.minhgiang.example', 'A'.repeat(38)),
    }),
  'supplement-request': () =>
    supplementSheet({
      ...about('supplement-request'),
      items: ['Bản sao quyết định công nhận', 'Sơ đồ tổ chức có chữ ký của người đứng đầu'],
      reason: 'Thành phần hồ sơ chưa đầy đủ theo khoản 2 Điều 5.',
      contact: { name: 'Vũ Thị Quỳnh Như' },
      guide: 'Vũ Thị Quỳnh Như',
    }),
  refusal: () =>
    refusalSheet({
      ...about('refusal'),
      code: null,
      reason: 'Thủ tục không thuộc thẩm quyền giải quyết của Sở.',
      receiver: 'Nguyễn Thị Ngọc Diễm',
    }),
  apology: () =>
    apologySheet({
      ...about('apology', '2026-05-08T16:00'),
      receivedAt: at('2026-05-04T09:05'),
      promisedAt: at('2026-05-11T17:00'),
      newDueAt: at('2026-05-14T17:00'),
      reason: 'Cần xác minh thêm tại cơ sở; cơ quan phối hợp chưa trả lời.',
      signer: 'Trần Đức Thắng',
    }),
  'stop-notice': () =>
    stopSheet({
      ...about('stop-notice'),
      receivedAt: at('2026-05-04T09:05'),
      cause: 'withdrawn',
      reason: 'Người nộp đề nghị rút hồ sơ.',
      signer: 'Trần Đức Thắng',
    }),
  'control-sheet': () =>
    controlSheet({
      ...about('control-sheet'),
      solves: 'Sở Khoa học và Công nghệ',
      cooperates: ['Ủy ban nhân dân phường Ỷ La'],
      receivedAt: at('2026-05-04T09:05'),
      dueAt: at('2026-05-11T17:00'),
      rows: Array.from({ length: 14 }, (_, index) => ({
        from: 'Bộ phận Tiếp nhận và Trả kết quả',
        to: 'Phòng Quản lý Tiêu chuẩn Đo lường Chất lượng',
        handedAt: at('2026-05-04T10:00'),
        takenAt: index === 13 ? null : at('2026-05-04T10:20'),
        result: (['early', 'on-time', 'late', null] as const)[index % 4]!,
        note: index === 5 ? 'Trả lại bước trước' : '',
        giver: 'Nguyễn Thị Ngọc Diễm',
        taker: index === 13 ? '' : 'Vũ Thị Quỳnh Như',
      })),
    }),
  register: () =>
    registerSheet({
      head: headOf('register'),
      from: '2026-05-01' as never,
      to: '2026-05-31' as never,
      rows: Array.from({ length: 25 }, (_, index) => registerRow(index + 1)),
    }),
};

describe('the circular in force', () => {
  it('changes with TT 03/2025/TT-VPCP on 15/9/2025', () => {
    expect([circularOn('2025-09-14' as never), circularOn('2025-09-15' as never)]).toEqual([
      'tt01-2018',
      'tt03-2025',
    ]);
  });

  it('gives one form another number, and knows the stop notice only since then', () => {
    expect(formOn('control-sheet', '2025-01-02' as never)?.number).toBe('05');
    expect(formOn('control-sheet', '2026-01-02' as never)?.number).toBe('06');
    expect(formOn('stop-notice', '2025-01-02' as never)).toBeUndefined();
    expect(formOn('stop-notice', '2026-01-02' as never)?.number).toBe('05');
    expect(formOn('apology', '2026-01-02' as never)?.name).toBe('Văn bản xin lỗi và đề nghị gia hạn');
  });
});

describe('the forms', () => {
  it.each(Object.entries(LAYOUTS))('%s has the national heading, its agency, place and date', (_, layout) => {
    const words = wordsOf(layout());
    expect(words).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(words).toContain('Độc lập - Tự do - Hạnh phúc');
    expect(words).toContain('SỞ KHOA HỌC VÀ CÔNG NGHỆ');
    expect(words).toMatch(/Minh Giang, ngày \d\d tháng \d+ năm 202\d/);
    expect(words).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('the receipt says when it was received, when the result comes, and how to look it up', () => {
    const words = wordsOf(receipt());
    expect(words).toContain('Thời gian nhận hồ sơ:  09 giờ 05 phút, ngày 04 tháng 5 năm 2026');
    expect(words).toContain('17 giờ 00 phút, ngày 11 tháng 5 năm 2026');
    expect(words).toContain(`https://dichvucong.minhgiang.example/tra-cuu#ma=${CODE}&bm=${SECRET}`);
    expect(words).toContain('K7M2 P9QR T4VW X5YZ');
    expect(words).toContain('Mẫu số 01\n (Ban hành kèm theo Thông tư số 03/2025/TT-VPCP)');
    expect(wordsOf(receipt('2025-09-12T09:05'))).toContain('Thông tư số 01/2018/TT-VPCP');
  });

  it('the survey’s address is on the receipt and goes with the result', () => {
    for (const layout of [receipt(), LAYOUTS['result-slip']!()]) {
      expect(wordsOf(layout)).toContain(`https://dichvucong.minhgiang.example/khao-sat/${'A'.repeat(38)}`);
    }
  });

  it('a person whose data were erased leaves no name behind', () => {
    const words = wordsOf(
      refusalSheet({ ...about('refusal'), person: null, reason: 'Lý do', receiver: 'Diễm' }),
    );
    expect(words).toContain('(dữ liệu cá nhân đã được xóa theo yêu cầu)');
    expect(words).not.toContain(PERSON.name);
  });

  it('the control sheet tells results in the field’s words', () => {
    const words = wordsOf(LAYOUTS['control-sheet']!());
    for (const word of ['Trước hạn', 'Đúng hạn', 'Quá hạn', 'Chưa nhận', '10:20 04/05/2026']) {
      expect(words).toContain(word);
    }
  });
});

describe('the PDF', () => {
  it.each(Object.entries(LAYOUTS))('of %s is the same bytes each time', async (name, layout) => {
    const pdf = await renderPdf(layout());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await renderPdf(layout())).equals(pdf)).toBe(true);
    const folder = process.env['DUNGHAN_TEST_ARTEFACTS'];
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${name}.pdf`), pdf);
  });

  it('embeds its font, so that every Vietnamese letter can be read back', async () => {
    const pdf = await renderPdf(receipt());
    const text = await textOf(pdf);
    if (text === undefined) return;
    expect(text.normalize('NFC')).toContain('Đặng Thị Ễ Ương');
    expect(text.normalize('NFC')).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
  });
});

/** By poppler's pdftotext; undefined where it isn't installed. */
async function textOf(pdf: Buffer): Promise<string | undefined> {
  const reading = promisify(execFile)('pdftotext', ['-', '-'], { encoding: 'utf8' });
  reading.child.stdin?.on('error', () => undefined);
  reading.child.stdin?.end(pdf);
  return reading.then(
    ({ stdout }) => stdout,
    (error: { code?: unknown }) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
}
