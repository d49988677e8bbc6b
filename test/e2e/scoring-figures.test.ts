/**
 * A year scored by what the ledger knows: computed points opened to their dossiers, frozen when more is learned later. One
 * story, and long for it: a system with a simulated history takes a while to stand.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UsedAuthority } from '#libs/access';
import { setTimeout } from 'node:timers/promises';
import { startNotifier } from '../../apps/projector/notices/notifier.ts';
import { simulateInto } from '../../apps/cli/verbs/simulate.ts';
import type { Answer, Json, Person } from './people.ts';
import { verbs } from '../../apps/cli/verbs.ts';
import { KHCN } from './paths.ts';
import { canReadPdf, fetchPdf, textOf } from '../print/pdf.ts';
import { startSystem, type TestSystem } from './system.ts';
import { unzipSync, strFromU8 } from 'fflate';

const CLOCK: UsedAuthority = { kind: 'clock', id: 'clock' };
const YEAR = '/api/scoring/years/nam-truoc';
const SHEET = `${YEAR}/agencies/skhcn`;
const RECORD = '/api/qms/agencies/skhcn';
const DAY_MS = 86_400_000;
const POLL_MS = 25;
const NOW = Date.now();
const daysAgo = (days: number): string => new Date(NOW - days * DAY_MS).toISOString();
/** The year before this one is over, and its calendar known. */
const TODAY = new Date(NOW + 7 * 3_600_000).toISOString().slice(0, 10);
const Y = Number(TODAY.slice(0, 4)) - 1;
/** Opened and led in the weeks before; decided today, so that what is recorded next was not known. */
const OPENED_AT = daysAgo(20);
const ENDS = {
  'self-scoring': daysAgo(15),
  review: daysAgo(12),
  verification: daysAgo(9),
  adjustment: daysAgo(6),
  appeals: daysAgo(3),
} as const;
const SILENT = { out: () => undefined, err: () => undefined, readFile: async () => '', stdin: process.stdin };

/** Where no reader of PDF is at hand. */
const UNREAD = ['77/QĐ-UBND', 'Xếp loại'];

let system: TestSystem;
let committee: Person;
let secretary: Person;
let stranger: Person;
beforeAll(async () => {
  system = await startSystem();
  const asked = { dossiers: 150, year: Y, seed: 11, json: true, plantFile: undefined, plants: 0 };
  await simulateInto({ runtime: system.runtime, ownerUrl: system.database.ownerUrl }, asked, SILENT);
  const { as } = system.people;
  [committee, secretary, stranger] = [
    await as('banchidao'),
    await as('thukyiso.khcn'),
    await as('chuyenvien.noivu'),
  ];
}, 200_000);
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
const basis = { number: '5/KH', date: `${Y}-01-05` };
const enter = (entry: object) => secretary.post(`${RECORD}/entries`, { entry: { basis, ...entry } });
async function closeAt(phase: keyof typeof ENDS): Promise<void> {
  system.setClock(ENDS[phase]);
  const { kind } = await system.runtime.scoring.closePhase('nam-truoc', phase, CLOCK);
  expect(kind).toBe('recorded');
}
const backToNow = (): void => system.setClock(new Date().toISOString());
const criterion = (sheet: Json, key: string): Json => sheet.criteria.find((one: Json) => one.key === key);

