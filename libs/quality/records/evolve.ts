/** A record is the fold of its events. */
import type { Instant } from '#libs/calendar';
import type { AnyEvent, DutyReminded, QualityRecord, RecordKind } from './record.ts';

/** As it stands in the ledger. */
export interface RecordedQualityEvent {
  readonly event: AnyEvent;
  readonly agency: string;
  readonly at: Instant;
  readonly by: string;
}

export function evolveRecord(
  kind: RecordKind,
  record: QualityRecord | null,
  { event, agency, at, by }: RecordedQualityEvent,
): QualityRecord {
  if (record !== null && event.type === 'DutyReminded') {
    const { duty, level } = event as DutyReminded;
    return { ...record, version: record.version + 1, reminded: { ...record.reminded, [duty]: level } };
  }
  const body = kind.evolve(record?.body ?? null, event, { at, by });
  return record === null
    ? { kind: kind.kind, agency, version: 1, openedAt: at, openedBy: by, body, reminded: {} }
    : { ...record, version: record.version + 1, body };
}

export const foldRecord = (
  kind: RecordKind,
  events: readonly RecordedQualityEvent[],
  from: QualityRecord | null = null,
): QualityRecord | null =>
  events.reduce<QualityRecord | null>((record, one) => evolveRecord(kind, record, one), from);
