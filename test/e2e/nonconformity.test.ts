/** A late step opens a nonconformity by itself; it is taken to its end by the right people, and by nobody else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nextDue } from '#libs/nonconformity/corrective-action';
import { ncVerb } from '../../apps/cli/verbs/nc.ts';
import { habitRound, startFinder, type Finder } from '../../apps/projector/finder.ts';
import { canReadPdf, fetchPdf, textOf } from '../print/pdf.ts';
import { eventually } from '../workflows/running.ts';
import { completeAs, KHCN } from './paths.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const OWNER = 'skhcn/qlcn/1';
const PDF = Buffer.from('%PDF-1.4 biên bản');

let system: TestSystem;
let finder: Finder;
let nc: string;
const failures: unknown[] = [];

beforeAll(async () => {
  system = await startSystem({ clock: '2026-03-02T02:00:00.000Z' });
  finder = startFinder(system.runtime, { roundEveryMs: 50, onError: (error) => failures.push(error) });
}, 120_000);
afterAll(async () => {
  await finder?.stop();
  await system?.close();
});

const as = (username: string): Promise<Person> => system.people.as(username);
const page = async (who = 'thukyiso.khcn'): Promise<Json> =>
  (await (await as(who)).get(`/api/nonconformities/${nc}`)).body;
/** With all that was recorded so far in it. */
const list = async (who: string, tab = 'open'): Promise<Json> => {
  const person = await as(who);
  await system.folded();
  return (await person.get(`/api/nonconformities?tab=${tab}`)).body;
};
const act = async (who: string, what: string, body: object): Promise<Json> =>
  (await as(who)).post(`/api/nonconformities/${nc}/${what}`, body);
const done = async (who: string, what: string, body: object): Promise<Json> => {
  const answer = await act(who, what, body);
  expect([what, answer.status, answer.body]).toEqual([what, 200, expect.objectContaining({ id: nc })]);
  return answer.body;
};
const refused = async (who: string, what: string, body: object): Promise<[number, string]> => {
  const answer = await act(who, what, body);
  return [answer.status, answer.body.code];
};
/** Received, and its first step done at that moment. */
async function received(at: string, doneAt: string): Promise<string> {
  system.setClock(at);
  const counter = await as('tiepnhan.khcn');
  const { dossier } = (await counter.post('/api/dossiers', KHCN)).body;
  system.setClock(doneAt);
  const answer = await completeAs(counter, dossier, 'B1');
  expect(answer.status).toBe(200);
  return dossier;
}
const upload = async (who: Person): Promise<Json> => {
  const body = new FormData();
  body.append('file', new Blob([PDF]), 'biên bản.pdf');
  const headers = { authorization: `Bearer ${who.token()}` };
  return (await fetch(`${system.url}/api/files`, { method: 'POST', headers, body })).json();
};
/** As the workflow does when the moment comes. */
async function clockActs(): Promise<string> {
  const { nonconformities } = system.runtime;
  const { state, version } = await nonconformities.load(nc);
  const due = nextDue(state)!;
  if (due.at > system.now().toISOString()) system.setClock(due.at);
  return (await nonconformities.onDue(nc, version, due)).kind;
}

