/* oxlint-disable typescript/no-explicit-any -- answers are looked at as they come */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { noticeStream } from '#libs/commands';
import type { DossierCommand } from '#libs/dossier';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { emptyReadModels } from '#libs/read-models';
import { startNotifier, type Notifier } from '../../apps/projector/notices/notifier.ts';
import { POSTMAN } from '../../apps/projector/notices/postman.ts';
import { TELLER } from '../../apps/projector/notices/teller.ts';
import { APPLICANT, completeAs, KHCN } from '../e2e/paths.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { startSmtp, type Smtp } from './smtp.ts';

/** Monday 4 May 2026, 09:00 in Vietnam. */
const MORNING = '2026-05-04T02:00:00.000Z';
const PORTAL = 'https://dichvucong.minhgiang.example';

let system: TestSystem;
let smtp: Smtp;
let notifier: Notifier | undefined;

beforeAll(async () => {
  system = await startSystem({ clock: MORNING });
  smtp = await startSmtp();
}, 120_000);
afterEach(async () => {
  await notifier?.stop();
  notifier = undefined;
  system.setClock(MORNING);
});
afterAll(async () => {
  await smtp?.close();
  await system?.close();
});

function start(url: string | undefined = smtp.url): void {
  notifier = startNotifier(system.runtime, {
    ...(url !== undefined && { mail: { url, from: 'mot.cua@minhgiang.example' } }),
    publicUrl: PORTAL,
    roundEveryMs: 50,
  });
}

const MAX_PROBES = 1_500;

/** Half a minute on an idle machine; then the test says what it waited for. */
async function eventually<Value>(
  probe: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> {
  for (let count = 0; count < MAX_PROBES; count++) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    await sleep(20);
  }
  throw new Error(`never: ${probe.toString()}`);
}

async function atB3(): Promise<{ dossier: string; code: string }> {
  const { body } = await (await system.people.as('tiepnhan.khcn')).post('/api/dossiers', KHCN);
  for (const [who, step] of [
    ['tiepnhan.khcn', 'B1'],
    ['truongphong.khcn', 'B2'],
  ] as const) {
    const answer = await completeAs(await system.people.as(who), body.dossier, step);
    expect([step, answer.status]).toEqual([step, 200]);
  }
  return body;
}

async function clock(dossier: string, command: DossierCommand): Promise<void> {
  const outcome = await system.runtime.commands.execute({
    dossier,
    command,
    actor: { kind: 'clock' },
    commandId: commandIdOf('test', randomUUID()),
    requestHash: requestHashOf(command),
  });
  expect(outcome.kind).toBe('recorded');
}

const told = async (dossier: string): Promise<string[]> =>
  (await system.runtime.ledger.load(noticeStream(dossier))).map(({ type, body }) => {
    const { kind, recipient, channel } = body as Record<string, string>;
    return `${type} ${kind} ${recipient} ${channel}`;
  });
const toldBy = (channel: string, kind: string, all: readonly string[]): string[] =>
  all
    .filter((one) => one.startsWith(`NoticeSent ${kind} `) && one.endsWith(channel))
    .map((one) => one.split(' ')[2]!);
const lettersAbout = (code: string) => smtp.letters.filter(({ text }) => text.includes(code));
const emailOf = async (officer: string): Promise<string> =>
  (await system.runtime.organisation()).officers.get(officer)!.email!;
/** The notifier has come to the end of what was recorded so far. */
async function caughtUp(consumer = TELLER): Promise<void> {
  const head = await system.runtime.ledger.headPosition();
  await eventually(async () => (await system.runtime.ledger.checkpoint(consumer, 0)) >= head || undefined);
}

/** An officer of the division beside the one who has the step. */
async function reassigned(dossier: string): Promise<{ from: string; to: string }> {
  const head = await system.people.as('truongphong.khcn');
  const { body } = await head.get(`/api/dossiers/${dossier}`);
  const step = body.steps.find((one: any) => one.no === 'B3' && one.state === 'open');
  const { holdingsByUnit } = await system.runtime.organisation();
  const able = (holdingsByUnit.get(step.unit.id) ?? []).filter(({ role }) => role === step.role);
  const from = step.officer?.id ?? able[0]!.officer;
  if (!step.officer) await head.act(dossier, 'assign', { step: 'B3', officer: from });
  const to = able.find(({ officer }) => officer !== from)!.officer;
  const answer = await head.act(dossier, 'reassign', { step: 'B3', officer: to, reason: 'Nghỉ phép năm' });
  expect(answer.status).toBe(200);
  return { from, to };
}

