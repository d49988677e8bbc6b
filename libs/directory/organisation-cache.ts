/** The organisation in memory. How stale: a change made by another process is seen within `FRESH_MS`. */
import type { Authorities } from '#libs/access';
import type { Instant } from '#libs/calendar';
import {
  authoritiesOf,
  dateOf,
  organisationAt,
  type Organisation,
  type OrganisationSnapshot,
} from '#libs/organisation';
import type { OrganisationStore } from './organisation-store.ts';

/** For so long an answer from the database is taken for true without asking again. */
export const FRESH_MS = 1000;

interface Held {
  readonly snapshot: OrganisationSnapshot;
  readonly checkedAtMs: number;
}

/**
 * Asks for the version alone, at most once in `FRESH_MS`, and loads the rest only when it has risen. The day's view
 * and the authorities read from it are kept until the version or the date changes.
 */
export class OrganisationCache {
  readonly #store: OrganisationStore;
  readonly #now: () => Date;
  #held: Held | undefined;
  #refreshing: Promise<Held> | undefined;
  #today: Organisation | undefined;
  #authorities = new Map<string, Authorities | null>();
  #changesHere = 0;

  constructor(store: OrganisationStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  async snapshot(): Promise<OrganisationSnapshot> {
    const held = this.#held;
    if (held && performance.now() - held.checkedAtMs < FRESH_MS) return held.snapshot;
    this.#refreshing ??= this.#refresh();
    return (await this.#refreshing).snapshot;
  }

  async today(): Promise<Organisation> {
    const snapshot = await this.snapshot();
    const date = dateOf(this.#instant());
    if (this.#today?.version !== snapshot.version || this.#today.date !== date) {
      this.#today = organisationAt(snapshot, date);
      this.#authorities = new Map();
    }
    return this.#today;
  }

  /** Null: the officer holds no post today. */
  async authoritiesFor(who: {
    readonly officer: string;
    readonly account: string;
  }): Promise<Authorities | null> {
    const organisation = await this.today();
    const known = this.#authorities.get(who.account);
    if (known?.officer === who.officer) return known;
    const authorities = authoritiesOf(organisation, who, this.#instant());
    this.#authorities.set(who.account, authorities);
    return authorities;
  }

  /** After a change made here: the next question asks the database. */
  forget(): void {
    this.#changesHere += 1;
    this.#refreshing = undefined;
    this.#held = this.#held && { ...this.#held, checkedAtMs: -Infinity };
  }

  /** The moment before the query counts: what was true then may have changed during it. */
  async #refresh(): Promise<Held> {
    const changes = this.#changesHere;
    const checkedAtMs = performance.now();
    try {
      const version = await this.#store.version();
      const known = this.#held?.snapshot;
      const snapshot = known?.version === version ? known : await this.#store.load();
      const held = { snapshot, checkedAtMs };
      if (changes === this.#changesHere) this.#held = held;
      return held;
    } finally {
      if (changes === this.#changesHere) this.#refreshing = undefined;
    }
  }

  #instant(): Instant {
    return this.#now().toISOString() as Instant;
  }
}
