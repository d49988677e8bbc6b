/** Administrators, auditors at the ledger, substitution, and what everybody may read: in a real browser. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect } from '@jest/globals';
import { openSealer } from '#libs/ledger';
import { reportStatus } from '#libs/read-models';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { missing, portalFolder, shoot } from './browser.ts';
import { storiesOf } from './stories.ts';
import { nextMonday, receive, toSpecialist, type Received } from './story.ts';

/** In the future, so that the browser keeps the session's cookie. */
const BEGIN = nextMonday(new Date());
const DAY_MS = 86_400_000;
/** 05/05/2025 in Vietnam, that many days later. */
const dayIn = (days: number): string =>
  new Date(BEGIN.getTime() + days * DAY_MS).toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });

const suite = missing === undefined ? describe : describe.skip;

suite(`administration in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  let dossier: Received;
  const { system, page, story, looks } = storiesOf(async () => {
    const made = await startSystem({ clock: BEGIN.toISOString(), portalFolder });
    dossier = await receive(made);
    await toSpecialist(made, dossier.id);
    await made.folded();
    await sealAll(made);
    return made;
  });

  story('an auditor sees how the ledger stands, finds an event, and verifies all of it', async () => {
    const one = await page('danhgia');
    await one.getByRole('link', { name: 'Sổ cái' }).click();
    await one.getByRole('heading', { name: 'Sổ cái' }).waitFor();
    await one.getByText('Chưa có lần kiểm chứng nào.').waitFor();
    await one.keyboard.press('F2');
    await one
      .getByText(/^Nguyên vẹn: \d+ sự kiện/)
      .first()
      .waitFor();
    const head = (await system().runtime.ledger.lastTreeHead())!;
    await one.getByLabel(/^Mã băm, mã sự kiện/).fill(dossier.id);
    await one.keyboard.press('Enter');
    await one.getByRole('cell', { name: 'Tiếp nhận hồ sơ' }).waitFor();
    await looks(one, 'so-cai');
    await one.getByLabel(/^Mã băm, mã sự kiện/).fill('0'.repeat(64));
    await one.keyboard.press('Enter');
    await one.getByText('Không tìm thấy.').waitFor();
    await one.getByText('Từ thời điểm', { exact: true }).click();
    await one.keyboard.press('F2');
    await one.getByText('Các lần kiểm chứng (2)').click();
    await looks(one, 'so-cai-tu');
    await one.getByLabel(/^Mã băm, mã sự kiện/).fill(`${head.size - 1}`);
    await one.keyboard.press('Enter');
    await one.getByRole('link', { name: 'Diễn lại' }).click();
    await one.getByRole('heading', { name: `Diễn lại ${dossier.code}` }).waitFor();
  });

  story('an administrator makes an account, gives a role, locks and resets', async () => {
    const one = await page('quantri');
    await one.getByRole('heading', { name: 'Người dùng' }).waitFor();
    await one.getByRole('row', { name: /chuyenvien\.khcn/ }).waitFor();
    await looks(one, 'nguoi-dung');
    await one.keyboard.press('F2');
    await one.getByRole('dialog').getByLabel('Công chức').fill('khong co ai ten nay');
    await one.getByRole('dialog').getByLabel('Tên đăng nhập').fill('Sai Tên');
    await one.keyboard.press('F2');
    await one.getByRole('dialog').getByText('Vui lòng nhập công chức.').waitFor();
    const { officers } = await system().runtime.organisation();
    const someone = officers.get('skhcn/qlcn/4') ?? officers.get('skhcn/qlcn/2')!;
    await one.getByRole('dialog').getByLabel('Công chức').fill(someone.name);
    await one.getByText(`${someone.name} (${someone.title}, Sở Khoa học và Công nghệ)`).first().click();
    await one.keyboard.press('F2');
    await one
      .getByRole('dialog')
      .getByText(/Tên đăng nhập gồm chữ thường/)
      .first()
      .waitFor();
    await shoot(one, 'tao-tai-khoan-loi');
    await one.getByRole('dialog').getByLabel('Tên đăng nhập').fill('thu.tai-khoan');
    await one.keyboard.press('F2');
    await one.getByText(/^Mật khẩu tạm của thu\.tai-khoan/).waitFor();
    await looks(one, 'mat-khau-tam');
    await one.getByRole('searchbox', { name: 'Tìm theo tên hoặc tên đăng nhập' }).fill('thu.tai');
    await one.keyboard.press('Enter');
    await one.getByRole('button', { name: 'Khóa: thu.tai-khoan' }).click();
    await shoot(one, 'khoa');
    await one.keyboard.press('F2');
    await one.getByRole('cell', { name: 'Đã khóa' }).waitFor();
    await one.getByRole('link', { name: someone.name }).click();
    await one.getByRole('heading', { name: someone.name }).waitFor();
    await one.keyboard.press('F2');
    const dialog = one.getByRole('dialog');
    await dialog.getByLabel('Vai trò').click();
    await one.locator('.ant-select-item-option').filter({ hasText: 'Văn thư' }).first().click();
    await dialog.getByLabel('Hiệu lực từ').fill(dayIn(9));
    await one.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await dialog.waitFor({ state: 'detached' });
    await one.getByText('Đã lưu.').waitFor();
    await one.getByText(`từ ${dayIn(9)}`).waitFor();
    await looks(one, 'mot-nguoi');
  });

  story(
    'an administrator changes an agency and publishes a calendar that moves a date of return',
    async () => {
      const one = await page('quantri');
      await one.getByRole('link', { name: 'Cơ quan' }).click();
      await one.getByRole('link', { name: 'Sở Khoa học và Công nghệ' }).waitFor();
      await looks(one, 'co-quan');
      await one.getByRole('textbox', { name: 'Tìm theo tên hoặc mã' }).fill('so khoa hoc');
      await one.getByRole('link', { name: 'Sở Khoa học và Công nghệ' }).click();
      await one.getByRole('heading', { name: 'Sở Khoa học và Công nghệ' }).waitFor();
      await one.getByRole('button', { name: 'Đặt giờ làm việc' }).click();
      const dialog = one.getByRole('dialog');
      await dialog.getByLabel('Hiệu lực từ').fill(dayIn(9));
      await one.keyboard.press('Enter');
      await dialog.getByLabel('Buổi sáng: từ').fill('7 giờ');
      await dialog.getByRole('button', { name: 'Lưu' }).click();
      await dialog.getByText(/Giờ theo dạng 07:30/).waitFor();
      await shoot(one, 'gio-lam-viec-loi');
      await dialog.getByLabel('Buổi sáng: từ').fill('07:00');
      await dialog.getByRole('button', { name: 'Lưu' }).click();
      await dialog.waitFor({ state: 'detached' });
      await one.getByRole('cell', { name: '07:00–11:30, 13:00–17:00' }).waitFor();
      await looks(one, 'mot-co-quan');

      await one.getByRole('link', { name: 'Lịch làm việc' }).click();
      await one.getByRole('heading', { name: 'Lịch làm việc' }).waitFor();
      await one.getByText('Chưa có lần tính lại nào.').waitFor();
      await looks(one, 'lich');
      await one.keyboard.press('F2');
      await one.getByLabel('Ký hiệu phiên bản mới').fill('thu-nghiem');
      await one.getByRole('button', { name: 'Thêm ngày' }).click();
      const day = one.getByRole('textbox', { name: 'Ngày' }).last();
      await day.fill(ordinaryDay(system()));
      await one.keyboard.press('Enter');
      await one.getByRole('textbox', { name: 'Tên', exact: true }).last().fill('Nghỉ đột xuất vì bão');
      await one.getByRole('button', { name: /Xem thay đổi/ }).click();
      await one.getByText(/tính lại thời hạn của 1 hồ sơ/).waitFor();
      await looks(one, 'lich-soan');
      await one.keyboard.press('F2');
      await one.getByText(/1 hồ sơ đổi ngày hẹn trả/).waitFor();
      await one.getByRole('cell', { name: dossier.code }).waitFor();
      await looks(one, 'lich-moi');
    },
  );

  story('shows an administrator how each part is doing, and in English', async () => {
    await reportStatus(system().runtime.pool, { part: 'figures', instance: 'test', lagSeconds: 1.5 });
    const one = await page('quantri');
    await one.getByRole('link', { name: 'Hệ thống' }).click();
    await one.getByRole('rowheader', { name: 'Bộ tính số liệu (figures)' }).waitFor();
    await one.getByText('Node.js').waitFor();
    await looks(one, 'he-thong');
    await one.getByRole('button', { name: 'English' }).click();
    await one.getByRole('heading', { name: 'System' }).waitFor();
    for (const path of ['/quan-tri/nguoi-dung', '/quan-tri/co-quan', '/quan-tri/lich', '/so-cai', '/toi']) {
      await one.goto(path);
      await one
        .getByRole('table')
        .or(one.getByRole('form'))
        .or(one.getByText('Substitution'))
        .first()
        .waitFor();
      await looks(one, `en${path.replaceAll('/', '-')}`);
    }
    await one.getByRole('button', { name: 'Tiếng Việt' }).click();
    await one.getByRole('heading', { name: 'Tài khoản' }).waitFor();
  });

  story('somebody who goes away arranges a substitute, who then has the work', async () => {
    const one = await page('chuyenvien.khcn');
    await one.goto('/toi');
    await one.getByText('Chưa có ai thay hoặc được thay.').waitFor();
    await one.getByRole('button', { name: 'Thu xếp người thay' }).click();
    const dialog = one.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Thu xếp người thay' }).click();
    await dialog.getByText('Vui lòng nhập người thay.').waitFor();
    const { officers } = await system().runtime.organisation();
    const clerk = officers.get('skhcn/vt/1')!;
    await dialog.getByLabel('Người thay').fill(clerk.name);
    await one.locator('.ant-select-item-option').filter({ hasText: clerk.name }).first().click();
    await dialog.getByLabel('Đến').fill(`${dayIn(4)} 17:00`);
    await one.keyboard.press('Enter');
    await dialog.getByLabel('Lý do hoặc quyết định').fill('Đi học theo Quyết định 12/QĐ-SKHCN');
    await shoot(one, 'thay-the');
    await one.keyboard.press('F2');
    await dialog.waitFor({ state: 'detached' });
    await one.getByRole('cell', { name: /Đang thay/ }).waitFor();
    await looks(one, 'toi-thay-the');
    const other = await page('vanthu.khcn');
    await other.goto('/viec?tab=unit');
    await other.getByRole('link', { name: dossier.code }).waitFor();
    await one.getByRole('button', { name: `Kết thúc: ${clerk.name}` }).click();
    await one.keyboard.press('F2');
    await one.getByText('Đã kết thúc việc thay thế.').waitFor();
    await other.reload();
    await other.getByRole('tab', { name: /^Phòng tôi/, selected: true }).waitFor();
    await other.getByText('Chưa có hồ sơ cần xử lý.').or(other.getByRole('table')).first().waitFor();
    expect(await other.getByRole('link', { name: dossier.code }).count()).toBe(0);
  });

  story('tells everybody the procedures and the on-time rates, without script', async () => {
    const one = await page();
    await one.goto('/thu-tuc');
    await one.getByRole('heading', { name: 'Thủ tục đang có hiệu lực' }).waitFor();
    await looks(one, 'thu-tuc');
    await one.getByLabel('Tìm thủ tục').fill('dang ky to chuc');
    await one.keyboard.press('Enter');
    await one.getByText(/^\d+ thủ tục\.$/).waitFor();
    await one.goto('/thu-tuc?tim=%22%3E%3Cscript%3Ekhong');
    await one.getByText('Không có thủ tục nào khớp.').waitFor();
    await one.goto('/ti-le-dung-han');
    await one.getByText('Quý này chưa có hồ sơ nào được trả kết quả.').waitFor();
    await looks(one, 'ti-le-trong');
    await one.goto('/ti-le-dung-han?quy=1999-Q9');
    await one.getByText('Không có số liệu của quý này.').waitFor();
  });
});

/** As the projector's process does every second. */
async function sealAll({ runtime }: TestSystem): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const nowhere = { last: async () => undefined, append: async () => undefined };
  const sealer = await openSealer({ pool: runtime.pool, privateKey, headsFile: nowhere as never });
  while (await sealer.sealNext());
  await reportStatus(runtime.pool, { part: 'sealer', instance: 'test', lagSeconds: 0.4 });
}

/** A working day of the next week, as one types it. */
function ordinaryDay({ runtime }: TestSystem): string {
  const known = new Set(
    runtime.calendarStore.current().years.flatMap(({ days }) => days.map(({ date }) => date as string)),
  );
  const found = [1, 2, 3, 4].find(
    (days) => !known.has(new Date(BEGIN.getTime() + days * DAY_MS).toISOString().slice(0, 10)),
  );
  return dayIn(found ?? 1);
}
