/**
 * Each role's main way from log-in to result, in a real browser against the real system, with the pages looked at by
 * axe on the way. One browser and one system, in order, since two cores carry no more. Long because it is a story.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { faults, launch, logIn, meter, missing, note, openPage, portalFolder, shoot } from './browser.ts';
import { stage, STORY_MS } from './stage.ts';
import { nextMonday, receive, toSpecialist, type Received } from './story.ts';

const WEEKS_LATER_MS = 28 * 86_400_000;
/** Of everything up to the first sight of a role's home, the log-in page included. */
const MOST_BYTES = 400 * 1024;

const suite = missing === undefined ? describe : describe.skip;

suite(`the portal in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  let system: TestSystem;
  let browser: Browser;
  let late: Received;
  const { page, story, problems } = stage(() => ({ browser, url: system.url }));

  beforeAll(async () => {
    const begin = nextMonday(new Date());
    system = await startSystem({ clock: begin.toISOString(), portalFolder });
    late = await receive(system);
    await toSpecialist(system, late.id);
    system.setClock(nextMonday(new Date(begin.getTime() + WEEKS_LATER_MS)).toISOString());
    const mine = await receive(system, 1);
    await toSpecialist(system, mine.id);
    await receive(system, 2);
    await system.folded();
    browser = await launch();
  }, STORY_MS);

  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  story('refuses a wrong password in words, and goes on from where one was', async () => {
    const one = await page();
    await one.goto('/viec?tab=unit');
    await one.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    await shoot(one, 'dang-nhap', ['phone', 'desk']);
    expect(await faults(one)).toEqual([]);
    await one.getByLabel('Tên đăng nhập').fill('chuyenvien.khcn');
    await one.getByLabel('Mật khẩu', { exact: true }).fill('khong-dung');
    await one.keyboard.press('Enter');
    await one.getByText('Tên đăng nhập hoặc mật khẩu chưa đúng.').waitFor();
    await one.getByLabel('Mật khẩu', { exact: true }).fill('dunghan-demo');
    await one.keyboard.press('Enter');
    await one.getByRole('tab', { name: /^Phòng tôi/, selected: true }).waitFor();
  });

  story('receives a dossier by the keyboard alone', async () => {
    const one = await page('tiepnhan.khcn');
    await one.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
    await one.keyboard.press('F2');
    await one.getByRole('heading', { name: 'Tiếp nhận hồ sơ' }).waitFor();
    await one.getByRole('combobox').waitFor();
    await one.keyboard.type('cap lai, thay doi noi dung giay chung nhan dang ky to chuc');
    await one.keyboard.press('Enter');
    await one.keyboard.press('Tab');
    await one.keyboard.type('001099099099');
    await one.keyboard.press('Tab');
    await one.keyboard.insertText('Đặng Thị Ễ Ương');
    await one.keyboard.press('Control+Shift+A');
    await one.getByText('Hồ sơ đủ thành phần.').waitFor();
    // What the keys reached is where a hand meant it to go.
    expect(await one.getByLabel('Số định danh').inputValue()).toBe('001099099099');
    expect(await one.getByLabel('Họ tên hoặc tên tổ chức').inputValue()).toBe('Đặng Thị Ễ Ương');
    await one.getByText('Nếu tiếp nhận bây giờ').waitFor();
    await shoot(one, 'tiep-nhan', ['phone', 'tablet', 'desk']);
    expect(await faults(one)).toEqual([]);
    // Wherever the focus is by then.
    await one.evaluate(() => (document.activeElement as HTMLElement).blur());
    await one.keyboard.press('Control+Enter');
    await one.getByRole('heading', { name: 'Đã tiếp nhận' }).waitFor();
    await shoot(one, 'da-tiep-nhan');
    expect(await faults(one)).toEqual([]);
    await one.keyboard.press('F2');
    await one.getByRole('combobox').waitFor();
  });

  story('takes a step from the inbox to its end', async () => {
    const one = await page('chuyenvien.khcn');
    await one.getByRole('tab', { name: 'Của tôi 2' }).waitFor();
    await shoot(one, 'viec', ['phone', 'tablet', 'desk']);
    expect(await faults(one)).toEqual([]);
    await one.getByRole('button', { name: /Quá hạn 1/ }).click();
    expect(one.url()).toMatch(/clock=late/);
    await one.getByRole('link', { name: late.code }).click();
    await one.getByRole('heading', { name: `Hồ sơ ${late.code}` }).waitFor();
    await one.getByRole('button', { name: 'Hoàn thành bước (F2)' }).waitFor();
    await shoot(one, 'ho-so', ['phone', 'tablet', 'desk']);
    expect(await faults(one)).toEqual([]);
    await one.getByRole('button', { name: 'Vì sao?' }).click();
    await one.getByRole('dialog').getByText('Không tính').first().waitFor();
    await shoot(one, 'vi-sao');
    expect(await faults(one)).toEqual([]);
    await one.keyboard.press('Escape');
    await one.getByText('Đủ điều kiện', { exact: true }).click();
    await one.getByText('Dự thảo kết quả', { exact: true }).click();
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: Hoàn thành bước.').waitFor();
    await one.getByRole('tab', { name: /Diễn biến/ }).click();
    await one.getByText('Hoàn thành bước B3').waitFor();
    expect(await faults(one)).toEqual([]);
    await shoot(one, 'dien-bien');
    for (const tab of ['Giấy tờ', 'Quy trình']) {
      await one.getByRole('tab', { name: new RegExp(tab) }).click();
      await one.getByRole('table').waitFor();
      expect(await faults(one)).toEqual([]);
    }
  });

  story('tells of news without moving the list', async () => {
    const one = await page('tiepnhan.khcn');
    await one.getByRole('table').waitFor();
    await receive(system, 2);
    const rows = await one.getByRole('row').count();
    await one.getByText(/Có 1 hồ sơ mới/).waitFor();
    expect(await one.getByRole('row').count()).toBe(rows);
    await one.getByRole('button', { name: 'Hiện' }).click();
    await one.getByText(/Có 1 hồ sơ mới/).waitFor({ state: 'detached' });
  });

  story('shows a supervisor who is late, and moves the work', async () => {
    const one = await page('truongphong.khcn');
    await one.getByRole('link', { name: 'Thời hạn' }).click();
    await one.getByRole('row', { name: new RegExp(late.code) }).waitFor();
    await shoot(one, 'thoi-han', ['phone', 'tablet', 'desk']);
    expect(await faults(one)).toEqual([]);
    await one.getByText('Công chức', { exact: true }).click();
    await one.getByRole('row', { name: new RegExp(late.code) }).waitFor();
    await one.getByRole('button', { name: 'Chuyển' }).first().click();
    await one.getByRole('dialog').getByRole('radio').first().check();
    await one.getByRole('dialog').getByLabel('Lý do').fill('Đi công tác');
    await shoot(one, 'chuyen');
    await one.keyboard.press('F2');
    await one.getByRole('dialog').waitFor({ state: 'detached' });
    await one.getByRole('link', { name: 'Khối lượng' }).click();
    await one.getByRole('figure').waitFor();
    await shoot(one, 'khoi-luong');
    expect(await faults(one)).toEqual([]);
    await one.getByRole('link', { name: 'Dự báo tuần' }).click();
    await one.getByRole('heading', { name: 'Dự báo tuần' }).waitFor();
    await one.getByRole('table').first().waitFor();
    await shoot(one, 'du-bao');
    expect(await faults(one)).toEqual([]);
  });

  story('replays a dossier for an auditor, and proves it', async () => {
    const one = await page('danhgia');
    await one.getByRole('heading', { name: 'Kiểm tra hồ sơ' }).waitFor();
    await one.getByLabel('Mã hồ sơ', { exact: true }).fill(late.code);
    await one.keyboard.press('Control+Enter');
    await shoot(one, 'kiem-tra');
    expect(await faults(one)).toEqual([]);
    await one.getByRole('link', { name: late.code }).click();
    await one.getByRole('heading', { name: `Diễn lại ${late.code}` }).waitFor();
    await one.getByRole('button', { name: 'Đặt mốc B' }).click();
    const slider = one.getByRole('slider', { name: 'Thời điểm trong quá trình giải quyết' });
    await slider.focus();
    for (let back = 0; back < 3; back++) await one.keyboard.press('ArrowLeft');
    await one.getByText(/^Khác mốc B: \d/).waitFor();
    await one.keyboard.press('F2');
    await one.getByText(/^Nguyên vẹn: \d+\/\d+ sự kiện/).waitFor();
    await shoot(one, 'dien-lai', ['phone', 'tablet', 'desk']);
    expect(await faults(one)).toEqual([]);
  });

  story('reads, checks and drafts a procedure as the ISO secretary', async () => {
    const one = await page('thukyiso.khcn');
    await one.getByRole('heading', { name: 'Quy trình' }).waitFor();
    await one.getByRole('table').waitFor();
    await shoot(one, 'quy-trinh', ['phone', 'desk']);
    expect(await faults(one)).toEqual([]);
    await one.getByRole('textbox', { name: 'Lọc theo tên hoặc ký hiệu' }).fill('qt.khcn.01');
    await one.getByRole('table').getByRole('link').first().click();
    await one.getByRole('tab', { name: 'Bảng in' }).waitFor();
    await shoot(one, 'bang-in');
    expect(await faults(one)).toEqual([]);
    await one.getByRole('tab', { name: 'Sơ đồ' }).click();
    await one.getByRole('img', { name: 'Sơ đồ các bước của quy trình' }).waitFor();
    await shoot(one, 'so-do');
    expect(await faults(one)).toEqual([]);
    await one.getByRole('link', { name: 'Soạn lần ban hành mới' }).click();
    await one.getByLabel('Nội dung quy trình (YAML)').fill('code: QT.X.01\ntitle: Thử');
    await one.keyboard.press('F2');
    await one.getByText(/Kết quả kiểm tra: \d+ lỗi/).waitFor();
    await shoot(one, 'soan');
    expect(await faults(one)).toEqual([]);
  });

  story('tells who a page is for, what is not there, and speaks English', async () => {
    const one = await page('thukyiso.khcn');
    await one.goto('/thoi-han');
    await one.getByText('Trang dành cho lãnh đạo.').waitFor();
    expect(await faults(one)).toEqual([]);
    await one.goto('/khong-co');
    await one.getByRole('heading', { name: 'Không tìm thấy trang hoặc hồ sơ.' }).waitFor();
    expect(await faults(one)).toEqual([]);
    await one.goto('/toi');
    await one.getByText('English').last().click();
    await one.getByRole('heading', { name: 'Change password' }).waitFor();
    await shoot(one, 'toi-en');
    expect(await faults(one)).toEqual([]);
  });

  story('tells a citizen how far it is, and nothing to a wrong secret', async () => {
    const one = await page();
    await one.goto(`/tra-cuu#ma=${late.code}&bm=${late.secret}`);
    await one.getByText('Đang xử lý').waitFor();
    expect(one.url()).not.toContain(late.secret);
    await shoot(one, 'tra-cuu', ['phone', 'desk']);
    expect(await faults(one)).toEqual([]);
    await one.getByLabel('Mã bí mật').fill('SAI');
    await one.getByRole('button', { name: 'Tra cứu' }).click();
    await one.getByText('Không tìm thấy hồ sơ. Vui lòng xem lại giấy hẹn.').waitFor();
  });
  story('tells a citizen as much without script', async () => {
    const context = await browser.newContext({ baseURL: system.url, javaScriptEnabled: false });
    const one = await context.newPage();
    await one.goto('/tra-cuu');
    await one.getByLabel('Mã hồ sơ').fill(late.code);
    await one.getByLabel('Mã bí mật').fill(late.secret);
    await one.getByRole('button', { name: 'Tra cứu' }).click();
    expect(await one.getByText('Đang xử lý').count()).toBe(1);
    expect(one.url()).not.toContain(late.secret);
    await one.getByLabel('Mã hồ sơ').fill(late.code);
    await one.getByLabel('Mã bí mật').fill('SAI');
    await one.getByRole('button', { name: 'Tra cứu' }).click();
    expect(await one.getByText('Không tìm thấy hồ sơ.').count()).toBe(1);
    await context.close();
  });

  story('is light enough for an old office computer', async () => {
    const weights: Record<string, number> = {};
    for (const username of ['chuyenvien.khcn', 'danhgia', 'thukyiso.khcn']) {
      const one = await openPage(browser, system.url);
      const line = meter(one);
      await logIn(one, username);
      await one.getByRole('table').or(one.getByText('Chưa có hồ sơ cần xử lý.')).first().waitFor();
      weights[username] = await line.bytes();
      await one.context().close();
    }
    await note('first-load-bytes', weights);
    for (const bytes of Object.values(weights)) expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it('writes no fault to the console on the way', () => {
    expect(problems).toEqual([]);
  });
});
