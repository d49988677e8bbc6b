/** One agency's people for tests, those of another who have no part in it, and a record that one does things to. */
import { dateOf, type Instant } from '#libs/calendar';
import { AGENCY, AGENCY_PEOPLE, at, OFFICE, standIn } from '#libs/access/testing';
import { allowedOn, decideRecord } from '../records/decide.ts';
import { evolveRecord } from '../records/evolve.ts';
import type { AnyCommand, QualityRecord, RecordDecision, RecordKind } from '../records/record.ts';

export { AGENCY };

const ALL_YEAR = { from: at('2026-01-01T00:00'), to: at('2026-12-31T00:00') };
export const PEOPLE = { ...AGENCY_PEOPLE, chi: standIn('chi', ALL_YEAR) };
export type PersonName = keyof typeof PEOPLE;
export const NAMES = Object.keys(PEOPLE) as PersonName[];

const OFFICERS = new Set(['secretary', 'leader', 'an', 'binh', 'chi']);

export class TestRecord<Body, Command extends AnyCommand> {
  record: QualityRecord | null = null;
  now: Instant = at('2026-03-02T09:00');
  readonly kind: RecordKind;

  constructor(kind: RecordKind<Body, Command>) {
    this.kind = kind;
  }

  get body(): Body {
    return this.record!.body as Body;
  }

  get status(): string {
    return this.record ? this.kind.statusOf(this.record.body) : 'none';
  }

  /** At nine in the morning. */
  on(day: string): this {
    this.now = at(`${day}T09:00`);
    return this;
  }

  try(who: PersonName, command: Command): RecordDecision {
    const decision = decideRecord(this.kind, this.record, command, {
      actor: PEOPLE[who],
      now: this.now,
      today: dateOf(this.now),
      agency: AGENCY,
      calendar: OFFICE,
      isOfficer: (id) => OFFICERS.has(id),
    });
    if (!decision.ok) return decision;
    for (const event of decision.events) {
      const recorded = { event, agency: AGENCY, at: this.now, by: decision.by.id };
      this.record = evolveRecord(this.kind, this.record, recorded);
    }
    return decision;
  }

  /** @throws when it is refused. */
  does(who: PersonName, command: Command): this {
    const decision = this.try(who, command);
    if (!decision.ok) throw new Error(`${who} ${command.type}: ${decision.refusal.code}`);
    return this;
  }

  /** The code of the refusal; undefined: it was done. */
  refusal(who: PersonName, command: Command): string | undefined {
    const decision = this.try(who, command);
    return decision.ok ? undefined : decision.refusal.code;
  }

  allowed(who: PersonName): readonly string[] {
    return this.record ? allowedOn(this.kind, this.record, PEOPLE[who], this.now) : [];
  }
}
