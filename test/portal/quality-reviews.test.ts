/** Management reviews in the browser: inputs taken by themselves, minutes, a decision followed. */
import { describe } from '@jest/globals';
import { addDays, dateOf, type Instant } from '#libs/calendar';
import { startSystem } from '../e2e/system.ts';
import { missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';

const LIST = '/chat-luong/xem-xet-lanh-dao';
const TITLE = 'Xem xét của lãnh đạo về hệ thống quản lý chất lượng';
const DECISION = 'Bổ sung một công chức tiếp nhận vào cuối năm';
const suite = missing === undefined ? describe : describe.skip;

suite(`management reviews in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  const { story, page, looks, system } = storiesOf(() => startSystem({ portalFolder }));

  story('the secretary takes the inputs and writes the minutes, a decision is reported', async () => {
    const today = dateOf(system().now().toISOString() as Instant);
    const secretary = await page('thukyiso.khcn');
    await secretary.goto(LIST);
    await secretary.getByText('Chưa có cuộc họp nào ở đây.').waitFor();
    await looks(secretary, 'xem-xet-trong');
    await secretary.keyboard.press('F2');
    await secretary.getByRole('dialog').getByLabel('Tên cuộc họp').waitFor();
    await looks(secretary, 'xem-xet-ke-hoach');

    const asked = await system().people.as('thukyiso.khcn');
    const { body } = await asked.post('/api/quality/records', {
      kind: 'review',
      agency: 'skhcn',
      command: {
        type: 'plan',
        title: TITLE,
        holdBy: addDays(today, 14),
        from: addDays(today, -365),
        to: today,
        chair: 'skhcn/ld/1',
        members: ['skhcn/qlcn/1', 'skhcn/qlcn/3'],
      },
    });
    await system().folded();
    await secretary.goto(`${LIST}/${body.id}`);
    await secretary.getByRole('heading', { name: TITLE }).waitFor();
    await secretary.getByRole('heading', { name: 'Lấy số liệu đầu vào' }).waitFor();
    await secretary.keyboard.press('F2');
    await secretary.getByText('Đã ghi nhận: lấy số liệu đầu vào.').waitFor();
    await secretary.getByText('Không có gì trong hồ sơ').first().waitFor();
    await secretary.getByRole('button', { name: 'Tính lại theo thời điểm đó' }).click();
    await secretary.getByText('Tính lại từ sổ cái: trùng khớp.').waitFor();
    await looks(secretary, 'xem-xet-dau-vao');

    const specialist = await page('chuyenvien.khcn');
    const { body: session } = await (await system().people.as('chuyenvien.khcn')).get('/api/session');
    await secretary.getByRole('button', { name: 'Thêm quyết định' }).click();
    await secretary.getByLabel('Nội dung quyết định').fill(DECISION);
    await secretary.getByText('Nguồn lực', { exact: true }).click();
    await secretary.getByLabel('Người chủ trì thực hiện').fill(session.officer.name);
    await secretary.keyboard.press('Enter');
    await secretary.getByLabel('Số ngày làm việc để thực hiện').fill('20');
    await secretary.getByLabel('Kết luận').fill('Hệ thống phù hợp và có hiệu lực.');
    await looks(secretary, 'xem-xet-bien-ban');
    await secretary.keyboard.press('F2');
    await secretary.getByText('Đã ghi nhận: ghi biên bản họp.').waitFor();

    await specialist.goto(`${LIST}/${body.id}?part=decisions`);
    await specialist.getByRole('heading', { name: 'Báo kết quả quyết định' }).waitFor();
    await specialist.getByRole('radio', { name: DECISION }).check();
    await specialist
      .getByRole('textbox', { name: 'Kết quả' })
      .fill('Đã có quyết định điều động từ ngày mai.');
    await specialist.keyboard.press('F2');
    await specialist.getByText('Đã ghi nhận: báo kết quả quyết định.').waitFor();
    await specialist.getByText('Chờ xác nhận').first().waitFor();
    await looks(specialist, 'xem-xet-quyet-dinh');
  });
});
