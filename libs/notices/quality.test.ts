import { expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '#libs/calendar';
import { foldRecord, kindOf, type AuditEvent } from '#libs/quality';
import { qualityNewsOf } from './quality.ts';

const day = (text: string): LocalDate => text as LocalDate;
const at = '2026-03-02T02:00:00.000Z' as Instant;
const OPENED: AuditEvent = {
  type: 'AuditOpened',
  programme: 'p',
  entry: 0,
  title: 'Đánh giá một cửa',
  procedures: ['QT.01'],
  units: [],
  from: day('2026-04-06'),
  to: day('2026-04-07'),
  covers: { from: day('2026-01-01'), to: day('2026-03-31') },
  lead: 'an',
  team: [],
  opens: { name: 'preparation', due: day('2026-04-01'), escalateOn: day('2026-04-06') },
};
const ESCALATED: AuditEvent = { type: 'AuditEscalated', stage: 'preparation', due: day('2026-04-01') };
const MOVED: AuditEvent = {
  type: 'AuditMoved',
  from: day('2026-05-04'),
  to: day('2026-05-04'),
  reason: 'Hoãn',
  opens: { name: 'preparation', due: day('2026-04-27'), escalateOn: day('2026-05-04') },
};
const auditOf = (...events: readonly AuditEvent[]) =>
  foldRecord(
    kindOf('audit'),
    events.map((event) => ({ event, agency: 'skhcn', at, by: 'an' })),
  )!;

it('a stage of an audit that stays undone is told to the leaders, unless it was done or moved meanwhile', () => {
  expect(qualityNewsOf(ESCALATED, auditOf(OPENED, ESCALATED))).toMatchObject({
    cause: { kind: 'quality-overdue', key: 'quality-escalated preparation 2026-04-01' },
    agency: 'skhcn',
    leaders: true,
    secretaries: true,
  });
  expect(qualityNewsOf(ESCALATED, auditOf(OPENED, ESCALATED, MOVED))).toBeUndefined();
});
