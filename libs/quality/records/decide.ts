/** What a command on a record brings about. Pure: the moment, the actor and the calendar arrive with it. */
import { playing, type Actor, type UsedAuthority } from '#libs/access';
import { addDays, type Instant, type LocalDate } from '#libs/calendar';
import {
  refused,
  type AnyCommand,
  type DutyReminded,
  type QualityRecord,
  type RecordContext,
  type RecordDecision,
  type RecordKind,
  type Refusal,
} from './record.ts';

/** Before the day on which it is due, in days of the calendar. */
export const REMIND_BEFORE_DAYS = 7;
/** Asked by the clock of every kind; no kind says so itself. */
export const REMIND = 'remind';

type Permitted =
  { readonly ok: true; readonly by: UsedAuthority } | { readonly ok: false; readonly refusal: Refusal };

export function decideRecord(
  kind: RecordKind,
  record: QualityRecord | null,
  command: AnyCommand,
  context: Omit<RecordContext, 'by'>,
): RecordDecision {
  const { actor, now } = context;
  const grant = permit(kind, record, command.type, context.agency, actor, now);
  const decision = grant.ok
    ? command.type === REMIND
      ? remind(kind, record!, context.today)
      : kind.decide(record?.body ?? null, command, { ...context, by: grant.by.id })
    : grant;
  if (grant.ok && decision.ok && 'events' in decision) {
    return { ok: true, events: decision.events, by: grant.by };
  }
  const { refusal } = decision as { readonly refusal: Refusal };
  return { ok: false, refusal: { ...refusal, allowed: record ? allowedOn(kind, record, actor, now) : [] } };
}

/** Of what the kind knows, what this actor may ask of the record now. */
export const allowedOn = (
  kind: RecordKind,
  record: QualityRecord,
  actor: Actor,
  now: Instant,
): readonly string[] =>
  Object.keys(kind.guards).filter((type) => permit(kind, record, type, record.agency, actor, now).ok);

/** What opens a record of this kind, of that what this actor may ask in the agency. */
export const opensIn = (kind: RecordKind, agency: string, actor: Actor, now: Instant): readonly string[] =>
  Object.keys(kind.guards).filter((type) => permit(kind, null, type, agency, actor, now).ok);

function permit(
  kind: RecordKind,
  record: QualityRecord | null,
  type: string,
  agency: string,
  actor: Actor,
  now: Instant,
): Permitted {
  const { parts, when } =
    type === REMIND ? { parts: ['clock'] as const, when: undefined } : (kind.guards[type] ?? NOBODY);
  const owner = record && kind.ownerOf(record.body);
  const by = parts.flatMap((part) => playing(part, actor, { agency, owner }, now) ?? [])[0];
  if (!by) return refused('not-your-part', 'Việc này không thuộc phần việc của anh/chị.');
  const status = record === null ? 'none' : kind.statusOf(record.body);
  if (when ? when.includes(status) : record !== null) {
    const refusal = record ? kind.barred?.(record.body, type, by.id) : undefined;
    return refusal ? { ok: false, refusal } : { ok: true, by };
  }
  if (record && when?.includes('none')) return refused('exists', 'Cơ quan đã có hồ sơ này.');
  return status === 'none'
    ? refused('not-opened', 'Hồ sơ chất lượng này chưa được lập.')
    : refused('wrong-state', 'Việc này không thực hiện được ở trạng thái hiện tại.');
}

const NOBODY = { parts: [], when: [] };

function remind(kind: RecordKind, record: QualityRecord, today: LocalDate) {
  const events = kind.dutiesOf(record.body).flatMap((duty): DutyReminded[] => {
    const level = levelOf(duty.due, today);
    if (duty.done !== null || level === null || hasSaid(record.reminded[duty.key], level)) return [];
    const { key, what, owner, due, about = null } = duty;
    return [{ type: 'DutyReminded', duty: key, what, about, owner, due, level }];
  });
  return events.length > 0
    ? { ok: true as const, events }
    : refused('nothing-due', 'Chưa có việc nào đến hạn nhắc.');
}

function levelOf(due: LocalDate, today: LocalDate): DutyReminded['level'] | null {
  if (due < today) return 'late';
  return due <= addDays(today, REMIND_BEFORE_DAYS) ? 'soon' : null;
}

const hasSaid = (said: DutyReminded['level'] | undefined, level: DutyReminded['level']): boolean =>
  said === 'late' || said === level;
