/**
 * Long lists in a browser: an officer's, a head's, the board and the search, rolled through, chosen from and acted on in
 * bulk; and each remaining action of an officer once. Long because it is a story.
 */
import { describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { noticeStream, recordNotices } from '#libs/commands';
import type { TestSystem } from '../e2e/system.ts';
import { startSystem } from '../e2e/system.ts';
import { copyDossiers } from '../support/dossier-copies.ts';
import { faults, missing, portalFolder, shoot } from './browser.ts';
import { complete, nextMonday, receive, toSpecialist, type Received } from './story.ts';
import { storiesOf } from './stories.ts';

const COPIES = 237;
const ALL = COPIES + 3;
const WEEK_MS = 7 * 86_400_000;
const RESULT = { number: '12/GCN', positive: true };
const suite = missing === undefined ? describe : describe.skip;

suite(`long lists${missing === undefined ? '' : ` (${missing})`}`, () => {
  let patterns: Received[] = [];
  const stories = storiesOf(async () => {
    const begun = await startSystem({ clock: nextMonday(new Date()).toISOString(), portalFolder });
    patterns = [];
    for (let each = 0; each < 3; each++) {
      const received = await receive(begun, each);
      await toSpecialist(begun, received.id);
      patterns.push(received);
    }
    await copyDossiers(
      begun.runtime,
      patterns.map(({ id }) => id),
      COPIES,
    );
    await begun.folded();
    return begun;
  });

  const rowInFocus = (one: Page): Promise<number> =>
    one.evaluate(() => Number(document.activeElement?.closest('tr')?.getAttribute('aria-rowindex')) - 1);

  const untilRow = (one: Page, row: number) =>
    one.waitForFunction(
      (index) => Number(document.activeElement?.closest('tr')?.getAttribute('aria-rowindex')) === index + 1,
      row,
    );

  const choose = async (one: Page, count: number): Promise<void> => {
    for (let each = 0; each < count; each++) {
      await one
        .getByRole('row')
        .nth(each + 1)
        .getByRole('checkbox')
        .check();
    }
    await one.getByText(`Đã chọn ${count}`, { exact: true }).waitFor();
  };

  stories.story('rolls through a list of which only the rows near the window stand in the page', async () => {
    const one = await stories.page('chuyenvien.khcn');
    await one.getByRole('tab', { name: `Của tôi ${ALL}` }).waitFor();
    const reads: string[] = [];
    one.on('request', (request) => void reads.push(new URL(request.url()).pathname));
    await one.reload();
    const table = one.getByRole('table', { name: 'Việc của tôi' });
    await table.waitFor();
    // Asked for once, before the scripts came.
    expect(reads.filter((path) => path === '/api/inbox')).toHaveLength(1);
    expect(await table.getAttribute('aria-rowcount')).toBe(String(ALL + 1));
    expect(await table.getByRole('row').count()).toBeLessThan(50);
    await stories.looks(one, 'danh-sach');

    await one.getByRole('link', { name: /^H99/ }).first().focus();
    for (let row = 2; row <= 120; row++) {
      await one.keyboard.press('ArrowDown');
      await untilRow(one, row);
    }
    await one.keyboard.press('Space');
    await one.getByText('Đã chọn 1', { exact: true }).waitFor();
    // Whatever one scrolls to, the arrows go on from where they were.
    await one.evaluate(() => scrollTo(0, 0));
    await one.getByRole('row').nth(1).waitFor();
    expect(await rowInFocus(one)).toBe(120);
    await one.keyboard.press('ArrowDown');
    await untilRow(one, 121);
    expect(await table.getByRole('row').count()).toBeLessThan(60);

    await one.getByRole('button', { name: 'Bỏ chọn' }).click();
    await one.getByRole('button', { name: 'Gọn' }).click();
    await one.reload();
    await one.getByRole('button', { name: 'Gọn', pressed: true }).waitFor();
    await table.getByRole('row').nth(1).waitFor();
    await one.getByRole('checkbox', { name: 'Chọn các hàng đang hiện' }).check();
    await one.getByRole('button', { name: `Chọn cả ${ALL} hồ sơ` }).click();
    await one.getByText(`Đã chọn ${ALL}`, { exact: true }).waitFor();
    await shoot(one, 'danh-sach-chon');
    await one.getByRole('button', { name: 'Bỏ chọn' }).click();
    await stories.looks(one, 'danh-sach-gon');
  });

  stories.story('completes many steps at once, and says which were not', async () => {
    const one = await stories.page('chuyenvien.khcn');
    await choose(one, 3);
    const done = await one.getByRole('row').nth(2).getByRole('link').innerText();
    await complete(await stories.system().people.as('chuyenvien.khcn'), await idOf(stories.system(), done));
    const press = one.getByRole('button', { name: 'Hoàn thành bước đã chọn' });
    expect(await press.isDisabled()).toBe(true);
    await one.getByRole('checkbox', { name: /^Đã có: / }).check();
    await press.click();
    await one.getByText('Xong 2/3. 1 hồ sơ chưa được: xem lý do.').waitFor();
    await one.getByText(new RegExp(`${done}: `)).waitFor();
    await stories.looks(one, 'hang-loat');
  });

  stories.story('moves a unit’s work into one person’s hands', async () => {
    const one = await stories.page('truongphong.khcn');
    await one.goto('/viec?tab=unit');
    await one.getByRole('row').nth(3).waitFor();
    await choose(one, 2);
    await one.getByRole('button', { name: 'Phân công, chuyển' }).click();
    const dialog = one.getByRole('dialog', { name: 'Chuyển 2 hồ sơ' });
    await dialog.getByRole('radio').first().check();
    await dialog.getByLabel('Lý do').fill('Đi công tác');
    await stories.looks(one, 'chuyen-hang-loat');
    await one.keyboard.press('F2');
    await one.getByText('Xong 2/2.').waitFor();
  });

  stories.story('puts many appointments off, with the apologies’ reckoning', async () => {
    const head = await stories.system().people.as('truongphong.khcn');
    const { body: board } = await head.get('/api/late?limit=3');
    const [first, second] = board.rows;
    const to = new Date(stories.system().now().getTime() + WEEK_MS).toISOString();
    const { status } = await head.act(second.dossier, 'extend', { to, reason: 'Chờ kết quả giám định' });
    expect(status).toBe(200);
    const { body: me } = await head.get('/api/session');
    await tellLate(stories.system(), first.dossier, me.officer.id);
    await stories.system().folded();
    const one = await stories.page('truongphong.khcn');
    await one.getByRole('link', { name: 'Thời hạn' }).click();
    await one.getByRole('row', { name: new RegExp(`${first.code}.*${me.officer.name}`) }).waitFor();
    await stories.looks(one, 'thoi-han-danh-sach');
    for (const { code } of board.rows) await one.getByRole('checkbox', { name: `Chọn ${code}` }).check();
    await one.getByRole('button', { name: 'Gia hạn', exact: true }).click();
    const dialog = one.getByRole('dialog', { name: 'Gia hạn 2 hồ sơ' });
    await dialog.getByText('Văn bản xin lỗi: 2 người nộp.').waitFor();
    await dialog.getByText(/^2 văn bản xin lỗi đi muộn/).waitFor();
    await dialog.getByText('Chưa được: đã hẹn lại 1 lần').waitFor();
    await dialog.getByLabel('Lý do').fill('Chờ kết quả giám định');
    await stories.looks(one, 'gia-han-hang-loat');
    await one.keyboard.press('F2');
    await one.getByText('Xong 2/2.').waitFor();
  });

  stories.story('hands many results over', async () => {
    for (const { id } of patterns.slice(0, 2)) await toCounter(stories.system(), id);
    await stories.system().folded();
    const one = await stories.page('tiepnhan.khcn');
    await one.goto('/ho-so');
    await one.getByLabel('Trạng thái').click();
    await one.getByTitle('Chờ trả kết quả').click();
    await one.keyboard.press('F2');
    await one.getByText('Tìm thấy 2 hồ sơ').waitFor();
    await choose(one, 2);
    await one.getByLabel('Người nhận kết quả').selectOption('Người được ủy quyền');
    await stories.looks(one, 'tra-ket-qua-hang-loat');
    await one.getByRole('button', { name: 'Trả kết quả đã chọn' }).click();
    await one.getByText('Không có hồ sơ nào khớp.').waitFor();
    // What was done stays to be read, though nothing is left in the list.
    await one.getByText('Xong 2/2.').waitFor();
    await stories.looks(one, 'tim-khong-thay');
  });

  /** Opens the dossier, picks the action, fills its form in and sends it by F2. */
  async function act(
    username: string,
    dossier: string,
    action: string,
    fill: (one: Page) => Promise<void>,
  ): Promise<void> {
    const one = await stories.page(username);
    await one.goto(`/ho-so/${dossier}`);
    const send = one.getByRole('button', { name: `${action} (F2)` });
    const others = one.getByRole('button', { name: /^Việc khác/ });
    await send.or(others).first().waitFor();
    if (!(await send.isVisible())) {
      await others.click();
      await one.getByRole('menuitem', { name: action }).click();
    }
    await send.waitFor();
    await fill(one);
    await shoot(one, `viec-${action}`);
    expect({ action, faults: await faults(one) }).toEqual({ action, faults: [] });
    await one.keyboard.press('F2');
    await one.getByText(`Đã ghi nhận: ${action}.`).waitFor();
  }

  const because = (one: Page) => one.getByLabel('Lý do').fill('Theo đề nghị của người nộp');

  stories.story('does each remaining action of an officer once', async () => {
    const [, , { id }] = patterns as [Received, Received, Received];
    await act('chuyenvien.khcn', id, 'Yêu cầu bổ sung', async (one) => {
      await one.getByRole('main').getByRole('checkbox').first().check();
      await because(one);
    });
    await act('tiepnhan.khcn', id, 'Nhận bổ sung', async (one) => {
      await one.getByRole('main').getByRole('checkbox').first().check();
    });
    await act('chuyenvien.khcn', id, 'Yêu cầu nộp tiền', async (one) => {
      await one.getByLabel('Số tiền (đồng)').fill('150000');
      await one.getByLabel('Khoản phải nộp').fill('Lệ phí cấp giấy');
    });
    await act('tiepnhan.khcn', id, 'Xác nhận đã nộp tiền', async (one) => {
      await one.getByLabel('Số chứng từ').fill('BL-0117');
    });
    await act('chuyenvien.khcn', id, 'Lấy ý kiến', async (one) => {
      await one.getByRole('combobox', { name: 'Cơ quan' }).fill('so nong nghiep');
      await one.keyboard.press('Enter');
      await one.getByLabel('Nội dung lấy ý kiến').fill('Đề nghị cho ý kiến về công nghệ');
    });
    await act('chuyenvien.khcn', id, 'Hủy thao tác nhầm', because);
    await act('chuyenvien.khcn', id, 'Hoàn thành bước', async (one) => {
      await one.getByText('Đủ điều kiện', { exact: true }).click();
      await one.getByText('Dự thảo kết quả', { exact: true }).click();
      const file = { name: 'Dự thảo.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') };
      await one.locator('input[type=file]').setInputFiles(file);
      await one.getByText('Dự thảo.pdf').waitFor();
    });
    await act('truongphong.khcn', id, 'Trả lại bước trước', async (one) => {
      const steps = one.getByRole('main').getByRole('radio');
      if ((await steps.count()) > 0) await steps.last().check();
      await because(one);
    });
    await act('giamdoc.khcn', id, 'Dừng giải quyết', because);
    const other = await receive(stories.system(), 1);
    await act('tiepnhan.khcn', other.id, 'Rút hồ sơ', because);
  });

  stories.story('says so when there is nothing, or nothing can be read', async () => {
    const one = await stories.page('chuyenvien.khcn');
    await one.goto('/viec?clock=paused');
    await one.getByText('Không có hồ sơ theo bộ lọc này.').waitFor();
    await stories.looks(one, 'viec-trong');
  });
});

