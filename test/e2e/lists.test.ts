import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { completeAs, KHCN, pageOf } from './paths.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

/** 08:30 on a Monday in Vietnam. */
const MONDAY = '2026-03-02T01:30:00.000Z';
/** A week later, five days of work are over. */
const LATER = '2026-03-10T02:00:00.000Z';
const DOSSIERS = 23;

let system: TestSystem;
let counter: Person;
let head: Person;
let specialist: Person;
const dossiers: string[] = [];
beforeAll(async () => {
  system = await startSystem({ clock: MONDAY });
  const { as } = system.people;
  [counter, head, specialist] = [
    await as('tiepnhan.khcn'),
    await as('truongphong.khcn'),
    await as('chuyenvien.khcn'),
  ];
  for (let number = 0; number < DOSSIERS; number++) {
    const applicant = { name: `Nguyễn Văn Ất ${number}`, idNumber: `00109901${1000 + number}` };
    const { body } = await counter.post('/api/dossiers', { ...KHCN, applicant });
    dossiers.push(body.dossier);
  }
  // At B1, B2 and B3, unassigned there or somebody's.
  for (const [index, dossier] of dossiers.entries()) {
    if (index >= 6) await completeAs(counter, dossier, 'B1');
    if (index >= 12) await completeAs(head, dossier, 'B2');
    if (index >= 18) await specialist.act(dossier, 'claim', { step: 'B3' });
  }
  await system.folded();
}, 120_000);
afterAll(() => system?.close());

const TABS = ['mine', 'unit', 'to-claim', 'done'];
const inbox = async (who: Person, query: string): Promise<Json> =>
  (await who.get(`/api/inbox?${query}`)).body;

