/** The one object through which the programs ask who is who. */
import { randomUUID } from 'node:crypto';
import type { Authorities } from '#libs/access';
import type { Instant } from '#libs/calendar';
import type {
  OfficerSubstitution,
  Organisation,
  OrganisationEvent,
  OrganisationSnapshot,
} from '#libs/organisation';
import { DataSource } from 'typeorm';
import { Accounts } from './accounts.ts';
import { entities } from './entities.ts';
import { OrganisationCache } from './organisation-cache.ts';
import { OrganisationStore, type OrganisationChanged } from './organisation-store.ts';
import { busy, verifyPassword } from './passwords.ts';
import { Sessions, type Authenticated, type Session } from './sessions.ts';
import { Throttle } from './throttle.ts';

export interface DirectoryOptions {
  /** PostgreSQL as the application's role. */
  readonly url: string;
  readonly poolSize?: number;
  readonly now?: () => Date;
}

const POOL_SIZE = 4;

export type LoginRefusal =
  | { readonly code: 'bad-credentials' }
  | { readonly code: 'too-many-attempts' | 'busy'; readonly retryAfterSeconds: number };

export type LoggedIn =
  | { readonly ok: true; readonly token: string; readonly session: Session }
  | { readonly ok: false; readonly refusal: LoginRefusal };

/** Opens its own pool; `close` ends it. The schema must have been migrated. */
export async function createDirectory(options: DirectoryOptions): Promise<Directory> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: 'dunghan-directory',
    poolSize: options.poolSize ?? POOL_SIZE,
    entities,
    installExtensions: false,
  });
  await source.initialize();
  return new Directory(source, options.now ?? (() => new Date()));
}

export class Directory {
  readonly accounts: Accounts;
  readonly #source: DataSource;
  readonly #now: () => Date;
  readonly #store: OrganisationStore;
  readonly #cache: OrganisationCache;
  readonly #sessions: Sessions;
  readonly #throttle: Throttle;

  constructor(source: DataSource, now: () => Date) {
    this.#source = source;
    this.#now = now;
    this.#store = new OrganisationStore(source);
    this.#cache = new OrganisationCache(this.#store, now);
    this.#sessions = new Sessions(source, now);
    this.#throttle = new Throttle(source);
    this.accounts = new Accounts(source, this.#sessions, now);
  }

  close(): Promise<void> {
    return this.#source.destroy();
  }

  /** An unknown account, a disabled one and a wrong password get the same answer, in the same time. */
  async login(given: {
    readonly username: string;
    readonly password: string;
    readonly address: string;
  }): Promise<LoggedIn> {
    if (busy()) return { ok: false, refusal: { code: 'busy', retryAfterSeconds: 1 } };
    const username = given.username.trim().toLowerCase();
    const attempt = await this.#throttle.attempt(username, given.address, this.#now());
    if (attempt.retryAfterSeconds !== null) {
      const { retryAfterSeconds } = attempt;
      return { ok: false, refusal: { code: 'too-many-attempts', retryAfterSeconds } };
    }
    const account = await this.accounts.find(username);
    const hash = account && !account.disabled ? account.passwordHash : null;
    if (!(await verifyPassword(hash, given.password)) || !account) {
      return { ok: false, refusal: { code: 'bad-credentials' } };
    }
    await this.#throttle.succeeded(attempt);
    const { token, expiresAt } = await this.#sessions.open(username);
    const { officer, language, mustChange } = account;
    return { ok: true, token, session: { account: username, officer, language, mustChange, expiresAt } };
  }

  /** Usually without a query; what another process ended is refused within a second. */
  authenticate(token: string): Promise<Authenticated> {
    return this.#sessions.authenticate(token);
  }

  logout(token: string): Promise<void> {
    return this.#sessions.end(token);
  }

  /** Null: the account's officer holds no post today. Usually without a query; a second stale at most. */
  authoritiesFor(session: Pick<Session, 'account' | 'officer'>): Promise<Authorities | null> {
    return this.#cache.authoritiesFor(session);
  }

  /** Past and present; a second stale at most. */
  loadOrganisation(): Promise<OrganisationSnapshot> {
    return this.#cache.snapshot();
  }

  /** As valid today. */
  organisationToday(): Promise<Organisation> {
    return this.#cache.today();
  }

  async change(events: readonly OrganisationEvent[], by: string): Promise<OrganisationChanged> {
    return this.#afterwards(await this.#store.change(events, by, this.#now()));
  }

  /** Records a whole organisation where there is none; refused with `not-empty` where there is. */
  async loadFirst(snapshot: OrganisationSnapshot, by: string): Promise<OrganisationChanged> {
    return this.#afterwards(await this.#store.loadFirst(snapshot, by, this.#now()));
  }

  async arrangeSubstitution(
    wanted: Omit<OfficerSubstitution, 'id'>,
    by: string,
    id: string = randomUUID(),
  ): Promise<OrganisationChanged & { readonly substitution: string }> {
    const body = { ...wanted, id };
    const answer = await this.change([{ type: 'SubstitutionRecorded', body }], by);
    return { ...answer, substitution: body.id };
  }

  /** Ends it now; one that has not begun is called off. Refused with `nothing-to-change` when it is over or unknown. */
  async endSubstitution(id: string, by: string): Promise<OrganisationChanged> {
    const now = this.#now().toISOString() as Instant;
    const { substitutions } = await this.#store.load();
    const known = substitutions.find((substitution) => substitution.id === id);
    if (!known || known.to <= now) return { ok: false, refusal: { code: 'nothing-to-change' } };
    const to = known.from < now ? now : known.from;
    return this.change([{ type: 'SubstitutionRecorded', body: { ...known, to } }], by);
  }

  /** Who changed what in the organisation, newest first. */
  changeLog(before?: number, limit?: number): ReturnType<OrganisationStore['log']> {
    return this.#store.log(before, limit);
  }

  /** All of the first version after that one; empty: there is none. */
  changesAfter(version: number): ReturnType<OrganisationStore['changesAfter']> {
    return this.#store.changesAfter(version);
  }

  /** The organisation as it was at a version, from the log alone. */
  organisationAsOf(version: number): Promise<OrganisationSnapshot> {
    return this.#store.asOf(version);
  }

  #afterwards(answer: OrganisationChanged): OrganisationChanged {
    this.#cache.forget();
    return answer;
  }
}
