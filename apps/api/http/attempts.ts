/** How often one address may try a public page: a bucket that fills again by the minute. */
import { ProblemException } from './problem.ts';

const BURST = 20;
const PER_MINUTE = 20;
const MINUTE_MS = 60_000;
/** Past it the oldest addresses are forgotten. */
const MAX_ADDRESSES = 10_000;

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

export class Attempts {
  readonly #buckets = new Map<string, Bucket>();

  /** Seconds to wait; 0: go on. */
  take(address: string, nowMs: number): number {
    const { left, atMs } = this.#buckets.get(address) ?? { left: BURST, atMs: nowMs };
    const refilled = Math.min(BURST, left + ((nowMs - atMs) / MINUTE_MS) * PER_MINUTE);
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: refilled >= 1 ? refilled - 1 : refilled, atMs: nowMs });
    this.#forgetOldest();
    return refilled >= 1 ? 0 : Math.ceil(((1 - refilled) / PER_MINUTE) * (MINUTE_MS / 1_000));
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
