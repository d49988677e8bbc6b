/**
 * One agency's year of quality work on a server whose time passes at once: what it does there, month by month, is what
 * the proposed criteria set scores. Next year's: what is recorded today was known then. One story, and long for it: each
 * kind of record has its part.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { addDays, NATIONAL_CALENDAR, type LocalDate } from '#libs/calendar';
import { recordSurvey } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { REMIND_BEFORE_DAYS } from '#libs/quality';
import { qualityRecordsDueBy, qualityRecordsIn } from '#libs/read-models';
import { measureObjective } from '#libs/runtime';
import { readSet, scoreAgency, SHIPPED_SETS } from '#libs/scoring';
import { leavesOf } from '#libs/scoring/year';
import { TEND_QUALITY } from '#workflows';
import { changeRound } from '../../apps/projector/changes.ts';
import { TASK_QUEUE } from '../../apps/worker/temporal/task-queue.ts';
import { completeAs, KHCN } from '../e2e/paths.ts';
import type { Json, Person } from '../e2e/people.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { describeWithTimeSkipping, timeSkippingEnvironment } from '../support/time-skipping.ts';
import { startRunning, type Running } from './running.ts';
import type { World } from './world.ts';

const AGENCY = 'skhcn';
const PROCEDURE = 'QT.KHCN.01';
const Y = new Date().getFullYear() + 1;
const PERIOD = { from: `${Y}-01-01` as LocalDate, to: `${Y}-12-31` as LocalDate };
const FORMS = 6;
const AUDITOR = 'skhcn/vp/3';
const OTHER_AUDITOR = 'skhcn/tdc/3';
const HEAD = 'skhcn/qlcn/1';
const SPECIALIST = 'skhcn/qlcn/3';
const DIRECTOR = 'skhcn/ld/1';
/** A decision that the demo's procedure names in its basis. */
const CITED = '2608/QĐ-UBND';
const PATH: readonly (readonly [string, string, object?])[] = [
  ['tiepnhan.khcn', 'B1'],
  ['truongphong.khcn', 'B2'],
  ['chuyenvien.khcn', 'B3'],
  ['truongphong.khcn', 'B4'],
  ['giamdoc.khcn', 'B5'],
  ['vanthu.khcn', 'B6', { result: { number: '12/GCN', positive: true } }],
];

const day = (monthDay: string): LocalDate => `${Y}-${monthDay}` as LocalDate;

