/** A procedure from a table pasted from Word to its publication, by the people whose steps these are. */
import { describe, expect } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { Locator } from 'playwright-core';
import { startSystem } from '../e2e/system.ts';
import { faults, missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';
import { nextMonday, PROCEDURE, receive } from './story.ts';

const suite = missing === undefined ? describe : describe.skip;

const ROWS = [
  ['B1', 'Tiếp nhận, kiểm tra hồ sơ', 'CCMC của Sở tại TTPVHCC', '0,5 ngày', 'Mẫu số 01; Mẫu số 06', ''],
  ['B2', 'Thẩm định hồ sơ, dự thảo kết quả', 'Chuyên viên Phòng QLCN', '02 ngày', 'BM.KHCN.07', 'Dự thảo'],
  ['B3', 'Ký duyệt', 'Lãnh đạo Sở', '01 ngày', '', 'Giấy chứng nhận'],
  ['B4', 'Trả kết quả', 'CCMC của Sở tại TTPVHCC', 'Không tính thời gian', 'Mẫu số 07', ''],
];
const HEAD = ['TT', 'Trình tự', 'Trách nhiệm', 'Thời gian', 'Biểu mẫu', 'Kết quả'];
const row = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td><p class=MsoNormal>${cell}<o:p></o:p></p></td>`).join('')}</tr>`;
/** The steps make 3,5 days. */
const WORD = `<html><head><style>td {border: solid}</style></head><body><table class=MsoTableGrid>${row(HEAD)}${ROWS.map(row).join('')}
<tr><td colspan=3>Tổng thời gian</td><td colspan=3>04 ngày làm việc</td></tr></table></body></html>`;

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** The same table as Word saves it: it counts the steps itself, and the sum spans three columns twice. */
function wordFile(): Uint8Array {
  const cell = (text: string, properties = ''): string =>
    `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const counted =
    '<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr></w:p></w:tc>';
  const wide = '<w:gridSpan w:val="3"/>';
  const rows = [
    HEAD.map((text) => cell(text)).join(''),
    ...ROWS.map(([, ...cells]) => counted + cells.map((text) => cell(text)).join('')),
    cell('Tổng thời gian', wide) + cell('04 ngày làm việc', wide),
  ];
  const body = `<w:tbl>${rows.map((cells) => `<w:tr>${cells}</w:tr>`).join('')}</w:tbl>`;
  const level =
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="B%1"/></w:lvl>';
  const lists = `<w:abstractNum w:abstractNumId="3">${level}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>`;
  return zipSync({
    'word/document.xml': strToU8(`<w:document ${W}><w:body>${body}</w:body></w:document>`),
    'word/numbering.xml': strToU8(`<w:numbering ${W}>${lists}</w:numbering>`),
  });
}

/** What the browser does when Word's clipboard is pasted. */
const paste = (into: Locator, html: string): Promise<void> =>
  into.evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', given);
    clipboardData.setData('text/plain', 'không dùng');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);

suite(`a procedure from Word to its publication${missing === undefined ? '' : ` (${missing})`}`, () => {
  const stories = storiesOf(async () => {
    const begun = await startSystem({ clock: nextMonday(new Date()).toISOString(), portalFolder });
    await receive(begun);
    await receive(begun, 1);
    await begun.folded();
    return begun;
  });
  const { page, story, looks } = stories;

  story('is drafted from the table, with what the check finds in its cells, and saved', async () => {
    const one = await page('thukyiso.khcn');
    await one.goto(`/quy-trinh/${PROCEDURE}`);
    await one.getByRole('link', { name: 'Soạn lần ban hành mới' }).click();
    const box = one.getByRole('textbox', { name: 'Bảng bước' });
    await one.getByLabel('Nội dung công việc, bước B7').waitFor();
    await paste(box, '<p>không có bảng</p>');
    await one.getByText('Không thấy bảng nào.').waitFor();
    await paste(box, WORD);
    await one.getByText('Đã đọc 4 bước.').waitFor();
    expect(await one.getByLabel('Lần ban hành').inputValue()).toBe('2');
    await one.getByText('Kết quả kiểm tra: 1 lỗi').waitFor();
    await one
      .getByRole('row', { name: /^Tổng thời gian/ })
      .getByText(/khác tổng/)
      .waitFor();
    await one.getByText('Sửa thời gian các bước hoặc tổng cho khớp.').waitFor();
    await one.getByLabel('Thời gian, bước B3').fill('một ngày rưỡi');
    await one
      .getByRole('row', { name: /B3/ })
      .getByText(/Không đọc được thời gian/)
      .first()
      .waitFor();
    await looks(one, 'soan');
    await one.getByLabel('Thời gian, bước B3').fill('1,5 ngày');
    await one.getByText('Kết quả kiểm tra: 0 lỗi, 0 cảnh báo').waitFor();
    const from = new Date(stories.system().now().getTime() + 10 * 86_400_000).toISOString().slice(0, 10);
    await one.getByLabel('Hiệu lực từ').fill(from.split('-').reverse().join('/'));
    await one.keyboard.press('Enter');
    await one.getByRole('button', { name: 'Lưu nháp' }).and(one.locator(':enabled')).waitFor();
    await one.keyboard.press('F2');
    await one.getByText('Dự thảo', { exact: true }).first().waitFor();
    await one.getByRole('cell', { name: 'Thẩm định hồ sơ, dự thảo kết quả' }).waitFor();
    await stories.system().folded();
  });

  story('is compared, reviewed, approved by another, and published with whom it touches', async () => {
    const secretary = await page('thukyiso.khcn');
    await secretary.goto(`/quy-trinh/${PROCEDURE}?lan=2`);
    await secretary.getByRole('link', { name: 'So sánh' }).click();
    await secretary.getByText(/B3/).first().waitFor();
    await looks(secretary, 'so-sanh');
    await secretary.goto(`/quy-trinh/${PROCEDURE}?lan=2`);
    await secretary.getByRole('button', { name: 'Xem xét' }).click();
    await secretary.keyboard.press('F2');
    await secretary.getByText('Đã ghi nhận: Xem xét.').waitFor();
    expect(await secretary.getByRole('button', { name: 'Phê duyệt' }).count()).toBe(0);

    const director = await page('giamdoc.khcn');
    await director.goto(`/quy-trinh/${PROCEDURE}?lan=2`);
    await director.getByRole('button', { name: 'Phê duyệt' }).click();
    await director.keyboard.press('F2');
    await director.getByText('Đã ghi nhận: Phê duyệt.').waitFor();

    await secretary.reload();
    await secretary.getByRole('button', { name: 'Ban hành' }).click();
    await secretary.getByText('2 hồ sơ đang giải quyết giữ lần 1.').waitFor();
    await looks(secretary, 'ban-hanh');
    await secretary.keyboard.press('F2');
    await secretary.getByText('Đã ghi nhận: Ban hành.').waitFor();
    await secretary.getByText('Có hiệu lực', { exact: true }).waitFor();
    const { body } = await (
      await stories.system().people.as('giamdoc.khcn')
    ).get(`/api/procedures/${PROCEDURE}/open`);
    expect(body.editions).toEqual([{ edition: 1, open: 2 }]);
  });

  story('begins anew from a Word file, whose merged cells and own numbers are read', async () => {
    const one = await page('thukyiso.khcn');
    await one.goto('/quy-trinh/moi/soan');
    const choose = (name: string, buffer: Uint8Array) =>
      one.getByLabel('Chọn tệp').setInputFiles({ name, mimeType: DOCX, buffer: Buffer.from(buffer) });
    await choose('hong.docx', strToU8('không phải tệp nén'));
    await one.getByText('Không đọc được tệp này.').waitFor();
    await choose('bom.docx', zipSync({ 'word/document.xml': new Uint8Array(31 * 2 ** 20) }));
    await one.getByText('Tệp quá lớn.').waitFor();
    await choose('bang.docx', wordFile());
    await one.getByText('Đã đọc 4 bước.').waitFor();
    expect(await one.getByLabel('Nội dung công việc, bước B2').inputValue()).toBe(
      'Thẩm định hồ sơ, dự thảo kết quả',
    );
    expect(await one.getByLabel('Thời gian, bước B4').inputValue()).toBe('Không tính thời gian');
    await one.getByRole('row', { name: /^Tổng thời gian.*04 ngày làm việc/ }).waitFor();
  });

  story('begins anew from a CSV file', async () => {
    const one = await page('thukyiso.khcn');
    await one.goto('/quy-trinh/moi/soan');
    await one.getByRole('heading', { name: 'Soạn quy trình' }).waitFor();
    expect(await faults(one)).toEqual([]);
    const csv = [HEAD, ...ROWS].map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\r\n');
    const file = { name: 'bang.csv', mimeType: 'text/csv', buffer: Buffer.from(csv, 'utf8') };
    await one.getByLabel('Chọn tệp').setInputFiles(file);
    await one.getByText('Đã đọc 4 bước.').waitFor();
    await one.getByRole('cell', { name: 'Ký hiệu: thiếu, bắt buộc phải có.', exact: true }).waitFor();
    await one.getByRole('button', { name: 'Bỏ bước, bước B2' }).click();
    await one.getByLabel('Nội dung công việc, bước B2').waitFor({ state: 'detached' });
  });
});