describe('a late step', () => {
  let dossier: string;

  it('opens a nonconformity by itself, with its number, its evidence and a date', async () => {
    dossier = await received('2026-03-02T02:00:00Z', '2026-03-04T02:00:00Z');
    const stepLate = (one: Json): boolean => one.policy === 'step-late';
    await eventually(async () => (await list('thukyiso.khcn')).rows.some(stepLate));
    const { rows, tabs } = await list('thukyiso.khcn', 'mine');
    const found = rows.find(stepLate);
    expect(found).toMatchObject({
      code: expect.stringMatching(/^KPH-000[1-9]$/),
      year: 2026,
      source: 'detector',
      severity: 'minor',
      stage: 'review',
      occurrences: 1,
      dossiers: 1,
      owner: null,
      procedure: { code: 'QT.KHCN.01' },
      step: 'B1',
      clock: { state: 'in-time' },
    });
    expect(tabs.mine).toBe(rows.length);
    nc = found.id;
    const whole = await page();
    expect(whole).toMatchObject({ clause: 'ISO 9001 8.5.1', foundBy: { id: 'detectors' }, round: 1 });
    expect(whole.shown).toEqual([expect.objectContaining({ dossier })]);
    expect(whole.allowed).toEqual(['review', 'dismiss']);
  });

  it('gathers what repeats, instead of opening another', async () => {
    await received('2026-03-04T03:00:00Z', '2026-03-06T03:00:00Z');
    await eventually(async () => (await page()).occurrences === 2);
    expect((await list('thukyiso.khcn')).rows.filter((one: Json) => one.policy === 'step-late')).toHaveLength(
      1,
    );
  });

  it('is seen in its agency, by those who audit it, and by nobody elsewhere', async () => {
    for (const [who, status] of [
      ['danhgia', 200],
      ['giamdoc.khcn', 200],
      ['chuyenvien.noivu', 403],
    ] as const) {
      expect([who, (await (await as(who)).get(`/api/nonconformities/${nc}`)).status]).toEqual([who, status]);
    }
    expect((await list('chuyenvien.noivu')).total).toBe(0);
  });
});

