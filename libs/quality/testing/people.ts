/** One agency's people for tests, those of another who have no part in it, and a record that one does things to. */
import type { Actor, Authorities, SystemRole } from '#libs/access';
import { dateOf, NATIONAL_CALENDAR, workCalendar, type Instant } from '#libs/calendar';
import { allowedOn, decideRecord } from '../records/decide.ts';
import { evolveRecord } from '../records/evolve.ts';
import type { AnyCommand, QualityRecord, RecordDecision, RecordKind } from '../records/record.ts';

export const AGENCY = 'skhcn';
const OFFICE = workCalendar(NATIONAL_CALENDAR);
const at = (text: string): Instant => new Date(`${text}:00+07:00`).toISOString() as Instant;

const officer = (id: string, agency: string, roles: readonly SystemRole[] = []): Authorities => ({
  officer: id,
  account: id,
  agency,
  unit: `${agency}/p1`,
  systemRoles: ['officer', ...roles],
  roles: [],
  substitutions: [],
  organisationVersion: 1,
});
const actor = (authorities: Authorities): Actor => ({ kind: 'officer', ...authorities });

export const PEOPLE = {
  secretary: actor(officer('secretary', AGENCY, ['iso-secretary'])),
  leader: actor(officer('leader', AGENCY, ['supervisor'])),
  an: actor(officer('an', AGENCY)),
  binh: actor(officer('binh', AGENCY)),
  /** Stands in for An all year. */
  chi: actor({
    ...officer('chi', AGENCY),
    substitutions: [
      { id: 'qd-1', officer: 'an', roles: [], from: at('2026-01-01T00:00'), to: at('2026-12-31T00:00') },
    ],
  }),
  auditor: actor({ ...officer('auditor', 'vpubnd', ['auditor']), auditedAgencies: [AGENCY] }),
  otherAuditor: actor({ ...officer('otherAuditor', 'vpubnd', ['auditor']), auditedAgencies: ['snv'] }),
  otherSecretary: actor(officer('otherSecretary', 'snv', ['iso-secretary'])),
  otherLeader: actor(officer('otherLeader', 'snv', ['supervisor'])),
  committee: actor(officer('committee', 'ubnd', ['committee'])),
  applicant: { kind: 'applicant', account: 'applicant' },
  clock: { kind: 'clock' },
  system: { kind: 'system', name: 'detectors' },
} as const satisfies Record<string, Actor>;
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
