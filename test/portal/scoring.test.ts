/** One year of scoring in a real browser, from its opening to its publication; the clock's part is done in the worker's stead. */
import { describe, expect } from '@jest/globals';
import type { UsedAuthority } from '#libs/access';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { Page } from 'playwright-core';
import { startSystem } from '../e2e/system.ts';
import { missing, portalFolder, shoot } from './browser.ts';
import { storiesOf } from './stories.ts';
import { nextMonday } from './story.ts';

const CLOCK: UsedAuthority = { kind: 'clock', id: 'clock' };
/** In the future, so that the browser keeps the session's cookie. */
const BEGIN = nextMonday(new Date());
const PHASE_MS = 20 * 60_000;
const YEAR = 'thu-nghiem';
const SHEET = `/cham-diem/${YEAR}/co-quan/skhcn`;
const PHASES = ['self-scoring', 'review', 'verification', 'adjustment', 'appeals'] as const;
/** Soon after one another, so that nobody's session ends on the way. */
const endOf = (phase: (typeof PHASES)[number]): Date =>
  new Date(BEGIN.getTime() + (PHASES.indexOf(phase) + 1) * PHASE_MS);
const suite = missing === undefined ? describe : describe.skip;

suite(`a year of scoring in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  const { system, page, story, looks } = storiesOf(() =>
    startSystem({ clock: BEGIN.toISOString(), portalFolder }),
  );

  async function close(phase: (typeof PHASES)[number]): Promise<void> {
    system().setClock(endOf(phase).toISOString());
    const outcome = await system().runtime.scoring.closePhase(YEAR, phase, CLOCK);
    expect(outcome.kind).toBe('recorded');
    await system().folded();
  }

  story('the committee reads the criteria sets, checks one, and opens the year', async () => {
    const one = await page('banchidao');
    await one.getByText('Chưa mở năm chấm điểm nào.').waitFor();
    await looks(one, 'cham-diem-trong');
    await one.getByRole('link', { name: 'Bộ tiêu chí' }).click();
    await one.getByRole('heading', { name: 'Bộ tiêu chí', exact: true }).waitFor();
    await one.getByRole('table').waitFor();
    await looks(one, 'bo-tieu-chi');
    await one.getByRole('button', { name: 'Sửa thử' }).click();
    await one.getByLabel(/^Nội dung bộ tiêu chí/).fill('id: x\nversion: 1\ntotal: -3\n');
    await one.keyboard.press('F2');
    await one.getByRole('cell', { name: 'Lỗi' }).first().waitFor();
    await looks(one, 'bo-tieu-chi-loi');
    const committee = await system().people.as('banchidao');
    const opened = await committee.post('/api/scoring/years', {
      id: YEAR,
      title: 'Chấm điểm thử nghiệm',
      period: { from: `${BEGIN.getUTCFullYear()}-01-01`, to: `${BEGIN.getUTCFullYear()}-12-31` },
      ends: Object.fromEntries(PHASES.map((phase) => [phase, endOf(phase).toISOString()])),
      sets: [{ set: { shipped: 'proposed-100' }, agencies: ['skhcn', 'tranphu'] }],
    });
    expect(opened.status).toBe(200);
    await system().folded();
    await one.goto('/cham-diem');
    await one.getByRole('link', { name: 'Chấm điểm thử nghiệm' }).waitFor();
    await one.keyboard.press('F2');
    await one.getByRole('dialog').getByText('Hạn của từng giai đoạn').waitFor();
    await shoot(one, 'mo-nam', ['phone', 'desk']);
    await one.keyboard.press('Escape');
    await one.getByRole('link', { name: 'Chấm điểm thử nghiệm' }).click();
    await one.getByText('Đã gửi 0/2 (0%)').waitFor();
    await one.getByRole('button', { name: /^Nhắc 2 cơ quan/ }).click();
    await one.getByText('Đã nhắc.').waitFor();
    await looks(one, 'cham-diem');
  });

  story('the agency scores itself: gaps are named, a draft is kept, then handed in', async () => {
    const one = await page('thukyiso.khcn');
    await one.goto(`/cham-diem/${YEAR}/tu-cham`);
    await one.getByRole('button', { name: 'Gửi thẩm định (F2)' }).click();
    const gaps = one.getByRole('dialog');
    await gaps.getByText('Vui lòng chấm hoặc nêu không áp dụng trước khi gửi:').waitFor();
    await shoot(one, 'con-thieu');
    await gaps.getByRole('button').nth(1).click();
    await scoreEach(one, async (drawer) => {
      await looks(one, 'mot-tieu-chi');
      await drawer.getByRole('heading', { name: 'Vì sao' }).waitFor();
    });
    await one.getByRole('button', { name: 'Lưu nháp' }).click();
    await one.getByText('Đã ghi nhận: lưu nháp.').waitFor();
    await one.reload();
    await one.getByText(/^0\/\d+ tiêu chí$/).waitFor();
    await looks(one, 'tu-cham');
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: gửi thẩm định.').waitFor();
    await close('self-scoring');
  });

  story('the committee chooses who is visited, with a reason, in place of the draw', async () => {
    const drawn = await system().runtime.scoring.year({
      year: YEAR,
      command: { type: 'draw-samples', sample: 'on-site', seed: 'hạt giống' },
      by: CLOCK,
      commandId: commandIdOf(YEAR, 'draw'),
      requestHash: requestHashOf({ draw: YEAR }),
    });
    expect(drawn.kind).toBe('recorded');
    const one = await page('banchidao');
    await one.goto(`/cham-diem/${YEAR}`);
    await one.getByText(/bốc ngẫu nhiên 1\/2/).waitFor();
    await one.getByRole('button', { name: 'Chọn mẫu' }).click();
    const dialog = one.getByRole('dialog');
    await dialog.getByText('Phải có ít nhất 1/2 cơ quan (1/3).').waitFor();
    await dialog.getByLabel('Cơ quan trong mẫu').click();
    for (const name of ['Sở Khoa học và Công nghệ', 'phường Trần Phú']) {
      const chosen = dialog.locator('.ant-select-selection-item').filter({ hasText: name });
      const option = one.locator('.ant-select-item-option').filter({ hasText: name });
      await option.waitFor();
      if ((await chosen.count()) === 0) await option.click();
    }
    await one.keyboard.press('Escape');
    await looks(one, 'chon-mau');
    await dialog.getByRole('button', { name: 'Ghi mẫu đã chọn' }).click();
    await dialog.getByText('Vui lòng nhập lý do.').waitFor();
    await dialog.getByLabel('Lý do').fill('Hai cơ quan mới áp dụng trong năm');
    await dialog.getByRole('button', { name: 'Ghi mẫu đã chọn' }).click();
    await one.getByText('chọn 2: Hai cơ quan mới áp dụng trong năm').click();
    await one
      .getByRole('listitem')
      .filter({ hasText: /^Sở Khoa học và Công nghệ$/ })
      .waitFor();
    await looks(one, 'mau-da-chon');
  });

  story('the committee reviews on a tablet, and sees the stages side by side', async () => {
    const one = await page('banchidao');
    await one.setViewportSize({ width: 768, height: 1024 });
    await one.goto(SHEET);
    await one.getByRole('button', { name: /^P01 / }).click();
    const drawer = one.getByRole('dialog');
    await drawer.getByRole('spinbutton').fill('0,5');
    await drawer.getByLabel(/^Lý do/).fill('Đối chiếu tại trụ sở');
    await shoot(one, 'tham-dinh-tieu-chi', ['tablet']);
    await drawer.getByRole('button', { name: 'Về danh sách' }).click();
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: ghi thẩm định.').waitFor();
    await one.getByRole('columnheader', { name: 'Thẩm định' }).waitFor();
    await looks(one, 'tham-dinh');
    const committee = await system().people.as('banchidao');
    const other = `/api/scoring/years/${YEAR}/agencies/tranphu`;
    const { criteria } = (await committee.get(other)).body;
    const points = Object.fromEntries(
      criteria.map(({ key, max }: { key: string; max: number }) => [
        key,
        { points: max, reason: 'theo hồ sơ' },
      ]),
    );
    expect((await committee.post(`${other}/review`, { entries: { points }, onSite: true })).status).toBe(200);
    for (const phase of PHASES.slice(1, 4)) await close(phase);
  });

  story('the agency appeals, the committee answers, decides and publishes', async () => {
    const agency = await page('thukyiso.khcn');
    await agency.goto(SHEET);
    await agency.getByRole('button', { name: 'Kiến nghị' }).click();
    const dialog = agency.getByRole('dialog');
    await dialog.getByLabel('Tiêu chí kiến nghị').fill('P01');
    await agency.locator('.ant-select-item-option').first().click();
    await agency.keyboard.press('Escape');
    await dialog.getByLabel('Lý do').fill('Có biên bản bổ sung');
    await dialog.getByRole('button', { name: 'Kiến nghị', exact: true }).click();
    await agency.getByText('Chờ trả lời').waitFor();
    await looks(agency, 'kien-nghi');
    const one = await page('banchidao');
    await one.goto(SHEET);
    await one.getByRole('button', { name: 'Trả lời kiến nghị' }).click();
    await one.getByRole('dialog').getByLabel('Lý do').fill('Biên bản hợp lệ');
    await one.getByRole('dialog').getByLabel('Tiêu chí').fill('P01');
    await one.locator('.ant-select-item-option').filter({ hasText: 'P01' }).first().click();
    await one.getByRole('dialog').getByLabel('Điểm').fill('2');
    await one.getByRole('dialog').getByRole('button', { name: 'Trả lời kiến nghị' }).click();
    await one.getByText('Chấp nhận: Biên bản hợp lệ').waitFor();
    await close('appeals');
    await agency.goto(`/cham-diem/${YEAR}/xep-hang`);
    await agency.getByText('Kết quả chưa được công bố.').waitFor();
    await looks(agency, 'xep-hang-trong');
    await one.goto(`/cham-diem/${YEAR}`);
    await one.getByRole('button', { name: /^Quyết định/ }).click();
    await one.getByRole('dialog').getByLabel('Số quyết định').fill('12/QĐ-BCĐ');
    await one.getByRole('dialog').getByLabel('Ngày quyết định').fill(BEGIN.toLocaleDateString('en-GB'));
    await one.keyboard.press('Enter');
    await one.getByRole('dialog').getByRole('button', { name: 'Quyết định' }).click();
    await one.getByText('Đã ghi nhận: quyết định.').waitFor();
    await system().runtime.scoring.settle(YEAR, CLOCK);
    await system().folded();
    await one.reload();
    await one.getByRole('button', { name: /^Công bố/ }).click();
    await one.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await one.getByText('Đã công bố, chỉ sửa bằng quyết định.').waitFor();
    await looks(one, 'cham-diem-cong-bo');
    const anybody = await page('chuyenvien.noivu');
    await anybody.goto(`/cham-diem/${YEAR}/xep-hang`);
    await anybody.getByText(/= 2 ✓/).first().waitFor();
    await looks(anybody, 'xep-hang');
    await agency.goto(SHEET);
    await agency.getByRole('button', { name: 'Tính lại đến nay' }).click();
    await agency.getByText(/Giống điểm đã quyết định\./).waitFor();
    await agency.getByRole('button', { name: 'English' }).click();
    await agency.getByRole('heading', { name: /^Score sheet/ }).waitFor();
    await looks(agency, 'phieu-en');
    await agency.getByRole('button', { name: 'Tiếng Việt' }).click();
    await agency.getByRole('heading', { name: /^Phiếu chấm điểm/ }).waitFor();
  });
});

/** Goes through the criteria from the one shown to the last, giving each its most where nothing is known. */
async function scoreEach(
  one: Page,
  onFirst: (drawer: ReturnType<Page['getByRole']>) => Promise<void>,
): Promise<void> {
  const drawer = one.getByRole('dialog');
  const next = drawer.getByRole('button', { name: 'Tiêu chí sau' });
  for (let first = true; ; first = false) {
    const heading = await drawer.getByText(/^\d+\/\d+$/).innerText();
    const points = drawer.getByRole('spinbutton');
    await points.fill('1');
    await drawer.getByLabel(/^Lý do/).fill('Theo hồ sơ lưu');
    if (first) await onFirst(drawer);
    const [at, of] = heading.split('/');
    if (at === of) break;
    await next.click();
    await drawer.getByText(`${Number(at) + 1}/${of}`, { exact: true }).waitFor();
  }
  await drawer.getByRole('button', { name: 'Về danh sách' }).click();
}
