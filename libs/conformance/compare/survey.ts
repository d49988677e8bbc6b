/** What a log holds, before anybody says what it stands for. */
import type { Instant } from '#libs/calendar';
import type { EpochMicroseconds } from '../log/types.ts';
import { instantOf } from './case.ts';
import type { LogCase } from './types.ts';

export interface Named {
  readonly name: string;
  readonly events: number;
}

export interface SurveyedProcedure {
  /** As the log names it; null: it names none. */
  readonly said: string | null;
  readonly cases: number;
  /** Most frequent first. */
  readonly activities: readonly Named[];
}

export interface Survey {
  readonly cases: number;
  readonly events: number;
  readonly timed: number;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly units: number;
  readonly roles: readonly Named[];
  readonly procedures: readonly SurveyedProcedure[];
  /** More different names than anyone can look through: the column is probably another one. */
  readonly tooMany: boolean;
}

/** Names kept of a kind: procedures, roles, activities of a procedure. */
const MAX_NAMES = 500;

export class SurveyFold {
  readonly #procedures = new Map<string | null, { cases: number; readonly activities: Names }>();
  readonly #roles = new Names();
  readonly #units = new Names();
  #cases = 0;
  #events = 0;
  #timed = 0;
  #from: EpochMicroseconds | null = null;
  #to: EpochMicroseconds | null = null;
  #tooMany = false;

  add({ procedure, unit, events }: LogCase): void {
    this.#cases += 1;
    if (unit !== null) this.#units.add(unit);
    const known = this.#procedureOf(procedure);
    if (known) known.cases += 1;
    for (const { activity, role, at } of events) {
      this.#events += 1;
      known?.activities.add(activity);
      if (role !== null) this.#roles.add(role);
      if (at === null) continue;
      this.#timed += 1;
      if (this.#from === null || at < this.#from) this.#from = at;
      if (this.#to === null || at > this.#to) this.#to = at;
    }
  }

  result(): Survey {
    const procedures = [...this.#procedures].map(([said, { cases, activities }]) => ({
      said,
      cases,
      activities: activities.list(),
    }));
    const full = [this.#roles, ...[...this.#procedures.values()].map(({ activities }) => activities)];
    return {
      cases: this.#cases,
      events: this.#events,
      timed: this.#timed,
      from: this.#from === null ? null : instantOf(this.#from),
      to: this.#to === null ? null : instantOf(this.#to),
      units: this.#units.list().length,
      roles: this.#roles.list(),
      procedures: procedures.sort((a, b) => b.cases - a.cases || ((a.said ?? '') < (b.said ?? '') ? -1 : 1)),
      tooMany: this.#tooMany || full.some(({ overflowed }) => overflowed),
    };
  }

  #procedureOf(said: string | null) {
    const known = this.#procedures.get(said);
    if (known) return known;
    if (this.#procedures.size >= MAX_NAMES) {
      this.#tooMany = true;
      return undefined;
    }
    const made = { cases: 0, activities: new Names() };
    this.#procedures.set(said, made);
    return made;
  }
}

class Names {
  readonly #events = new Map<string, number>();
  overflowed = false;

  add(name: string): void {
    const events = this.#events.get(name);
    if (events === undefined && this.#events.size >= MAX_NAMES) this.overflowed = true;
    else this.#events.set(name, (events ?? 0) + 1);
  }

  list(): readonly Named[] {
    const all = [...this.#events].map(([name, events]) => ({ name, events }));
    return all.sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
  }
}