/** Every page, by the cursor. */
async function wholeList(who: Person, path: string, limit: number): Promise<Json[]> {
  const rows: Json[] = [];
  for (let cursor = ''; ;) {
    const { status, body } = await who.get(`${path}&limit=${limit}${cursor}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    rows.push(...body.rows);
    if (body.next === null) return rows;
    cursor = `&cursor=${encodeURIComponent(body.next)}`;
  }
}

const idOf = ({ dossier, step }: Json): string => `${dossier} ${step?.no} ${step?.run}`;

describe('an inbox', () => {
  it('counts in each tab what its list holds, and pages show each row once', async () => {
    for (const who of [counter, head, specialist]) {
      const { tabs } = await inbox(who, 'tab=mine');
      for (const tab of TABS) {
        const rows = await wholeList(who, `/api/inbox?tab=${tab}`, 4);
        const { total, clocks } = await inbox(who, `tab=${tab}`);
        expect([tab, rows.length, new Set(rows.map(idOf)).size]).toEqual([tab, tabs[tab], tabs[tab]]);
        expect(total).toBe(rows.length);
        const counted: Json[] = Object.values(clocks);
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(total);
      }
    }
    expect((await inbox(specialist, 'tab=mine')).tabs).toEqual({
      mine: 5,
      unit: 17,
      'to-claim': 6,
      done: 0,
    });
    expect((await inbox(head, 'tab=mine')).tabs).toMatchObject({ 'to-claim': 6, done: 11 });
  });

  it('has the soonest due first, and counts by the clock what the clock filters', async () => {
    const rows = await wholeList(head, '/api/inbox?tab=unit', 5);
    const due: string[] = rows.map((row) => row.clock.dueAt);
    expect(due).toEqual(due.toSorted((a, b) => a.localeCompare(b)));
    system.setClock(LATER);
    const { clocks } = await inbox(head, 'tab=unit');
    expect(clocks).toEqual({ late: 17, near: 0, 'in-time': 0, paused: 0 });
    expect((await inbox(head, 'tab=unit&clock=late')).total).toBe(17);
    expect((await inbox(head, 'tab=unit&clock=near')).total).toBe(0);
    const [first] = (await inbox(head, 'tab=unit&limit=1')).rows;
    expect(first.clock.state).toBe('late');
    expect(first.clock.minutesLeft).toBeLessThan(0);
    system.setClock(MONDAY);
  });

  it('shows of one procedure, tabs and all', async () => {
    const other = await inbox(specialist, 'procedure=QT.KHCN.02');
    expect(other.tabs).toEqual({ mine: 0, unit: 0, 'to-claim': 0, done: 0 });
    expect((await inbox(specialist, 'procedure=QT.KHCN.01')).tabs.mine).toBe(5);
  });

  it('has what the officer just did, by the position of the reply', async () => {
    const [row] = (await inbox(specialist, 'tab=to-claim&limit=1')).rows;
    const before = (await inbox(specialist, 'tab=mine')).total;
    const { body } = await specialist.act(row.dossier, 'claim', { step: 'B3' });
    const after = await specialist.get(`/api/inbox?tab=mine&after=${body.position}`);
    expect(after.headers.get('dunghan-behind')).toBeNull();
    expect(after.body.total).toBe(before + 1);
    expect(after.body.rows.map((shown: Json) => shown.dossier)).toContain(row.dossier);
    await specialist.act(row.dossier, 'unclaim', { step: 'B3' });
  });

  it('says so when the projector is behind, after two seconds', async () => {
    await system.stopProjector();
    const { body } = await specialist.act(dossiers[13]!, 'claim', { step: 'B3' });
    const { status, headers } = await specialist.get(`/api/inbox?after=${body.position}`);
    expect([status, headers.get('dunghan-behind')]).toEqual([200, 'true']);
    system.startProjector();
    await specialist.act(dossiers[13]!, 'unclaim', { step: 'B3' });
    await system.folded();
  });

  it('refuses a cursor or position that it never gave', async () => {
    const cursors = ['x', btoa('["abc","x"]'), btoa('[null,"\\u0000"]'), btoa('["2026-01-01","1 2 3"]')];
    for (const cursor of cursors) {
      for (const path of ['/api/inbox?tab=mine', '/api/inbox?tab=done', '/api/late?by=unit']) {
        const { status, body } = await head.get(`${path}&cursor=${encodeURIComponent(cursor)}`);
        expect([path, status, body.code]).toEqual([path, 400, 'bad-cursor']);
      }
      const found = await head.post('/api/dossiers/search', { cursor });
      expect([found.status, found.body.code]).toEqual([400, 'bad-cursor']);
    }
    const behind = await head.get('/api/inbox?after=1.2.3.zz');
    expect([behind.status, behind.body.code]).toEqual([400, 'bad-position']);
  });

  it('asks only one statement whatever was typed', async () => {
    const typed = ["' or 1=1 --", '%', '\u0000', '"; drop table read.step'];
    for (const procedure of typed) {
      const { status } = await head.get(`/api/inbox?procedure=${encodeURIComponent(procedure)}`);
      expect([procedure, status]).toEqual([procedure, procedure === '\u0000' ? 400 : 200]);
    }
  });
});

beforeEach(() => system.setClock(MONDAY));

describe('the late board', () => {
  it('groups what is late or soon, with the rows behind each count', async () => {
    const director = await system.people.as('giamdoc.khcn');
    system.setClock(LATER);
    for (const by of ['unit', 'officer', 'procedure', 'step']) {
      const { body } = await director.get(`/api/late?by=${by}`);
      const late = body.groups.reduce((sum: number, group: Json) => sum + group.late + group.soon, 0);
      expect([by, late]).toEqual([by, body.total]);
      expect(body.total).toBe(DOSSIERS);
      for (const group of body.groups) {
        const rows = await wholeList(
          director,
          `/api/late?by=${by}&group=${encodeURIComponent(group.key)}`,
          3,
        );
        expect([by, group.key, rows.length]).toEqual([by, group.key, group.late + group.soon]);
      }
    }
    system.setClock(MONDAY);
    const early = (await director.get('/api/late?by=unit&withinHours=0')).body;
    expect(early.total).toBe(0);
    expect(early.groups.map((group: Json) => group.open).reduce((a: number, b: number) => a + b, 0)).toBe(
      DOSSIERS,
    );
  });

  it("is an officer's own unit's, a supervisor's agency's, an auditor's province's", async () => {
    const [own, other] = [
      await system.people.as('chuyenvien.tdc'),
      await system.people.as('chuyenvien.noivu'),
    ];
    expect((await own.get('/api/late?withinHours=744')).body.total).toBe(0);
    expect((await other.get('/api/late?withinHours=744')).body.total).toBe(0);
    const auditor = await system.people.as('danhgia');
    expect((await auditor.get('/api/late?withinHours=744')).body.total).toBe(DOSSIERS);
    const admin = await (await system.people.as('quantri')).get('/api/late');
    expect([admin.status, admin.body.code]).toEqual([403, 'not-supervisor']);
  });
});

describe('search', () => {
  const found = async (who: Person, body: object): Promise<Json> =>
    (await who.post('/api/dossiers/search', body)).body;

  it('finds by name without accents, by number, by phone, by part of the code', async () => {
    await counter.post('/api/dossiers', KHCN);
    await system.folded();
    const { rows } = await found(counter, { applicant: 'dang uong' });
    expect(rows).toMatchObject([{ applicant: 'Đặng Thị Ễ Ương' }]);
    for (const applicant of ['ĐẶNG THỊ', '001099012345', '0912345678', 'ễ đặng']) {
      expect([applicant, (await found(counter, { applicant })).total]).toEqual([applicant, 1]);
    }
    expect((await found(counter, { applicant: 'Không Ai Cả' })).total).toBe(0);
    const { code } = rows[0];
    expect((await found(counter, { code: code.slice(-6).toLowerCase() })).total).toBe(1);
    expect((await found(counter, { code: '%' })).total).toBe(0);
    const byCode = await counter.post('/api/dossiers/by-code', { code });
    expect(byCode.body).toEqual({ id: rows[0].id });
  });

  it('pages through all exactly once, the newest first', async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    for (;;) {
      const page = await found(counter, { applicant: 'nguyễn văn ất', limit: 4, cursor });
      expect(page.total).toBe(DOSSIERS);
      ids.push(...page.rows.map((row: Json) => row.id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(ids).toEqual(dossiers.toReversed());
  });

  it('filters by status, procedure, due date and lateness', async () => {
    const { total } = await found(counter, {});
    expect((await found(counter, { status: 'open' })).total).toBe(total);
    expect((await found(counter, { status: 'withdrawn' })).total).toBe(0);
    expect((await found(counter, { procedure: 'QT.KHCN.02' })).total).toBe(0);
    const { appointment } = await pageOf(counter, dossiers[0]!);
    const dueFrom = appointment!.deadline.dueAt;
    expect((await found(counter, { dueTo: dueFrom })).total).toBe(0);
    expect((await found(counter, { dueFrom })).total).toBe(total);
    expect((await found(counter, { late: true })).total).toBe(0);
    system.setClock(LATER);
    expect((await found(counter, { late: true })).total).toBe(total);
    expect((await found(counter, { late: false })).total).toBe(0);
    system.setClock(MONDAY);
  });

  it('finds nothing of other agencies', async () => {
    const stranger = await system.people.as('chuyenvien.noivu');
    expect(await found(stranger, {})).toMatchObject({ total: 0, rows: [], next: null });
    const byCode = await stranger.post('/api/dossiers/by-code', { code: 'H99' });
    expect([byCode.status, byCode.body.code]).toEqual([404, 'not-found']);
  });
});

describe('a bulk command', () => {
  it('answers for each: one refused stops no other, and again is the same', async () => {
    const mine: Json[] = [];
    for (let number = 0; number < 50; number++) mine.push((await counter.post('/api/dossiers', KHCN)).body);
    const offered = (await pageOf(counter, mine[0].dossier)).allowed.find(
      ({ action }) => action === 'complete',
    );
    const items = mine.map(({ dossier }) => ({ dossier, step: 'B1', forms: offered!.forms }));
    await completeAs(counter, items[17]!.dossier, 'B1');
    const key = `bulk-${mine[0].dossier}`;
    const { status, body } = await counter.post('/api/dossiers/actions/complete', { items }, key);
    expect([status, body.done, body.refused]).toEqual([200, 49, 1]);
    expect(body.results.map(({ dossier }: Json) => dossier)).toEqual(items.map(({ dossier }) => dossier));
    expect(body.results[17]).toMatchObject({ ok: false, code: 'step-not-open' });
    const again = await counter.post('/api/dossiers/actions/complete', { items }, key);
    expect([again.body.done, again.body.refused]).toEqual([49, 1]);
    expect(again.body.results.filter((one: Json) => one.ok)).toEqual(
      body.results.filter((one: Json) => one.ok),
    );
    const auditor = await system.people.as('danhgia');
    const { entries } = (await auditor.get(`/api/dossiers/${items[0]!.dossier}/timeline`)).body;
    expect(entries.filter((entry: Json) => entry.type === 'StepCompleted')).toHaveLength(1);
  });

  it('takes 500 and no more', async () => {
    const items = Array.from({ length: 501 }, () => ({ dossier: dossiers[0], step: 'B1' }));
    const { status } = await counter.post('/api/dossiers/actions/claim', { items });
    expect(status).toBe(400);
  });
});
