/** The figures of a whole log, folded item by item. */
import { Gaps } from './gaps.ts';
import { parseMoment } from './moment.ts';
import {
  ACTIVITY,
  DEADLINE,
  END_DATE,
  RESOURCE,
  TIMESTAMP,
  type EpochMicroseconds,
  type LogAttributes,
  type LogItem,
} from './types.ts';

export interface ActivityFigures {
  readonly name: string;
  readonly count: number;
  /** Over the events that have one before them in their case, both with a timestamp; null when there is none. */
  readonly medianMinutesSincePrevious: number | null;
}

export interface LogFigures {
  readonly cases: number;
  readonly events: number;
  /** Distinct sequences of activity names in the log's order; the empty sequence is one. */
  readonly variants: number;
  /** Cases whose latest event is after their `deadline`. */
  readonly lateByDeadline: number;
  /** Where cases have an `enddate`: how many have one, and how many of these exceed their `deadline` by it. */
  readonly casesWithEnddate?: number;
  readonly lateByEnddate?: number;
  /** Most frequent first, then by name. */
  readonly activities: readonly ActivityFigures[];
  readonly resources: readonly { readonly name: string; readonly events: number }[];
}

/** What the figures could not take into account, for a person to read. */
export interface LogOmissions {
  readonly eventsWithoutActivity: number;
  readonly eventsWithoutResource: number;
  readonly eventsWithoutTimestamp: number;
  readonly casesWithoutDeadline: number;
  /** Timestamps, deadlines and end dates that are no dates. */
  readonly unreadableMoments: number;
}

/** Stands in a variant for an event without a name; names are numbered from 0. */
const NAMELESS = -1;

/** Grows with the distinct names and variants and with eight bytes an event, never with the log's text. */
export class LogFold {
  readonly #activities = new Map<string, { readonly index: number; count: number; readonly gaps: Gaps }>();
  readonly #resources = new Map<string, number>();
  readonly #variants = new Set<string>();
  #cases = 0;
  #events = 0;
  #lateByDeadline = 0;
  #withEnddate = 0;
  #lateByEnddate = 0;
  #omitted = { activity: 0, resource: 0, timestamp: 0, deadline: 0, unreadable: 0 };

  #sequence: number[] = [];
  #previous: EpochMicroseconds | null = null;
  #latest: EpochMicroseconds | null = null;

  add(item: LogItem): void {
    if (item.kind === 'event') this.#addEvent(item.attributes);
    else this.#endCase(item.attributes);
  }

  #addEvent(attributes: LogAttributes): void {
    this.#events += 1;
    const at = this.#moment(attributes, TIMESTAMP);
    if (at === null) this.#omitted.timestamp += 1;
    const name = attributes.get(ACTIVITY);
    if (name === undefined) {
      this.#omitted.activity += 1;
      this.#sequence.push(NAMELESS);
    } else {
      const activity = this.#activity(name);
      activity.count += 1;
      if (at !== null && this.#previous !== null) activity.gaps.add(at - this.#previous);
      this.#sequence.push(activity.index);
    }
    const resource = attributes.get(RESOURCE);
    if (resource === undefined) this.#omitted.resource += 1;
    else this.#resources.set(resource, (this.#resources.get(resource) ?? 0) + 1);
    this.#previous = at;
    if (at !== null && (this.#latest === null || at > this.#latest)) this.#latest = at;
  }

  #endCase(attributes: LogAttributes): void {
    this.#cases += 1;
    this.#variants.add(this.#sequence.join(' '));
    const deadline = this.#moment(attributes, DEADLINE);
    const enddate = this.#moment(attributes, END_DATE);
    if (deadline === null) this.#omitted.deadline += 1;
    if (deadline !== null && this.#latest !== null && this.#latest > deadline) this.#lateByDeadline += 1;
    if (enddate !== null) this.#withEnddate += 1;
    if (deadline !== null && enddate !== null && enddate > deadline) this.#lateByEnddate += 1;
    this.#sequence = [];
    this.#previous = null;
    this.#latest = null;
  }

  #activity(name: string) {
    let activity = this.#activities.get(name);
    if (activity === undefined) {
      activity = { index: this.#activities.size, count: 0, gaps: new Gaps() };
      this.#activities.set(name, activity);
    }
    return activity;
  }

  #moment(attributes: LogAttributes, key: string): EpochMicroseconds | null {
    const text = attributes.get(key);
    if (text === undefined) return null;
    const moment = parseMoment(text);
    if (moment === null) this.#omitted.unreadable += 1;
    return moment;
  }

  figures(): LogFigures {
    const activities = [...this.#activities].map(([name, { count, gaps }]) => ({
      name,
      count,
      medianMinutesSincePrevious: gaps.medianMinutes(),
    }));
    const resources = [...this.#resources].map(([name, events]) => ({ name, events }));
    return {
      cases: this.#cases,
      events: this.#events,
      variants: this.#variants.size,
      lateByDeadline: this.#lateByDeadline,
      ...(this.#withEnddate > 0
        ? { casesWithEnddate: this.#withEnddate, lateByEnddate: this.#lateByEnddate }
        : {}),
      activities: activities.sort((a, b) => b.count - a.count || byCodeUnit(a.name, b.name)),
      resources: resources.sort((a, b) => b.events - a.events || byCodeUnit(a.name, b.name)),
    };
  }

  omissions(): LogOmissions {
    const { activity, resource, timestamp, deadline, unreadable } = this.#omitted;
    return {
      eventsWithoutActivity: activity,
      eventsWithoutResource: resource,
      eventsWithoutTimestamp: timestamp,
      casesWithoutDeadline: deadline,
      unreadableMoments: unreadable,
    };
  }
}

/** The same order on every machine, whatever its locale. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
