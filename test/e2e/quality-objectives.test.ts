/** Objectives measure themselves, risks are proposed, and whoever owes something is told of it: once each, by the clock. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { measureObjective, proposeRisks } from '#libs/runtime';
import { tell } from '../../apps/projector/notices/teller.ts';
import { KHCN } from './paths.ts';
import type { Answer, Json } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

/** Ahead of the database's own clock: figures are those that were known at a month's end. */
const YEAR = new Date().getUTCFullYear() + 1;
const OWNER = 'skhcn/qlcn/1';
const DOSSIERS = 5;
const PLAN = {
  title: 'Tiếp nhận từ 60 hồ sơ',
  why: 'Đủ việc cho phòng',
  formula: 'dossiers_received',
  unit: 'hồ sơ',
  direction: 'at-least',
  target: 60,
  year: YEAR,
  owner: OWNER,
  actions: [
    {
      what: 'Hướng dẫn nộp trực tuyến',
      why: 'Người dân ngại đi lại',
      who: 'skhcn/qlcn/3',
      where: 'Bộ phận một cửa',
      when: `${YEAR}-05-15`,
      how: 'Mỗi sáng thứ Hai',
    },
  ],
};

let system: TestSystem;
let objective: string;

beforeAll(async () => {
  system = await startSystem({ clock: `${YEAR}-03-02T02:00:00.000Z` });
}, 120_000);
afterAll(() => system?.close());

const get = async (who: string, path: string): Promise<Json> =>
  (await (await system.people.as(who)).get(path)).body;
const open = async (who: string, kind: string, command: object): Promise<Answer> =>
  (await system.people.as(who)).post('/api/quality/records', { kind, agency: 'skhcn', command });
const act = async (who: string, id: string, command: object): Promise<Answer> =>
  (await system.people.as(who)).post(`/api/quality/records/${id}/commands`, { command });
const codeOf = ({ status, body }: Answer): readonly [number, string | undefined] => [status, body.code];
const page = (): Promise<Json> => get('truongphong.khcn', `/api/quality/records/${objective}`);

/** The same events are told of twice, as after a restart. */
async function told(who: string, kind: string): Promise<Json[]> {
  const events = await system.runtime.ledger.load(objective);
  await tell(system.runtime, events);
  await tell(system.runtime, events);
  await system.folded();
  return (await get(who, '/api/notices')).rows.filter((row: Json) => row.kind === kind);
}

