/** People of a small agency and a review in any state, for tests. */
import type { Actor, SystemRole } from '#libs/access';
import { NATIONAL_CALENDAR, workCalendar, type Instant, type LocalDate } from '#libs/calendar';
import { decideRecord } from '../../records/decide.ts';
import { evolveRecord } from '../../records/evolve.ts';
import type { QualityRecord, RecordDecision } from '../../records/record.ts';
import { packOf } from '../pack.ts';
import { REVIEW } from '../review.ts';
import type { Review, ReviewCommand } from '../types.ts';

export const AGENCY = 'so';
export const NOW = '2026-03-10T02:00:00.000Z' as Instant;
export const TODAY = '2026-03-10' as LocalDate;

const person = (officer: string, roles: readonly SystemRole[] = [], agency = AGENCY): Actor => ({
  kind: 'officer',
  officer,
  account: officer,
  agency,
  unit: `${agency}/p1`,
  systemRoles: ['officer', ...roles],
  roles: [],
  substitutions: [],
  organisationVersion: 1,
  auditedAgencies: [AGENCY],
});
const standIn: Actor = {
  ...(person('thay-an') as Extract<Actor, { kind: 'officer' }>),
  substitutions: [
    {
      id: 's1',
      officer: 'an',
      roles: [],
      from: '2026-01-01T00:00:00.000Z' as Instant,
      to: '2027-01-01T00:00:00.000Z' as Instant,
    },
  ] as never,
};

export const PEOPLE = {
  secretary: person('thu-ky', ['iso-secretary']),
  leader: person('giam-doc', ['supervisor']),
  chair: person('chu-tri'),
  member: person('an'),
  standIn,
  officer: person('khac'),
  auditor: person('danh-gia', ['auditor'], 'ubnd'),
  committee: person('ban-chi-dao', ['committee'], 'ubnd'),
  stranger: person('la', ['iso-secretary', 'supervisor'], 'so-khac'),
  clock: { kind: 'clock' },
  system: { kind: 'system', name: 'detectors' },
} as const satisfies Record<string, Actor>;
export type Who = keyof typeof PEOPLE;

const OFFICERS = ['thu-ky', 'giam-doc', 'chu-tri', 'an', 'thay-an', 'khac'];
const day = (text: string) => text as LocalDate;

export const PACK = packOf(
  { asOf: NOW, from: day('2025-03-10'), to: TODAY },
  { dossiers_done: 12, dossiers_late: 0, risks_open: 3 },
  {},
);
const DECISION = { what: 'bổ sung người', kind: 'resource', owner: 'an', days: 5 } as const;
export const DO = {
  plan: {
    type: 'plan',
    title: 'Xem xét của lãnh đạo năm 2026',
    holdBy: day('2026-03-20'),
    from: day('2025-03-10'),
    to: day('2026-03-09'),
    chair: 'chu-tri',
    members: ['an', 'khac'],
  },
  gather: { type: 'gather', pack: PACK },
  explain: { type: 'explain', input: 'audits', text: 'đánh giá ở sổ giấy' },
  hold: {
    type: 'hold',
    on: TODAY,
    attended: ['chu-tri', 'an'],
    discussion: [{ input: 'resources', text: 'thiếu người' }],
    conclusion: 'hệ thống phù hợp',
    decisions: [DECISION],
  },
  report: { type: 'report', decision: 0, result: 'đã tuyển', files: [] },
  judge: { type: 'judge', decision: 0, accepted: true, note: 'đúng' },
  reassign: { type: 'reassign', decision: 0, owner: 'khac', days: 10, reason: 'nghỉ thai sản' },
  close: { type: 'close', note: 'xong' },
  replan: {
    type: 'replan',
    holdBy: day('2026-03-25'),
    chair: 'chu-tri',
    members: ['an'],
    reason: 'lịch họp',
  },
  cancel: { type: 'cancel', reason: 'gộp' },
} as const satisfies { readonly [Type in ReviewCommand['type']]: Extract<ReviewCommand, { type: Type }> };

export type Kept = QualityRecord<Review>;

export const send = (
  review: Kept | null,
  who: Who,
  command: ReviewCommand,
  today: LocalDate = TODAY,
): RecordDecision =>
  decideRecord(REVIEW, review, command, {
    actor: PEOPLE[who],
    now: NOW,
    today,
    agency: AGENCY,
    calendar: workCalendar(NATIONAL_CALENDAR),
    isOfficer: (officer) => OFFICERS.includes(officer),
  });

/** @throws when it is refused. */
export function after(review: Kept | null, who: Who, command: ReviewCommand, today?: LocalDate): Kept {
  const decision = send(review, who, command, today);
  if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`);
  return decision.events.reduce<Kept | null>(
    (record, event) =>
      evolveRecord(REVIEW, record, { event, agency: AGENCY, at: NOW, by: decision.by.id }) as Kept,
    review,
  )!;
}

const planned = after(null, 'secretary', DO.plan);
const prepared = after(planned, 'secretary', DO.gather);
const held = after(prepared, 'chair', DO.hold);
const reported = after(held, 'member', DO.report);
const accepted = after(reported, 'secretary', DO.judge);
/** One in every state, and between the two ends of a decision. */
export const REVIEWS = {
  none: null,
  planned,
  prepared,
  held,
  reported,
  accepted,
  closed: after(accepted, 'leader', DO.close),
  cancelled: after(planned, 'leader', DO.cancel),
} as const satisfies Record<string, Kept | null>;
