/**
 * Each role's main way from log-in to result, in a real browser against the real system, with the pages looked at by
 * axe on the way. One browser and one system, in order, since two cores carry no more. Long because it is a story.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { ledgerVerb } from '../../apps/cli/verbs/ledger.ts';
import { startSystem } from '../e2e/system.ts';
import { faults, logIn, meter, missing, note, openPage, portalFolder, shoot } from './browser.ts';
import { storiesOf } from './stories.ts';
import { DOCUMENTS, nextMonday, PROCEDURE, receive, toSpecialist, type Received } from './story.ts';

const WEEKS_LATER_MS = 28 * 86_400_000;
/** Of everything up to the first sight of a role's home, the log-in page included. */
const MOST_BYTES = 400 * 1024;

/** Waits until the slider tells of another moment. */
async function expectOther(slider: Locator, before: string | null): Promise<void> {
  await slider.and(slider.page().locator(`:not([aria-valuetext="${before ?? ''}"])`)).waitFor();
}

const suite = missing === undefined ? describe : describe.skip;

suite(`the portal in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  let late: Received;
  const stories = storiesOf(async () => {
    const begin = nextMonday(new Date());
    const begun = await startSystem({ clock: begin.toISOString(), portalFolder });
    late = await receive(begun);
    await toSpecialist(begun, late.id);
    begun.setClock(nextMonday(new Date(begin.getTime() + WEEKS_LATER_MS)).toISOString());
    const mine = await receive(begun, 1);
    await toSpecialist(begun, mine.id);
    await receive(begun, 2);
    await begun.folded();
    return begun;
  });
  const { page, story, looks } = stories;
  const browserOf = (one: Page): Browser => {
    const browser = one.context().browser();
    if (!browser) throw new Error('a page without a browser');
    return browser;
  };

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
    await looks(one, 'tiep-nhan');
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
    await looks(one, 'viec');
    await one.getByRole('button', { name: /Quá hạn 1/ }).click();
    await one.waitForURL(/clock=late/);
    await one.getByRole('link', { name: late.code }).click();
    await one.getByRole('heading', { name: `Hồ sơ ${late.code}` }).waitFor();
    await one.getByRole('button', { name: 'Hoàn thành bước (F2)' }).waitFor();
    await looks(one, 'ho-so');
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
    await receive(stories.system(), 2);
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
    await looks(one, 'thoi-han');
    await one.getByText('Công chức', { exact: true }).click();
    await one.getByRole('row', { name: new RegExp(late.code) }).waitFor();
    await one.getByRole('checkbox', { name: `Chọn ${late.code}` }).check();
    await one.getByRole('button', { name: 'Chuyển', exact: true }).click();
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
    await one.getByText('Như đã diễn ra', { exact: true }).click();
    const slider = one.getByRole('slider', { name: 'Thời điểm trong quá trình giải quyết' });
    await slider.focus();
    await one.keyboard.press('End');
    await one.waitForURL(/at=/);
    await one.getByRole('button', { name: 'Đặt mốc B' }).click();
    await one.getByText(/^Mốc B: /).waitFor();
    await slider.focus();
    const last = await slider.getAttribute('aria-valuetext');
    expect(last).toMatch(/\d\d\/\d\d\/\d{4}, \S/);
    await one.keyboard.press('PageDown');
    await expectOther(slider, last);
    const day = await slider.getAttribute('aria-valuetext');
    await one.keyboard.press('ArrowLeft');
    await expectOther(slider, day);
    await one.getByText(/^Khác mốc B: \d/).waitFor();
    await one
      .getByText(/Không có việc gì trong \d+ ngày/)
      .first()
      .waitFor();
    await one.keyboard.press('F2');
    await one.getByText(/^Nguyên vẹn: \d+\/\d+ sự kiện/).waitFor();
    await looks(one, 'dien-lai');
    const coming = one.waitForEvent('download');
    await one.getByRole('link', { name: 'Tải bằng chứng' }).click();
    const said: string[] = [];
    const io = { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) };
    const file = await (await coming).path();
    const read = { readFile: (path: string) => readFile(path, 'utf8'), stdin: process.stdin };
    const code = await ledgerVerb.run(['verify', file], { ...io, ...read });
    expect({ code, said }).toMatchObject({ code: 0 });
  });

  story('reads a procedure as the ISO secretary', async () => {
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
  story('lets a citizen take back what was sent online, in either language', async () => {
    const system = stories.system();
    const { people } = system;
    const applicant = { name: 'Lò Thị Ễ Rút', idNumber: '001099054321' };
    const body = { procedure: PROCEDURE, agency: 'skhcn', applicant, documents: [] };
    const { dossier } = (await people.anyone.post('/api/public/dossiers', body)).body;
    const counter = await people.as('tiepnhan.khcn');
    const received = await counter.act(dossier, 'receive', { documents: DOCUMENTS });
    await system.folded();
    const one = await page();
    await one.goto(`/tra-cuu?lang=en#ma=${received.body.code}&bm=${received.body.secret}`);
    await one.getByText('Withdraw the dossier').click();
    await looks(one, 'tra-cuu-rut');
    await one.getByLabel('Applicant’s ID number').fill('001099000000');
    await one.getByLabel('Reason for the withdrawal').fill('Nộp nhầm thủ tục');
    await one.getByLabel('I am the applicant').check();
    await one.getByRole('button', { name: 'Withdraw' }).click();
    await one.getByText('This is not the ID number').waitFor();
    await one.getByRole('link', { name: 'Tiếng Việt' }).click();
    await one.getByLabel('Mã hồ sơ').fill(received.body.code);
    await one.getByLabel('Mã bí mật').fill(received.body.secret);
    await one.getByRole('button', { name: 'Tra cứu' }).click();
    await one.getByText('Rút hồ sơ').first().click();
    await one.getByLabel('Số định danh').fill(applicant.idNumber);
    await one.getByLabel('Lý do rút hồ sơ').fill('Nộp nhầm thủ tục');
    await one.getByLabel('Tôi là người nộp').check();
    await one.getByRole('button', { name: 'Rút hồ sơ' }).click();
    await one.getByText('Đã ghi nhận việc rút hồ sơ').waitFor();
    await one.getByText('Công dân yêu cầu rút hồ sơ').waitFor();
    expect(await one.getByText('Lý do rút hồ sơ').count()).toBe(0);
    await looks(one, 'tra-cuu-da-rut');
  });

  story('tells a citizen as much without script', async () => {
    const url = stories.system().url;
    const context = await browserOf(await page()).newContext({ baseURL: url, javaScriptEnabled: false });
    const one = await context.newPage();
    await one.goto('/tra-cuu');
    await one.getByLabel('Mã hồ sơ').fill(late.code);
    await one.getByLabel('Mã bí mật').fill(late.secret);
    await one.getByRole('button', { name: 'Tra cứu' }).click();
    await one.getByText('Đang xử lý').waitFor();
    expect(one.url()).not.toContain(late.secret);
    await one.getByLabel('Mã hồ sơ').fill(late.code);
    await one.getByLabel('Mã bí mật').fill('SAI');
    await one.getByRole('button', { name: 'Tra cứu' }).click();
    await one.getByText('Không tìm thấy hồ sơ.').waitFor();
    await context.close();
  });

  story('is light enough for an old office computer', async () => {
    const weights: Record<string, number> = {};
    const browser = browserOf(await page());
    for (const username of ['chuyenvien.khcn', 'danhgia', 'thukyiso.khcn']) {
      const one = await openPage(browser, stories.system().url);
      const line = meter(one);
      await logIn(one, username);
      await one.getByRole('table').or(one.getByText('Chưa có hồ sơ cần xử lý.')).first().waitFor();
      weights[username] = await line.bytes();
      await one.context().close();
    }
    await note('first-load-bytes', weights);
    for (const bytes of Object.values(weights)) expect(bytes).toBeLessThan(MOST_BYTES);
  });
});
