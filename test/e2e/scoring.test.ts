/** The committee and an agency through the API; the clock's own part is done in the worker's stead. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UsedAuthority } from '#libs/access';
import type { Answer, Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const CLOCK: UsedAuthority = { kind: 'clock', id: 'clock' };
const YEAR = '/api/scoring/years/2026';
const SHEET = `${YEAR}/agencies/skhcn`;
const ENDS = {
  'self-scoring': '2026-03-12T10:00:00.000Z',
  review: '2026-03-20T10:00:00.000Z',
  verification: '2026-03-27T10:00:00.000Z',
  adjustment: '2026-04-01T10:00:00.000Z',
  appeals: '2026-04-08T10:00:00.000Z',
} as const;

let system: TestSystem;
let committee: Person;
let secretary: Person;
let officer: Person;
beforeAll(async () => {
  system = await startSystem({ clock: '2026-03-02T02:00:00.000Z' });
  const { as } = system.people;
  [committee, secretary, officer] = [
    await as('banchidao'),
    await as('thukyiso.khcn'),
    await as('chuyenvien.noivu'),
  ];
}, 120_000);
afterAll(() => system?.close());

async function ok(answer: Promise<Answer>): Promise<Json> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}
const refused = async (answer: Promise<Answer>): Promise<unknown[]> => {
  const { status, body } = await answer;
  return [status, body.code];
};
async function closeAt(phase: keyof typeof ENDS): Promise<void> {
  system.setClock(ENDS[phase]);
  const outcome = await system.runtime.scoring.closePhase('2026', phase, CLOCK);
  expect(outcome.kind).toBe('recorded');
}
/** The whole of every criterion, given by hand: no figure is known of the demo's first day. */
const fullMarks = (criteria: Json[], less: Record<string, number> = {}) => ({
  points: Object.fromEntries(
    criteria.map(({ key, max }) => [key, { points: max - (less[key] ?? 0), reason: 'theo hồ sơ' }]),
  ),
});

const opening = {
  id: '2026',
  title: 'Chấm điểm năm 2026',
  period: { from: '2026-01-01', to: '2026-12-31' },
  ends: ENDS,
  sets: [{ set: { shipped: 'proposed-100' }, agencies: ['skhcn', 'tranphu'] }],
};