describe('a step that changes hands', () => {
  it('is told to both, in the portal and by e-mail, once, without anything of the applicant', async () => {
    start();
    const { dossier, code } = await atB3();
    const { from, to } = await reassigned(dossier);
    const letters = await eventually(() => {
      const about = lettersAbout(code).filter(({ subject }) => subject.includes('Chuyển người thụ lý'));
      return about.length === 2 ? about : undefined;
    });
    expect(letters.map((letter) => letter.to).sort()).toEqual(
      [await emailOf(from), await emailOf(to)].sort(),
    );
    const [letter] = letters;
    expect(letter!.subject).toBe(`[Đúng Hạn] Chuyển người thụ lý: ${code}`);
    expect(letter!.text).toContain(`${PORTAL}/ho-so/${dossier}`);
    expect(letter!.raw + letter!.text).not.toContain(APPLICANT.idNumber);
    expect(letter!.text).not.toContain(APPLICANT.name);
    const all = await eventually(async () => {
      const now = await told(dossier);
      return toldBy('email', 'reassigned', now).length === 2 ? now : undefined;
    });
    expect(toldBy('portal', 'reassigned', all).sort()).toEqual([from, to].sort());

    await notifier!.stop();
    const { length } = smtp.letters;
    await system.runtime.ledger.resetCheckpoints(TELLER);
    await system.runtime.ledger.resetCheckpoints(POSTMAN);
    start();
    await caughtUp(TELLER);
    await caughtUp(POSTMAN);
    expect(await told(dossier)).toEqual(all);
    expect(smtp.letters).toHaveLength(length);
  });
});

describe('a step that falls overdue', () => {
  it('is told to its officer and all superiors; the bell counts it until it is read', async () => {
    const { dossier, code } = await atB3();
    const { to } = await reassigned(dossier);
    const { body } = await (await system.people.as('truongphong.khcn')).get(`/api/dossiers/${dossier}`);
    const { no: step, run, clock: due } = body.steps.find((one: any) => one.state === 'open');
    system.setClock(new Date(Date.parse(due.dueAt) + 60_000).toISOString());
    start();
    await clock(dossier, { type: 'mark-step-overdue', step, run });
    const recipients = await eventually(async () => {
      const all = toldBy('portal', 'step-overdue', await told(dossier));
      return all.length > 0 ? all : undefined;
    });
    const organisation = await system.runtime.organisation();
    const rolesOf = (officer: string) =>
      (organisation.holdingsByOfficer.get(officer) ?? []).map(({ role }) => role);
    expect(recipients[0]).toBe(to);
    expect(recipients.some((one) => rolesOf(one).includes('division-head'))).toBe(true);
    expect(recipients.some((one) => rolesOf(one).includes('agency-head'))).toBe(true);
    await eventually(() =>
      lettersAbout(code).filter(({ subject }) => subject.includes('Bước quá hạn')).length ===
      recipients.length
        ? true
        : undefined,
    );
    await caughtUp(POSTMAN);
    await system.folded();

    const director = await system.people.as('giamdoc.khcn');
    const { body: page } = await director.get('/api/notices?unread=true');
    const [mine] = page.rows.filter((row: any) => row.dossier.id === dossier);
    expect(mine).toMatchObject({
      kind: 'step-overdue',
      title: 'Bước quá hạn',
      step: { no: 'B3' },
      dossier: { code },
      readAt: null,
      emailedAt: expect.stringMatching(/^2026-/),
    });
    expect(page.unread).toBe(page.total);
    const stranger = await system.people.as('chuyenvien.noivu');
    expect((await stranger.post(`/api/notices/${mine.id}/read`)).status).toBe(404);
    const read = await director.post(`/api/notices/${mine.id}/read`);
    expect([read.status, read.body.unread]).toEqual([200, page.unread - 1]);
    expect((await director.post(`/api/notices/${mine.id}/read`)).body.unread).toBe(page.unread - 1);
    const all = await director.post('/api/notices/read', { until: system.now().toISOString() });
    expect(all.body.unread).toBe(0);

    const { body: who } = await director.get(`/api/dossiers/${dossier}/notices`);
    expect(who.told.filter((one: any) => one.kind === 'step-overdue')).toHaveLength(recipients.length);
    expect((await stranger.get(`/api/dossiers/${dossier}/notices`)).status).toBe(403);
  });

  it('is no news any more once the step is done', async () => {
    const { dossier } = await atB3();
    const { body } = await (await system.people.as('truongphong.khcn')).get(`/api/dossiers/${dossier}`);
    const { no: step, run, clock: due } = body.steps.find((one: any) => one.state === 'open');
    system.setClock(new Date(Date.parse(due.dueAt) + 60_000).toISOString());
    await clock(dossier, { type: 'mark-step-overdue', step, run });
    expect((await completeAs(await system.people.as('chuyenvien.khcn'), dossier, 'B3')).status).toBe(200);
    start();
    await caughtUp();
    expect(toldBy('portal', 'step-overdue', await told(dossier))).toEqual([]);
  });
});

