/** How often one address may try a public page: a bucket that fills again by the minute. */
import { ProblemException } from './problem.ts';

/** What is guessed at: a dossier's secret. */
const GUESSES_PER_MINUTE = 20;
/** What is only looked at: an office of many people may come from one address. */
export const VIEWS_PER_MINUTE = 120;
const MINUTE_MS = 60_000;
/** Past it the oldest addresses are forgotten. */
const MAX_ADDRESSES = 10_000;

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

export class Attempts {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, Bucket>();

  /** As many at once as in a minute. */
  constructor(perMinute = GUESSES_PER_MINUTE) {
    this.#perMinute = perMinute;
  }

  /** Seconds to wait; 0: go on. */
  take(address: string, nowMs: number): number {
    const { left, atMs } = this.#buckets.get(address) ?? { left: this.#perMinute, atMs: nowMs };
    const refilled = Math.min(this.#perMinute, left + ((nowMs - atMs) / MINUTE_MS) * this.#perMinute);
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: refilled >= 1 ? refilled - 1 : refilled, atMs: nowMs });
    this.#forgetOldest();
    return refilled >= 1 ? 0 : Math.ceil(((1 - refilled) / this.#perMinute) * (MINUTE_MS / 1_000));
  }

  #forgetOldest(): void {
    if (this.#buckets.size <= MAX_ADDRESSES) return;
    const oldest = this.#buckets.keys().next().value;
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

export const tooMany = (retryAfterSeconds: number): ProblemException =>
  new ProblemException({
    status: 429,
    code: 'too-many-attempts',
    detail: `Vui lòng thử lại sau ${retryAfterSeconds} giây.`,
    retryAfterSeconds,
  });
