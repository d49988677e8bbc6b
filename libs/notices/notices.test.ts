import { describe, expect, it } from '@jest/globals';
import type { Instant } from '#libs/calendar';
import { noticeStream } from '#libs/commands';
import type { DossierState, RecordedDossierEvent } from '#libs/dossier';
import { shardOf } from '#libs/ledger';
import { NO_ORGANISATION, organisationAt } from '#libs/organisation';
import type { OrganisationSnapshot } from '#libs/organisation';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { QUALITY_KINDS } from '#libs/quality';
import { vi } from '../../apps/portal/src/i18n/vi.ts';
import { dutyWords } from './duties.ts';
import { digestMail, MAX_RECIPIENTS, newsOf, noticeMail, onceKey, recipientsOf } from './index.ts';
import type { News } from './index.ts';

const NOW = '2026-05-04T02:00:00.000Z' as Instant;
const DUE = '2026-05-04T10:00:00.000Z' as Instant;
const always = { validFrom: '2020-01-01', validTo: null } as const;

/** One agency: a division with a head and specialists, a director who supervises. */
function organisation(specialists = 2, more: Partial<OrganisationSnapshot> = {}) {
  const ids = ['head', 'director', ...Array.from({ length: specialists }, (_, index) => `s${index}`)];
  const unitOf = (id: string): string => (id === 'director' ? 'a/ld' : 'a/p1');
  const roleOf = (id: string): string =>
    id === 'head' ? 'division-head' : id === 'director' ? 'agency-head' : 'specialist';
  const snapshot = {
    ...NO_ORGANISATION,
    agencies: [
      {
        id: 'a',
        code: 'H99.01',
        name: 'a',
        shortName: 'a',
        level: 'province',
        parent: null,
        isoMandatory: true,
        ...always,
      },
    ],
    units: ['a/p1', 'a/ld'].map((id) => ({ id, agency: 'a', function: 'professional', name: id, ...always })),
    officers: ids.map((id) => ({
      id,
      name: id,
      unit: unitOf(id),
      title: '',
      email: `${id}@a.example`,
      ...always,
    })),
    holdings: ids.map((id) => ({ id, officer: id, role: roleOf(id), unit: unitOf(id), ...always })),
    grants: [{ id: 'g', officer: 'director', role: 'supervisor', scope: null, ...always }],
    ...more,
  } as unknown as OrganisationSnapshot;
  return organisationAt(snapshot, '2026-05-04' as never);
}

const openStep = (officer: string | null, more: object = {}) => ({
  step: 'B3',
  run: 1,
  kind: 'officer',
  role: 'specialist',
  unit: 'a/p1',
  agency: 'a',
  officer,
  deadline: { dueAt: DUE },
  ...more,
});
const open = (...steps: object[]) =>
  ({
    status: 'open',
    agency: 'a',
    open: steps,
    result: null,
    appointment: { deadline: { dueAt: DUE } },
  }) as unknown as DossierState;
const event = (type: string, body: object, by = 'clock') =>
  ({ type, body, by: { kind: by, id: by }, version: 7 }) as unknown as RecordedDossierEvent;
const overdue = event('StepOverdue', { step: 'B3', run: 1, dueAt: DUE });
const told = (news: readonly News[], where = organisation()): readonly string[] =>
  news.flatMap((one) => recipientsOf(one, where, NOW));

describe('what is news', () => {
  it('a warning goes to the officer and the nearest superior, lateness to all superiors', () => {
    const warned = event('StepWarned', { step: 'B3', run: 1, dueAt: DUE });
    expect(told(newsOf(warned, open(openStep('s0'))))).toEqual(['s0', 'head']);
    expect(told(newsOf(overdue, open(openStep('s0'))))).toEqual(['s0', 'head', 'director']);
  });

  it('a step that nobody has is told to whoever may take it up, a substitute among them', () => {
    expect(told(newsOf(overdue, open(openStep(null))))).toEqual(['s0', 's1', 'head', 'director']);
    const lent = {
      substitutions: [
        {
          id: 'x',
          officer: 's0',
          substitute: 'director',
          roles: null,
          from: '2026-05-01T00:00:00.000Z',
          to: '2026-06-01T00:00:00.000Z',
          basis: '',
        },
      ],
    } as unknown as Partial<OrganisationSnapshot>;
    const warned = event('StepWarned', { step: 'B3', run: 1, dueAt: DUE });
    expect(told(newsOf(warned, open(openStep('s0'))), organisation(2, lent))).toEqual([
      's0',
      'director',
      'head',
    ]);
  });

  it('whoever did it is not told, and what one takes up oneself is no news', () => {
    const assigned = (manner: string, by: string) =>
      event('StepAssigned', { step: 'B3', run: 1, officer: 's0', unit: 'a/p1', manner }, by);
    expect(told(newsOf(assigned('assigned', 'head'), open(openStep('s0'))))).toEqual(['s0']);
    expect(told(newsOf(assigned('assigned', 's0'), open(openStep('s0'))))).toEqual([]);
    expect(newsOf(assigned('claimed', 's0'), open(openStep('s0')))).toEqual([]);
  });

  it('nothing that is settled by now, counted again, or imported', () => {
    expect(newsOf(overdue, open(openStep('s0', { run: 2 })))).toEqual([]);
    expect(
      newsOf(overdue, open(openStep('s0', { deadline: { dueAt: '2026-05-08T10:00:00.000Z' } }))),
    ).toEqual([]);
    expect(newsOf(overdue, { status: 'handed-over' } as unknown as DossierState)).toEqual([]);
    expect(newsOf({ ...overdue, imported: true }, open(openStep('s0')))).toEqual([]);
  });

  it('a due moment counted again is another cause', () => {
    const later = '2026-05-08T10:00:00.000Z' as Instant;
    const [first] = newsOf(overdue, open(openStep('s0')));
    const [second] = newsOf(
      event('StepOverdue', { step: 'B3', run: 1, dueAt: later }),
      open(openStep('s0', { deadline: { dueAt: later } })),
    );
    expect(first!.cause.key).not.toBe(second!.cause.key);
  });

  it('nobody twice, and never more people than the bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), fc.boolean(), (specialists, held) => {
        const officer = held && specialists > 0 ? 's0' : null;
        const all = told(
          newsOf(overdue, open(openStep(officer), openStep(null, { step: 'B4' }))),
          organisation(specialists),
        );
        expect(new Set(all).size).toBe(all.length);
        expect(all.length).toBeLessThanOrEqual(MAX_RECIPIENTS);
      }),
    );
  });
});

