/** A nonconformity in the browser: found by itself, led to its end by the people whose stage it is, and did it help? */
import { afterAll, describe, expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { nextDue } from '#libs/nonconformity/corrective-action';
import { startFinder, type Finder } from '../../apps/projector/finder.ts';
import type { Json } from '../e2e/people.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { eventually } from '../workflows/running.ts';
import { missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';
import { complete, nextMonday, receive } from './story.ts';

/** In the future, so that the browser keeps the session's cookie. */
const BEGIN = nextMonday(new Date());
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PDF = Buffer.from('%PDF-1.4 biên bản');
const TERMS = { verification: 1, leastDossiers: 4 };

const HABIT_RUNS = 24;

/** As a history that was taken over leaves it: findings of a quarter ago, and an officer who does a step at once. */
async function foundLongAgo(system: TestSystem, clock: (day: number) => string): Promise<void> {
  const { pool } = system.runtime;
  const { rows } = await pool.query<{ dossier: string }>('select dossier from read.figure_dossier limit 1');
  const place = {
    dossier: rows[0]!.dossier,
    agency: 'skhcn',
    unit: 'skhcn/qlcn',
    officer: 'skhcn/qlcn/3',
    procedure: 'QT.KHCN.01',
    edition: 1,
  };
  const finding = { ...place, version: 2, measure: null, detail: {} };
  const findings = [
    { ...finding, policy: 'form-missing', step: 'B3', place: 'a', at: clock(-100) },
    { ...finding, policy: 'form-missing', step: 'B3', place: 'b', at: clock(-99) },
    { ...finding, policy: 'document-missing', step: '', place: '', at: clock(-98) },
  ];
  const minutes = { other_agency_minutes: 0, applicant_minutes: 0, outside_minutes: 0 };
  const doneAt = clock(-97);
  const month = `${doneAt.slice(0, 7)}-01`;
  const step = { ...place, ...minutes, field: 'KHCN', step: 'B3', done_month: month };
  const runs = Array.from({ length: HABIT_RUNS }, (_, run) => ({
    ...step,
    run: 100 + run,
    role: 'specialist',
    starts_at: doneAt,
    done_at: doneAt,
    due_at: clock(-90),
    timeliness: 'early',
    returned: false,
    own_minutes: 10,
    allowed_minutes: 960,
  }));
  const sums = {
    ...step,
    shard: 0,
    done: HABIT_RUNS,
    early: HABIT_RUNS,
    on_time: 0,
    late: 0,
    returned: 0,
    own_minutes: 10 * HABIT_RUNS,
    allowed_minutes: 960 * HABIT_RUNS,
    timed: HABIT_RUNS,
    least_share: 10 / 960,
    most_share: 10 / 960,
  };
  for (const [table, made] of [
    ['finding', findings],
    ['figure_step', runs],
    ['figure_step_month', [sums]],
  ] as const)
    await pool.query(
      `insert into read.${table} select * from jsonb_populate_recordset(null::read.${table}, $1)`,
      [JSON.stringify(made)],
    );
}

const suite = missing === undefined ? describe : describe.skip;

suite(`nonconformities in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  let finder: Finder;
  let nc: string;
  const clock = (days: number, hours = 0): string =>
    new Date(BEGIN.getTime() + days * DAY_MS + hours * HOUR_MS).toISOString();

  /** Received on that day; its first step done so many hours later. */
  async function received(system: TestSystem, day: number, hours: number): Promise<void> {
    system.setClock(clock(day));
    const { id } = await receive(system, day % 3);
    system.setClock(clock(day, hours));
    await complete(await system.people.as('tiepnhan.khcn'), id);
  }

  // Before the system is closed, whose database it asks.
  afterAll(() => finder?.stop());

  const stories = storiesOf(async () => {
    const made = await startSystem({ clock: BEGIN.toISOString(), portalFolder });
    finder = startFinder(made.runtime, { roundEveryMs: 50 });
    const secretary = await made.people.as('thukyiso.khcn');
    const settings = await fetch(`${made.url}/api/nonconformities/settings`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${secretary.token()}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({
        agency: 'skhcn',
        settings: { 'assigned-late': { enabled: false } },
        terms: TERMS,
        reason: 'Quý này theo dõi gần hơn',
      }),
    });
    expect(settings.status).toBe(200);
    await made.folded();
    await received(made, 0, 2 * 24);
    await eventually(async () => {
      const { body } = await secretary.get('/api/nonconformities');
      const found = body.rows.find((row: Json) => row.policy === 'step-late');
      nc = found?.id;
      return found !== undefined;
    });
    return made;
  });

  const system = (): TestSystem => stories.system();
  const page = (username: string): Promise<Page> => stories.page(username);
  const looks = (one: Page, name: string): Promise<void> => stories.looks(one, name);

  const nameOf = async (officer: string): Promise<string> =>
    (await system().runtime.organisation()).officers.get(officer)!.name;

  stories.story('the secretary sees what was found, and names who leads it', async () => {
    const one = await page('thukyiso.khcn');
    await one.getByRole('link', { name: 'Không phù hợp' }).click();
    await one.getByRole('heading', { name: 'Không phù hợp' }).waitFor();
    await one.getByRole('tab', { name: 'Chờ tôi 1' }).click();
    await one.getByRole('cell', { name: 'Bước trễ hạn' }).first().waitFor();
    await looks(one, 'kph-danh-sach');
    await one.getByRole('tab', { name: 'Đã bác 0' }).click();
    await one.getByText('Chưa phát hiện điểm không phù hợp.').waitFor();
    await looks(one, 'kph-trong');
    await one.getByRole('tab', { name: 'Đang mở 1' }).click();
    await one.getByRole('link', { name: 'KPH-0001' }).click();
    await one.getByRole('heading', { name: 'KPH-0001: Bước trễ hạn' }).waitFor();
    await one.getByRole('heading', { name: 'Xem xét, chỉ định chủ trì' }).waitFor();
    await looks(one, 'kph-xem-xet');
    const owner = await nameOf('skhcn/qlcn/1');
    await one.getByLabel('Người chủ trì').fill(owner);
    await one.getByText(`${owner} (`).first().click();
    await one.getByLabel('Ghi chú').fill('Phòng chủ trì xếp lại lịch trực');
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: xem xét, chỉ định chủ trì.').waitFor();
    await one
      .getByText('Lúc này không có việc của anh/chị.')
      .or(one.getByText('Việc khác'))
      .first()
      .waitFor();
  });

  stories.story('its owner corrects, asks why five times, and proposes; a leader approves', async () => {
    const owner = await page('truongphong.khcn');
    await owner.goto(`/khong-phu-hop/${nc}`);
    await owner.getByLabel('Đã làm gì để sửa ngay').fill('Đã chuyển hồ sơ ngay trong buổi');
    await owner.keyboard.press('F2');
    await owner.getByRole('heading', { name: 'Ghi nguyên nhân' }).waitFor();
    await owner.keyboard.press('F2');
    await owner.getByText('Vui lòng nhập nguyên nhân gốc rễ').waitFor();
    for (const [index, why] of [
      'Hồ sơ nộp dồn',
      'Một người trực',
      'Lịch trực chưa theo số hồ sơ',
    ].entries()) {
      await owner.getByLabel(`Vì sao ${index + 1}`).fill(why);
    }
    await owner.getByLabel('Nguyên nhân gốc rễ').fill('Lịch trực chưa theo số hồ sơ từng ngày');
    await looks(owner, 'kph-nguyen-nhan');
    await owner.keyboard.press('F2');
    await owner.getByRole('heading', { name: 'Đề xuất hành động' }).waitFor();
    await owner.getByLabel('Việc 1', { exact: true }).fill('Xếp lại lịch trực theo số hồ sơ');
    const doer = await nameOf('skhcn/mc/1');
    await owner.getByLabel('Người thực hiện việc 1').fill(doer);
    await owner.getByText(`${doer} (`).first().click();
    await owner.getByLabel('Hạn việc 1').fill('01/06/2099');
    await owner.keyboard.press('Tab');
    await looks(owner, 'kph-de-xuat');
    await owner.getByRole('button', { name: 'Đề xuất hành động (F2)' }).click();
    await owner.getByText('Đã ghi nhận: đề xuất hành động.').waitFor();
    expect(await owner.getByRole('button', { name: 'Phê duyệt' }).count()).toBe(0);

    const leader = await page('giamdoc.khcn');
    await leader.goto(`/khong-phu-hop/${nc}?part=cause`);
    await leader.getByText('Xếp lại lịch trực theo số hồ sơ').waitFor();
    await leader.getByRole('button', { name: 'Phê duyệt (F2)' }).waitFor();
    await leader.keyboard.press('F2');
    await leader.getByText('Đã ghi nhận: phê duyệt.').waitFor();

    await owner.reload();
    await owner.getByLabel('Kết quả thực hiện').fill('Lịch trực mới áp dụng từ hôm nay');
    await owner
      .locator('input[type=file]')
      .setInputFiles({ name: 'lich-truc.pdf', mimeType: 'application/pdf', buffer: PDF });
    await owner.getByText('lich-truc.pdf').waitFor();
    await owner.keyboard.press('F2');
    await owner.getByText('Đã ghi nhận: ghi đã thực hiện.').waitFor();
    await looks(owner, 'kph-hieu-luc-chua-du');
  });

  stories.story('the secretary decides what counts, with a reason; others read every version', async () => {
    const one = await page('thukyiso.khcn');
    await one.goto('/khong-phu-hop');
    await one.getByRole('link', { name: 'Thiết lập phát hiện' }).click();
    await one.getByText('Đang dùng phiên bản 1').waitFor();
    await one.keyboard.press('F2');
    await one.getByLabel('Phát hiện: Ghi lùi ngày').uncheck();
    await one.getByLabel('Mức: Bước trễ hạn').selectOption('Nặng');
    await one.getByLabel('Ngưỡng: Chuyển hoặc phân công chậm').waitFor();
    await one.getByLabel('Phê duyệt', { exact: true }).fill('4');
    await one.getByRole('heading', { name: 'Nội dung thay đổi (3)' }).waitFor();
    await one.keyboard.press('F2');
    await one.getByText('Vui lòng nhập lý do').waitFor();
    await one.getByLabel('Lý do').fill('Bước trễ lặp lại trong quý, cần xem nặng hơn');
    await looks(one, 'kph-thiet-lap-doi');
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi phiên bản 2.').waitFor();
    await one.getByText('Phê duyệt: từ 3 thành 4').waitFor();
    await looks(one, 'kph-thiet-lap');
    const leader = await page('giamdoc.khcn');
    await leader.goto('/khong-phu-hop/thiet-lap');
    await leader.getByText('Bước trễ lặp lại trong quý, cần xem nặng hơn').waitFor();
    await leader.getByText('Thư ký ISO của cơ quan được thay đổi.').waitFor();
    expect(await leader.getByRole('button', { name: /^Thay đổi thiết lập/ }).count()).toBe(0);
    await leader.goto('/khong-phu-hop/thiet-lap?agency=snv');
    await leader.getByText('Anh/chị không được xem số liệu của cơ quan này.').waitFor();
  });

  stories.story(
    'later dossiers show that it helped: chart and table, printed and told in English',
    async () => {
      for (const day of [7, 8, 9, 10]) await received(system(), day, 1);
      const { nonconformities } = system().runtime;
      const secretary = await system().people.as('thukyiso.khcn');
      await eventually(async () => {
        const { body } = await secretary.get(`/api/nonconformities/${nc}`);
        return body.effect.now?.after.dossiers === 4;
      });
      const { state, version } = await nonconformities.load(nc);
      const outcome = await nonconformities.onDue(nc, version, nextDue(state)!);
      expect(outcome.kind).toBe('recorded');
      const one = await page('thukyiso.khcn');
      await one.goto(`/khong-phu-hop/${nc}`);
      await one.getByRole('img', { name: /Trước 100% \(n=1\), sau 0% \(n=4\)/ }).waitFor();
      await one.locator('svg text').filter({ hasText: '100%' }).first().waitFor();
      await looks(one, 'kph-hieu-luc');
      await one.getByText('Bảng').first().click();
      await one.getByRole('columnheader', { name: 'Khoảng tin cậy 90%' }).waitFor();
      await looks(one, 'kph-hieu-luc-bang');
      await one.getByRole('tab', { name: /^Diễn biến/ }).click();
      await one.getByText('Kiểm tra hiệu lực bằng số liệu').waitFor();
      await looks(one, 'kph-dien-bien');
      const slip = await one.request.get(
        (await one.getByRole('link', { name: /^In phiếu/ }).getAttribute('href'))!,
      );
      expect(slip.headers()['content-type']).toBe('application/pdf');
      await one
        .getByRole('button', { name: 'English' })
        .or(one.getByText('EN', { exact: true }))
        .first()
        .click();
      await one.getByText('Effect checked by figures').waitFor();
      await looks(one, 'kph-english');
      // The account keeps the language it was given.
      await one.getByRole('button', { name: 'Tiếng Việt' }).click();
      await one.getByText('Kiểm tra hiệu lực bằng số liệu').waitFor();
    },
  );

  stories.story(
    'what was found long ago is opened by the secretary, or dismissed; so is work for show',
    async () => {
      await foundLongAgo(system(), (day) => clock(day));
      const one = await page('thukyiso.khcn');
      await one.goto('/khong-phu-hop');
      await one.getByRole('link', { name: 'Nguyên nhân và thói quen' }).click();
      await one.getByRole('tab', { name: 'Chưa lập 2' }).waitFor();
      await one.getByRole('cell', { name: 'Thiếu biểu mẫu hoặc kết quả của bước' }).waitFor();
      await looks(one, 'kph-nguyen-nhan-chua-lap');
      await one.getByRole('link', { name: 'Thiếu biểu mẫu hoặc kết quả của bước' }).click();
      await one.getByText('2 lần, 1 hồ sơ').waitFor();
      expect(await one.locator('tbody tr').count()).toBe(2);
      await looks(one, 'kph-nguyen-nhan-can-cu');
      await one.getByRole('button', { name: 'Bác, báo động giả' }).click();
      const dialog = one.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Bác, báo động giả' }).click();
      await dialog.getByText('Vui lòng nhập lý do').waitFor();
      await dialog.getByLabel('Lý do').fill('Biểu mẫu giấy lưu riêng, đã đối chiếu');
      await looks(one, 'kph-nguyen-nhan-bac');
      await dialog.getByRole('button', { name: 'Bác, báo động giả' }).click();
      await one.getByText(/^Đã bác, ghi tại KPH-\d{4}\.$/).waitFor();
      await one.getByText('Không còn phát hiện nào chưa được ghi nhận ở đây.').waitFor();
      await one.getByRole('link', { name: 'Về danh sách nguyên nhân' }).click();
      await one.getByRole('tab', { name: 'Chưa lập 1' }).waitFor();
      await one.getByRole('tab', { name: 'Làm cho có 1' }).click();
      await one.getByText('luôn xong ngay').waitFor();
      await looks(one, 'kph-lam-cho-co');
      await one.getByRole('link', { name: await nameOf('skhcn/qlcn/3') }).click();
      await one.getByText(`${HABIT_RUNS} lần thực hiện bước`).waitFor();
      expect(await one.locator('tbody tr').count()).toBe(HABIT_RUNS);
      await looks(one, 'kph-thoi-quen');
      await one.keyboard.press('F2');
      await dialog.getByRole('button', { name: 'Lập điểm không phù hợp' }).click();
      await one.getByRole('heading', { name: /^KPH-\d{4}: Làm cho có/ }).waitFor();
      const officer = await page('chuyenvien.khcn');
      await officer.goto('/khong-phu-hop/nguyen-nhan');
      await officer.getByText(/^Trang dành cho/).waitFor();
    },
  );

  stories.story('one is raised by hand; a read that fails and a stranger are told so', async () => {
    const one = await page('giamdoc.khcn');
    await one.goto('/khong-phu-hop');
    await one.getByRole('button', { name: /^Ghi nhận điểm không phù hợp/ }).waitFor();
    await one.keyboard.press('F2');
    await one.getByLabel('Nêu ngắn gọn').fill('Thái độ tiếp nhận chưa đúng mực');
    await one.getByLabel('Mô tả').fill('Công dân phản ánh phải chờ quá một giờ tại quầy, ngày 05/05.');
    await looks(one, 'kph-ghi-nhan');
    await one.getByRole('dialog').getByRole('button', { name: 'Ghi nhận điểm không phù hợp' }).click();
    await one.getByText(/^Đã ghi nhận KPH-\d{4}\.$/).waitFor();
    await one.getByRole('cell', { name: 'Thái độ tiếp nhận chưa đúng mực' }).waitFor();
    await one.route('**/api/nonconformities/*', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: '{"code":"maintenance","detail":"Đang bảo trì."}',
      }),
    );
    await one.goto(`/khong-phu-hop/${nc}`);
    await one.getByRole('alert').waitFor();
    await looks(one, 'kph-loi');
    const stranger = await page('chuyenvien.noivu');
    await stranger.goto(`/khong-phu-hop/${nc}`);
    await stranger.getByText('Anh/chị không được xem số liệu của cơ quan này.').waitFor();
    await looks(stranger, 'kph-khong-duoc-xem');
  });
});
