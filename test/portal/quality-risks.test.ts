/** The register of risks in the browser: proposed, taken, acted upon, assessed again, seen in the matrix. */
import { describe } from '@jest/globals';
import { startSystem } from '../e2e/system.ts';
import { missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';

const TITLE = 'Thiếu người thụ lý khi hồ sơ công bố hợp quy dồn về cuối tháng';
const suite = missing === undefined ? describe : describe.skip;

suite(`the register of risks in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  const { story, page, looks, system } = storiesOf(() => startSystem({ portalFolder }));

  story('an officer proposes, the secretary takes it, its owner acts and assesses it again', async () => {
    const officer = await page('chuyenvien.khcn');
    await officer.goto('/chat-luong/rui-ro');
    await officer.getByText('Chưa có mục nào ở đây.').waitFor();
    await looks(officer, 'rui-ro-trong');
    await officer.keyboard.press('F2');
    const dialog = officer.getByRole('dialog');
    await dialog.getByLabel('Tên', { exact: true }).fill(TITLE);
    await dialog.getByLabel('Mô tả').fill('Cuối tháng hồ sơ tăng gấp đôi, phòng chỉ có hai người thụ lý.');
    await dialog.getByRole('radiogroup').nth(2).getByText('4', { exact: true }).click();
    await looks(officer, 'rui-ro-de-xuat');
    await officer.keyboard.press('Control+Enter');
    await dialog.getByText('Vui lòng nhập tác động').waitFor();
    await dialog.getByRole('radiogroup').nth(3).getByText('5', { exact: true }).click();
    await officer.keyboard.press('Control+Enter');
    await officer.getByRole('heading', { name: TITLE }).waitFor();
    await officer.getByText('Lúc này không có việc của anh/chị ở đây.').waitFor();

    const { officers } = await system().runtime.organisation();
    const owner = officers.get('skhcn/qlcn/1')!.name;
    await system().folded();
    const secretary = await page('thukyiso.khcn');
    const menu = secretary.getByRole('navigation', { name: 'Menu' });
    await menu.getByText('Chất lượng', { exact: true }).click();
    await secretary.getByRole('link', { name: 'Rủi ro, cơ hội' }).click();
    await secretary.getByRole('tab', { name: 'Chờ xem xét 1' }).click();
    await secretary.getByRole('link', { name: TITLE }).click();
    await secretary.getByRole('heading', { name: 'Nhận vào danh mục' }).waitFor();
    await secretary.getByLabel('Người chịu trách nhiệm').fill(owner);
    await secretary.getByText(`${owner} (`).first().click();
    await secretary.getByLabel('Ngày xem lại').fill('31/12/2099');
    await secretary.keyboard.press('Enter');
    await looks(secretary, 'rui-ro-nhan');
    await secretary.keyboard.press('F2');
    await secretary.getByText('Đã ghi nhận: nhận vào danh mục.').waitFor();

    await system().folded();
    const head = await page('truongphong.khcn');
    await head.goto('/chat-luong/rui-ro?mine=true');
    await head.getByRole('button', { name: 'Khả năng 4, tác động 5, mức cao: 1 mục' }).click();
    await head.getByText('Khả năng 4, tác động 5', { exact: true }).waitFor();
    await looks(head, 'rui-ro-danh-sach');
    await head.getByRole('link', { name: TITLE }).first().click();
    await head.getByLabel('Làm gì').fill('Cử thêm một người thụ lý vào tuần cuối tháng');
    await head.getByLabel('Hạn').fill('30/11/2099');
    await head.keyboard.press('Enter');
    await head.keyboard.press('F2');
    await head.getByText('Đã ghi nhận: thêm hành động.').waitFor();
    await head.getByRole('tab', { name: /^Việc phải làm \(2\)/ }).click();
    await looks(head, 'rui-ro');
    await head.getByRole('tab', { name: /^Diễn biến/ }).click();
    await head.getByText('Đề xuất', { exact: true }).waitFor();
    await looks(head, 'rui-ro-dien-bien');
  });
});
