/** Accounts: made, locked and given new passwords by an administrator; the holder chooses password and language. */
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { accounts, officers, type AccountRow } from './entities.ts';
import { hashPassword, passwordFault, verifyPassword, type PasswordFault } from './passwords.ts';
import type { Sessions } from './sessions.ts';

export type Language = 'vi' | 'en';

export interface Account {
  readonly username: string;
  readonly officer: string;
  readonly language: Language;
  readonly mustChange: boolean;
  readonly disabled: boolean;
  readonly createdAt: Date;
}

export type AccountRefusalCode =
  | 'bad-username'
  | 'username-taken'
  | 'unknown-officer'
  | 'unknown-account'
  | 'wrong-password'
  | PasswordFault;

export type AccountAnswer<T = object> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly refusal: { readonly code: AccountRefusalCode } };

export interface AccountsAsked {
  readonly after?: string;
  readonly limit?: number;
  readonly named?: string | undefined;
  readonly officers?: readonly string[] | undefined;
}

const USERNAME = /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/;
const LONGEST_USERNAME = 64;
const MOST_LISTED = 500;
const TEMPORARY_PASSWORD_BYTES = 12;

const refused = (code: AccountRefusalCode) => ({ ok: false, refusal: { code } }) as const;

export class Accounts {
  readonly #source: DataSource;
  readonly #sessions: Sessions;
  readonly #now: () => Date;

  constructor(source: DataSource, sessions: Sessions, now: () => Date) {
    this.#source = source;
    this.#sessions = sessions;
    this.#now = now;
  }

  async find(username: string): Promise<(Account & { readonly passwordHash: string }) | null> {
    const row = await this.#source.getRepository(accounts).findOneBy({ username });
    return row && { ...row, language: languageOf(row.language) };
  }

  /** By username, from the one after `after`; of `officers`, or with `named` in the username, where they are given. */
  async list({ after = '', limit = 100, named, officers: ids }: AccountsAsked = {}): Promise<
    readonly Account[]
  > {
    const query = this.#source
      .getRepository(accounts)
      .createQueryBuilder('account')
      .where('account.username > :after', { after });
    if (named !== undefined || ids !== undefined) {
      query.andWhere('(strpos(account.username, :named) > 0 or account.officer = any(:officers))', {
        named: named ?? null,
        officers: ids ?? [],
      });
    }
    const rows = await query.orderBy('account.username').limit(Math.min(limit, MOST_LISTED)).getMany();
    return rows.map(({ passwordHash: _hash, ...row }) => ({ ...row, language: languageOf(row.language) }));
  }

  /** Without a password it gets a temporary one, returned once, to be changed at the first log-in. */
  async create(wanted: {
    readonly username: string;
    readonly officer: string;
    readonly password?: string;
    readonly language?: Language;
  }): Promise<AccountAnswer<{ readonly temporaryPassword: string | null }>> {
    const { username, officer, language = 'vi' } = wanted;
    if (!USERNAME.test(username) || username.length > LONGEST_USERNAME) return refused('bad-username');
    const known = await this.#source.getRepository(officers).existsBy({ id: officer });
    if (!known) return refused('unknown-officer');
    if (await this.find(username)) return refused('username-taken');
    const fault = wanted.password === undefined ? null : passwordFault(wanted.password, null, username);
    if (fault) return refused(fault);
    const password = wanted.password ?? temporaryPassword();
    const mustChange = wanted.password === undefined;
    const row = {
      username,
      passwordHash: await hashPassword(password),
      officer,
      language,
      mustChange,
      disabled: false,
      createdAt: this.#now(),
    };
    const made = await this.#source
      .createQueryBuilder()
      .insert()
      .into(accounts)
      .values(row)
      .orIgnore()
      .returning('username')
      .execute();
    if ((made.raw as unknown[]).length === 0) return refused('username-taken');
    return { ok: true, temporaryPassword: mustChange ? password : null };
  }

  /** Ends the account's other sessions: whoever knew the old password is out. */
  async changePassword(
    username: string,
    passwords: { readonly old: string; readonly new: string; readonly keepSession?: string },
  ): Promise<AccountAnswer> {
    const account = await this.find(username);
    if (!account || account.disabled) return refused('unknown-account');
    if (!(await verifyPassword(account.passwordHash, passwords.old))) return refused('wrong-password');
    const fault = passwordFault(passwords.new, passwords.old, username);
    if (fault) return refused(fault);
    await this.#update(username, { passwordHash: await hashPassword(passwords.new), mustChange: false });
    await this.#sessions.endAll(username, passwords.keepSession);
    return { ok: true };
  }

  /** Returns a temporary password, once, and ends all the account's sessions. */
  async resetPassword(username: string): Promise<AccountAnswer<{ readonly temporaryPassword: string }>> {
    const password = temporaryPassword();
    const changed = await this.#update(username, {
      passwordHash: await hashPassword(password),
      mustChange: true,
    });
    if (!changed) return refused('unknown-account');
    await this.#sessions.endAll(username);
    return { ok: true, temporaryPassword: password };
  }

  async setDisabled(username: string, disabled: boolean): Promise<AccountAnswer> {
    if (!(await this.#update(username, { disabled }))) return refused('unknown-account');
    if (disabled) await this.#sessions.endAll(username);
    return { ok: true };
  }

  async setLanguage(username: string, language: Language): Promise<AccountAnswer> {
    if (!(await this.#update(username, { language }))) return refused('unknown-account');
    this.#sessions.forget();
    return { ok: true };
  }

  async #update(username: string, change: Partial<AccountRow>): Promise<boolean> {
    return (await this.#source.getRepository(accounts).update({ username }, change)).affected === 1;
  }
}

function languageOf(text: string): Language {
  return text === 'en' ? 'en' : 'vi';
}

function temporaryPassword(): string {
  return randomBytes(TEMPORARY_PASSWORD_BYTES).toString('base64url');
}
