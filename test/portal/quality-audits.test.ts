/** Audits and training in the browser: the first auditor appointed, the programme's coverage, a checklist answered on the spot. */
import { describe, expect } from '@jest/globals';
import { addDays, dateOf, type Instant } from '#libs/calendar';
import type { Json, Person } from '../e2e/people.ts';
import { startSystem } from '../e2e/system.ts';
import { missing, portalFolder } from './browser.ts';
import { storiesOf } from './stories.ts';
import { nextMonday, receive } from './story.ts';

const suite = missing === undefined ? describe : describe.skip;
const SECRETARY = 'skhcn/vp/3';
const PROCEDURE = 'QT.KHCN.01';
const AUDIT = 'Đánh giá tiếp nhận và trả kết quả một cửa quý IV';

suite(`audits and training in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  const { story, page, looks, system } = storiesOf(async () => {
    const started = await startSystem({ portalFolder });
    await receive(started);
    await receive(started, 1);
    await started.folded();
    started.setClock(nextMonday(started.now()).toISOString());
    return started;
  });

  const opened = async (person: Person, kind: string, command: Json): Promise<string> => {
    const { body } = await person.post('/api/quality/records', { kind, agency: 'skhcn', command });
    return body.id;
  };
  const done = async (person: Person, id: string, command: Json): Promise<void> => {
    const { status, body } = await person.post(`/api/quality/records/${id}/commands`, { command });
    expect({ status, body }).toMatchObject({ status: 200 });
  };

  story('a leader appoints, the secretary plans, and the team answers the checklist', async () => {
    const folded = () => system().folded();
    const { as } = system().people;
    const [secretary, director] = [await as('thukyiso.khcn'), await as('giamdoc.khcn')];
    const today = dateOf(system().now().toISOString() as Instant);
    const year = Number(today.slice(0, 4));
    const named = { year, owner: SECRETARY };
    const training = await opened(secretary, 'training', {
      type: 'open',
      title: `Đào tạo ${year}`,
      ...named,
    });
    const session = {
      topic: 'Đánh giá viên nội bộ',
      goal: 'Lập được bảng câu hỏi',
      qualifies: 'internal-audit',
    };
    const when = { on: addDays(today, 7), trainer: 'Chi cục TĐC', people: [SECRETARY] };
    await done(secretary, training, { type: 'plan-session', ...session, ...when });
    const appointed = { officer: SECRETARY, what: 'internal-audit', reason: 'Chưa có người được đào tạo' };
    await done(director, training, { type: 'appoint', ...appointed, from: today, to: addDays(today, 90) });
    await folded();

    const one = await page('thukyiso.khcn');
    await one.goto(`/chat-luong/dao-tao/${training}?part=qualifications`);
    await one.getByText('Còn hiệu lực').waitFor();
    await looks(one, 'dao-tao');

    const programme = await opened(secretary, 'audit-programme', {
      type: 'draft',
      title: `Chương trình đánh giá nội bộ năm ${year}`,
      ...named,
    });
    const { body } = await secretary.get(`/api/quality/records/${programme}`);
    const plan = {
      type: 'plan',
      title: AUDIT,
      procedures: [PROCEDURE],
      from: today,
      to: today,
      covers: { from: addDays(today, -30), to: addDays(today, -1) },
      lead: SECRETARY,
    };
    await done(secretary, programme, { ...plan, units: ['skhcn/mc'] });
    await one.goto(`/chat-luong/chuong-trinh-danh-gia/${programme}`);
    await one.getByText('Chưa xếp lịch').first().waitFor();
    await looks(one, 'chuong-trinh-danh-gia');
    // Somebody from elsewhere audits the secretary's own office: here nobody can, so the rest is left to a second lead.
    const clerk = {
      ...appointed,
      officer: 'skhcn/vt/1',
      type: 'appoint',
      from: today,
      to: addDays(today, 90),
    };
    await done(director, training, clerk);
    await folded();
    const rest = body.body.units.flatMap(({ id }: Json) =>
      ['skhcn/mc', 'skhcn/vt'].includes(id) ? [] : [id],
    );
    const others = body.body.procedures.flatMap(({ code }: Json) => (code === PROCEDURE ? [] : [code]));
    await done(secretary, programme, {
      ...plan,
      title: 'Các bộ phận khác',
      units: rest,
      procedures: others,
      lead: 'skhcn/vt/1',
    });
    await done(secretary, programme, { ...plan, title: 'Văn thư', units: ['skhcn/vt'], procedures: [] });
    await done(director, programme, { type: 'approve' });
    await one.reload();
    await one.getByRole('tab', { name: 'Các cuộc đánh giá' }).click();
    await one.getByRole('button', { name: `Mở: ${AUDIT}` }).click();
    await one.getByRole('heading', { name: AUDIT }).waitFor();
    await one.getByText('Việc này chỉ làm một lần.', { exact: false }).waitFor();
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: lập bảng câu hỏi và rút mẫu.').waitFor();
    await folded();
    await one.getByRole('tab', { name: 'Mẫu hồ sơ' }).click();
    await one.getByRole('button', { name: 'Rút lại để kiểm chứng' }).click();
    await one.getByText('Rút lại từ sổ cái cho đúng mẫu này.').waitFor();
    await looks(one, 'danh-gia-mau');
    await one.keyboard.press('F2');
    await one.getByText('Đã ghi nhận: bắt đầu đánh giá.').waitFor();

    await one.getByRole('tab', { name: 'Bảng câu hỏi' }).click();
    const line = one.locator('#audit-line');
    const first = await line.innerText();
    await one.getByRole('radio', { name: 'Phù hợp', exact: true }).check();
    await one.getByRole('button', { name: 'Ghi và sang câu sau' }).click();
    await one.getByText(/^Đã trả lời 1\//).waitFor();
    expect(await line.innerText()).not.toBe(first);
    await one.getByRole('radio', { name: 'Không phù hợp', exact: true }).check();
    await one.getByRole('radio', { name: 'Nhẹ', exact: true }).check();
    await one.keyboard.press('F2');
    await one.getByText('Vui lòng nhập bằng chứng đã thấy', { exact: false }).waitFor();
    await looks(one, 'danh-gia-cau-hoi');
    await one
      .getByLabel('Bằng chứng đã thấy')
      .fill('Hai trong ba người được hỏi không nêu được chính sách chất lượng.');
    await one.keyboard.press('F2');
    await one.getByText(/^Đã trả lời 2\//).waitFor();
    await one.getByRole('tab', { name: 'Phát hiện' }).click();
    await one.getByText('Lập khi gửi báo cáo').waitFor();
    await looks(one, 'danh-gia-phat-hien');
    await folded();
    await one.goto('/chat-luong/danh-gia-noi-bo');
    await one.getByRole('link', { name: AUDIT }).waitFor();
    await looks(one, 'danh-gia-noi-bo');
  });
});
