/** What administrators and auditors ask of the system, over HTTP: people, places, calendar, substitutions, ledger. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestOf } from '#libs/directory';
import { openSealer } from '#libs/ledger';
import { PROCEDURE, receive, toSpecialist, type Received } from '../portal/story.ts';
import type { Answer, Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const HOUR_MS = 3_600_000;

describe('administration', () => {
  let system: TestSystem;
  let admin: Person;
  let auditor: Person;
  let dossier: Received;

  beforeAll(async () => {
    system = await startSystem({ clock: '2026-03-16T01:30:00.000Z' });
    admin = await system.people.as('quantri');
    auditor = await system.people.as('danhgia');
    dossier = await receive(system);
    await toSpecialist(system, dossier.id);
    await system.folded();
  }, 120_000);
  afterAll(() => system?.close());

  const ok = ({ status, body }: Answer): Json => {
    expect({ status, body }).toMatchObject({ status: expect.any(Number) });
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };
  const fieldsOf = ({ body }: Answer): string[] => body.errors.map((each: Json) => each.field);
  const later = (hours: number): string => new Date(system.now().getTime() + hours * HOUR_MS).toISOString();

  it('is for administrators only', async () => {
    const officer = await system.people.as('chuyenvien.khcn');
    for (const path of ['accounts', 'people', 'agencies', 'changes', 'calendar', 'system']) {
      expect((await officer.get(`/api/admin/${path}`)).status).toBe(403);
    }
    for (const path of ['', '/heads', '/events?q=0', '/verifications']) {
      expect((await officer.get(`/api/ledger${path}`)).status).toBe(403);
    }
    expect((await officer.post('/api/admin/agencies', {})).status).toBe(400);
    expect((await officer.post('/api/admin/accounts/quantri/disable')).status).toBe(403);
  });

  it('makes a person, an account, a role, and puts each on record', async () => {
    const key = randomUUID();
    const body = { name: 'Lê Thị Ễ', unit: 'skhcn/qlcn', title: 'Chuyên viên', validFrom: '2026-01-01' };
    const { id } = ok(await admin.post('/api/admin/officers', body, key));
    const again = ok(await admin.post('/api/admin/officers', body, key));
    expect(again.id).toBe(id);
    const held = { officer: id, role: 'specialist', unit: 'skhcn/qlcn', validFrom: '2026-01-01' };
    ok(await admin.post('/api/admin/holdings', held));
    const twice = await admin.post('/api/admin/holdings', held);
    expect([twice.status, fieldsOf(twice)]).toEqual([400, ['validFrom']]);
    const nowhere = await admin.post('/api/admin/officers', { ...body, unit: 'khong/co' });
    expect([nowhere.status, fieldsOf(nowhere)]).toEqual([400, ['unit']]);

    const made = ok(await admin.post('/api/admin/accounts', { username: 'le.thi.e', officer: id }));
    expect(made.temporaryPassword).toMatch(/^[\w-]{16}$/);
    const bad = await admin.post('/api/admin/accounts', { username: 'Lê Ễ', officer: id });
    expect([bad.status, fieldsOf(bad)]).toEqual([400, ['username']]);
    ok(await admin.post('/api/admin/accounts/le.thi.e/disable'));
    ok(await admin.post('/api/admin/accounts/le.thi.e/enable'));
    ok(await admin.post('/api/admin/accounts/le.thi.e/reset-password'));
    expect((await admin.post('/api/admin/accounts/quantri/disable')).status).toBe(409);
    const found = ok(await admin.get('/api/admin/accounts?find=le%20thi'));
    expect(found.accounts.map((one: Json) => one.username)).toContain('le.thi.e');
    const person = ok(await admin.get(`/api/admin/person?id=${encodeURIComponent(id)}`));
    expect(person.holdings).toHaveLength(1);
    expect(person.accounts[0].history.map((one: Json) => one.what)).toEqual([
      'PasswordReset',
      'AccountEnabled',
      'AccountDisabled',
      'AccountCreated',
    ]);
  });

  it('keeps a digest of every change in the ledger', async () => {
    const log = ok(await admin.get('/api/admin/changes'));
    expect(log.changes[0]).toMatchObject({ by: 'quantri', count: 1 });
    expect(log.onRecord).toBe(log.changes[0].version);
    const { rows } = await system.runtime.pool.query(
      `select convert_from(body, 'UTF8')::jsonb as body from ledger.event where type = 'OrganisationChanged'
       order by stream_seq desc limit 1`,
    );
    const last = await system.runtime.directory.changesAfter(log.onRecord - 1);
    expect(rows[0].body).toMatchObject({ version: log.onRecord, account: 'quantri', sha256: digestOf(last) });
    expect(JSON.stringify(rows[0].body)).not.toContain('Lê Thị');
  });

  it('changes agencies, units and office hours, each with its days', async () => {
    const unit = {
      id: 'skhcn/moi',
      agency: 'skhcn',
      function: 'professional',
      name: 'Phòng Đổi mới',
      validFrom: '2026-04-01',
    };
    ok(await admin.post('/api/admin/units', unit));
    const before = await admin.post('/api/admin/units', { ...unit, id: 'skhcn/cu', validFrom: '1990-01-01' });
    expect([before.status, fieldsOf(before)]).toEqual([400, ['validFrom']]);
    const hours = {
      agency: 'skhcn',
      validFrom: '2026-06-01',
      sessions: [{ from: '07:00', to: '11:30' }],
      weekdays: [5, 1, 2, 3, 4],
    };
    ok(await admin.post('/api/admin/office-hours', hours));
    const turned = await admin.post('/api/admin/office-hours', {
      ...hours,
      sessions: [{ from: '11:00', to: '07:00' }],
    });
    expect([turned.status, fieldsOf(turned)]).toEqual([400, ['sessions']]);
    const view = ok(await admin.get('/api/admin/agency?id=skhcn'));
    expect(view.officeHours[0]).toMatchObject({ validFrom: '2026-06-01', weekdays: [1, 2, 3, 4, 5] });
    expect(view.units.map((one: Json) => one.id)).toContain('skhcn/moi');
    expect(ok(await admin.get('/api/admin/agencies')).agencies.length).toBeGreaterThan(10);
  });

  it('publishes a calendar, and tells whose date of return moved', async () => {
    const { years } = ok(await admin.get('/api/admin/calendar'));
    const year = years.find((one: Json) => one.year === 2026);
    expect(year.workingDays).toBe(249);
    const { body: view } = await (
      await system.people.as('chuyenvien.khcn')
    ).get(`/api/dossiers/${dossier.id}`);
    const due = view.appointment.deadline.dueAt as string;
    const off = { date: '2026-03-17', kind: 'swap_off', name: 'Nghỉ hoán đổi, làm bù thứ Bảy 28/03/2026' };
    const body = {
      version: '2026-thu',
      year: 2026,
      verified: true,
      sources: ['Công văn 01/TEST ngày 16/03/2026'],
      days: [...year.days, off],
    };
    const shown = ok(await admin.post('/api/admin/calendar/preview', body));
    expect(shown).toEqual({ changes: [{ date: off.date, before: null, after: off }], openDossiers: 1 });
    ok(await admin.post('/api/admin/calendar', body));
    const done = await until(async () => {
      const { rePlannings } = ok(await admin.get('/api/admin/calendar'));
      return rePlannings[0]?.state === 'running' ? undefined : rePlannings[0];
    });
    expect(done).toMatchObject({ state: 'done', by: 'quantri', asked: { version: '2026-thu' } });
    expect(done.reached).toMatchObject({ recounted: 1, refused: 0, movedCount: 1 });
    expect(done.reached.moved[0]).toMatchObject({ dossier: dossier.id, code: dossier.code, before: due });
    expect(done.reached.moved[0].after > due).toBe(true);
    const known = await admin.post('/api/admin/calendar', body);
    expect([known.status, fieldsOf(known)]).toEqual([409, ['version']]);
  });

  it('lets a colleague stand in: the substitute then has the work', async () => {
    const away = await system.people.as('chuyenvien.khcn');
    const other = await system.people.as('vanthu.khcn');
    const { people } = ok(await away.get('/api/substitutions/people'));
    const replaceable = people.filter((one: Json) => one.mayBeReplaced).map((one: Json) => one.id);
    expect(replaceable).toEqual(['skhcn/qlcn/3']);
    const before = ok(await other.get('/api/inbox?tab=unit'));
    expect(JSON.stringify(before)).not.toContain(dossier.code);

    const body = {
      officer: 'skhcn/qlcn/3',
      substitute: 'skhcn/vt/1',
      from: later(-1),
      to: later(48),
      reason: 'Đi công tác',
    };
    const wrong = await away.post('/api/substitutions', { ...body, substitute: 'snv/p1/3' });
    expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['substitute']]);
    const foreign = await away.post('/api/substitutions', { ...body, officer: 'skhcn/mc/1' });
    expect(foreign.status).toBe(403);
    const key = randomUUID();
    const { id } = ok(await away.post('/api/substitutions', body, key));
    expect(ok(await away.post('/api/substitutions', body, key)).id).toBe(id);
    expect((await away.post('/api/substitutions', body)).body.code).toBe('already-arranged');
    const seen = ok(await other.get('/api/substitutions')).substitutions;
    expect(seen).toMatchObject([{ id, state: 'in-force', mayEnd: false, reason: 'Đi công tác' }]);
    const inbox = ok(await other.get('/api/inbox?tab=unit'));
    expect(JSON.stringify(inbox)).toContain(dossier.code);

    const leader = await system.people.as('truongphong.khcn');
    ok(await leader.post(`/api/substitutions/${id}/end`));
    expect((await leader.post(`/api/substitutions/${id}/end`)).status).toBe(409);
    expect(JSON.stringify(ok(await other.get('/api/inbox?tab=unit')))).not.toContain(dossier.code);
  });

  it('finds any event, verifies the whole, and proves a stream', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const headsFile = { last: async () => undefined, append: async () => undefined };
    const sealer = await openSealer({ pool: system.runtime.pool, privateKey, headsFile: headsFile as never });
    while (await sealer.sealNext());
    const { head, keys } = ok(await auditor.get('/api/ledger'));
    expect(keys.map((key: Json) => key.id)).toEqual([head.keyId]);
    const { heads } = ok(await auditor.get('/api/ledger/heads'));
    expect(heads[0]).toEqual(head);

    const { body } = await auditor.get(`/api/dossiers/${dossier.id}/timeline`);
    const { hash } = body.entries[1];
    const since = '2020-01-01T00:00:00Z';
    const [event] = ok(await auditor.get(`/api/ledger/events?q=${hash}&since=${since}`)).events;
    expect(event).toMatchObject({ stream: dossier.id, code: dossier.code, version: 2, sealed: true });
    for (const q of [event.eventId, event.position, event.commandId, event.stream]) {
      const { events } = ok(await auditor.get(`/api/ledger/events?q=${q}&since=${since}`));
      expect(events.map((one: Json) => one.hash)).toContain(hash);
    }
    const [leaf] = ok(await auditor.get(`/api/ledger/events?q=${head.size - 1}`)).events;
    expect(leaf.sealed).toBe(true);
    const none = ok(await auditor.get(`/api/ledger/events?q=${'0'.repeat(64)}&since=${since}`));
    expect(none).toMatchObject({ events: [], next: null });
    expect((await auditor.get('/api/ledger/events?q=khong')).status).toBe(400);

    expect((await auditor.post('/api/ledger/verifications', {})).status).toBe(202);
    const done = await until(async () => {
      const { verifications } = ok(await auditor.get('/api/ledger/verifications'));
      return verifications[0].state === 'running' ? undefined : verifications[0];
    });
    expect(done).toMatchObject({
      state: 'done',
      by: 'danhgia',
      fault: null,
      reached: { findings: [], count: 0 },
    });
    expect(done.reached.sealed).toBe(head.size);
    const evidence = ok(await auditor.get(`/api/ledger/streams/${dossier.id}/evidence`));
    expect(evidence.proof.head.size).toBe(head.size);
  });

  it('tells everybody the procedures in force, and rates of whole quarters without small numbers', async () => {
    const { procedures } = ok(await system.people.anyone.get('/api/public/procedures'));
    expect(procedures.find((one: Json) => one.code === PROCEDURE).timeLimit).toMatch(/ngày/);
    const rates = ok(await system.people.anyone.get('/api/public/on-time'));
    expect(rates).toEqual({
      quarter: '2025-Q4',
      quarters: ['2025-Q4', '2025-Q3', '2025-Q2', '2025-Q1'],
      agencies: [],
    });
    expect((await system.people.anyone.get('/api/public/on-time?quarter=2026-Q1')).status).toBe(404);
  });
});

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
