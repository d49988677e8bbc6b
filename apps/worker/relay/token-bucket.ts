import { setTimeout as sleep } from 'node:timers/promises';

/** Lets through `perSecond` a second on average, so that a burst in the ledger doesn't starve the API. */
export class TokenBucket {
  readonly #perSecond: number;
  #nextAt = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Resolves when the caller may go; callers go in the order they came. */
  async take(signal?: AbortSignal): Promise<void> {
    const now = performance.now();
    // A quiet second saves up no more than a tenth of a second's worth.
    this.#nextAt = Math.max(this.#nextAt, now - 100) + 1000 / this.#perSecond;
    const wait = this.#nextAt - now;
    if (wait > 0) await sleep(wait, undefined, { signal });
  }
}