describeWithTimeSkipping("an agency's year of quality work", () => {
  let system: TestSystem;
  let environment: TestWorkflowEnvironment;
  let running: Running;

  const as = (username: string): Promise<Person> => system.people.as(username);
  const ok = async (asked: ReturnType<Person['post']>): Promise<Json> => {
    const { status, body } = await asked;
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
  const open = async (who: string, kind: string, command: Json): Promise<string> =>
    (await ok((await as(who)).post('/api/quality/records', { kind, agency: AGENCY, command }))).id;
  const act = async (who: string, id: string, command: Json): Promise<void> => {
    await ok((await as(who)).post(`/api/quality/records/${id}/commands`, { command }));
  };
  const record = async (id: string): Promise<Json> =>
    (await (await as('thukyiso.khcn')).get(`/api/quality/records/${id}`)).body;
  const enter = async (entry: Json): Promise<void> => {
    const basis = { number: '5/QĐ', date: entry.on };
    await ok(
      (await as('thukyiso.khcn')).post(`/api/qms/agencies/${AGENCY}/entries`, { entry: { basis, ...entry } }),
    );
  };
  const send = async (who: string, path: string, name: string, content: string): Promise<Json> => {
    const person = await as(who);
    await person.get('/api/session');
    const body = new FormData();
    body.append('file', new Blob([content]), name);
    const headers = { authorization: `Bearer ${person.token()}` };
    return (await fetch(`${system.url}${path}`, { method: 'POST', headers, body })).json();
  };
  /** Everybody's clock, the server's too. */
  const goTo = async (date: LocalDate): Promise<void> => {
    const moment = `${date}T02:00:00.000Z`;
    await environment.sleep(Math.max(0, Date.parse(moment) - (await environment.currentTimeMs())));
    system.setClock(moment);
  };
  /** The daily look at the records, as the Schedule begins it. */
  const tend = async (date: LocalDate): Promise<void> => {
    await goTo(date);
    await system.folded();
    await running.client.workflow.execute(TEND_QUALITY, {
      taskQueue: TASK_QUEUE,
      workflowId: `quality-${date}`,
    });
  };

  beforeAll(async () => {
    [system, environment] = await Promise.all([startSystem(), timeSkippingEnvironment()]);
    const { runtime } = system;
    const quality = {
      toRemind: () => qualityRecordsDueBy(runtime.pool, addDays(today(), REMIND_BEFORE_DAYS)),
      remind: (id: string) => runtime.quality.remind(id),
      toMeasure: () => qualityRecordsIn(runtime.pool, 'objective', 'active'),
      measure: (id: string) => measureObjective(runtime, id),
      proposeRisks: () => Promise.resolve(0),
    };
    const today = () => system.now().toISOString().slice(0, 10) as LocalDate;
    const { address, namespace } = environment;
    // Of the world's parts a worker without relay needs these three.
    const world = runtime as unknown as World;
    running = await startRunning(world, { address, namespace: namespace! }, { quality, shards: [] });
    // The years that the shipped calendar does not reach yet.
    const years = [Y, Y + 1]
      .filter((year) => !NATIONAL_CALENDAR.years.some((one) => one.year === year))
      .map((year) => ({ year, verified: false, sources: ['thử nghiệm'], days: [] }));
    await runtime.calendarStore.publish(
      { version: 'quality-year', years: [...NATIONAL_CALENDAR.years, ...years] },
      { kind: 'system', id: 'test' },
      runtime.now(),
      { commandId: commandIdOf('test', 'calendar'), requestHash: requestHashOf({ years }) },
    );
  }, 120_000);

  afterAll(async () => {
    await running?.stop();
    await environment?.teardown();
    await system?.close();
  }, 60_000);

  async function begin(): Promise<void> {
    await goTo(day('01-05'));
    await enter({ type: 'BoardAppointed', on: day('01-04'), until: null });
    await enter({ type: 'YearPlanIssued', on: day('01-05'), year: Y, due: day('01-15') });
    const edition = await system.runtime.editions.inForce(PROCEDURE, day('01-05'));
    const [code] = edition!.tthcCodes;
    const line = { code, name: 'Công bố hợp quy', field: 'KH&CN', fate: 'new' };
    await enter({ type: 'CatalogueRevised', on: day('01-05'), lines: [line] });
    for (const [title, formula] of [
      ['Tiếp nhận đủ hồ sơ', 'dossiers_received'],
      ['Giải quyết đúng hạn', '100 * dossiers_on_time / dossiers_done'],
    ]) {
      const id = await open('thukyiso.khcn', 'objective', {
        type: 'draft',
        title,
        why: 'Kế hoạch năm',
        formula,
        unit: 'hồ sơ',
        direction: 'at-least',
        target: 5,
        baseline: null,
        year: Y,
        owner: HEAD,
        actions: [
          {
            what: 'Rà soát',
            why: 'Kịp thời',
            who: HEAD,
            where: 'Phòng',
            when: day('06-15'),
            how: 'Hằng tháng',
          },
        ],
      });
      await act('giamdoc.khcn', id, { type: 'approve' });
    }
    await open('thukyiso.khcn', 'risk', {
      type: 'register',
      nature: 'risk',
      title: 'Thiếu người cuối năm',
      description: 'Hồ sơ dồn vào tháng 12',
      source: 'process',
      likelihood: 3,
      impact: 4,
      owner: HEAD,
      reviewOn: day('06-30'),
    });
  }

  /** Nobody audits their own unit; the two share out everything. */
  async function planAudits(): Promise<string> {
    const training = await open('thukyiso.khcn', 'training', {
      type: 'open',
      year: Y,
      title: 'Đào tạo năm',
      owner: AUDITOR,
    });
    for (const officer of [AUDITOR, OTHER_AUDITOR]) {
      await act('giamdoc.khcn', training, {
        type: 'appoint',
        officer,
        what: 'internal-audit',
        from: day('01-05'),
        to: day('12-31'),
        reason: 'Đã học tại Sở',
      });
    }
    await system.folded();
    const programme = await open('thukyiso.khcn', 'audit-programme', {
      type: 'draft',
      year: Y,
      title: 'Chương trình đánh giá nội bộ',
      owner: AUDITOR,
    });
    const { procedures, units } = (await record(programme)).body;
    const own = AUDITOR.split('/').slice(0, 2).join('/');
    const codes = procedures.map((one: Json) => one.code);
    const others = units.map((one: Json) => one.id).filter((id: string) => id !== own);
    const covers = { from: addDays(day('01-01'), -30), to: addDays(day('01-01'), -1) };
    const plans = [
      { from: day('04-05'), to: day('04-09'), lead: AUDITOR, procedures: codes, units: others },
      { from: day('09-06'), to: day('09-10'), lead: OTHER_AUDITOR, procedures: [], units: [own] },
    ];
    for (const [nth, plan] of plans.entries()) {
      const title = `Đánh giá lần ${nth + 1}`;
      await act('thukyiso.khcn', programme, { type: 'plan', title, covers, ...plan });
    }
    await act('giamdoc.khcn', programme, { type: 'approve', note: 'Đồng ý' });
    return programme;
  }

  async function audit(programme: string, entry: number, lead: string, on: LocalDate): Promise<void> {
    await goTo(on);
    const id = await open('thukyiso.khcn', 'audit', { type: 'open', programme, entry });
    await act(lead, id, { type: 'prepare' });
    await act(lead, id, { type: 'begin', note: 'Họp mở đầu' });
    for (const { id: line } of (await record(id)).body.lines) {
      await act(lead, id, {
        type: 'answer',
        line,
        verdict: 'conforms',
        severity: null,
        evidence: 'Đã xem hồ sơ',
        dossier: null,
        event: null,
        files: [],
      });
    }
    const said = {
      conclusion: 'Hệ thống được duy trì',
      strengths: '',
      meeting: 'Họp kết thúc đủ thành phần',
    };
    await act(lead, id, { type: 'report', ...said });
    await act('giamdoc.khcn', id, { type: 'approve', note: 'Đồng ý' });
    await system.folded();
  }

  async function issueDocument(): Promise<void> {
    const file = await send('chuyenvien.khcn', '/api/files', 'chinh-sach.pdf', '%PDF-1.7 chính sách');
    const id = await open('chuyenvien.khcn', 'document', {
      type: 'draft',
      code: `CS.${Y}`,
      title: 'Chính sách chất lượng',
      documentClass: 'policy',
      retention: { years: 5, fate: 'destroy' },
      file,
      changes: 'Ban hành lần đầu',
    });
    await act('chuyenvien.khcn', id, { type: 'submit', reviewer: HEAD });
    await act('truongphong.khcn', id, { type: 'review', note: 'Đạt' });
    await act('giamdoc.khcn', id, { type: 'approve' });
    await act('thukyiso.khcn', id, {
      type: 'issue',
      from: day('02-02'),
      units: ['skhcn/qlcn'],
      officers: [],
      withinWorkingDays: 5,
    });
    await act('chuyenvien.khcn', id, { type: 'acknowledge', edition: 1 });
  }

  /** What another one-stop system wrote of the same work: some cases nobody signed. */
  async function compareLog(cases: number, unsigned: number): Promise<string> {
    const steps = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'];
    const rows = Array.from({ length: cases }, (_, nth) =>
      (nth < unsigned ? steps.filter((step) => step !== 'B5') : steps).map((step) => `H${nth};${step}`),
    );
    const log = ['Mã hồ sơ;Trạng thái', ...rows.flat()].join('\n');
    const sent = `/api/comparisons/files?agency=${AGENCY}`;
    const secretary = await as('thukyiso.khcn');
    const part = { said: null, procedure: PROCEDURE, edition: 1 };
    const asked = {
      agency: AGENCY,
      title: `Nhật ký năm ${Y}`,
      file: await send('thukyiso.khcn', sent, 'nhat-ky.csv', log),
      fields: { case: 'Mã hồ sơ', activity: 'Trạng thái' },
      parts: [{ ...part, steps: Object.fromEntries(steps.map((step) => [step, step])) }],
    };
    return (await ok(secretary.post('/api/comparisons', asked))).id;
  }

  async function handleDossiers(): Promise<void> {
    for (let nth = 0; nth < FORMS; nth++) {
      const counter = await as('tiepnhan.khcn');
      const { dossier } = await ok(counter.post('/api/dossiers', KHCN));
      for (const [who, step, more] of PATH) {
        await completeAs(await as(who), dossier, step, { ...more });
      }
      await ok(counter.act(dossier, 'hand-over', {}));
      const answered = {
        set: 'sipas-12',
        edition: 1,
        agency: AGENCY,
        procedure: PROCEDURE,
        month: system.now().toISOString().slice(0, 7),
        lateSteps: [],
        answers: { q1: nth === 0 ? 3 : 5 },
      };
      await recordSurvey(system.runtime, dossier, answered, undefined);
    }
  }

  async function review(): Promise<void> {
    await goTo(day('10-05'));
    const id = await open('thukyiso.khcn', 'review', {
      type: 'plan',
      title: 'Xem xét của lãnh đạo',
      holdBy: day('10-15'),
      from: day('01-01'),
      to: day('09-30'),
      chair: DIRECTOR,
      members: [HEAD, SPECIALIST],
    });
    await act('thukyiso.khcn', id, { type: 'gather' });
    const missing = (await record(id)).body.inputs.filter((one: Json) => one.required && !one.given);
    expect(missing.map((one: Json) => one.code)).toEqual(['earlier-actions']);
    await act('truongphong.khcn', id, { type: 'explain', input: 'earlier-actions', text: 'Lần đầu họp' });
    await act('giamdoc.khcn', id, {
      type: 'hold',
      on: day('10-05'),
      attended: [DIRECTOR, HEAD, SPECIALIST],
      discussion: [],
      conclusion: 'Hệ thống phù hợp, có hiệu lực',
      decisions: [{ what: 'Thêm người tiếp nhận', kind: 'resource', owner: SPECIALIST, days: 20 }],
    });
    await goTo(day('10-20'));
    await act('chuyenvien.khcn', id, { type: 'report', decision: 0, result: 'Đã điều động', files: [] });
    await act('thukyiso.khcn', id, { type: 'judge', decision: 0, accepted: true, note: 'Có quyết định' });
    await act('giamdoc.khcn', id, { type: 'close', note: 'Xong' });
  }

  it('feeds its yearly score: nothing computed is typed by hand', async () => {
    await begin();
    const programme = await planAudits();
    await tend(day('02-01'));
    await issueDocument();
    await handleDossiers();
    await tend(day('03-01'));
    const law = {
      number: CITED,
      nature: 'amended',
      by: `9/${Y}/NĐ-CP`,
      inForceFrom: day('05-01'),
      what: 'Rút thời hạn',
    };
    await open('thukyiso.khcn', 'law-change', { type: 'record', ...law });
    await system.folded();
    await changeRound(system.runtime);
    await tend(day('04-01'));
    await audit(programme, 0, 'thukyiso.khcn', day('04-05'));
    for (const month of ['05', '06', '07', '08', '09']) await tend(day(`${month}-01`));
    await audit(programme, 1, 'chuyenvien.tdc', day('09-06'));
    await tend(day('10-01'));
    await review();
    await compareLog(12, 4);
    const compared = await compareLog(24, 1);
    for (const month of ['11', '12']) await tend(day(`${month}-01`));
    await tend(`${Y + 1}-01-01` as LocalDate);
    await system.folded();

    const { metrics, now } = system.runtime;
    const asOf = now();
    const figures = (await metrics.figuresOf([AGENCY], PERIOD, asOf)).get(AGENCY)!;
    expect(figures).toMatchObject({
      objectives: 2,
      objectives_complete: 2,
      objectives_measured: 2,
      audits_held: 2,
      audits_independent: 2,
      audit_scopes_covered: figures['audit_scopes'],
      reviews_held: 1,
      review_decisions_assigned: 1,
      survey_answers: FORMS,
      survey_answers_satisfied: FORMS - 1,
      risk_register_made: true,
      risk_register_updated: true,
      documents_issued: 1,
      documents_approved_before_use: 1,
      dossiers_done: FORMS,
      procedures_matching_one_stop: 1,
    });
    expect(figures['review_inputs_given']).toBe(figures['review_inputs_required']);

    const { set } = readSet(readFileSync(SHIPPED_SETS.get('proposed-100')!, 'utf8'));
    const leaves = leavesOf(set!, scoreAgency(set!, { metrics: figures }));
    // A person looks at the place of work.
    const left = leaves.filter(({ line }) => line.state === 'open').map(({ key }) => key);
    expect(left).toEqual(['P05/on-site']);
    const points = Object.fromEntries(leaves.map(({ key, line }) => [key, line.points]));
    expect(points).toMatchObject({ P01: 5, P02: 6, P13: 8, P14: 6, P16: 6, P17: 3 });

    // Each opens to the records behind it, whose events say when it was known.
    for (const metric of ['objectives_measured', 'audits_held', 'reviews_held', 'survey_answers']) {
      const behind = await metrics.behind(AGENCY, metric, PERIOD, asOf, 100);
      expect({ metric, count: behind.length }).toEqual({ metric, count: figures[metric] });
      expect(behind.every(({ positions }) => positions.length > 0)).toBe(true);
    }
    // The last comparison of the year says, within its tolerance.
    const matching = await metrics.behind(AGENCY, 'procedures_matching_one_stop', PERIOD, asOf, 100);
    expect(matching).toMatchObject([
      { kind: 'comparison', id: compared, label: expect.stringMatching(/: khớp$/) },
    ]);
    const requests = await ok((await as('thukyiso.khcn')).get('/api/quality/records?kind=change-request'));
    expect(requests.total).toBeGreaterThan(0);
  }, 300_000);
});
