/** Who works where at a moment, asked a million times: kept between the days on which the organisation changes. */
import type { Actor } from '#libs/access';
import {
  addDays,
  dateOf,
  workCalendar,
  type CalendarData,
  type Instant,
  type LocalDate,
  type WorkCalendar,
} from '#libs/calendar';
import {
  authoritiesOf,
  officeHoursOf,
  organisationAt,
  type Organisation,
  type OrganisationSnapshot,
  type Validity,
} from '#libs/organisation';

export type OfficerActor = Extract<Actor, { kind: 'officer' }>;

interface Period {
  readonly organisation: Organisation;
  readonly holders: Map<string, readonly string[]>;
  readonly actors: Map<string, OfficerActor | null>;
  readonly supervisors: Map<string, readonly string[]>;
}

export class Staff {
  readonly #snapshot: OrganisationSnapshot;
  readonly #data: CalendarData;
  /** Days from which something is another. */
  readonly #turns: readonly LocalDate[];
  readonly #periods = new Map<LocalDate, Period>();
  readonly #calendars = new Map<string, WorkCalendar>();

  constructor(snapshot: OrganisationSnapshot, data: CalendarData) {
    this.#snapshot = snapshot;
    this.#data = data;
    const { agencies, units, officers, holdings, grants, assignments } = snapshot;
    const rows: readonly Validity[] = [agencies, units, officers, holdings, grants, assignments].flat();
    const turns = rows.flatMap(({ validFrom, validTo }) =>
      validTo === null ? [validFrom] : [validFrom, addDays(validTo, 1)],
    );
    this.#turns = [...new Set(turns)].sort();
  }

  organisation(at: Instant): Organisation {
    return this.#period(at).organisation;
  }

  /** Who holds the role in the unit, in the order of their ids. */
  holders(role: string, unit: string, at: Instant): readonly string[] {
    const { organisation, holders } = this.#period(at);
    const key = `${role} ${unit}`;
    const known = holders.get(key);
    if (known) return known;
    const held = (organisation.holdingsByUnit.get(unit) ?? []).filter((holding) => holding.role === role);
    const found = [...new Set(held.map((holding) => holding.officer))].sort();
    holders.set(key, found);
    return found;
  }

  /** Null: holds no post that day. */
  actor(officer: string, at: Instant): OfficerActor | null {
    const { organisation, actors } = this.#period(at);
    const known = actors.get(officer);
    if (known !== undefined) return known;
    const authorities = authoritiesOf(organisation, { officer, account: officer }, at);
    const made = authorities && { kind: 'officer' as const, ...authorities };
    actors.set(officer, made);
    return made;
  }

  supervisors(agency: string, at: Instant): readonly string[] {
    const { organisation, supervisors } = this.#period(at);
    const known = supervisors.get(agency);
    if (known) return known;
    const granted = [...organisation.grantsByOfficer].filter(([officer, grants]) => {
      const unit = organisation.officers.get(officer)?.unit ?? '';
      return (
        grants.some(({ role }) => role === 'supervisor') && organisation.units.get(unit)?.agency === agency
      );
    });
    const found = granted.map(([officer]) => officer).sort();
    supervisors.set(agency, found);
    return found;
  }

  calendarOf = (agency: string): WorkCalendar => {
    const known = this.#calendars.get(agency);
    if (known) return known;
    const hours = officeHoursOf(this.#snapshot, agency);
    const made = hours.length > 0 ? workCalendar(this.#data, hours) : workCalendar(this.#data);
    this.#calendars.set(agency, made);
    return made;
  };

  #period(at: Instant): Period {
    const date = dateOf(at);
    const turn = this.#turns.findLast((day) => day <= date) ?? date;
    const known = this.#periods.get(turn);
    if (known) return known;
    const organisation = organisationAt(this.#snapshot, turn);
    const made: Period = {
      organisation,
      holders: new Map(),
      actors: new Map(),
      supervisors: new Map(),
    };
    this.#periods.set(turn, made);
    return made;
  }
}
