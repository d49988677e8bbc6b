/** Objectives and the year's calendar in the browser: drafted, approved, measured by themselves, corrected, and seen. */
import { describe, expect } from '@jest/globals';
import { measureObjective } from '#libs/runtime';
import { startSystem } from '../e2e/system.ts';
import { missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';
import { nextMonday, receive } from './story.ts';

/** In the future, so that the browser keeps the session's cookie; the year after, so that all its months are ahead. */
const YEAR = new Date().getUTCFullYear() + 1;
const BEGIN = nextMonday(new Date(`${YEAR}-02-01T00:00:00Z`));
const TITLE = 'Giảm số hồ sơ quá hạn của Phòng Quản lý công nghệ và Ứng dụng kỹ thuật Ễ Ự';
const RISKS = 10;
const RISK = {
  type: 'register',
  nature: 'risk',
  description: 'Chép lại từ năm trước',
  source: 'process',
  likelihood: 2,
  impact: 2,
  owner: 'skhcn/qlcn/1',
};
const suite = missing === undefined ? describe : describe.skip;

suite(`quality objectives in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  const { story, page, looks, system } = storiesOf(() =>
    startSystem({ clock: BEGIN.toISOString(), portalFolder }),
  );
  let address: string;
  async function writeRisks(): Promise<void> {
    const secretary = await system().people.as('thukyiso.khcn');
    for (let number = 1; number <= RISKS; number++) {
      const command = { ...RISK, title: `Rủi ro ${number}`, reviewOn: `${YEAR}-06-30` };
      const asked = { kind: 'risk', agency: 'skhcn', command };
      expect((await secretary.post('/api/quality/records', asked)).status).toBe(200);
    }
  }

  const id = (): string => address.split('/').at(-1)!;

  story('the secretary drafts it by the keyboard, the leader approves it', async () => {
    const { officers } = await system().runtime.organisation();
    const owner = officers.get('skhcn/qlcn/1')!.name;
    const secretary = await page('thukyiso.khcn');
    await secretary.goto('/chat-luong/muc-tieu');
    await secretary.getByText('Chưa có mục tiêu nào ở đây.').waitFor();
    await looks(secretary, 'muc-tieu-trong');
    await secretary.keyboard.press('F2');
    const form = secretary.getByRole('dialog');
    await form.getByLabel('Mục tiêu', { exact: true }).fill(TITLE);
    await form.getByLabel('Vì sao đặt mục tiêu này').fill('Người dân phải chờ lâu');
    await form.getByLabel('Công thức đo').fill('dossiers_received');
    await form.getByLabel('Đơn vị').fill('hồ sơ');
    await form.getByLabel('Chỉ tiêu cuối năm').fill('120');
    await form.getByLabel('Năm', { exact: true }).fill(String(YEAR));
    await form.getByLabel('Người chịu trách nhiệm').fill(owner);
    await secretary.keyboard.press('Enter');
    await form.getByLabel('Làm gì', { exact: true }).fill('Đặt lịch hẹn trước qua điện thoại');
    await form.getByLabel('Để làm gì').fill('Rải đều hồ sơ trong tháng');
    await form.getByLabel('Ai làm').fill(owner);
    await secretary.keyboard.press('Enter');
    await form.getByLabel('Ở đâu').fill('Bộ phận một cửa');
    await form.getByLabel('Hạn').fill(`31/08/${YEAR}`);
    await secretary.keyboard.press('Enter');
    await form.getByLabel('Cách làm').fill('Gọi trước ba ngày');
    await looks(secretary, 'muc-tieu-soan');
    await secretary.keyboard.press('Control+Enter');
    await secretary.getByRole('heading', { name: TITLE }).waitFor();
    await secretary.waitForURL(/muc-tieu\/.+/);
    address = new URL(secretary.url()).pathname;
    const leader = await page('giamdoc.khcn');
    await leader.goto(address);
    await leader.getByRole('heading', { name: 'Phê duyệt' }).waitFor();
    await leader.keyboard.press('F2');
    await leader.getByText('Đã ghi nhận: phê duyệt.').waitFor();
  });

  story('it measures itself, lags behind, and is corrected; the calendar shows what is owed', async () => {
    await receive(system());
    await receive(system(), 1);
    await system().folded();
    system().setClock(`${YEAR}-05-04T02:00:00Z`);
    expect(await measureObjective(system().runtime, id())).toBe(3);
    await system().folded();
    await writeRisks();
    await system().folded();
    const leader = await page('giamdoc.khcn');
    await leader.goto(address);
    await leader.getByText('Lệch lộ trình').first().waitFor();
    await leader.getByRole('img', { name: /^Biểu đồ đường kết quả theo tháng/ }).waitFor();
    await leader.locator('svg text').filter({ hasText: 'Lộ trình' }).first().waitFor();
    await looks(leader, 'muc-tieu');
    await leader
      .getByRole('radiogroup', { name: /Kết quả theo tháng/ })
      .getByText('Bảng')
      .click();
    await leader.getByRole('cell', { name: 'Lệch lộ trình' }).first().waitFor();
    await looks(leader, 'muc-tieu-bang');
    await leader.getByRole('tab', { name: /^Việc phải làm/ }).click();
    await leader.getByRole('cell', { name: /Khắc phục mục tiêu lệch lộ trình/ }).waitFor();
    await leader.goto(`/chat-luong/lich?year=${YEAR}`);
    await leader.getByRole('button', { name: '0/1 việc đã xong, Mục tiêu, tháng 8' }).click();
    await leader.getByText('Đặt lịch hẹn trước qua điện thoại').waitFor();
    await leader.getByRole('button', { name: 'Xem cả năm' }).click();
    // Ten risks written on one day by one person.
    await leader.getByText(/^Mọi loại: 10\/12 việc trong năm được ghi cùng một ngày 04\/05/).click();
    await leader.getByRole('link', { name: 'Rủi ro 1', exact: true }).first().waitFor();
    await looks(leader, 'lich-nam');
    await leader.getByRole('link', { name: TITLE }).first().click();
    await leader.getByRole('heading', { name: TITLE }).waitFor();
    await leader.waitForURL(/muc-tieu/);
    await leader.goto('/chat-luong/muc-tieu');
    await leader.getByRole('cell', { name: /Lệch lộ trình/ }).waitFor();
    await looks(leader, 'muc-tieu-danh-sach');
  });
});
