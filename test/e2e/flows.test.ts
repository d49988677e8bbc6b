import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { APPLICANT, completeAs, completeStep, KHCN, openStep, pageOf, takeToTheEnd } from './paths.ts';
import type { Json, Person } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

/** 09:00 on a Monday in Vietnam. */
const MONDAY = '2026-03-02T02:00:00.000Z';

let system: TestSystem;
let counter: Person;
let specialist: Person;
let director: Person;
let auditor: Person;
beforeAll(async () => {
  system = await startSystem({ clock: MONDAY });
  const { as } = system.people;
  counter = await as('tiepnhan.khcn');
  specialist = await as('chuyenvien.khcn');
  director = await as('giamdoc.khcn');
  auditor = await as('danhgia');
}, 120_000);
afterAll(() => system?.close());

/** A dossier at B3, the specialist's. */
async function atB3(): Promise<string> {
  const { dossier } = (await counter.post('/api/dossiers', KHCN)).body;
  await completeAs(counter, dossier, 'B1');
  await completeAs(await system.people.as('truongphong.khcn'), dossier, 'B2');
  return dossier;
}

const types = async (dossier: string): Promise<string[]> =>
  (await auditor.get(`/api/dossiers/${dossier}/timeline`)).body.entries.map((entry: Json) => entry.type);