describe("an agency's record", () => {
  it('is written by its ISO secretary, in order, and corrected with a reason', async () => {
    expect(await refused(stranger.get(RECORD))).toEqual([403, 'not-permitted']);
    expect(await refused(enter({ type: 'SystemApplied', on: `${Y - 1}-03-01` }))).toEqual([
      400,
      'stage-out-of-order',
    ]);
    for (const [type, on] of [
      ['SystemBuildingBegun', `${Y - 1}-01-10`],
      ['SystemBuilt', `${Y - 1}-02-10`],
      ['SystemApplied', `${Y - 1}-03-01`],
    ]) {
      await ok(enter({ type, on }));
    }
    const { version } = await ok(enter({ type: 'BoardAppointed', on: `${Y}-01-08`, until: null }));
    await ok(secretary.post(`${RECORD}/entries/${version}/withdraw`, { reason: 'nhập nhầm ngày' }));
    await ok(enter({ type: 'BoardAppointed', on: `${Y}-01-06`, until: null }));
    await ok(enter({ type: 'YearPlanIssued', on: `${Y}-12-20`, year: Y + 1, due: `${Y}-12-31` }));
    const pilot = { type: 'PilotNamed', on: `${Y - 1}-01-10` };
    expect(await refused(enter(pilot))).toEqual([403, 'not-permitted']);
    const lines = [
      { code: '1.001', name: 'Thủ tục mới', field: 'KH&CN', fate: 'new' },
      { code: '2.002', name: 'Thủ tục khác', field: 'KH&CN', fate: 'new' },
    ];
    const { position } = await ok(enter({ type: 'CatalogueRevised', on: `${Y}-02-02`, lines }));
    const record = await ok(secretary.get(RECORD));
    expect(record).toMatchObject({
      stage: 'applied',
      coverage: { announced: 2, covered: 0 },
      mayRecord: true,
    });
    expect(record.coverage.changes.map((one: Json) => one.inTime)).toEqual([false, false]);
    const { agencies } = await ok(committee.get(`/api/qms/agencies?after=${position}`));
    expect(agencies.find((one: Json) => one.agency.id === 'skhcn').stage).toBe('applied');
  });

  it('counts towards the roll-out, by date', async () => {
    const target = {
      id: 'ap-dung',
      title: 'Áp dụng đến hết quý I',
      by: `${Y - 1}-03-31`,
      wanted: [['applied']],
      agencies: ['skhcn', 'tranphu'],
      share: 100,
      basis,
    };
    expect(await refused(secretary.post('/api/qms/targets', target))).toEqual([403, 'not-permitted']);
    await ok(committee.post('/api/qms/targets', target));
    const { targets } = await ok(secretary.get('/api/qms/targets'));
    expect(targets[0]).toMatchObject({ state: 'missed', progress: { reached: 1, of: 2, percent: 50 } });
    const progress = await ok(committee.get(`/api/qms/progress?by=${Y - 1}-02-28&milestones=built,applied`));
    expect(progress.reached).toBe(0);
  });
});

