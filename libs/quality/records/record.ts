/**
 * The quality system's records: each is one stream of events, with an owner, and with duties that fall due on dates.
 * A kind of record says who may do what, what comes of it and what is owed; everything else is the same for all.
 */
import type { Actor, Part, UsedAuthority } from '#libs/access';
import type { Instant, LocalDate, WorkCalendar } from '#libs/calendar';

export const QUALITY_KINDS = [
  'document',
  'change-request',
  'law-change',
  'archive',
  'objective',
  'risk',
  'audit-programme',
  'audit',
  'review',
  'training',
] as const;
export type QualityKind = (typeof QUALITY_KINDS)[number];

/** Something that somebody owes by a day. */
export interface Duty {
  /** Within the record; stays the same from the day it is owed until it is done. */
  readonly key: string;
  /** What it is, by a name that every language has words for: `<kind>.<what>`. */
  readonly what: string;
  /** Of an officer; null: the ISO secretary's. */
  readonly owner: string | null;
  readonly due: LocalDate;
  /** Null: still owed. */
  readonly done: LocalDate | null;
  /** Which of several alike, in the record's own words. */
  readonly about?: string;
}

/** Everything but the type is the event's own. */
export interface AnyCommand {
  readonly type: string;
}
export interface AnyEvent {
  readonly type: string;
}

export interface RecordContext {
  readonly actor: Actor;
  readonly now: Instant;
  readonly today: LocalDate;
  readonly agency: string;
  /** The agency's. */
  readonly calendar: WorkCalendar;
  /** Is that an officer of the agency today? */
  readonly isOfficer: (officer: string) => boolean;
  /** Of the one who acts: an officer's id, or the name of a system. */
  readonly by: string;
}

/** Who did it, and when. */
export interface Happened {
  readonly at: Instant;
  readonly by: string;
}

export interface Refusal {
  /** Stable. */
  readonly code: string;
  /** Vietnamese. */
  readonly message: string;
}

export type Decided<Event> =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Guard {
  readonly parts: readonly Part[];
  /** In these states; `none`: it opens the record. */
  readonly when: readonly string[];
}

export interface RecordKind<
  Body = unknown,
  Command extends AnyCommand = AnyCommand,
  Event extends AnyEvent = AnyEvent,
> {
  readonly kind: QualityKind;
  /** In the order in which a page offers them. */
  readonly guards: Readonly<Record<Command['type'], Guard>>;
  /** Asked when the guards permit it. Body null: it opens the record. */
  decide(body: Body | null, command: Command, context: RecordContext): Decided<Event>;
  evolve(body: Body | null, event: Event, happened: Happened): Body;
  /**
   * Whom the parts permit and the record itself does not: an author who would approve, somebody it was not sent to. So
   * what is offered is what would be done. Absent: nobody.
   */
  barred?(body: Body, type: Command['type'], by: string): Refusal | undefined;
  /** What there is one of in an agency: opened again under that name, it is refused. Undefined: it has none. */
  nameOf?(command: Command): string | undefined;
  /** Where it stands: what the guards' `when` names. */
  statusOf(body: Body): string;
  ownerOf(body: Body): string | null;
  titleOf(body: Body): string;
  dutiesOf(body: Body): readonly Duty[];
}

/** Reminded of a duty: once before it is due, once when it is over. */
export interface DutyReminded {
  readonly type: 'DutyReminded';
  readonly duty: string;
  readonly what: string;
  readonly about: string | null;
  readonly owner: string | null;
  readonly due: LocalDate;
  readonly level: 'soon' | 'late';
}

export interface QualityRecord<Body = unknown> {
  readonly kind: QualityKind;
  readonly agency: string;
  readonly version: number;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly body: Body;
  /** The last level of each duty's reminders. */
  readonly reminded: Readonly<Record<string, DutyReminded['level']>>;
}

export type RecordDecision =
  | { readonly ok: true; readonly events: readonly AnyEvent[]; readonly by: UsedAuthority }
  | { readonly ok: false; readonly refusal: Refusal & { readonly allowed: readonly string[] } };

export const refused = (
  code: string,
  message: string,
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, message },
});