describe('a year of scoring', () => {
  it('is opened by the committee alone, soundly, once', async () => {
    expect(await refused(secretary.post('/api/scoring/years', opening))).toEqual([403, 'not-permitted']);
    const printed = {
      ...opening,
      sets: [{ set: { shipped: 'bac-giang-2014-printed' }, agencies: ['skhcn'] }],
    };
    expect(await refused(committee.post('/api/scoring/years', printed))).toEqual([400, 'set-unsound']);
    const strange = { ...opening, sets: [{ set: { shipped: 'proposed-100' }, agencies: ['nowhere'] }] };
    expect(await refused(committee.post('/api/scoring/years', strange))).toEqual([400, 'unknown-agency']);
    const key = 'opening-the-year';
    const first = await committee.post('/api/scoring/years', opening, key);
    expect(first.status).toBe(200);
    expect((await committee.post('/api/scoring/years', opening, key)).body).toEqual(first.body);
    expect(await refused(committee.post('/api/scoring/years', opening))).toEqual([409, 'already-open']);
    const { years } = await ok(officer.get(`/api/scoring/years?after=${first.body.position}`));
    expect(years).toEqual([
      {
        id: '2026',
        title: 'Chấm điểm năm 2026',
        from: '2026-01-01',
        to: '2026-12-31',
        phase: 'self-scoring',
        agencies: 2,
      },
    ]);
    expect(await ok(officer.get(YEAR))).toMatchObject({ phase: 'self-scoring', due: { kind: 'remind' } });
  });

  it('the agency scores itself: what is not known is not made up', async () => {
    expect(await refused(officer.get(SHEET))).toEqual([403, 'not-permitted']);
    expect(await refused(officer.post(`${SHEET}/submit`, {}))).toEqual([403, 'not-permitted']);
    const sheet = await ok(secretary.get(SHEET));
    expect(sheet.allowed).toEqual(['save', 'submit']);
    const onTime = sheet.criteria.find(({ key }: Json) => key === 'P06');
    expect(onTime.suggestion).toMatchObject({
      state: 'open',
      points: null,
      formula: '15 * dossiers_on_time / dossiers_done',
    });
    const gaps = await secretary.post(`${SHEET}/submit`, {});
    expect([gaps.status, gaps.body.code, gaps.body.at.length]).toEqual([
      400,
      'criteria-open',
      sheet.criteria.length,
    ]);
    const silent = { points: { P06: { points: 15 } } };
    expect(await refused(secretary.post(`${SHEET}/submit`, { entries: silent }))).toEqual([
      400,
      'reason-missing',
    ]);
    const over = { points: { P06: { points: 15.5, reason: 'x' } } };
    expect(await refused(secretary.post(`${SHEET}/save`, { entries: over }))).toEqual([
      400,
      'points-out-of-range',
    ]);
    const { position } = await ok(secretary.post(`${SHEET}/submit`, { entries: fullMarks(sheet.criteria) }));
    const board = await ok(committee.get(`${YEAR}/board?after=${position}`));
    expect(board.submitted).toEqual({ count: 1, of: 2, percent: 50, overdue: 0 });
    expect((await ok(secretary.get(`${YEAR}/board`))).rows).toHaveLength(1);
  });

  it('is reviewed, verified, appealed against, decided and published', async () => {
    await closeAt('self-scoring');
    await system.folded();
    expect((await ok(committee.get(`${YEAR}/board`))).submitted).toMatchObject({ overdue: 1 });
    expect(await refused(secretary.post(`${SHEET}/submit`, {}))).toEqual([409, 'wrong-phase']);
    const sample = { sample: 'on-site', reviewer: 'ubnd', set: 'proposed-100', reason: 'cơ quan chủ trì' };
    await ok(committee.post(`${YEAR}/choose-sample`, { ...sample, agencies: ['skhcn'] }));
    const { criteria } = await ok(committee.get(SHEET));
    const strict = {
      points: { P06: { points: 12.5, reason: 'hai hồ sơ quá hạn' }, P13: { points: 4, reason: 'thiếu' } },
    };
    expect(await refused(secretary.post(`${SHEET}/review`, { entries: strict, onSite: true }))).toEqual([
      403,
      'not-permitted',
    ]);
    expect(await refused(committee.post(`${SHEET}/review`, { entries: strict, onSite: false }))).toEqual([
      400,
      'on-site-required',
    ]);
    const chairman = await system.people.as('chutich.tinh');
    const [plan] = (await ok(chairman.get('/api/quality/records?kind=training&agency=ubnd'))).rows;
    const train = async (command: Json): Promise<void> => {
      await ok(chairman.post(`/api/quality/records/${plan.id}/commands`, { command }));
      await system.folded();
    };
    const competence = async (): Promise<unknown[]> => {
      const { unqualified, allowed } = await ok(committee.get(SHEET));
      return [unqualified, allowed.includes('review')];
    };
    expect(await competence()).toEqual([false, true]);
    await train({ type: 'withdraw', qualification: 0, reason: 'Chưa ôn lại' });
    expect(await competence()).toEqual([true, false]);
    expect(await refused(committee.post(`${SHEET}/review`, { entries: strict, onSite: true }))).toEqual([
      403,
      'not-qualified',
    ]);
    await train({
      type: 'appoint',
      officer: 'ubnd/bcd/1',
      what: 'scoring',
      from: '2026-03-01',
      to: '2026-12-31',
      reason: 'Đã ôn lại',
    });
    await ok(committee.post(`${SHEET}/review`, { entries: strict, onSite: true }));
    const other = `${YEAR}/agencies/tranphu`;
    const entries = fullMarks(criteria, { P06: 15, P13: 8, P03: 8 });
    await ok(committee.post(`${other}/review`, { entries, onSite: false }));
    await closeAt('review');
    await closeAt('verification');
    await closeAt('adjustment');

    await ok(secretary.post(`${SHEET}/appeal`, { criteria: ['P13'], reason: 'đã đánh giá đủ' }));
    await closeAt('appeals');
    const decision = { decision: { number: '12/QĐ-UBND', date: '2026-04-09' } };
    expect(await refused(committee.post(`${YEAR}/decide`, decision))).toEqual([409, 'appeals-open']);
    const granted = { points: { P13: { points: 6.25, reason: 'biên bản bổ sung' } } };
    await ok(
      committee.post(`${SHEET}/answer-appeal`, { granted: true, reason: 'có căn cứ', entries: granted }),
    );
    await ok(committee.post(`${YEAR}/decide`, decision));
    expect((await system.runtime.scoring.settle('2026', CLOCK)).kind).toBe('recorded');
    expect(await refused(secretary.get(`${YEAR}/results`))).toEqual([409, 'not-published']);
    await ok(committee.post(`${YEAR}/publish`, {}));

    const { ranking, distribution } = await ok(officer.get(`${YEAR}/results`));
    expect(ranking.map((row: Json) => [row.rank, row.agency.id, row.total, row.band])).toEqual([
      [1, 'skhcn', 95.75, 'Rất tốt'],
      [2, 'tranphu', 69, 'Trung bình'],
    ]);
    const [all] = distribution;
    expect(all.classes.map(({ count }: Json) => count)).toEqual([1, 0, 0, 1, 0]);
    const sheet = await ok(secretary.get(SHEET));
    const found = sheet.criteria.find(({ key }: Json) => key === 'P13');
    expect(found.points).toEqual({
      self: 8,
      reviewed: 4,
      verified: null,
      adjusted: 6.25,
      final: 6.25,
      amended: null,
    });
    expect(sheet.totals).toMatchObject({ self: 100, reviewed: 93.5, adjusted: 95.75, final: 95.75 });
  });

  it('stays as decided; an amendment stands beside it', async () => {
    expect(await ok(secretary.get(`${SHEET}/recompute`))).toMatchObject({ total: 95.75, same: true });
    const entries = { points: { P06: { points: 10, reason: 'xác minh đơn' } } };
    expect(await refused(committee.post(`${SHEET}/adjust`, { entries }))).toEqual([409, 'wrong-phase']);
    const decision = { number: '40/QĐ-UBND', date: '2026-05-04' };
    await ok(committee.post(`${SHEET}/amend`, { decision, reason: 'xác minh sau công bố', entries }));
    const sheet = await ok(secretary.get(SHEET));
    expect(sheet.totals).toMatchObject({ final: 95.75, amended: 93.25 });
    await system.folded();
    const { rows } = await ok(committee.get(`${YEAR}/board`));
    expect(rows.find((row: Json) => row.agency.id === 'skhcn')).toMatchObject({
      rank: 1,
      final: 95.75,
      amended: 93.25,
      amendedBand: 'Rất tốt',
    });
  });
});