async function ok(answer: Promise<{ status: number; body: Json }>): Promise<Json> {
  const { status, body } = await answer;
  if (status !== 200 && status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

async function refused(answer: Promise<{ status: number; body: Json }>): Promise<unknown[]> {
  const { status, body } = await answer;
  return [status, body.code];
}

describe('what waits for others', () => {
  it('a supplement stops the clock, and the appointment moves by as much', async () => {
    const dossier = await atB3();
    const before = await pageOf(specialist, dossier);
    const asked = { step: 'B3', items: ['Bản sao giấy chứng nhận'], reason: 'Thiếu bản sao' };
    await ok(specialist.act(dossier, 'request-supplement', asked));
    const waiting = await pageOf(specialist, dossier);
    expect(waiting.waiting).toMatchObject([{ cause: 'supplement', pauses: true, step: 'B3' }]);
    expect(waiting.appointment!.clock.state).toBe('paused');
    expect(await refused(completeAs(specialist, dossier, 'B3'))).toEqual([409, 'waiting']);
    expect(await refused(specialist.act(dossier, 'request-supplement', asked))).toEqual([
      409,
      'supplement-already-requested',
    ]);

    system.setClock('2026-03-04T02:00:00.000Z');
    await ok(counter.act(dossier, 'receive-supplement', { documents: [{ code: 'TL', copies: 1 }] }));
    const after = await pageOf(specialist, dossier);
    expect(after.waiting).toEqual([]);
    expect(after.national.code).toBe(4);
    expect(Date.parse(after.appointment!.deadline.dueAt)).toBeGreaterThan(
      Date.parse(before.appointment!.deadline.dueAt),
    );
    expect(after.appointment!.promisedAt).toBe(before.appointment!.promisedAt);
    system.setClock(MONDAY);
  });

  it('a payment, confirmed at the counter; a result is not issued before', async () => {
    const dossier = await atB3();
    await ok(specialist.act(dossier, 'request-payment', { step: 'B3', amountVnd: 200_000, what: 'Lệ phí' }));
    expect((await pageOf(specialist, dossier)).waiting).toMatchObject([
      { cause: 'payment', amountVnd: 200_000 },
    ]);
    expect(await refused(director.act(dossier, 'confirm-payment', { reference: 'BL-1' }))).toEqual([
      403,
      'role-missing',
    ]);
    await ok(counter.act(dossier, 'confirm-payment', { reference: 'BL-0001' }));
    expect((await pageOf(specialist, dossier)).waiting).toEqual([]);
  });

  it('another agency, which sees the dossier it is asked about and answers', async () => {
    const dossier = await atB3();
    const answerer = await system.people.holderOf({ role: 'agency-head', unit: 'snv/ld' });
    expect((await answerer.get(`/api/dossiers/${dossier}`)).status).toBe(403);
    const question = 'Đề nghị cho ý kiến về nhân sự';
    await ok(specialist.act(dossier, 'consult', { step: 'B3', agency: 'snv', question }));
    expect((await answerer.get(`/api/dossiers/${dossier}`)).status).toBe(200);
    const answer = { agency: 'snv', answer: 'Nhất trí với dự thảo' };
    expect(await refused(auditor.act(dossier, 'answer-consultation', answer))).toEqual([403, 'role-missing']);
    await ok(answerer.act(dossier, 'answer-consultation', answer));
    const { entries } = (await auditor.get(`/api/dossiers/${dossier}/timeline`)).body;
    expect(entries.at(-1)).toMatchObject({
      type: 'ConsultationAnswered',
      body: { agency: 'snv', answer: 'Nhất trí với dự thảo' },
      by: { id: answerer.officer },
    });
  });
});

describe('what goes another way', () => {
  it('a return to an earlier step opens it again, with its own run', async () => {
    const dossier = await atB3();
    await completeAs(specialist, dossier, 'B3');
    const head = await system.people.as('truongphong.khcn');
    expect(await refused(head.act(dossier, 'return', { step: 'B4', to: 'B1', reason: 'Sai mẫu' }))).toEqual([
      409,
      'cannot-return-there',
    ]);
    await ok(head.act(dossier, 'return', { step: 'B4', to: 'B3', reason: 'Sai mẫu' }));
    const { steps } = await pageOf(specialist, dossier);
    const runs = steps.map(({ no, run, state }) => `${no}.${run} ${state}`);
    expect(runs.slice(0, 5)).toEqual(['B1.1 done', 'B2.1 done', 'B3.1 done', 'B3.2 open', 'B4.1 returned']);
    expect(await takeToTheEnd(system.people, auditor, dossier, RESULT)).toEqual([
      'B3',
      'B4',
      'B5',
      'B6',
      'B7',
    ]);
  });

  it('a mistaken action is annulled by who did it, while it is the last', async () => {
    const dossier = await atB3();
    await completeAs(specialist, dossier, 'B3');
    const { undo } = await pageOf(specialist, dossier);
    expect((await pageOf(counter, dossier)).undo).toBeNull();
    expect(await refused(counter.act(dossier, 'annul', { ...undo, reason: 'Nhầm hồ sơ' }))).toEqual([
      403,
      'role-missing',
    ]);
    await ok(specialist.act(dossier, 'annul', { ...undo, reason: 'Nhầm hồ sơ' }));
    const page = await pageOf(specialist, dossier);
    expect(openStep(page).no).toBe('B3');
    expect((await types(dossier)).at(-1)).toBe('ActionAnnulled');
    expect(await refused(specialist.act(dossier, 'annul', { ...undo, reason: 'Nhầm hồ sơ' }))).toEqual([
      409,
      'nothing-to-annul',
    ]);
  });

  it('an extension with an apology, once, by the head alone', async () => {
    const dossier = await atB3();
    const { appointment } = await pageOf(director, dossier);
    const later = (days: number): string =>
      new Date(Date.parse(appointment!.deadline.dueAt) + days * 86_400_000).toISOString();
    const extend = (who: Person, to: string) => who.act(dossier, 'extend', { to, reason: 'Chờ xác minh' });
    expect(await refused(extend(specialist, later(2)))).toEqual([403, 'role-missing']);
    expect(await refused(extend(director, later(-1)))).toEqual([400, 'extension-not-later']);
    await ok(extend(director, later(2)));
    const after = await pageOf(director, dossier);
    expect(after.appointment).toMatchObject({ extensions: 1, promisedAt: appointment!.promisedAt });
    expect(after.appointment!.deadline.dueAt).toBe(later(2));
    expect(await refused(extend(director, later(4)))).toEqual([409, 'extension-limit']);
  });

  it('withdrawn by the applicant at the counter: nothing runs any more', async () => {
    const dossier = await atB3();
    await ok(counter.act(dossier, 'withdraw', { reason: 'Người nộp xin rút' }));
    const page = await pageOf(auditor, dossier);
    expect(page).toMatchObject({ status: 'withdrawn', national: { code: 7 }, allowed: [] });
    expect(page.steps.filter((step) => step.state === 'open')).toEqual([]);
    expect(await refused(specialist.act(dossier, 'claim', { step: 'B3' }))).toEqual([409, 'not-open']);
  });

  it('stopped by the head', async () => {
    const dossier = await atB3();
    expect(await refused(specialist.act(dossier, 'stop', { reason: 'Hồ sơ giả' }))).toEqual([
      403,
      'role-missing',
    ]);
    await ok(director.act(dossier, 'stop', { reason: 'Hồ sơ giả' }));
    expect(await pageOf(auditor, dossier)).toMatchObject({ status: 'stopped', national: { code: 8 } });
  });

  it('refused at the counter, with the reason on record', async () => {
    const { procedure, applicant } = KHCN;
    const body = { procedure, applicant, reason: 'Không thuộc thẩm quyền' };
    const { dossier, code } = await ok(counter.post('/api/dossiers/refusals', body));
    expect(code).toBeNull();
    expect(await pageOf(director, dossier)).toMatchObject({ status: 'refused', national: { code: 3 } });
  });

  it('assigned, taken back, given to another', async () => {
    const dossier = await atB3();
    const head = await system.people.as('truongphong.khcn');
    const officerAt = async () => openStep(await pageOf(head, dossier), 'B3').officer?.id ?? null;
    await ok(head.act(dossier, 'assign', { step: 'B3', officer: 'skhcn/qlcn/3' }));
    expect(await officerAt()).toBe('skhcn/qlcn/3');
    const second = await system.people.as('chuyenvien2.khcn');
    expect(await refused(second.act(dossier, 'claim', { step: 'B3' }))).toEqual([409, 'step-taken']);
    expect(await refused(completeAs(second, dossier, 'B3'))).toEqual([403, 'step-not-yours']);
    await ok(head.act(dossier, 'reassign', { step: 'B3', officer: 'skhcn/qlcn/4', reason: 'Nghỉ ốm' }));
    expect(await officerAt()).toBe('skhcn/qlcn/4');
    await ok(second.act(dossier, 'unclaim', { step: 'B3' }));
    expect(await officerAt()).toBeNull();
    expect(await refused(head.act(dossier, 'assign', { step: 'B3', officer: 'nobody' }))).toEqual([
      400,
      'unknown-officer',
    ]);
  });
});

const RESULT = { B6: { result: { number: '12/GCN', positive: true } } };

describe('procedures of other shapes', () => {
  const receive = async (who: Person, procedure: string, documents: string[]): Promise<string> =>
    (
      await ok(
        who.post('/api/dossiers', {
          procedure,
          applicant: APPLICANT,
          documents: documents.map((code) => ({ code, copies: 1 })),
        }),
      )
    ).dossier;

  it('a branch without the council, and the one with it', async () => {
    const without = await receive(counter, 'QT.KHCN.02', ['DON', 'DA', 'NL']);
    const path = await takeToTheEnd(system.people, auditor, without, {
      B3: { outcome: 'without-council' },
      B24: { result: { number: '1/QĐ', positive: true } },
    });
    expect(path).toEqual(['B1', 'B2', 'B3', 'B20', 'B21', 'B22', 'B23', 'B24', 'B19']);
    const council = await receive(counter, 'QT.KHCN.02', ['DON', 'DA', 'NL']);
    for (const no of ['B1', 'B2', 'B3', 'B4']) {
      const step = openStep(await pageOf(auditor, council));
      expect(step.no).toBe(no);
      await completeStep(system.people, council, step);
    }
    expect(openStep(await pageOf(auditor, council)).no).toBe('B5');
  });

  it('two agencies work side by side, and the join waits for both', async () => {
    const finance = await system.people.holderOf({ role: 'reception', unit: 'stc/mc' });
    const dossier = await receive(finance, 'QT.DT.01', ['DON', 'DX', 'NLTC']);
    for (let step = 1; step <= 5; step++) await takeOn(dossier);
    const open = (await pageOf(auditor, dossier)).steps.filter((step) => step.state === 'open');
    expect(open.map((step) => step.no)).toEqual(['B6.1', 'B6.2']);
    expect(new Set(open.map((step) => step.agency.id)).size).toBe(2);
    await completeStep(system.people, dossier, open[1]!);
    const still = (await pageOf(auditor, dossier)).steps.filter((step) => step.state === 'open');
    expect(still.map((step) => step.no)).toEqual(['B6.1']);
    const rest = await takeToTheEnd(system.people, auditor, dossier, {
      B11: { result: { number: '5/QĐ-UBND', positive: true } },
    });
    expect(rest).toEqual(['B6.1', 'B7', 'B8', 'B9', 'B10', 'B11', 'B12']);
  });

  it('a commune receives, the province decides, the commune hands over', async () => {
    const commune = await system.people.as('tiepnhan.tranphu');
    const dossier = await receive(commune, 'QT.BTXH.01', ['DON', 'XN']);
    const path = await takeToTheEnd(system.people, auditor, dossier, {
      B11: { result: { number: '7/QĐ', positive: true } },
    });
    expect(path).toHaveLength(12);
    const { steps } = await pageOf(auditor, dossier);
    const agencies = steps.map((step) => step.agency.id);
    expect([...new Set(agencies)]).toEqual(['tranphu', 'syt']);
    expect(agencies.at(-1)).toBe('tranphu');
  });

  it('a step done by a system', async () => {
    const commune = await system.people.as('tiepnhan.tranphu');
    const dossier = await receive(commune, 'QT.HT.01', ['CS']);
    for (let step = 1; step <= 5; step++) await takeOn(dossier);
    const command = {
      type: 'complete',
      step: 'B6',
      outcome: 'done',
      forms: [],
      results: [],
      files: [],
    } as const;
    const outcome = await system.runtime.commands.execute({
      dossier,
      command,
      actor: { kind: 'system', name: 'notify' },
      commandId: commandIdOf('system', dossier),
      requestHash: requestHashOf(command),
    });
    expect(outcome.kind).toBe('recorded');
    const path = await takeToTheEnd(system.people, auditor, dossier, {
      B7: { result: { number: '9/KS', positive: true } },
    });
    expect(path).toEqual(['B7', 'B8']);
  });

  /** The first open step, by whoever may. */
  async function takeOn(dossier: string): Promise<void> {
    const step = openStep(await pageOf(auditor, dossier));
    await completeStep(system.people, dossier, step);
  }
});