describe('corrective action', () => {
  it('is led by the right people only, from review to done with evidence', async () => {
    await (await as('thukyiso.khcn')).get('/api/session');
    const settings = {
      agency: 'skhcn',
      settings: {},
      terms: { verification: 2, leastDossiers: 4, review: 4 },
      reason: 'Quý này theo dõi gần hơn',
    };
    const put = async (who: string): Promise<number> => {
      const person = await as(who);
      const answer = await fetch(`${system.url}/api/nonconformities/settings`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${person.token()}`,
          'content-type': 'application/json',
          'idempotency-key': 'quarterly-settings',
        },
        body: JSON.stringify(settings),
      });
      return answer.status;
    };
    expect([await put('giamdoc.khcn'), await put('thukyiso.khcn'), await put('thukyiso.khcn')]).toEqual([
      403, 200, 200,
    ]);
    const { body: valid } = await (
      await as('thukyiso.khcn')
    ).get('/api/nonconformities/settings?agency=skhcn');
    expect(valid).toMatchObject({
      version: 1,
      mayChange: true,
      terms: { verification: 2, leastDossiers: 4, proposal: 5 },
      versions: [{ version: 1, reason: settings.reason, by: { id: expect.any(String) } }, { version: 0 }],
    });

    const review = { owner: OWNER, severity: 'minor', note: 'Chuyển phòng chủ trì' };
    expect(await refused('chuyenvien.khcn', 'review', review)).toEqual([403, 'not-your-part']);
    expect(await refused('thukyiso.khcn', 'review', { ...review, owner: 'skhcn/vp/3' })).toEqual([
      400,
      'owner-reviews',
    ]);
    expect(await refused('thukyiso.khcn', 'review', { ...review, owner: 'snv/p1/3' })).toEqual([
      400,
      'not-an-officer',
    ]);
    await done('thukyiso.khcn', 'review', review);

    const contain = { what: 'Đã chuyển hồ sơ ngay và xin lỗi người nộp', files: [] };
    expect(await refused('thukyiso.khcn', 'contain', contain)).toEqual([403, 'not-your-part']);
    expect((await list('truongphong.khcn', 'mine')).rows).toEqual([expect.objectContaining({ id: nc })]);
    await done('truongphong.khcn', 'contain', contain);
    const whys = ['Vì hồ sơ nộp dồn', 'Vì một người trực', 'Vì lịch trực chưa theo số hồ sơ'];
    expect(await refused('truongphong.khcn', 'analyse', { whys: ['Vì bận'], rootCause: 'Bận' })).toEqual([
      400,
      'too-few-whys',
    ]);
    await done('truongphong.khcn', 'analyse', { whys, rootCause: 'Lịch trực chưa theo số hồ sơ' });
    const measures = [{ what: 'Xếp lại lịch trực', officer: 'skhcn/mc/1', by: '2026-04-01' }];
    await done('truongphong.khcn', 'propose', { measures, risks: ['RR-04'] });

    expect(await refused('truongphong.khcn', 'approve', {})).toEqual([403, 'not-your-part']);
    expect(await refused('thukyiso.khcn', 'approve', {})).toEqual([403, 'not-your-part']);
    await done('giamdoc.khcn', 'send-back', { reason: 'Nêu rõ ngày trực' });
    await done('truongphong.khcn', 'propose', { measures, risks: ['RR-04'] });
    await done('giamdoc.khcn', 'approve', { note: 'Đồng ý' });

    const owner = await as('truongphong.khcn');
    expect(await refused('truongphong.khcn', 'complete', { what: 'Đã xếp lại', files: [] })).toEqual([
      400,
      'no-evidence',
    ]);
    const file = await upload(owner);
    await done('truongphong.khcn', 'complete', { what: 'Đã xếp lại lịch trực', files: [file] });
    const whole = await page();
    expect(whole).toMatchObject({ stage: 'verification', plan: { approver: { id: 'skhcn/ld/1' } } });
    const kept = await fetch(`${system.url}/api/nonconformities/${nc}/files/${file.sha256}`, {
      headers: { authorization: `Bearer ${owner.token()}` },
    });
    expect(Buffer.from(await kept.arrayBuffer()).equals(PDF)).toBe(true);
  });

  it('tells that too few came yet and goes on looking, then closes by later dossiers that were in time', async () => {
    expect(await clockActs()).toBe('recorded');
    expect(await page()).toMatchObject({
      stage: 'verification',
      effect: { checks: [{ verdict: 'too-few' }] },
    });
    for (const day of ['09', '10', '11', '12']) {
      await received(`2026-03-${day}T02:00:00Z`, `2026-03-${day}T02:30:00Z`);
    }
    await eventually(async () => (await page()).effect.now?.after.dossiers === 4);
    expect(await clockActs()).toBe('recorded');
    const whole = await page();
    expect(whole).toMatchObject({
      status: 'closed',
      allowed: ['open-again'],
      effect: {
        checks: [
          { verdict: 'too-few' },
          {
            verdict: 'effective',
            figures: { before: { dossiers: 2, deviating: 2 }, after: { dossiers: 4, deviating: 0 } },
          },
        ],
      },
    });
    expect(whole.history.map((one: Json) => one.type)).toEqual([
      'NonconformityFound',
      'NonconformityReviewed',
      'NonconformityContained',
      'CauseAnalysed',
      'ActionProposed',
      'ActionSentBack',
      'ActionProposed',
      'ActionApproved',
      'ActionDone',
      'EffectivenessChecked',
      'EffectivenessChecked',
      'NonconformityClosed',
    ]);
  });

  it('prints its slip, the same each time', async () => {
    const secretary = await as('thukyiso.khcn');
    const path = `/api/nonconformities/${nc}/slip`;
    const { status, headers, bytes } = await fetchPdf(system.url, secretary, path);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(bytes.equals((await fetchPdf(system.url, secretary, path)).bytes)).toBe(true);
    const wanted = [`${(await page()).code}/2026`, 'Lịch trực chưa theo số hồ sơ', '2/2 hồ sơ'];
    const words = canReadPdf ? await textOf(bytes) : wanted.join();
    expect(wanted.filter((word) => !words.includes(word))).toEqual([]);
  });

  it('that comes back is another, which names the one before', async () => {
    const before = nc;
    await received('2026-04-06T02:00:00Z', '2026-04-08T02:00:00Z');
    await eventually(async () =>
      (await list('thukyiso.khcn')).rows.some((one: Json) => one.policy === 'step-late'),
    );
    nc = (await list('thukyiso.khcn')).rows.find((one: Json) => one.policy === 'step-late').id;
    expect(await page()).toMatchObject({ previous: { id: before }, occurrences: 1 });
    await done('thukyiso.khcn', 'dismiss', { reason: 'Mất điện toàn cơ quan' });
    expect(await page()).toMatchObject({ status: 'dismissed', dismissal: 'Mất điện toàn cơ quan' });
    await done('danhgia', 'take-up-again', { reason: 'Mất điện chỉ một giờ' });
    expect((await page()).stage).toBe('review');
  });
});

describe('work done for show', () => {
  it('is found as a habit, once, and left to a person to judge', async () => {
    const { runtime } = system;
    const row = {
      shard: 0,
      agency: 'skhcn',
      unit: 'skhcn/qlcn',
      officer: 'skhcn/qlcn/3',
      field: 'KHCN',
      edition: 1,
      procedure: 'QT.KHCN.01',
      step: 'B3',
      done_month: '2026-03-01',
      done: 25,
      early: 25,
      on_time: 0,
      late: 0,
      returned: 0,
      own_minutes: 250,
      other_agency_minutes: 0,
      applicant_minutes: 0,
      outside_minutes: 0,
      allowed_minutes: 24_000,
      timed: 25,
      least_share: 0.01,
      most_share: 0.02,
    };
    await runtime.pool.query(
      'insert into read.figure_step_month select * from jsonb_populate_record(null::read.figure_step_month, $1)',
      [JSON.stringify(row)],
    );
    expect(await habitRound(runtime)).toBe(1);
    await system.folded();
    expect(await habitRound(runtime)).toBe(0);
    const found = (await list('thukyiso.khcn')).rows.find((one: Json) => one.policy === 'for-show');
    nc = found.id;
    expect(await page()).toMatchObject({
      severity: 'observation',
      description: 'skhcn/qlcn/3: 25 lần',
      effect: { now: null },
    });
  });
});

describe('raised by hand', () => {
  const complaint = {
    agency: 'skhcn',
    source: 'complaint',
    severity: 'major',
    title: 'Thái độ tiếp nhận chưa đúng mực',
    description: 'Công dân phản ánh phải chờ quá một giờ tại quầy.',
  };

  it('by those who may, once for one key, and concluded by a person where nothing counts it', async () => {
    const stranger = await as('chuyenvien.khcn');
    expect((await stranger.post('/api/nonconformities', complaint)).status).toBe(403);
    const director = await as('giamdoc.khcn');
    const first = await director.post('/api/nonconformities', complaint, 'complaint-1');
    const again = await director.post('/api/nonconformities', complaint, 'complaint-1');
    expect([first.status, again.body.id, again.body.code]).toEqual([200, first.body.id, first.body.code]);
    const other = await director.post(
      '/api/nonconformities',
      { ...complaint, severity: 'minor' },
      'complaint-1',
    );
    expect(other.status).toBe(422);
    nc = first.body.id;
    expect(await page()).toMatchObject({ source: 'complaint', clause: null, effect: { now: null } });
    const after = await (
      await as('thukyiso.khcn')
    ).get(`/api/nonconformities?tab=mine&after=${first.body.position}`);
    expect(after.body.rows).toContainEqual(expect.objectContaining({ id: nc }));
    const cause = { policy: 'step-late', procedure: 'QT.KHCN.01', step: 'B1' };
    const twice = await director.post('/api/nonconformities', { ...complaint, source: 'audit', cause });
    expect([twice.status, twice.body.code]).toEqual([409, 'already-open']);
  });

  it('is listed, shown and acted on from the command line', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { DUNGHAN_URL: system.url, DUNGHAN_PASSWORD: 'dunghan-demo' });
    let [file, user] = ['{}', 'giamdoc.khcn'];
    const dunghan = async (...args: string[]): Promise<Json> => {
      const [out, err]: [string[], string[]] = [[], []];
      const io = {
        out: (line: string) => void out.push(line),
        err: (line: string) => void err.push(line),
        readFile: () => Promise.resolve(file),
        stdin: process.stdin,
      };
      const status = await ncVerb.run([...args, '--user', user], io);
      return { status, out: out.join('\n'), err: err.join('\n') };
    };
    const words = ['--agency', 'skhcn', '--source', 'management', '--severity', 'minor'];
    const raised = await dunghan(
      'raise',
      ...words,
      '--title',
      'Phòng chờ chật',
      '--description',
      'Thiếu ghế',
      '--json',
    );
    const { code } = JSON.parse(raised.out);
    await system.folded();
    expect((await dunghan('list')).out).toMatch(new RegExp(`^${code}/2026 +Phòng chờ chật`, 'm'));
    expect((await dunghan('show', `${code}/2026`)).out).toContain('Được làm: review, dismiss');
    const acted = await dunghan('act', `${code}/2026`, 'review', '--owner', OWNER, '--severity', 'minor');
    expect(acted).toMatchObject({ status: 0, out: expect.stringContaining(code) });
    const refusedThere = await dunghan('act', `${code}/2026`, 'approve', '--json');
    expect([refusedThere.status, JSON.parse(refusedThere.out).error.code]).toEqual([1, 'wrong-stage']);
    expect((await dunghan('dismiss', `${code}/2026`, '--reason', 'Đã có ghế mới')).status).toBe(0);
    expect((await dunghan('act', 'KPH-9999/2026', 'approve')).status).toBe(1);

    file = 'settings:\n  back-dated: { enabled: false, threshold: 5 }\nterms:\n  approval: 4\n';
    const change = ['settings', '--file', 'version.yaml', '--reason', 'Theo dõi gần hơn'];
    expect(await dunghan(...change)).toMatchObject({
      status: 1,
      err: expect.stringContaining('[not-permitted]'),
    });
    user = 'thukyiso.khcn';
    expect(await dunghan(...change)).toMatchObject({ status: 0, out: 'Đã ghi phiên bản 2 (skhcn)' });
    const shown = (await dunghan('settings')).out;
    expect(shown).toMatch(/^back-dated +không +major +> 5 minutes \(ít nhất 1\)/m);
    expect(shown).toMatch(/^approval +4$/m);
    expect(shown).toMatch(/^2 \* .*Theo dõi gần hơn$/m);
    file = 'settings:\n  back-dated: { threshold: 0.5 }\n';
    expect(await dunghan(...change)).toMatchObject({
      status: 1,
      err: expect.stringContaining('[bad-threshold]'),
    });
    for (const wrong of ['- a list', 'detectors: {}', 'settings: {']) {
      file = wrong;
      expect(await dunghan(...change)).toMatchObject({
        status: 2,
        err: expect.stringContaining('version.yaml'),
      });
    }
    expect((await dunghan('settings', '--file', '-')).status).toBe(2);
    process.env = before;
  });

  it('left alone it is reminded of, escalated twice, each once', async () => {
    for (const _ of ['remind', 'escalate', 'escalate again']) expect(await clockActs()).toBe('recorded');
    const { escalated, history } = await page();
    expect([escalated, history.map((one: Json) => one.type)]).toEqual([
      2,
      ['NonconformityFound', 'StageReminded', 'StageEscalated', 'StageEscalated'],
    ]);
    expect(failures).toEqual([]);
  });
});

/** Found in what was taken over, long before anybody looked: nothing is opened by itself. */
describe('an old finding', () => {
  const PERIOD = { from: '2025-01-01T00:00:00.000Z', to: '2025-12-31T00:00:00.000Z' };
  const causes = async (unrecorded: boolean): Promise<Json> => {
    const query = new URLSearchParams({ ...PERIOD, unrecorded: String(unrecorded) });
    return (await (await as('thukyiso.khcn')).get(`/api/nonconformities/causes?${query}`)).body;
  };
  const ofCause = (policy: string) => ({
    ...PERIOD,
    agency: 'skhcn',
    policy,
    procedure: 'QT.KHCN.01',
    step: 'B2',
  });
  const detail = async (policy: string): Promise<Json> => {
    const query = new URLSearchParams({ ...ofCause(policy), unrecorded: 'true' });
    return (await (await as('thukyiso.khcn')).get(`/api/nonconformities/causes/detail?${query}`)).body;
  };

  beforeAll(async () => {
    const { pool } = system.runtime;
    const { rows } = await pool.query<{ dossier: string }>('select dossier from read.figure_dossier limit 1');
    const finding = {
      dossier: rows[0]!.dossier,
      version: 2,
      agency: 'skhcn',
      unit: 'skhcn/qlcn',
      officer: 'skhcn/qlcn/3',
      procedure: 'QT.KHCN.01',
      edition: 1,
      step: 'B2',
      measure: null,
      detail: {},
    };
    const found = [
      { policy: 'assigned-late', place: 'a', at: '2025-06-02T02:00:00Z', measure: 600 },
      { policy: 'assigned-late', place: 'b', at: '2025-06-01T02:00:00Z', measure: 481 },
      // Below the threshold: none.
      { policy: 'assigned-late', place: 'c', at: '2025-05-01T02:00:00Z', measure: 100 },
      { policy: 'form-missing', place: 'a', at: '2025-06-03T02:00:00Z' },
    ].map((one) => ({ ...finding, ...one }));
    await pool.query(
      'insert into read.finding select * from jsonb_populate_recordset(null::read.finding, $1)',
      [JSON.stringify(found)],
    );
  });

  it('is listed by cause with exactly what it counts, until somebody opens a nonconformity of it', async () => {
    const [row] = (await causes(true)).rows.filter((one: Json) => one.policy === 'assigned-late');
    expect(row).toMatchObject({
      occurrences: 2,
      dossiers: 1,
      firstAt: '2025-06-01T02:00:00.000Z',
      record: null,
    });
    const shown = await detail('assigned-late');
    expect(shown).toMatchObject({ total: 2, dossiers: 1, may: { open: true, dismiss: true } });
    expect(shown.occurrences).toHaveLength(2);
    const open = '/api/nonconformities/causes/open';
    const officer = await as('chuyenvien.khcn');
    expect((await officer.post(open, ofCause('assigned-late'))).status).toBe(403);
    const secretary = await as('thukyiso.khcn');
    const first = await secretary.post(open, ofCause('assigned-late'), 'open-cause');
    await system.folded();
    const again = await secretary.post(open, ofCause('assigned-late'), 'open-cause');
    expect([first.status, again.status, again.body.id]).toEqual([200, 200, first.body.id]);
    nc = first.body.id;
    expect(await page()).toMatchObject({
      source: 'detector',
      occurrences: 2,
      foundBy: { id: expect.stringMatching(/^skhcn\//) },
    });
    const nothing = await secretary.post(open, ofCause('assigned-late'));
    expect([nothing.status, nothing.body.code]).toEqual([409, 'nothing-found']);
    const recorded = (await causes(false)).rows.find((one: Json) => one.policy === 'assigned-late');
    expect(recorded.record).toMatchObject({ id: nc, status: 'open' });
    expect((await causes(true)).rows.map((one: Json) => one.policy)).toEqual(['form-missing']);
  });

  it('is dismissed with a reason, which stays on record', async () => {
    const dismiss = '/api/nonconformities/causes/dismiss';
    const body = { ...ofCause('form-missing'), reason: 'Biểu mẫu giấy lưu riêng, đã đối chiếu' };
    expect((await (await as('chuyenvien.khcn')).post(dismiss, body)).status).toBe(403);
    const secretary = await as('thukyiso.khcn');
    const first = await secretary.post(dismiss, body, 'dismiss-cause');
    const again = await secretary.post(dismiss, body, 'dismiss-cause');
    expect([first.status, again.status, again.body.id]).toEqual([200, 200, first.body.id]);
    nc = first.body.id;
    expect(await page()).toMatchObject({ status: 'dismissed', dismissal: body.reason });
    await system.folded();
    expect((await causes(true)).rows).toEqual([]);
    expect((await detail('form-missing')).total).toBe(0);
  });
});