const idOf = async ({ people }: TestSystem, code: string): Promise<string> =>
  (await (await people.as('chuyenvien.khcn')).post('/api/dossiers/by-code', { code })).body.id;

/** From the specialist's step to the counter, with its result. */
async function toCounter({ people }: TestSystem, dossier: string): Promise<void> {
  for (const username of ['chuyenvien.khcn', 'truongphong.khcn', 'giamdoc.khcn']) {
    await complete(await people.as(username), dossier);
  }
  const results = ['Giấy chứng nhận hoặc văn bản trả lời'];
  const clerk = await people.as('vanthu.khcn');
  const { status, body } = await clerk.act(dossier, 'complete', { step: 'B6', results, result: RESULT });
  if (status !== 200) throw new Error(JSON.stringify(body));
}

/** As the projector tells when a step is overdue. */
async function tellLate({ runtime }: TestSystem, dossier: string, recipient: string): Promise<void> {
  const at = runtime.now();
  const body = { kind: 'dossier-overdue', key: `dossier-overdue ${at}`, dossier, recipient } as const;
  await recordNotices(runtime.ledger, {
    stream: noticeStream(dossier),
    commandId: crypto.randomUUID(),
    at,
    events: [{ type: 'NoticeSent', body: { ...body, channel: 'portal' } }],
  });
}
