/** Sessions: a random token that only its holder knows; the server keeps its SHA-256. */
import { createHash, randomBytes } from 'node:crypto';
import { LessThan, type DataSource } from 'typeorm';
import { accounts, sessions } from './entities.ts';
import { FRESH_MS } from './organisation-cache.ts';

/** A working day. */
export const SESSION_HOURS = 8;
export const IDLE_MINUTES = 60;
/** `last seen` is written no more often than this. */
const SEEN_EVERY_MS = 60_000;
/** Past it the oldest are asked of the database again. */
const MOST_CACHED = 10_000;
const TOKEN_BYTES = 32;
/** 32 bytes as base64url. */
const TOKEN = /^[\w-]{43}$/;

export interface Session {
  readonly account: string;
  readonly officer: string;
  readonly language: string;
  readonly mustChange: boolean;
  readonly expiresAt: Date;
}

export type SessionRefusal = 'no-session' | 'session-expired' | 'session-idle';

export type Authenticated =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly refusal: { readonly code: SessionRefusal } };

interface Known {
  readonly answer: Promise<Found | null>;
  readonly askedAtMs: number;
}

interface Found {
  readonly session: Session;
  lastSeenAt: Date;
}

const refused = (code: SessionRefusal): Authenticated => ({ ok: false, refusal: { code } });

/** A session ended by another process is believed for at most `FRESH_MS` more; one ended here ends at once. */
export class Sessions {
  readonly #source: DataSource;
  readonly #now: () => Date;
  readonly #cache = new Map<string, Known>();

  constructor(source: DataSource, now: () => Date) {
    this.#source = source;
    this.#now = now;
  }

  /** Returns the token; it is never to be had again. */
  async open(account: string): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = this.#now();
    const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
    const repository = this.#source.getRepository(sessions);
    await repository.delete({ expiresAt: LessThan(new Date(now.getTime() - SESSION_HOURS * 3_600_000)) });
    await repository.insert({ tokenHash: hash(token), account, createdAt: now, expiresAt, lastSeenAt: now });
    return { token, expiresAt };
  }

  async authenticate(token: string): Promise<Authenticated> {
    if (!TOKEN.test(token)) return refused('no-session');
    const found = await this.#find(token);
    if (!found) return refused('no-session');
    const now = this.#now();
    if (now >= found.session.expiresAt) return refused('session-expired');
    const idleMs = now.getTime() - found.lastSeenAt.getTime();
    if (idleMs >= IDLE_MINUTES * 60_000) return refused('session-idle');
    if (idleMs >= SEEN_EVERY_MS) await this.#seen(token, found, now);
    return { ok: true, session: found.session };
  }

  async end(token: string): Promise<void> {
    await this.#source.getRepository(sessions).delete({ tokenHash: hash(token) });
    this.#cache.delete(token);
  }

  /** All of an account's sessions, except the one named. */
  async endAll(account: string, except?: string): Promise<void> {
    await this.#source
      .getRepository(sessions)
      .createQueryBuilder()
      .delete()
      .where('account = :account', { account })
      .andWhere('token_hash <> :kept', { kept: except === undefined ? Buffer.alloc(0) : hash(except) })
      .execute();
    this.forget();
  }

  /** After a change to an account made here, once it is written: a question asked meanwhile may know the old one. */
  forget(): void {
    this.#cache.clear();
  }

  #find(token: string): Promise<Found | null> {
    const known = this.#cache.get(token);
    const nowMs = performance.now();
    if (known && nowMs - known.askedAtMs < FRESH_MS) return known.answer;
    this.#cache.delete(token);
    if (this.#cache.size >= MOST_CACHED) this.#cache.delete(this.#cache.keys().next().value!);
    const answer = this.#read(token);
    this.#cache.set(token, { answer, askedAtMs: nowMs });
    // A failed question is no answer to keep.
    answer.catch(() => this.#cache.delete(token));
    return answer;
  }

  async #read(token: string): Promise<Found | null> {
    const row = await this.#source.getRepository(sessions).findOneBy({ tokenHash: hash(token) });
    const account = row && (await this.#source.getRepository(accounts).findOneBy({ username: row.account }));
    if (!account || account.disabled) return null;
    const { username, officer, language, mustChange } = account;
    return {
      session: { account: username, officer, language, mustChange, expiresAt: row.expiresAt },
      lastSeenAt: row.lastSeenAt,
    };
  }

  async #seen(token: string, found: Found, now: Date): Promise<void> {
    found.lastSeenAt = now;
    await this.#source.getRepository(sessions).update({ tokenHash: hash(token) }, { lastSeenAt: now });
  }
}

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
