/** Documents and changes in the browser: drafted, approved, issued and read; a change of law and a catalogue followed. */
import { describe, expect } from '@jest/globals';
import { addDays, dateOf, type Instant, type LocalDate } from '#libs/calendar';
import type { Page } from 'playwright-core';
import { changeRound } from '../../apps/projector/changes.ts';
import { startSystem } from '../e2e/system.ts';
import { missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';

const PDF = {
  name: 'chinh-sach-chat-luong.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7'),
};
const TITLE = 'CSCL.01 – Chính sách chất lượng';
const LAW = '2608/QĐ-UBND ngày 24/11/2025';
/** Longer than such papers are kept. */
const LONG_AGO_DAYS = 6 * 366;
const suite = missing === undefined ? describe : describe.skip;
const inVietnam = (day: LocalDate): string => day.split('-').toReversed().join('/');

/** A Select of a form: what is typed finds the one that is meant. */
async function choose(page: Page, label: string, typed: string): Promise<void> {
  await page.getByLabel(label).fill(typed);
  await page.keyboard.press('Enter');
}

suite(`documents and changes in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  const { story, page, looks, system } = storiesOf(() => startSystem({ portalFolder }));
  const today = (): LocalDate => dateOf(system().now().toISOString() as Instant);

  story('a document is drafted, reviewed, approved by a leader, issued, and read', async () => {
    const author = await page('chuyenvien.khcn');
    await author.goto('/chat-luong/tai-lieu');
    await author.getByText('Chưa có tài liệu nào ở đây.').waitFor();
    await author.getByText(/^Quy trình ISO của cơ quan \(\d+\)$/).click();
    await author.getByRole('link', { name: 'QT.KHCN.01' }).waitFor();
    await looks(author, 'tai-lieu-trong');
    await author.keyboard.press('F2');
    const dialog = author.getByRole('dialog');
    await dialog.getByLabel('Mã tài liệu').fill('cscl.01');
    await dialog.getByLabel('Tên tài liệu').fill('Chính sách chất lượng');
    await dialog.locator('input[type=file]').setInputFiles(PDF);
    await dialog.getByText(PDF.name).waitFor();
    await dialog.getByLabel('Nội dung mới').fill('Ban hành lần đầu');
    await looks(author, 'tai-lieu-soan');
    await author.keyboard.press('Control+Enter');
    await author.getByRole('heading', { name: TITLE }).waitFor();
    const address = new URL(author.url()).pathname;
    await author.getByRole('heading', { name: 'Gửi soát xét' }).waitFor();
    const head = (await (await system().people.as('truongphong.khcn')).get('/api/session')).body.officer.name;
    await choose(author, 'Người soát xét', head);
    await author.keyboard.press('F2');
    await author.getByText('Đã ghi nhận: gửi soát xét.').waitFor();

    const reviewer = await page('truongphong.khcn');
    await reviewer.goto(address);
    await reviewer.getByRole('heading', { name: 'Soát xét đạt' }).waitFor();
    await reviewer.keyboard.press('F2');
    await reviewer.getByText('Đã ghi nhận: soát xét đạt.').waitFor();
    const leader = await page('giamdoc.khcn');
    await leader.goto(address);
    await leader.getByRole('heading', { name: 'Phê duyệt', exact: true }).waitFor();
    await looks(leader, 'tai-lieu-phe-duyet');
    await leader.keyboard.press('F2');
    await leader.getByText('Đã ghi nhận: phê duyệt.').waitFor();

    const secretary = await page('thukyiso.khcn');
    await secretary.goto(address);
    await secretary.getByRole('heading', { name: 'Ban hành và phân phối' }).waitFor();
    await choose(secretary, 'Phân phối cho phòng', 'Công nghệ');
    await secretary.keyboard.press('Escape');
    await looks(secretary, 'tai-lieu-ban-hanh');
    await secretary.keyboard.press('F2');
    await secretary.getByText('Đã ghi nhận: ban hành và phân phối.').waitFor();
    await secretary.getByRole('tab', { name: 'Người đọc' }).click();
    await looks(secretary, 'tai-lieu-nguoi-doc');

    await system().folded();
    await author.goto('/chat-luong/tai-lieu');
    await author.getByRole('heading', { name: 'Tôi cần đọc (1)' }).waitFor();
    await looks(author, 'tai-lieu-can-doc');
    await author.getByRole('link', { name: TITLE }).first().click();
    await author.getByText('Mở và đọc tệp, rồi bấm Đã đọc:').waitFor();
    await looks(author, 'tai-lieu-da-doc');
    await author.keyboard.press('F2');
    await author.getByText('Đã ghi nhận: đã đọc.').waitFor();

    await secretary.goto('/chat-luong/ho-so-luu');
    await secretary.getByText('Chưa có hồ sơ lưu nào ở đây.').waitFor();
    await secretary.keyboard.press('F2');
    const filing = secretary.getByRole('dialog');
    await filing.getByLabel('Tên hồ sơ').fill('Đánh giá nội bộ các năm trước');
    await filing.getByLabel('Kết thúc ngày').fill(inVietnam(addDays(today(), -LONG_AGO_DAYS)));
    await secretary.keyboard.press('Enter');
    await filing.getByLabel('Nơi lưu').fill('Tủ 3, phòng Văn thư');
    const keeper = (await (await system().people.as('thukyiso.khcn')).get('/api/session')).body.officer.name;
    await choose(secretary, 'Người giữ', keeper);
    await looks(secretary, 'ho-so-luu-ghi');
    await secretary.keyboard.press('Control+Enter');
    await secretary.getByRole('heading', { name: 'Đề nghị xử lý' }).waitFor();
    await looks(secretary, 'ho-so-luu-mot');
    await secretary.keyboard.press('F2');
    await secretary.getByText('Đã ghi nhận: đề nghị xử lý.').waitFor();
    const archived = new URL(secretary.url()).pathname;
    await leader.goto(archived);
    await leader.getByRole('heading', { name: 'Quyết định xử lý' }).waitFor();
    await looks(leader, 'ho-so-luu-quyet-dinh');
    await leader.keyboard.press('F2');
    await leader.getByText('Đã ghi nhận: quyết định xử lý.').waitFor();
    await system().folded();
    await secretary.goto('/chat-luong/ho-so-luu');
    await secretary.getByRole('tab', { name: /^Đã xử lý/ }).click();
    await secretary.getByText('Đánh giá nội bộ các năm trước').waitFor();
    await looks(secretary, 'ho-so-luu');
  });

  story('a change of law opens a request, the catalogue shows what is not covered', async () => {
    const secretary = await page('thukyiso.khcn');
    await secretary.goto('/chat-luong/yeu-cau-thay-doi');
    await secretary.getByText('Không có yêu cầu nào ở đây.').waitFor();
    await secretary.getByRole('link', { name: 'Thay đổi pháp luật' }).click();
    await secretary.getByText('Chưa ghi thay đổi nào.').waitFor();
    await secretary.keyboard.press('F2');
    const dialog = secretary.getByRole('dialog');
    await dialog.getByLabel('Văn bản bị thay đổi').fill(LAW);
    await dialog.getByText('1 quy trình: QT.KHCN.01').waitFor();
    await dialog.getByLabel('Văn bản thay đổi nó').fill('3001/QĐ-UBND');
    await dialog.getByLabel('Hiệu lực từ').fill(inVietnam(today()));
    await secretary.keyboard.press('Enter');
    await dialog.getByLabel('Nội dung thay đổi').fill('Giảm thời hạn giải quyết còn 3 ngày làm việc');
    await looks(secretary, 'phap-luat-ghi');
    await secretary.keyboard.press('Control+Enter');
    await secretary.getByRole('tab', { name: 'Yêu cầu đã mở' }).waitFor();
    await system().folded();
    expect(await changeRound(system().runtime)).toBe(1);
    await system().folded();
    await secretary.reload();
    await secretary.getByRole('link', { name: 'QT.KHCN.01' }).waitFor();
    await looks(secretary, 'phap-luat-yeu-cau');
    await secretary.getByRole('link', { name: 'QT.KHCN.01' }).click();
    await secretary.getByRole('heading', { name: 'Giao người xem xét' }).waitFor();
    await looks(secretary, 'yeu-cau-thay-doi-mot');
    await secretary.goto('/chat-luong/yeu-cau-thay-doi');
    await secretary.getByText(LAW.slice(0, 4)).first().waitFor();
    await looks(secretary, 'yeu-cau-thay-doi');

    await secretary.getByRole('link', { name: 'Thủ tục và quy trình' }).click();
    await secretary.getByText('Cơ quan chưa ghi danh mục thủ tục hành chính.').waitFor();
    const revise = async (on: LocalDate, lines: string): Promise<void> => {
      await secretary.keyboard.press('F2');
      const decision = secretary.getByRole('dialog');
      await decision.getByLabel('Số quyết định').fill('12/QĐ-UBND');
      for (const label of ['Ngày ký', 'Áp dụng từ']) {
        await decision.getByLabel(label).fill(inVietnam(on));
        await secretary.keyboard.press('Enter');
      }
      await decision.getByLabel('Thủ tục').fill(lines);
    };
    await revise(addDays(today(), -90), '1.014390; Cấp giấy; Công nghệ; thêm');
    await secretary.keyboard.press('Control+Enter');
    await secretary.getByText(/^Dòng 1 chưa đúng/).waitFor();
    await looks(secretary, 'thu-tuc-ghi');
    const both = '1.014390; Công bố hợp quy; Công nghệ; mới\n9.000001; Thủ tục mới; Công nghệ; mới';
    await secretary.getByRole('dialog').getByLabel('Thủ tục').fill(both);
    await secretary.keyboard.press('Control+Enter');
    await secretary.getByText('1 (50%)').waitFor();
    await secretary.getByRole('button', { name: 'Chỉ thủ tục chưa có quy trình' }).click();
    await looks(secretary, 'thu-tuc');
  });
});
