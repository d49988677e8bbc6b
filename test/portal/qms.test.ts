/** The agencies' quality systems in a browser: how far each has come, one in full, an entry written down and taken back. */
import { describe } from '@jest/globals';
import { loadSystemsInto } from '../../apps/cli/verbs/demo.ts';
import { startSystem } from '../e2e/system.ts';
import { missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';
import { nextMonday } from './story.ts';

/** In the future, so that the browser keeps the session's cookie. */
const BEGIN = nextMonday(new Date());
const DAY_MS = 86_400_000;
/** As people type it: so many days before. */
function typed(daysBefore: number): string {
  const day = new Date(BEGIN.getTime() - daysBefore * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length);
  return day.split('-').reverse().join('/');
}

const suite = missing === undefined ? describe : describe.skip;

suite(`the agencies’ quality systems in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  const { page, story, looks } = storiesOf(async () => {
    const made = await startSystem({ clock: BEGIN.toISOString(), portalFolder });
    await loadSystemsInto(made.runtime);
    await made.folded();
    return made;
  });

  story('the committee sees who is how far, and who is still to come', async () => {
    const one = await page('banchidao');
    await one.goto('/chat-luong/he-thong');
    await one.getByRole('heading', { name: 'Hệ thống quản lý chất lượng' }).waitFor();
    await one.getByText('Các sở công bố hệ thống phù hợp').click();
    await one.getByText('Chưa đạt:').waitFor();
    await one.getByLabel('Giai đoạn').selectOption('declared');
    await one.getByRole('cell', { name: 'Sở Tài chính' }).waitFor();
    await looks(one, 'he-thong');
    await one.getByLabel('Giai đoạn').selectOption('maintained');
    await one.getByRole('link', { name: 'Sở Khoa học và Công nghệ' }).click();
    await one.getByRole('cell', { name: 'GCN-2024-118' }).waitFor();
    await one.getByText('Cấp giấy chứng nhận').waitFor();
    await looks(one, 'he-thong-co-quan');
  });

  story('the secretary writes an entry down, with its document, and takes one back', async () => {
    const one = await page('thukyiso.khcn');
    await one.goto('/chat-luong/he-thong/skhcn');
    await one
      .getByRole('button', { name: /^Ghi nhận/ })
      .first()
      .waitFor();
    await one.keyboard.press('F2');
    const dialog = one.getByRole('dialog');
    await dialog.getByLabel('Số phạm vi phải đánh giá').fill('27');
    await dialog.getByLabel('Số phạm vi đã đánh giá').fill('28');
    await dialog.getByLabel('Số phát hiện').fill('1');
    await dialog.getByLabel('Ngày diễn ra hoặc có hiệu lực').fill(typed(3));
    await one.keyboard.press('Tab');
    await dialog.getByLabel('Số văn bản').fill('99/BC-SKHCN');
    await dialog.getByLabel('Ngày văn bản').fill(typed(2));
    await one.keyboard.press('Tab');
    await looks(one, 'he-thong-ghi-nhan');
    await dialog.getByRole('button', { name: /^Ghi nhận/ }).click();
    await dialog.getByText('Số thành phần không được lớn hơn tổng số.').waitFor();
    await dialog.getByLabel('Số phạm vi đã đánh giá').fill('27');
    await dialog.getByRole('button', { name: /^Ghi nhận/ }).click();
    const entry = one.getByRole('listitem').filter({ hasText: '99/BC-SKHCN' });
    await entry.getByRole('button', { name: 'Rút ghi nhận nhầm' }).click();
    await one.getByRole('dialog').getByLabel('Lý do').fill('Ghi nhầm cơ quan');
    await one.getByRole('dialog').getByRole('button', { name: 'Rút ghi nhận nhầm' }).click();
    await entry.waitFor({ state: 'detached' });
  });

  story('a read that fails, and one who may not see it, are told so', async () => {
    const one = await page('thukyiso.khcn');
    await one.route('**/api/qms/agencies/skhcn', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: '{"code":"maintenance","detail":"Đang bảo trì."}',
      }),
    );
    await one.goto('/chat-luong/he-thong/skhcn');
    await one.getByRole('alert').waitFor();
    await looks(one, 'he-thong-loi');
    const stranger = await page('chuyenvien.noivu');
    await stranger.goto('/chat-luong/he-thong/skhcn');
    await stranger.getByText(/Vui lòng liên hệ người quản trị/).waitFor();
    await looks(stranger, 'he-thong-khong-duoc-xem');
  });
});