describe('the record', () => {
  it('lies in the dossier’s cohort and shard, under an id that follows from its id', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), (msecs) => {
        const dossier = v7({ msecs });
        const stream = noticeStream(dossier);
        expect(stream).toBe(noticeStream(dossier));
        expect(stream).not.toBe(dossier);
        expect(stream.slice(0, 15)).toBe(`${dossier.slice(0, 13)}-7`.slice(0, 15));
        expect(shardOf(stream, 256)).toBe(shardOf(dossier, 256));
      }),
    );
  });

  it('knows a repetition by channel, recipient and cause', () => {
    const body = { kind: 'assigned', key: 'k', dossier: 'd', recipient: 'o', channel: 'email' } as const;
    expect(onceKey({ type: 'NoticeRefused', body: { ...body, code: 550 } })).toBe(
      onceKey({ type: 'NoticeSent', body }),
    );
    expect(onceKey({ type: 'NoticeSent', body: { ...body, channel: 'portal' } })).not.toBe(
      onceKey({ type: 'NoticeSent', body }),
    );
  });
});

describe('the words', () => {
  it('of a notice name dossier, step and due moment', () => {
    const mail = noticeMail(
      { kind: 'step-overdue', key: '', step: 'B3', dueAt: DUE },
      {
        code: 'H99.01-260504-0001',
        procedure: 'Công bố hợp quy',
        content: 'Thẩm định',
        link: 'https://x.example/ho-so/1',
      },
    );
    expect(mail.subject).toBe('[Đúng Hạn] Bước quá hạn: H99.01-260504-0001');
    expect(mail.text).toContain('Bước: B3 Thẩm định\nHạn: 17:00 04/05/2026\n\nhttps://x.example/ho-so/1\n');
  });

  it('of a duty name what is to be done, and are the portal’s', () => {
    const duty = { what: 'audit.report', about: null };
    const { subject, text } = noticeMail(
      { kind: 'quality-overdue', key: '', dueAt: DUE },
      { code: 'Sở Khoa học và Công nghệ', procedure: 'Đánh giá một cửa', duty },
    );
    expect(subject).toBe('[Đúng Hạn] Việc của hệ thống chất lượng quá hạn: Gửi báo cáo');
    expect(text).toContain(
      'Việc: Gửi báo cáo\nCơ quan: Sở Khoa học và Công nghệ\nNội dung: Đánh giá một cửa\nHạn: 17:00 04/05/2026\n',
    );
    const portal = vi as unknown as Record<string, { duty?: Record<string, string> }>;
    for (const kind of QUALITY_KINDS) {
      for (const [what, words] of Object.entries(portal[`quality-${kind}`]?.duty ?? {})) {
        expect([kind, what, dutyWords(`${kind}.${what}`)]).toEqual([kind, what, words]);
      }
    }
  });

  it('of a digest count what the lines leave out', () => {
    const line = { code: 'C', procedure: 'P', step: 'B3', officer: null, dueAt: DUE };
    const { subject, text } = digestMail({
      date: '2026-05-05' as never,
      late: 3,
      dueToday: 1,
      lines: [
        { ...line, late: true },
        { ...line, late: false },
      ],
    });
    expect(subject).toBe('[Đúng Hạn] 05/05/2026: 3 việc quá hạn, 1 việc đến hạn hôm nay');
    expect(text).toContain('QUÁ HẠN (3)\n- C | P | bước B3 | chưa có người nhận | hạn 17:00 04/05/2026');
    expect(text).toContain('… và 2 việc khác.');
  });

  it('of a digest tell of duties beside steps', () => {
    const due = '2026-05-05' as never;
    const duty = { what: 'objective.action', about: 'Hướng dẫn', title: 'Tiếp nhận', due, late: false };
    const { text } = digestMail({ date: due, late: 0, dueToday: 1, lines: [], duties: [duty] });
    expect(text).toBe(
      'ĐẾN HẠN HÔM NAY (1)\n- Hệ thống chất lượng | Tiếp nhận | Thực hiện hành động của mục tiêu: Hướng dẫn | hạn 05/05/2026\n',
    );
  });
});