describe('the mail server', () => {
  it('that refuses one mailbox keeps nobody else waiting, and the refusal is recorded', async () => {
    const { dossier, code } = await atB3();
    const { from, to } = await reassigned(dossier);
    smtp.refuse(await emailOf(to), 550);
    start();
    const all = await eventually(async () => {
      const now = await told(dossier);
      return now.some((one) => one.startsWith('NoticeRefused')) &&
        toldBy('email', 'reassigned', now).length > 0
        ? now
        : undefined;
    });
    smtp.accept(await emailOf(to));
    expect(all).toContain(`NoticeRefused reassigned ${to} email`);
    expect(toldBy('email', 'reassigned', all)).toEqual([from]);
    expect(lettersAbout(code).map((letter) => letter.to)).not.toContain(await emailOf(to));
    await system.folded();
    const { body } = await (await system.people.as('giamdoc.khcn')).get(`/api/dossiers/${dossier}/notices`);
    expect(body.told.find((one: any) => one.recipient.id === to && one.kind === 'reassigned')).toMatchObject({
      refused: 550,
      emailedAt: null,
    });
  });

  it('that is away gets the letters when it is back; the portal tells meanwhile', async () => {
    const away = await startSmtp();
    await away.close();
    const { dossier, code } = await atB3();
    await reassigned(dossier);
    start(away.url);
    await eventually(async () => toldBy('portal', 'reassigned', await told(dossier)).length > 0 || undefined);
    expect(toldBy('email', 'reassigned', await told(dossier))).toEqual([]);
    const back = await startSmtp(away.port);
    await eventually(() => back.letters.find(({ text }) => text.includes(code)));
    await notifier!.stop();
    await back.close();
  });
});

describe('a duty of the quality system', () => {
  const QUALITY = /^\[Đúng Hạn\] Việc của hệ thống chất lượng (sắp đến hạn|quá hạn): (.+)$/;
  const letters = (): string[] =>
    smtp.letters
      .flatMap(({ to, subject }) => {
        const [, when, what] = QUALITY.exec(subject) ?? [];
        return when === undefined ? [] : [`${to}: ${what} ${when}`];
      })
      .toSorted();

  it('is told by e-mail once when it comes near and once when it is over, and stands in the digest', async () => {
    const [secretary, director, head, specialist] = await Promise.all(
      ['thukyiso.khcn', 'giamdoc.khcn', 'truongphong.khcn', 'chuyenvien.khcn'].map(system.people.as),
    );
    const officerOf = async (person: typeof head): Promise<string> =>
      (await person!.get('/api/session')).body.officer.id;
    const open = async (kind: string, command: object): Promise<string> => {
      const wanted = { kind, agency: 'skhcn', command };
      const { status, body } = await secretary!.post('/api/quality/records', wanted);
      expect([kind, status]).toEqual([kind, 200]);
      return body.id;
    };
    const act = async (
      person: typeof head,
      id: string,
      command: { type: string; [more: string]: unknown },
    ): Promise<void> => {
      const { status } = await person!.post(`/api/quality/records/${id}/commands`, { command });
      expect([command.type, status]).toEqual([command.type, 200]);
    };
    const risk = await open('risk', {
      type: 'register',
      nature: 'risk',
      title: 'Thiếu người cuối năm',
      description: 'Hồ sơ dồn vào tháng 12',
      source: 'process',
      likelihood: 3,
      impact: 4,
      owner: await officerOf(head),
      reviewOn: '2026-05-06',
    });
    const review = await open('review', {
      type: 'plan',
      title: 'Xem xét của lãnh đạo',
      holdBy: '2026-05-06',
      from: '2025-05-01',
      to: '2026-04-30',
      chair: await officerOf(director),
      members: [await officerOf(head)],
    });
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.7 chính sách']), 'chinh-sach.pdf');
    const headers = { authorization: `Bearer ${secretary!.token()}` };
    const uploaded = await fetch(`${system.url}/api/files`, { method: 'POST', headers, body: form });
    const document = await open('document', {
      type: 'draft',
      code: 'CSCL.02',
      title: 'Chính sách chất lượng',
      documentClass: 'policy',
      retention: { years: 5, fate: 'destroy' },
      file: await uploaded.json(),
      changes: 'Ban hành lần đầu',
    });
    await act(secretary, document, { type: 'submit', reviewer: await officerOf(head) });
    await act(head, document, { type: 'review', note: 'Đạt' });
    await act(director, document, { type: 'approve' });
    const reader = await officerOf(specialist);
    const issue = { type: 'issue', from: '2026-05-04', units: [], officers: [reader], withinWorkingDays: 2 };
    await act(secretary, document, issue);

    const { quality } = system.runtime;
    const remind = async (): Promise<void> => {
      for (const id of [risk, review, document]) expect(await quality.remind(id)).toBe(1);
      for (const id of [risk, review, document]) expect(await quality.remind(id)).toBe(0);
    };
    const [chiefs, heads, readers, clerks] = [
      await emailOf(await officerOf(director)),
      await emailOf(await officerOf(head)),
      await emailOf(reader),
      await emailOf(await officerOf(secretary)),
    ];
    const wanted = (when: string, ...to: string[][]): string[] =>
      to.map(([address, what]) => `${address}: ${what} ${when}`);
    const owed = [
      [chiefs, 'Họp xem xét của lãnh đạo'],
      [heads, 'Xem lại rủi ro'],
      [readers, 'Đọc tài liệu'],
    ];
    start();
    await remind();
    const near = wanted('sắp đến hạn', ...owed).toSorted();
    await eventually(() => letters().length >= near.length);
    await caughtUp(TELLER);
    await caughtUp(POSTMAN);
    expect(letters()).toEqual(near);
    const { text } = smtp.letters.find(({ subject }) => subject.endsWith('Xem lại rủi ro'))!;
    expect(text.split('\r\n')).toEqual([
      'Việc của hệ thống chất lượng sắp đến hạn.',
      '',
      'Việc: Xem lại rủi ro',
      'Cơ quan: Sở Khoa học và Công nghệ',
      'Nội dung: Thiếu người cuối năm',
      'Hạn: 17:00 06/05/2026',
      '',
      `${PORTAL}/chat-luong/ban-ghi/${risk}`,
      '',
    ]);

    system.setClock('2026-05-07T02:00:00.000Z');
    await remind();
    const over = wanted('quá hạn', ...owed, ...owed.map(([, what]) => [clerks, what!]));
    await eventually(() => letters().length >= near.length + over.length);
    await caughtUp(TELLER);
    await caughtUp(POSTMAN);
    const all = [...near, ...over].toSorted();
    expect(letters()).toEqual(all);

    // Again from the first event: nobody hears of anything twice.
    await notifier!.stop();
    await system.runtime.ledger.resetCheckpoints(TELLER);
    await system.runtime.ledger.resetCheckpoints(POSTMAN);
    await system.folded();
    system.setClock('2026-05-08T00:31:00.000Z');
    start();
    const digest = await eventually(() =>
      smtp.letters.find(({ to, subject }) => to === heads && subject.includes('08/05/2026')),
    );
    expect(digest.text).toContain(
      '- Hệ thống chất lượng | Thiếu người cuối năm | Xem lại rủi ro | hạn 06/05/2026',
    );
    await caughtUp(TELLER);
    await caughtUp(POSTMAN);
    expect(letters()).toEqual(all);
  });
});

