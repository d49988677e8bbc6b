/** Another system's log beside a procedure in the browser: sent, mapped, compared, down to a case, and acted upon. */
import { describe, expect } from '@jest/globals';
import { startSystem } from '../e2e/system.ts';
import { faults, missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';

const SECRETARY = 'thukyiso.khcn';
const STEPS = [
  ['Tiếp nhận hồ sơ', 'Công chức một cửa'],
  ['Phân công thụ lý', 'Trưởng phòng'],
  ['Thẩm định hồ sơ', 'Chuyên viên'],
  ['Xem xét dự thảo', 'Trưởng phòng'],
  ['Ký duyệt kết quả', 'Giám đốc Sở'],
  ['Vào sổ, đóng dấu', 'Văn thư'],
  ['Trả kết quả', 'Công chức một cửa'],
] as const;
const CASES = 24;

/** Of every four cases one skips the assignment, one is signed before it was looked at. */
function log(): string {
  const lines = ['Mã hồ sơ;Trạng thái;Thời gian;Chức vụ;Phòng'];
  for (let index = 0; index < CASES; index++) {
    const steps: (readonly [string, string])[] = [...STEPS];
    if (index % 4 === 1) steps.splice(1, 1);
    if (index % 4 === 2) steps.push(steps.splice(3, 1)[0]!);
    const unit = index % 3 === 0 ? 'Phòng Quản lý công nghệ' : 'Phòng Tiêu chuẩn đo lường chất lượng';
    for (const [hour, [step, role]] of steps.entries()) {
      lines.push(
        `H${String(index).padStart(3, '0')};${step};${10 + (index % 4)}/03/2025 ${8 + hour}:00;${role};${unit}`,
      );
    }
  }
  return `\ufeff${[...lines, 'H999;Trả kết quả;hôm qua;Văn thư;Phòng'].join('\r\n')}`;
}

const suite = missing === undefined ? describe : describe.skip;

suite(`a log compared in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  const { story, looks, page: open } = storiesOf(() => startSystem({ portalFolder }));

  story(
    'is sent and mapped, its differences are followed to their cases, and one becomes a nonconformity',
    async () => {
      const page = await open(SECRETARY);
      await page.getByRole('link', { name: 'Đối chiếu nhật ký' }).click();
      await page.getByText('Chưa có lần đối chiếu nào.').waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('link', { name: /^Đối chiếu mới/ }).click();
      await page.getByRole('heading', { name: '1. Tệp nhật ký' }).waitFor();
      await page.getByLabel('Chọn tệp').setInputFiles({
        name: 'một cửa quý I.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(log()),
      });
      await page.getByText('24 hồ sơ, 162 sự kiện').waitFor();
      await page.getByText('1 dòng không đọc được').waitFor();
      await page.getByLabel('Đối chiếu với: Toàn bộ nhật ký').fill('QT.KHCN.01');
      await page.getByLabel('Đối chiếu với: Toàn bộ nhật ký').press('Enter');
      await page.getByRole('cell', { name: 'Trùng số hoặc tên' }).first().waitFor();
      await looks(page, 'doi-chieu-moi');
      await page.keyboard.press('F2');
      await page.getByRole('heading', { name: 'Theo bước' }).waitFor();
      await looks(page, 'doi-chieu');
      await page
        .getByRole('row', { name: /^B2 Phân công/ })
        .getByRole('link', { name: '6 (25%)' })
        .click();
      await page.getByText('6 hồ sơ: Bỏ qua, B2 Phân công thụ lý').waitFor();
      await page.getByText('H001').click();
      await page.getByRole('heading', { name: 'Đường đi của hồ sơ' }).waitFor();
      await looks(page, 'doi-chieu-ho-so');
      await page.getByRole('button', { name: /^Lập điểm không phù hợp/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Lập điểm không phù hợp' }).click();
      await page.getByText(/^Đã thành KPH-/).waitFor();
      await page.getByRole('button', { name: 'Đề nghị sửa quy trình' }).click();
      await page.getByLabel('Quy trình phải sửa xong trước ngày').fill('31/12/2030');
      await page.getByLabel('Quy trình phải sửa xong trước ngày').press('Tab');
      await page.getByRole('dialog').getByRole('button', { name: 'Đề nghị sửa quy trình' }).click();
      await page.getByText('Đã thành yêu cầu thay đổi').waitFor();
      await looks(page, 'doi-chieu-da-lap');
      await page.getByRole('link', { name: 'Đối chiếu nhật ký' }).first().click();
      await page.getByRole('rowheader', { name: /một cửa quý I/ }).waitFor();
      await looks(page, 'doi-chieu-danh-sach');
    },
  );
});