describe('a year scored by what is known', () => {
  let before: Json;
  let computed: Json;

  it('computes what the events give, and leaves open what nobody knows', async () => {
    system.setClock(OPENED_AT);
    await ok(
      committee.post('/api/scoring/years', {
        id: 'nam-truoc',
        title: 'Chấm điểm đến hôm nay',
        period: { from: `${Y}-01-01`, to: TODAY },
        ends: ENDS,
        sets: [{ set: { shipped: 'proposed-100' }, agencies: ['skhcn', 'tranphu'] }],
      }),
    );
    backToNow();
    const sheet = await ok(secretary.get(SHEET));
    const onTime = criterion(sheet, 'P06').suggestion;
    computed = onTime;
    expect(onTime.state).toBe('scored');
    const { dossiers_on_time: inTime, dossiers_done: done } = onTime.inputs;
    expect(onTime.points).toBeCloseTo((15 * inTime) / done, 2);
    expect(criterion(sheet, 'P01').suggestion).toMatchObject({ state: 'scored', points: 5 });
    expect(criterion(sheet, 'P03').suggestion).toMatchObject({ state: 'scored', points: 0 });
    // No audit was ever recorded here: that is not the same as none held.
    expect(criterion(sheet, 'P13').suggestion).toMatchObject({ state: 'open', points: null });
    const behind = await ok(secretary.get(`${SHEET}/figures/dossiers_done`));
    expect([behind.value, behind.behind.length]).toEqual([done, Math.min(done, 200)]);
    expect(behind.behind[0].positions.length).toBeGreaterThan(3);
    const director = await system.people.as('giamdoc.khcn');
    const dossier = await director.get(`/api/dossiers/${behind.behind[0].id}`);
    expect(dossier.status).toBe(200);
  });

  it('tells those who have not scored themselves, once', async () => {
    const notifier = startNotifier(system.runtime);
    await ok(committee.post(`${YEAR}/remind`, { phase: 'self-scoring' }));
    let told: Json[] = [];
    while (told.length === 0) {
      await setTimeout(POLL_MS);
      told = (await ok(secretary.get('/api/notices'))).rows;
    }
    await notifier.stop();
    expect(told).toMatchObject([
      { kind: 'scoring-reminded', dossier: { code: 'nam-truoc', procedure: 'Chấm điểm đến hôm nay' } },
    ]);
    expect((await ok(stranger.get('/api/notices'))).rows).toEqual([]);
  });

  it('is decided, published and reported', async () => {
    const file = await upload('biên bản.pdf');
    system.setClock(OPENED_AT);
    const { criteria } = await ok(secretary.get(SHEET));
    const open = criteria.filter((one: Json) => one.suggestion.state === 'open');
    const points = Object.fromEntries(
      open.map(({ key, max }: Json) => [key, { points: max, reason: 'theo hồ sơ' }]),
    );
    await ok(secretary.post(`${SHEET}/submit`, { entries: { points } }));
    await closeAt('self-scoring');
    const sample = { sample: 'on-site', reviewer: 'ubnd', set: 'proposed-100', reason: 'chủ trì' };
    await ok(committee.post(`${YEAR}/choose-sample`, { ...sample, agencies: ['skhcn'] }));
    await ok(committee.post(`${SHEET}/review`, { entries: {}, onSite: true }));
    const other = await ok(committee.get(`${YEAR}/agencies/tranphu`));
    const all = Object.fromEntries(
      other.criteria.map(({ key, max }: Json) => [key, { points: max / 2, reason: 'thẩm định' }]),
    );
    await ok(committee.post(`${YEAR}/agencies/tranphu/review`, { entries: { points: all }, onSite: false }));
    for (const phase of ['review', 'verification', 'adjustment'] as const) await closeAt(phase);
    await ok(
      secretary.post(`${SHEET}/appeal`, { criteria: ['P13'], reason: 'đã đánh giá đủ', files: [file] }),
    );
    expect(await fileStatus(stranger, file.sha256)).toBe(403);
    expect(await fileStatus(secretary, file.sha256)).toBe(200);
    expect(await fileStatus(secretary, 'f'.repeat(64))).toBe(404);
    await closeAt('appeals');
    await ok(committee.post(`${SHEET}/answer-appeal`, { granted: false, reason: 'chưa đủ căn cứ' }));
    backToNow();
    const decision = { number: '77/QĐ-UBND', date: TODAY };
    await ok(committee.post(`${YEAR}/decide`, { decision }));
    expect((await system.runtime.scoring.settle('nam-truoc', CLOCK)).kind).toBe('recorded');
    expect(await refused(secretary.get(`${YEAR}/report`))).toEqual([409, 'not-published']);
    await ok(committee.post(`${YEAR}/publish`, {}));
    await system.folded();
    before = await ok(secretary.get(SHEET));
    expect(criterion(before, 'P06')).toMatchObject({ points: { final: computed.points } });
    expect(criterion(before, 'P01')).toMatchObject({ points: { final: 5 } });
    const workbook = await fetchPdf(system.url, secretary, `${YEAR}/report?format=xlsx`);
    expect(workbook.status).toBe(200);
    const parts = unzipSync(workbook.bytes);
    const charts = Object.keys(parts).filter((name) => name.startsWith('xl/charts/'));
    expect(charts).toHaveLength(3);
    expect(strFromU8(parts['xl/charts/chart1-1.xml']!)).toContain(`'Xếp loại'!$B$2:$B$6`);
    const report = await fetchPdf(system.url, secretary, `${YEAR}/report`);
    const sheet = await fetchPdf(system.url, secretary, `${SHEET}/print`);
    expect([report.status, sheet.status]).toEqual([200, 200]);
    for (const { bytes } of [report, sheet]) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const words = canReadPdf ? [await textOf(report.bytes), await textOf(sheet.bytes)] : UNREAD;
    expect(words).toEqual([expect.stringContaining('77/QĐ-UBND'), expect.stringContaining('Xếp loại')]);
    const { years } = await ok(stranger.get('/api/scoring/trend?agency=skhcn'));
    expect(years).toMatchObject([{ id: 'nam-truoc', agency: { total: before.totals.final, rank: 1 } }]);
  }, 60_000);

  it('does not move when later events arrive; asked as of the decision it is the same', async () => {
    // What came, and what was written down, in the period's last hours after the decision.
    const counter = await system.people.as('tiepnhan.khcn');
    const received = await counter.post('/api/dossiers', KHCN);
    expect(received.status).toBe(201);
    const audit = { type: 'InternalAuditHeld', on: `${Y}-09-15` };
    await ok(enter({ ...audit, scopes: 9, scopesCovered: 3, independent: false, findings: 0 }));
    await system.folded();

    const after = await ok(secretary.get(SHEET));
    expect(after.totals).toEqual(before.totals);
    expect(after.criteria).toEqual(before.criteria);
    const asOf = await ok(secretary.get(`${SHEET}/recompute?asOf=${before.figuresAsOf}`));
    expect(asOf).toMatchObject({ total: before.totals.final, same: true });
    const now = await ok(secretary.get(`${SHEET}/figures/audits_held`));
    expect(now.value).toBe(1);
    const then = await ok(secretary.get(`${SHEET}/figures/audits_held?asOf=${before.figuresAsOf}`));
    expect(then.value).toBeNull();
    const [more, less] = await Promise.all([
      ok(secretary.get(`${SHEET}/figures/dossiers_received`)),
      ok(secretary.get(`${SHEET}/figures/dossiers_received?asOf=${before.figuresAsOf}`)),
    ]);
    expect(more.value).toBe(less.value + 1);
  });

  it('is the same from the command line', async () => {
    const environment = { ...process.env };
    Object.assign(process.env, { DUNGHAN_URL: system.url, DUNGHAN_TOKEN: secretary.token() });
    const dunghan = async (...args: string[]): Promise<Json> => {
      const out: string[] = [];
      const verb = await verbs[args[0]!]!();
      const code = await verb.run([...args.slice(1), '--json'], {
        ...SILENT,
        out: (line) => void out.push(line),
      });
      expect([args, code]).toEqual([args, 0]);
      return JSON.parse(out.at(-1)!);
    };
    const { years } = await dunghan('score', 'year', 'list');
    expect(years).toMatchObject([{ id: 'nam-truoc', phase: 'frozen' }]);
    const sheet = await dunghan('score', 'year', 'self', 'nam-truoc', 'skhcn');
    expect(sheet.totals.final).toBe((await ok(secretary.get(SHEET))).totals.final);
    const { ranking } = await dunghan('score', 'year', 'results', 'nam-truoc');
    expect(ranking).toHaveLength(2);
    const folder = await mkdtemp(join(tmpdir(), 'dunghan-report-'));
    const out = join(folder, 'report.xlsx');
    const { bytes } = await dunghan('score', 'year', 'report', 'nam-truoc', '--out', out);
    expect((await stat(out)).size).toBe(bytes);
    await rm(folder, { recursive: true });
    const record = await dunghan('qms', 'show', 'skhcn');
    expect(record.stage).toBe('audited');
    process.env = environment;
  });

  it('is amended with a decision and a reason, beside what was decided', async () => {
    const decision = { number: '90/QĐ-UBND', date: TODAY };
    const entries = { points: { P13: { points: 1, reason: 'đánh giá nội bộ không độc lập' } } };
    const silent = { decision, reason: ' ', entries };
    expect((await committee.post(`${SHEET}/amend`, silent)).status).toBe(400);
    await ok(committee.post(`${SHEET}/amend`, { decision, reason: 'kiểm tra sau công bố', entries }));
    const { totals } = await ok(secretary.get(SHEET));
    expect(totals).toMatchObject({ final: before.totals.final });
    expect(totals.amended).toBeLessThan(totals.final);
  });
});

async function upload(name: string) {
  const form = new FormData();
  form.append('file', new Blob(['%PDF-1.7 biên bản'], { type: 'application/pdf' }), name);
  const response = await fetch(`${system.url}/api/files`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${secretary.token()}` },
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { sha256: string };
}

const fileStatus = async (who: Person, hash: string): Promise<number> => {
  await who.get('/api/session');
  return (await fetchPdf(system.url, who, `${SHEET}/files/${hash}`)).status;
};