describe('the morning digest', () => {
  it('comes once at the opening, with what is late and due today, and no applicant', async () => {
    const { dossier, code } = await atB3();
    const { to } = await reassigned(dossier);
    await system.folded();
    const address = await emailOf(to);
    const digests = () =>
      smtp.letters.filter(({ subject, to: who }) => who === address && subject.includes('việc quá hạn'));
    const before = digests().length;
    // Wednesday 3 June 2026, before the office opens at 07:30.
    system.setClock('2026-06-03T00:20:00.000Z');
    start();
    await caughtUp();
    expect(digests()).toHaveLength(before);
    system.setClock('2026-06-03T00:31:00.000Z');
    const letter = await eventually(() => digests()[before]);
    expect(letter.subject).toMatch(/^\[Đúng Hạn\] 03\/06\/2026: \d+ việc quá hạn, \d+ việc đến hạn hôm nay$/);
    expect(letter.text).toContain(code);
    expect(letter.text).not.toContain(APPLICANT.name);
    expect(letter.text).not.toContain(APPLICANT.idNumber);
    await notifier!.stop();
    start();
    const heads = () => smtp.letters.filter(({ subject }) => subject.includes('03/06/2026'));
    const { length } = await eventually(() => (heads().length > 1 ? heads() : undefined));
    await caughtUp(POSTMAN);
    expect(length).toBeGreaterThan(1);
    expect(digests()).toHaveLength(before + 1);
  });
});

describe('the list of notices', () => {
  it('is the same once it is folded again from the ledger', async () => {
    const director = await system.people.as('giamdoc.khcn');
    const everything = async () => (await director.get('/api/notices?limit=200')).body.rows;
    await system.folded();
    const before = await everything();
    expect(before.length).toBeGreaterThan(0);
    await emptyReadModels(system.runtime.pool, system.runtime.ledger);
    await system.folded();
    expect(await everything()).toEqual(before);
    const first = (await director.get('/api/notices?limit=1')).body;
    const second = (await director.get(`/api/notices?limit=1&cursor=${first.next ?? ''}`)).body;
    expect([...first.rows, ...(first.next ? second.rows : [])]).toEqual(before.slice(0, 2));
  });
});
