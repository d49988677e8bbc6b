/** Has the ledger's last head time-stamped from time to time, by whoever is configured. Sealing never waits for it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { headText, publicationIn, requestStamp } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { gauge } from '#libs/telemetry';

const MINUTE_MS = 60_000;
/** When the authority is away. */
const AGAIN_MS = MINUTE_MS;

export interface StampingOptions {
  readonly url: string;
  readonly everyMinutes: number;
  /** It is tried again. */
  readonly onError?: (error: unknown) => void;
}

export interface Stamping {
  stop(): Promise<void>;
}

/** Of several processes at once a head gets one stamp; an interval may then see two heads stamped. */
export function startStamping(
  { pool }: Pick<Runtime, 'pool'>,
  { url, everyMinutes, onError }: StampingOptions,
): Stamping {
  const published = publicationIn(pool);
  const ending = new AbortController();
  const { signal } = ending;
  gauge('dunghan.stamp.age.seconds', async () => {
    const last = await published.lastStamp();
    return last ? [{ value: (Date.now() - Date.parse(last.at)) / 1_000 }] : [];
  });

  /** How long to wait before the next. */
  async function stampWhenDue(): Promise<number> {
    const [head, last] = [await published.lastHead(), await published.lastStamp()];
    const dueMs = last ? Date.parse(last.at) + everyMinutes * MINUTE_MS - Date.now() : 0;
    if (dueMs > 0) return Math.min(dueMs, AGAIN_MS);
    if (head && head.size !== last?.size) {
      await published.addStamp(head.size, await requestStamp(url, headText(head)));
      return everyMinutes * MINUTE_MS;
    }
    return Math.min(everyMinutes * MINUTE_MS, AGAIN_MS);
  }

  async function keepStamping(): Promise<void> {
    while (!signal.aborted) {
      let pauseMs = AGAIN_MS;
      try {
        pauseMs = await stampWhenDue();
      } catch (error) {
        onError?.(error);
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  const done = keepStamping();
  return {
    async stop() {
      ending.abort();
      await done;
    },
  };
}
