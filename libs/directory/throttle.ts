/** Attempts to log in, bounded per account and address in all processes together: counted before the password is looked at. */
import type { DataSource } from 'typeorm';

export const WINDOW_MINUTES = 15;
/** One person at one desk. */
export const MOST_PER_ACCOUNT_AND_ADDRESS = 10;
/** Guesses at one account from everywhere. Above the line before, so that a stranger can't easily lock an officer out. */
export const MOST_PER_ACCOUNT = 50;
/** An agency's whole office may come from one address. */
export const MOST_PER_ADDRESS = 200;
/** Rows of ended windows removed with each attempt: more than an attempt adds, so the table doesn't grow. */
const SWEPT = 20;

const COUNT = `
  insert into directory.login_attempts as known (key, attempts, since)
  select key, 1, $2 from unnest($1::text[]) as key order by key
  on conflict (key) do update set
    attempts = case when known.since <= $3 then 1 else known.attempts + 1 end,
    since = case when known.since <= $3 then excluded.since else known.since end
  returning key, attempts, since`;

const SWEEP = `
  delete from directory.login_attempts where key in (
    select key from directory.login_attempts where since <= $1 order by since limit ${SWEPT} for update skip locked)`;

export interface Attempt {
  /** Null: go on. Otherwise the seconds until the window ends. */
  readonly retryAfterSeconds: number | null;
  readonly keys: readonly string[];
}

export class Throttle {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  async attempt(account: string, address: string, now: Date): Promise<Attempt> {
    const limits = new Map([
      [`both ${account} ${address}`, MOST_PER_ACCOUNT_AND_ADDRESS],
      [`account ${account}`, MOST_PER_ACCOUNT],
      [`address ${address}`, MOST_PER_ADDRESS],
    ]);
    const keys = [...limits.keys()];
    const windowStart = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
    const rows: { key: string; attempts: number; since: Date }[] = await this.#source.query(COUNT, [
      keys,
      now,
      windowStart,
    ]);
    await this.#source.query(SWEEP, [windowStart]);
    const exceeded = rows.filter(({ key, attempts }) => attempts > limits.get(key)!);
    const ends = exceeded.map(({ since }) => since.getTime() + WINDOW_MINUTES * 60_000);
    if (ends.length === 0) return { retryAfterSeconds: null, keys };
    return { retryAfterSeconds: Math.max(1, Math.ceil((Math.max(...ends) - now.getTime()) / 1000)), keys };
  }

  /** A right password takes its attempt back, and clears the slips made at that desk. */
  async succeeded({ keys }: Attempt): Promise<void> {
    await this.#source.query(
      `update directory.login_attempts
       set attempts = case when key = $1 then 0 else greatest(attempts - 1, 0) end where key = any($2)`,
      [keys[0], keys],
    );
  }
}
