/** The counter before and after the receipt, and a dossier's page when lines are cut and others are quicker. */
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startSystem } from '../e2e/system.ts';
import { faults, missing, portalFolder, shoot } from './browser.ts';
import { storiesOf } from './stories.ts';
import { complete, nextMonday, PROCEDURE, receive, toSpecialist } from './story.ts';

const KNOWN = { idNumber: '001099012345', name: 'Đặng Thị Ễ Ương' };
const suite = missing === undefined ? describe : describe.skip;

suite(`the counter and a dossier’s page${missing === undefined ? '' : ` (${missing})`}`, () => {
  const stories = storiesOf(async () => {
    const begun = await startSystem({ clock: nextMonday(new Date()).toISOString(), portalFolder });
    await receive(begun);
    await begun.folded();
    return begun;
  });
  const { page, story, looks } = stories;

  /** The server gets the next such request and acts on it; its answer never comes. */
  async function cutAnswer(one: Page, url: string): Promise<void> {
    const cut = { times: 1 };
    await one.route(
      url,
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      cut,
    );
  }

  const choose = async (one: Page): Promise<void> => {
    await one.goto('/tiep-nhan');
    await one.getByRole('combobox').fill('thay doi noi dung giay chung nhan dang ky to chuc');
    await one.keyboard.press('Enter');
    await one.keyboard.press('Tab');
  };

  const found = async (applicant: string): Promise<number> => {
    await stories.system().folded();
    const counter = await stories.system().people.as('tiepnhan.khcn');
    return (await counter.post('/api/dossiers/search', { applicant })).body.total;
  };

  const eventsOf = async (dossier: string): Promise<string[]> => {
    const auditor = await stories.system().people.as('danhgia');
    const { body } = await auditor.get(`/api/dossiers/${dossier}/timeline`);
    return body.entries.map((entry: { type: string }) => entry.type);
  };

  story(
    'says by when before the receipt, knows who came before, and receives once over a cut line',
    async () => {
      const one = await page('tiepnhan.khcn');
      await choose(one);
      await one.getByText('Nếu tiếp nhận bây giờ').waitFor();
      await one.getByRole('button', { name: 'Vì sao?' }).click();
      await one.getByRole('dialog').getByText('Ngày tiếp nhận, không tính').waitFor();
      expect(await faults(one)).toEqual([]);
      await one.keyboard.press('Escape');
      await one.getByRole('dialog').waitFor({ state: 'hidden' });
      await one.getByLabel('Số định danh').fill(KNOWN.idNumber);
      await one.keyboard.press('Tab');
      await one.getByText('Đã điền theo hồ sơ trước của người này.').waitFor();
      expect(await one.getByLabel('Họ tên hoặc tên tổ chức').inputValue()).toBe(KNOWN.name);
      expect(await one.getByLabel('Điện thoại').inputValue()).toBe('0912345678');
      await one.keyboard.press('Control+Shift+A');
      await one.getByText('Hồ sơ đủ thành phần.').waitFor();
      await looks(one, 'hen-tra-truoc');
      const before = await found(KNOWN.name);
      await cutAnswer(one, '**/api/dossiers');
      await one.keyboard.press('F2');
      await one.getByText('Chưa rõ đã ghi nhận chưa; gửi lại không bị ghi hai lần.').waitFor();
      expect(await one.getByLabel('Họ tên hoặc tên tổ chức').inputValue()).toBe(KNOWN.name);
      await shoot(one, 'tiep-nhan-mat-ket-noi');
      const slip = one
        .context()
        .waitForEvent('response', (response) => response.url().includes('/print/receipt'));
      await one.keyboard.press('F2');
      await one.getByRole('heading', { name: 'Đã tiếp nhận' }).waitFor();
      expect((await slip).status()).toBe(200);
      expect(await found(KNOWN.name)).toBe(before + 1);
      await shoot(one, 'da-tiep-nhan-va-in');
      expect(await faults(one)).toEqual([]);
      const { rows } = await stories
        .system()
        .runtime.pool.query('select officer, dossier from ops.applicant_read');
      expect(rows).toEqual([{ officer: 'skhcn/mc/1', dossier: expect.any(String) }]);
    },
  );

  it('tells nobody but a counter, of nobody but the exact number, who an applicant is', async () => {
    const ask = async (username: string, idNumber: string) => {
      const { status, body } = await (
        await stories.system().people.as(username)
      ).post('/api/dossiers/known-applicant', { idNumber });
      return [status, body.applicant?.name];
    };
    expect(await ask('tiepnhan.khcn', KNOWN.idNumber)).toEqual([200, KNOWN.name]);
    expect(await ask('tiepnhan.khcn', '00109901234')).toEqual([200, undefined]);
    expect(await ask('tiepnhan.tranphu', KNOWN.idNumber)).toEqual([200, undefined]);
    expect(await ask('chuyenvien.khcn', KNOWN.idNumber)).toEqual([403, undefined]);
    const many = Array.from({ length: 40 }, () => ask('tiepnhan.truc', '00109901234'));
    expect((await Promise.all(many)).map(([status]) => status)).toContain(429);
  });

  story('asks for what lacks before the receipt, finds the dossier again, and receives it', async () => {
    const one = await page('tiepnhan.khcn');
    await choose(one);
    await one.getByLabel('Số định danh').fill('001099077777');
    await one.getByLabel('Họ tên hoặc tên tổ chức').fill('Phùng Thị Nộp Thiếu');
    await one.getByRole('main').getByRole('checkbox').first().check();
    await one.getByRole('button', { name: 'Yêu cầu bổ sung' }).click();
    const dialog = one.getByRole('dialog');
    await dialog.getByLabel('Giấy tờ khác, mỗi dòng một loại').fill('Bản vẽ mặt bằng');
    await looks(one, 'yeu-cau-bo-sung');
    await one.keyboard.press('F2');
    const print = dialog.getByRole('link', { name: 'In phiếu yêu cầu bổ sung' });
    const sheet = await one.request.get((await print.getAttribute('href')) ?? '');
    expect([sheet.status(), sheet.headers()['content-type']]).toEqual([200, 'application/pdf']);
    expect(await faults(one)).toEqual([]);
    await one.keyboard.press('F2');
    await dialog.waitFor({ state: 'detached' });
    await stories.system().folded();
    await one.goto('/viec?tab=to-claim');
    await one.getByText('Phùng Thị Nộp Thiếu').waitFor();
    await one.goto('/ho-so');
    await one.getByLabel('Người nộp').fill('phung thi nop thieu');
    await one.keyboard.press('Control+Enter');
    await one
      .getByRole('row', { name: /Phùng Thị Nộp Thiếu/ })
      .getByRole('link')
      .click();
    await one.getByRole('heading', { name: 'Hồ sơ chưa có mã' }).waitFor();
    await one.getByText('Yêu cầu bổ sung giấy tờ').waitFor();
    await one.getByRole('checkbox', { name: /^Giấy chứng nhận đã cấp/ }).check();
    await shoot(one, 'ho-so-cho-bo-sung');
    expect(await faults(one)).toEqual([]);
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: Tiếp nhận.').waitFor();
  });

  story('withdraws before the receipt what came online', async () => {
    const applicant = { name: 'Lò Văn Rút', idNumber: '001099066666' };
    const { anyone } = stories.system().people;
    const send = async (): Promise<string> => {
      const body = { procedure: PROCEDURE, agency: 'skhcn', applicant, documents: [] };
      return (await anyone.post('/api/public/dossiers', body)).body.dossier;
    };
    const [first] = [await send(), await send()];
    const back = (idNumber: string) =>
      anyone.post(`/api/public/dossiers/${first}/withdrawal`, { idNumber, reason: 'Nộp nhầm' });
    expect((await back('001099012345')).status).toBe(404);
    expect((await back(applicant.idNumber)).body.status.code).toBe(7);
    await stories.system().folded();
    const one = await page('tiepnhan.khcn');
    await one.goto('/ho-so');
    await one.getByLabel('Người nộp').fill('lo van rut');
    await one.keyboard.press('Control+Enter');
    await one.getByText('Công dân yêu cầu rút hồ sơ').waitFor();
    await one
      .getByRole('row', { name: /Mới đăng ký/ })
      .getByRole('link')
      .click();
    await one.getByRole('button', { name: 'Việc khác' }).click();
    await one.getByRole('menuitem', { name: 'Rút hồ sơ' }).click();
    await one.getByLabel('Lý do').fill('Công dân đề nghị');
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: Rút hồ sơ.').waitFor();
    expect(await faults(one)).toEqual([]);
  });

  story(
    'keeps what was typed when the dossier changed and when the line was cut, and records it once',
    async () => {
      const dossier = await receive(stories.system(), 2);
      await toSpecialist(stories.system(), dossier.id);
      const one = await page('chuyenvien.khcn');
      await one.goto(`/ho-so/${dossier.id}`);
      await one.getByLabel('Ghi chú').fill('Đã thẩm định, nội dung đang gõ');
      const director = await stories.system().people.as('giamdoc.khcn');
      const later = new Date(stories.system().now().getTime() + 60 * 86_400_000).toISOString();
      expect((await director.act(dossier.id, 'extend', { to: later, reason: 'Chờ' })).status).toBe(200);
      await one.getByText('Hồ sơ vừa thay đổi.').waitFor();
      await one.getByRole('button', { name: 'Tải lại' }).click();
      await one.getByText('Hẹn lại lần 1').waitFor();
      expect(await one.getByLabel('Ghi chú').inputValue()).toBe('Đã thẩm định, nội dung đang gõ');
      await one.getByText('Đủ điều kiện', { exact: true }).click();
      await one.getByText('Dự thảo kết quả', { exact: true }).click();
      await cutAnswer(one, '**/actions/complete');
      await one.keyboard.press('F2');
      await one.getByText('Chưa rõ đã ghi nhận chưa; gửi lại không bị ghi hai lần.').waitFor();
      expect(await one.getByLabel('Ghi chú').inputValue()).toBe('Đã thẩm định, nội dung đang gõ');
      await one.keyboard.press('F2');
      await one.getByText('Đã ghi nhận: Hoàn thành bước.').waitFor();
      const events = await eventsOf(dossier.id);
      expect(events.filter((type) => type === 'StepCompleted')).toHaveLength(3);
    },
  );

  story('warns that an apology comes too late, before and in the form', async () => {
    const dossier = await receive(stories.system());
    const counter = await stories.system().people.as('tiepnhan.khcn');
    const { body } = await counter.get(`/api/dossiers/${dossier.id}`);
    const { apologiseBy, deadline } = body.appointment;
    expect(apologiseBy < deadline.dueAt).toBe(true);
    const began = stories.system().now().toISOString();
    stories.system().setClock(new Date(Date.parse(apologiseBy) + 60_000).toISOString());
    const one = await page('giamdoc.khcn');
    await one.goto(`/ho-so/${dossier.id}`);
    await one
      .getByText(/Đã quá thời điểm gửi xin lỗi đúng hạn/)
      .first()
      .waitFor();
    await one.getByRole('button', { name: 'Việc khác' }).click();
    await one.getByRole('menuitem', { name: 'Gia hạn' }).click();
    await one.getByLabel('Lý do').fill('Chờ ý kiến');
    await looks(one, 'gia-han-muon');
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: Gia hạn.').waitFor();
    await one.getByRole('button', { name: 'In', exact: false }).first().click();
    await one.getByRole('menuitem', { name: /Mẫu 04/ }).waitFor();
    stories.system().setClock(began);
  });

  story('brings another agency’s question to those who answer it', async () => {
    const dossier = await receive(stories.system(), 2);
    await toSpecialist(stories.system(), dossier.id);
    const specialist = await stories.system().people.as('chuyenvien.khcn');
    const asked = { step: 'B3', agency: 'snv', question: 'Sở Nội vụ có ý kiến gì?' };
    expect((await specialist.act(dossier.id, 'consult', asked)).status).toBe(200);
    await stories.system().folded();
    const head = await stories.system().people.holderOf({ role: 'agency-head', unit: 'snv/ld' });
    const one = await page(head.username);
    await one.goto('/viec?tab=to-claim');
    const row = one.getByRole('row', { name: new RegExp(dossier.code) });
    await row.getByText('Cơ quan khác hỏi ý kiến').waitFor();
    await shoot(one, 'viec-hoi-y-kien');
    await row.getByRole('link').click();
    await one.getByLabel('Ý kiến trả lời').fill('Thống nhất');
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: Trả lời ý kiến.').waitFor();
    await stories.system().folded();
    expect((await head.get('/api/inbox?tab=to-claim')).body.rows).toEqual([]);
    await complete(specialist, dossier.id, 'eligible');
  });
});