describe('an objective', () => {
  it('is drafted over known figures and approved by a leader alone', async () => {
    const secretary = 'thukyiso.khcn';
    expect(codeOf(await open(secretary, 'objective', { type: 'draft', ...PLAN, formula: 'haste' }))).toEqual([
      400,
      'formula',
    ]);
    expect(codeOf(await open('chuyenvien.khcn', 'objective', { type: 'draft', ...PLAN }))).toEqual([
      403,
      'not-your-part',
    ]);
    const drafted = await open(secretary, 'objective', { type: 'draft', ...PLAN });
    expect(drafted.status).toBe(200);
    objective = drafted.body.id;
    expect(codeOf(await act('chuyenvien.khcn', objective, { type: 'approve' }))).toEqual([
      403,
      'not-your-part',
    ]);
    expect(codeOf(await act('chuyenvien.noivu', objective, { type: 'approve' }))[0]).toBe(403);
    expect((await act('giamdoc.khcn', objective, { type: 'approve' })).status).toBe(200);
    // Nobody types a result in.
    expect(
      (await act('giamdoc.khcn', objective, { type: 'measure', month: `${YEAR}-03`, value: 9 })).status,
    ).toBe(400);
  });

  it('is measured by the figures when a month is over, once', async () => {
    const counter = await system.people.as('tiepnhan.khcn');
    for (let index = 0; index < DOSSIERS; index++) {
      expect((await counter.post('/api/dossiers', KHCN)).body.dossier).toBeDefined();
    }
    await system.folded();
    expect(await measureObjective(system.runtime, objective)).toBe(0);
    system.setClock(`${YEAR}-04-02T02:00:00.000Z`);
    expect(await measureObjective(system.runtime, objective)).toBe(1);
    expect(await measureObjective(system.runtime, objective)).toBe(0);
    const { body } = await page();
    expect(body.months[2]).toMatchObject({
      month: `${YEAR}-03`,
      expected: 15,
      value: DOSSIERS,
      onCourse: false,
    });
    expect(body).toMatchObject({ offCourse: true, course: 'linear-from-zero' });
  });

  it('tells its owner before a duty is due, the secretary too when it is over, each once', async () => {
    system.setClock(`${YEAR}-04-10T02:00:00.000Z`);
    expect(await system.runtime.quality.remind(objective)).toBe(1);
    expect(await system.runtime.quality.remind(objective)).toBe(0);
    const soon = await told('truongphong.khcn', 'quality-reminded');
    expect(soon).toMatchObject([{ dossier: { id: objective, procedure: PLAN.title } }]);
    expect(await told('thukyiso.khcn', 'quality-reminded')).toEqual([]);
    system.setClock(`${YEAR}-04-20T02:00:00.000Z`);
    expect(await system.runtime.quality.remind(objective)).toBe(1);
    expect(await told('truongphong.khcn', 'quality-overdue')).toHaveLength(1);
    expect(await told('thukyiso.khcn', 'quality-overdue')).toHaveLength(1);
  });

  it('is corrected by its owner, and stands in the calendar of the year', async () => {
    expect(
      codeOf(await act('thukyiso.khcn', objective, { type: 'correct', note: 'Không phải tôi' })),
    ).toEqual([403, 'not-your-part']);
    expect(
      (await act('truongphong.khcn', objective, { type: 'correct', note: 'Thêm điểm nhận' })).status,
    ).toBe(200);
    await system.folded();
    const { duties } = await get('thukyiso.khcn', `/api/quality/duties?year=${YEAR}&agency=skhcn`);
    const states = duties
      .filter((duty: Json) => duty.record === objective)
      .map((duty: Json) => [duty.what, duty.state, duty.owner.id]);
    expect(states).toEqual([
      ['objective.correction', 'done-late', OWNER],
      ['objective.action', 'ahead', 'skhcn/qlcn/3'],
    ]);
    const shown = await get('thukyiso.khcn', `/api/quality/for-show?year=${YEAR}&agency=skhcn`);
    expect(shown).toEqual({ records: 1, hints: [] });
    const listed = await get('thukyiso.khcn', '/api/quality/records?kind=objective&status=active');
    expect(listed.rows).toMatchObject([{ id: objective, brief: { value: DOSSIERS, month: `${YEAR}-03` } }]);
    expect((await get('chuyenvien.noivu', `/api/quality/for-show?year=${YEAR}&agency=skhcn`)).status).toBe(
      403,
    );
  });
});

describe('risks', () => {
  it('are proposed once from what comes back and from what is forecast late; a secretary takes one', async () => {
    const { pool } = system.runtime;
    for (const number of [31, 32]) {
      await pool.query(
        `insert into read.nonconformity (id, version, agency, year, number, source, severity, title, policy, procedure,
           step, since, found_at, status, stage, round, escalated)
         values ($1, 1, 'skhcn', ${YEAR}, $2, 'detector', 'major', 'Bước trễ hạn', 'step-late', 'QT.KHCN.01', 'B3',
           '${YEAR}-04-01', '${YEAR}-04-15', 'open', 'review', 1, 0)`,
        [randomUUID(), number],
      );
    }
    await pool.query(
      `insert into read.forecast (dossier, chance, step, n, n_group, base)
       select dossier, 0.9, 'B3', 20, 10, 0.1 from read.figure_dossier
       where agency = 'skhcn' and due_at is not null order by dossier limit ${DOSSIERS}
       on conflict (dossier) do update set chance = 0.9`,
    );
    const { rows } = await pool.query<{ due: Date }>(
      'select min(f.due_at) as due from read.forecast c join read.figure_dossier f using (dossier) where c.chance > 0.8',
    );
    system.setClock(new Date(rows[0]!.due.getTime() - 3_600_000).toISOString());
    const first = await proposeRisks(system.runtime);
    expect(first).toBeGreaterThanOrEqual(2);
    expect(await proposeRisks(system.runtime)).toBe(0);
    await system.folded();
    const { rows: proposed } = await get('thukyiso.khcn', '/api/quality/records?kind=risk&status=proposed');
    const titles = proposed.map(({ title }: Json) => title);
    expect(titles).toEqual(
      expect.arrayContaining(['Lặp lại: Bước trễ hạn, QT.KHCN.01 B3', 'Dự báo trễ hạn: QT.KHCN.01']),
    );
    const hands = { type: 'accept', owner: OWNER, reviewOn: `${YEAR + 1}-01-04` };
    expect((await act('thukyiso.khcn', proposed[0].id, hands)).status).toBe(200);
  });
});
