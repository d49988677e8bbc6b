/** What the quality system's records have to tell: a duty comes near, or is over. */
import { instantOf, type Instant, type LocalMoment } from '#libs/calendar';
import type { Organisation } from '#libs/organisation';
import {
  kindOf,
  stageOf,
  type AnyEvent,
  type Audit,
  type AuditEvent,
  type DutyReminded,
  type QualityRecord,
} from '#libs/quality';
import type { Cause } from './events.ts';
import { inPart } from './nonconformities.ts';
import { MAX_RECIPIENTS, standInsOf } from './recipients.ts';

export interface QualityNews {
  readonly cause: Cause;
  readonly agency: string;
  /** Null: the ISO secretaries'. */
  readonly owner: string | null;
  /** They are told of what is over, whosever it is. */
  readonly secretaries: boolean;
  /** Above them, of what stays undone. */
  readonly leaders: boolean;
}

/** @param record as it is by now: what was done meanwhile is no news. */
export function qualityNewsOf(event: AnyEvent, record: QualityRecord): QualityNews | undefined {
  if (event.type === 'AuditEscalated') return escalationOf(event as Escalated, record);
  if (event.type !== 'DutyReminded') return undefined;
  const { duty, due, level } = event as DutyReminded;
  const owed = kindOf(record.kind)
    .dutiesOf(record.body)
    .find(({ key, done }) => key === duty && done === null);
  if (owed?.due !== due) return undefined;
  const isOver = level === 'late';
  const kind = isOver ? 'quality-overdue' : 'quality-reminded';
  const dueAt = instantOf(`${due}T17:00` as LocalMoment);
  return {
    cause: { kind, key: `${kind} ${duty} ${due}`, duty, dueAt },
    agency: record.agency,
    owner: owed.owner,
    secretaries: isOver || owed.owner === null,
    leaders: false,
  };
}

type Escalated = Extract<AuditEvent, { type: 'AuditEscalated' }>;

/** A stage of an internal audit is still owed. */
function escalationOf({ stage, due }: Escalated, record: QualityRecord): QualityNews | undefined {
  const audit = record.body as Audit;
  const now = stageOf(audit);
  if (now?.name !== stage || now.due !== due) return undefined;
  const dueAt = instantOf(`${due}T17:00` as LocalMoment);
  return {
    cause: { kind: 'quality-overdue', key: `quality-escalated ${stage} ${due}`, dueAt },
    agency: record.agency,
    owner: null,
    secretaries: true,
    leaders: true,
  };
}

/** Whether they answer for what nobody has in that agency. */
export const isSecretary = (officer: string, agency: string, organisation: Organisation): boolean =>
  inPart('secretaries', agency, organisation).includes(officer);

/** Officers' ids, each once. */
export function qualityRecipientsOf(
  { owner, agency, secretaries, leaders }: QualityNews,
  organisation: Organisation,
  at: Instant,
): readonly string[] {
  const told = new Set<string>(owner === null ? [] : [owner, ...standInsOf(organisation, owner, at)]);
  if (secretaries) for (const officer of inPart('secretaries', agency, organisation)) told.add(officer);
  if (leaders) for (const officer of inPart('leaders', agency, organisation)) told.add(officer);
  return [...told].filter((id) => organisation.officers.has(id)).slice(0, MAX_RECIPIENTS);
}
